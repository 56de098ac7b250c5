from dataclasses import replace

import pytest

from habeas.model.link import Link
from habeas.model.occurrence import Occurrence, Telling
from habeas.model.outline import holding
from habeas.model.record import Count, Event, Participant
from habeas.resolve.corroboration import corroboration
from tests.factory import anchor, doc, event

PLAIN = "Ivo Maren was arrested in Karsa on 12 March by men in plain clothes."
OTHER = "Officers came for Maren in spring; he was arrested at his flat."


def telling(
    publisher: str,
    text: str,
    *,
    source: tuple[str, str] | None = None,
    count: int | None = None,
    year: int = 2005,
) -> Telling:
    report = doc(
        text,
        publisher=publisher,
        file=f"{publisher}-{year}.txt",
        years=(year, year),
        published=f"{year + 1}-05-01",
    )
    made: Event = event(report, "arrested", "arrest", source=source)
    if count:
        who = Participant(
            "affected", "miners", anchor(report, "arrested"), "g", Count(count, count), None, "f"
        )
        made = replace(made, participants=(who,))
    return Telling(made, holding(report), frozenset({"maren"}))


def act(*tellings: Telling) -> Occurrence:
    return Occurrence("o1", "arrest", tellings, None, None, (), None)


@pytest.mark.parametrize(
    ("trap", "one", "other", "independent", "rules"),
    [
        ("two that know by themselves", ("Harbour", PLAIN, {}), ("Lantern", OTHER, {}), 2, set()),
        ("one publisher", ("Harbour", PLAIN, {}), ("Harbour", OTHER, {"year": 2006}), 1, {"publisher"}),
        (
            "in the words of another",
            ("Harbour", PLAIN, {}),
            ("Lantern", f"{PLAIN} It rained.", {}),
            1,
            {"wording"},
        ),
        (
            "names the other as its source",
            ("Harbour Group", PLAIN, {}),
            ("Lantern", "Harbour Group said Maren was arrested.", {"source": ("Harbour Group", "said")}),
            1,
            {"named"},
        ),
        (
            "names the other by its letters",
            ("Harbour Watch Group", PLAIN, {}),
            ("Lantern", "HWG said Maren was arrested.", {"source": ("HWG", "said")}),
            1,
            {"named"},
        ),
        (
            "one speaker in both",
            (
                "Harbour",
                "The Miners’ League said Maren was arrested.",
                {"source": ("The Miners’ League", "said")},
            ),
            (
                "Lantern",
                "He was arrested, the Miners’ League said.",
                {"source": ("the Miners’ League", "said")},
            ),
            1,
            {"speaker"},
        ),
        (
            "a lawyer in each is not one lawyer",
            ("Harbour", "His lawyer said Maren was arrested.", {"source": ("His lawyer", "said")}),
            ("Lantern", "He was arrested at home, his lawyer said.", {"source": ("his lawyer", "said")}),
            2,
            set(),
        ),
        (
            "the same odd number",
            ("Harbour", "In all 137 miners were arrested.", {"count": 137}),
            ("Lantern", "Police said that they arrested 137 people.", {"count": 137}),
            1,
            {"figure"},
        ),
        (
            "a round number may be counted twice",
            ("Harbour", "In all 140 miners were arrested.", {"count": 140}),
            ("Lantern", "Police said that they arrested 140 people.", {"count": 140}),
            2,
            set(),
        ),
        (
            "the same quotation",
            ("Harbour", "He was arrested for “spreading rumours about the bank”.", {}),
            ("Lantern", "They arrested him over “spreading rumours about the bank”, it seems.", {}),
            1,
            {"quotation"},
        ),
    ],
)
def test_two_reports(
    trap: str,
    one: tuple[str, str, dict[str, object]],
    other: tuple[str, str, dict[str, object]],
    independent: int,
    rules: set[str],
) -> None:
    tellings = [telling(publisher, text, **more) for publisher, text, more in (one, other)]  # type: ignore[arg-type]
    found = corroboration(act(*tellings))
    assert (found.independent, len(found.reports)) == (independent, 2), trap
    assert {reliance.rule for reliance in found.reliances} == rules, trap


def test_a_copy_is_no_source_of_its_own() -> None:
    one, other = telling("Harbour", PLAIN), telling("Harbour Library", OTHER)
    link = Link("copy", one.report.id, other.report.id, 0.97)
    found = corroboration(act(one, other), links=[link])
    assert found.independent == 1
    assert [(r.rule, r.words) for r in found.reliances] == [("copy", "97% of the words of both reports")]


def test_a_round_trip_is_found() -> None:
    one = telling("Harbour Group", "Lantern Watch said Maren was arrested.", source=("Lantern Watch", "said"))
    other = telling("Lantern Watch", "Harbour Group said he was arrested.", source=("Harbour Group", "said"))
    assert corroboration(act(one, other)).loops == (("Harbour Group", "Lantern Watch"),)


def test_a_body_is_known_by_all_its_names() -> None:
    one = telling("Harbour Group", PLAIN)
    other = telling("Lantern", "The Group said Maren was arrested.", source=("The Group", "said"))
    source = replace(other.event.attribution.sources[0], entity="n1", name="The Karsa Group")
    told = replace(other.event.attribution, sources=(source,))
    named = replace(other, event=replace(other.event, attribution=told))
    known = {"n1": frozenset({"harbour group"})}
    assert corroboration(act(one, named), speakers=known).independent == 1
    assert corroboration(act(one, named)).independent == 2
