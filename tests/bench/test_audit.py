import json
from pathlib import Path

import pytest

from bench.audit import __main__ as audit

SHEET = """## e1 aaaa0000
kaldria.txt ('KAL',) covers 2009-01-01..
before: -
SENTENCE: Three men were arrested in May.
y event: arrest | arrested
n when: 2009-05-01..2009-05-31
y affected: Three men

## e2 bbbb0000
n event: trial | trial
y when: 2009-01-01..2009-12-31
"""


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(90, 100, 0.826, 0.945), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278)],
)
def test_wilson_interval(right: int, of: int, low: float, high: float) -> None:
    assert audit.wilson(right, of) == pytest.approx((low, high), abs=0.001)


def test_a_filled_sheet_is_kept_without_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "JUDGED", tmp_path / "judgements.jsonl")
    (tmp_path / "sheet").write_text(SHEET)
    audit.take(tmp_path / "sheet")
    kept = (tmp_path / "judgements.jsonl").read_text()
    assert [json.loads(line)["id"] for line in kept.splitlines()] == ["e1", "e2"]
    assert "men" not in kept
    assert audit.judged()["e1", "aaaa0000"] == {"event": True, "when": False, "affected": True}


def test_a_wrong_event_counts_in_no_other_field() -> None:
    table = audit.report([{"event": True, "when": False}, {"event": False, "when": True}])
    assert [line.split()[:3] for line in table.splitlines()[1:]] == [["event", "1", "2"], ["when", "0", "1"]]


def test_what_is_not_judged_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sheet").write_text(SHEET.replace("n when", "_ when"))
    with pytest.raises(SystemExit, match="not judged: _ when"):
        audit.take(tmp_path / "sheet")
