"""The quarter of the annotated reports that is never looked at while building.

Chosen by the SHA-256 of the file names before work started: the 17 lowest of the 68 yearly reports
(the seed report is the first step's own input and is not drawn).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

TRAINED_ON = Path(__file__).resolve().parents[1] / "train" / "trained_on.txt"
GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def held() -> frozenset[str]:
    """The file names of the kept-back quarter."""
    names = [path.name for path in GOLD.glob("*.json") if path.name != "seed.json"]
    ranked = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return frozenset(ranked[: len(names) // 4])


def seen_in_training() -> frozenset[str]:
    """The kept-back reports that the weights in use were trained on all the same; there should be none."""
    read = TRAINED_ON.read_text(encoding="utf-8").split()[1:]
    return held() & {Path(name).with_suffix(".json").name for name in read}


def tuning() -> list[Path]:
    """The gold files that may be looked at, in the order of their names."""
    return sorted(path for path in GOLD.glob("*.json") if path.name not in held())


if __name__ == "__main__":
    print("\n".join(sorted(held())))
