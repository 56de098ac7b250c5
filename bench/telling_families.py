"""Planted families of reports: which tellings are one act, what rests on what, what is a conflict.

usage: python -m bench.telling_families [VARIANTS]      how many of each family, default 6

Each family is a few short reports about a country that does not exist, printed with names, places and
months drawn anew for each variant, and what is to be answered about the person in them. The reports are
read into an archive as any file is, and the archive is asked as anybody asks it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from habeas.archive import Archive
from habeas.errors import Ambiguous
from habeas.view.casefile import Act, CaseFile

RESULTS = Path(__file__).parent / "results" / "telling_families.txt"

FIRST = "Orsal Tamir Ivo Yann Osk Branko Dulo Hanek Anto Milor Kestan Rudek".split()
LAST = "Devrik Kalvor Marenko Tolvan Zhadrik Felmar Ostrev Kundar Velkov Ruvell Brenik Haldor".split()
HER = "Lena Vesna Ilke Dena Marva Solveig".split()
CITIES = "Karsa Orlat Verrin Tolm Besk".split()
MONTHS = "January February March April May June July August September October".split()
TRADES = ("a teacher", "a newspaper editor", "a trade union leader", "a lawyer", "a printer")

Report = tuple[str, int, str]  # publisher, year covered, text
HARBOUR, LANTERN, DOCKET = "Harbour Group", "Lantern Watch", "Open Docket"


@dataclass(frozen=True, slots=True)
class Family:
    """Reports with slots for names, places and months; `asks` gives the answer, `wanted` is the right one."""

    name: str
    reports: tuple[Report, ...]
    asks: Callable[[Archive, str], str]
    wanted: str


def slots(random_: random.Random) -> dict[str, str]:
    """What stands in the slots of one variant."""
    one, other = random_.sample(LAST, 2)
    first, second = random_.sample(FIRST, 2)
    early, late = sorted(random_.sample(range(len(MONTHS)), 2))
    return {
        "name": f"{first} {one}",
        "drift": f"{first} {one.replace('k', 'c', 1) if 'k' in one else one.replace('v', 'w', 1)}",
        "last": one,
        "other": f"{second} {other}",
        "trade": random_.choice(TRADES),
        "city": random_.choice(CITIES),
        "month": MONTHS[early],
        "later": MONTHS[late],
        "day": str(random_.randint(2, 27)),
    }


def told(archive: Archive, name: str, type: str) -> list[Act]:
    """The acts of a type in a person's case."""
    return [act for act in archive.case(name).acts if act.type == type]


def tellings(type: str) -> Callable[[Archive, str], str]:
    """How many acts of a type there are, by how often each is told."""
    return lambda archive, name: (
        " ".join(str(len(act.entries)) for act in told(archive, name, type)) or "none"
    )


def sources(type: str) -> Callable[[Archive, str], str]:
    """How many documents tell the act, how many are independent, and what shows it."""

    def ask(archive: Archive, name: str) -> str:
        found = told(archive, name, type)
        if not found:
            return "none"
        act = max(found, key=lambda act: len(act.entries))
        shown = sorted({r.rule for r in act.sources.reliances} - {"wording"}) or sorted(
            {r.rule for r in act.sources.reliances}
        )
        loop = ", round trip" if act.sources.loops else ""
        by = f" by {shown[0]}" if shown else ""
        return f"{len(act.sources.reports)} of which {act.sources.independent}{by}{loop}"

    return ask


def clashes(archive: Archive, name: str) -> str:
    """The kinds of what is told differently, those that are explained in brackets."""
    found = {(clash.kind, clash.settled) for clash in archive.case(name).clashes if clash.kind}
    shown = sorted({f"({kind})" if settled else str(kind) for kind, settled in found})
    return ", ".join(shown) or "none"


def persons(archive: Archive, name: str) -> str:
    """Whether one case stands for the name, or each report's person for themselves."""
    try:
        file = archive.case(name)
    except Ambiguous:
        return "apart"
    return "apart" if file.maybe else f"one of {file.reports}"


def standing(archive: Archive, name: str) -> str:
    """What the person is left in, and how many later reports say nothing."""
    left = archive.case(name).standing
    return f"{left.value}, {len(left.silent)} silent" if left else "none"


def acts_then(archive: Archive, name: str) -> str:
    """The types of the acts that were known in the summer after the first year."""
    file: CaseFile = archive.case(name, as_of=date(2010, 8, 1))
    return ", ".join(act.type for act in file.acts)


def count(archive: Archive, name: str) -> str:
    """How many the arrest befell."""
    (act,) = told(archive, name, "arrest")
    return f"{act.count.min}–{act.count.max}" if act.count else "none"


ARRESTED = "{name}, {trade}, was arrested in {city} on {day} {month}."
SENTENCED = "{name}, {trade}, was sentenced to five years’ imprisonment in {month}."
REMAINED = "{name}, {trade}, remained in prison at the end of the year."
QUIET = "The new prison in {city} was opened in {later}. The ministry promised better food."

FAMILIES = (
    Family(
        "told in three years",
        (
            (HARBOUR, 2009, ARRESTED),
            (HARBOUR, 2010, "{name}, {trade}, arrested in {month} 2009, went on trial in {later}."),
            (HARBOUR, 2011, "{name}, {trade}, who had been arrested in 2009, was released in {later}."),
        ),
        tellings("arrest"),
        "3",
    ),
    Family(
        "arrested anew",
        (
            (HARBOUR, 2009, ARRESTED + " He was released in December."),
            (HARBOUR, 2010, "{name}, {trade}, was arrested again in {city} on {day} {later}."),
        ),
        tellings("arrest"),
        "1 1",
    ),
    Family(
        "summary and body",
        (
            (
                HARBOUR,
                2009,
                "One newspaper was closed. {name} was sentenced to five years’ imprisonment in {month}.\n\n"
                "Freedom of expression\n\nIn {month} a court in {city} sentenced {name}, {trade}, to five"
                " years’ imprisonment for “insulting the head of state”.",
            ),
            (HARBOUR, 2010, REMAINED),
        ),
        tellings("sentence"),
        "2",
    ),
    Family(
        "spelling drift",
        (
            (HARBOUR, 2009, ARRESTED),
            (LANTERN, 2009, "In {month} police in {city} arrested {drift}, {trade}."),
        ),
        tellings("arrest"),
        "2",
    ),
    Family(
        "spelling drift is named",
        (
            (HARBOUR, 2009, ARRESTED),
            (LANTERN, 2009, "In {month} police in {city} arrested {drift}, {trade}."),
        ),
        clashes,
        "name",
    ),
    Family(
        "one name, two people",
        (
            (HARBOUR, 2009, "{name}, aged 17, a schoolgirl, was arrested in {city} in {month}. She wept."),
            (LANTERN, 2010, "{name}, a retired general, was killed by his guards. He was 71."),
        ),
        persons,
        "apart",
    ),
    Family(
        "two persons in one paragraph",
        (
            (
                HARBOUR,
                2009,
                "{name}, {trade}, was sentenced to five years’ imprisonment in {month}."
                " {other}, a driver, was sentenced to two years’ imprisonment in {later}.",
            ),
            (HARBOUR, 2010, "{name} and {other} remained in prison at the end of the year."),
        ),
        lambda archive, name: f"{tellings('sentence')(archive, name)}; {clashes(archive, name)}",
        "1; none",
    ),
    Family(
        "republished report",
        ((HARBOUR, 2009, ARRESTED + " " + QUIET), ("Harbour Library", 2009, ARRESTED + " " + QUIET)),
        sources("arrest"),
        "2 of which 1 by copy",
    ),
    Family(
        "quoted report",
        (
            (HARBOUR, 2009, ARRESTED),
            (
                LANTERN,
                2009,
                "Harbour Group reported that {name}, {trade}, had been arrested on {day} {month}.",
            ),
        ),
        sources("arrest"),
        "2 of which 1 by named",
    ),
    Family(
        "one speaker in two reports",
        (
            (HARBOUR, 2009, "The Miners’ League said that {name} had been arrested in {city} in {month}."),
            (LANTERN, 2009, "According to the Miners’ League, police arrested {name}, {trade}, in {month}."),
        ),
        sources("arrest"),
        "2 of which 1 by speaker",
    ),
    Family(
        "in the words of another",
        (
            (HARBOUR, 2009, ARRESTED + " " + QUIET),
            (DOCKET, 2009, "Five strikes were broken up. " + ARRESTED + " Nobody knows who gave the order."),
        ),
        sources("arrest"),
        "2 of which 1 by wording",
    ),
    Family(
        "two that know by themselves",
        (
            (HARBOUR, 2009, ARRESTED),
            (
                LANTERN,
                2009,
                "On {day} {month} plain-clothes officers came for {name} and arrested him at home.",
            ),
        ),
        sources("arrest"),
        "2 of which 2",
    ),
    Family(
        "each names the other",
        (
            (HARBOUR, 2009, "Lantern Watch reported that {name}, {trade}, had been arrested in {month}."),
            (LANTERN, 2009, "Harbour Group reported that police had arrested {name} in {city} in {month}."),
        ),
        sources("arrest"),
        "2 of which 1 by named, round trip",
    ),
    Family(
        "contradictory sentence",
        (
            (HARBOUR, 2009, SENTENCED),
            (LANTERN, 2009, "In {month} {name}, {trade}, was sentenced to eight years’ imprisonment."),
        ),
        clashes,
        "length",
    ),
    Family(
        "reduced sentence",
        (
            (HARBOUR, 2009, SENTENCED),
            (
                HARBOUR,
                2010,
                "In {later} the court of appeal reduced the sentence of {name}, {trade}, to three years’"
                " imprisonment.",
            ),
            (HARBOUR, 2011, "{name}, {trade}, continued to serve a three-year prison sentence."),
        ),
        clashes,
        "(length)",
    ),
    Family(
        "another sentence years later",
        (
            (HARBOUR, 2009, SENTENCED + " He was released in December."),
            (HARBOUR, 2012, "{name}, {trade}, was sentenced to two years’ imprisonment in {later}."),
        ),
        clashes,
        "none",
    ),
    Family(
        "two dates",
        (
            (HARBOUR, 2009, "{name}, {trade}, was killed by soldiers in {city} on {day} {month}."),
            (LANTERN, 2009, "{name}, {trade}, was shot dead by soldiers in {city} in November."),
        ),
        clashes,
        "date",
    ),
    Family(
        "dead, and later held",
        (
            (HARBOUR, 2009, "{name}, {trade}, was killed by soldiers in {city} on {day} {month}."),
            (LANTERN, 2010, "{name}, {trade}, was arrested in {city} on {day} {later}."),
        ),
        persons,
        "apart",
    ),
    Family(
        "officially denied",
        (
            (HARBOUR, 2009, ARRESTED),
            (LANTERN, 2009, "The Ministry of Interior denied that {name}, {trade}, had been arrested."),
        ),
        clashes,
        "denial",
    ),
    Family(
        "at least 19, five of them named",
        (
            (
                HARBOUR,
                2009,
                "At least 19 miners, among them {name} and {other}, were arrested in {city} in {month}.",
            ),
            (LANTERN, 2009, "{name} was arrested in {city} in {month}."),
        ),
        count,
        "19–None",
    ),
    Family(
        "silence is no release",
        ((HARBOUR, 2009, REMAINED), (HARBOUR, 2010, QUIET), (HARBOUR, 2011, QUIET)),
        standing,
        "imprisoned, 2 silent",
    ),
    Family(
        "as of a day",
        ((HARBOUR, 2009, ARRESTED), (HARBOUR, 2010, "{name}, {trade}, was released in {later}.")),
        acts_then,
        "arrest",
    ),
)


def printed(report: Report, words: dict[str, str]) -> str:
    """A report as its publisher prints it."""
    publisher, year, text = report
    head = f"Title: {publisher} Report {year + 1} - Kaldria\nPublisher: {publisher}\n"
    when = f"Publication Date: 4 June {year + 1}\nCountry: Kaldria\n\n"
    covers = f"Covering events from January - December {year}\n\n"
    return head + when + covers + text.format(**words) + "\n"


def answer(family: Family, words: dict[str, str], folder: Path) -> str:
    """What is answered about the person of one variant."""
    files = []
    for number, report in enumerate(family.reports):
        files.append(folder / f"{number}.txt")
        files[-1].write_text(printed(report, words), encoding="utf-8")
    with Archive(folder / "archive") as archive:
        archive.ingest(files)
        try:
            return family.asks(archive, words["name"])
        except (LookupError, ValueError) as error:
            return f"lost: {error}"


def table(variants: int) -> Iterator[tuple[Family, list[str]]]:
    """Each family with the answers about its variants."""
    for place, family in enumerate(FAMILIES):
        drawn = random.Random(place)
        found = []
        for _ in range(variants):
            with TemporaryDirectory() as folder:
                found.append(answer(family, slots(drawn), Path(folder)))
        yield family, found


def main() -> None:
    variants = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    lines = ["python -m bench.telling_families", "", f"{'family':<34}{'wanted':<36}answered so"]
    right = every = 0
    for family, answers in table(variants):
        good = answers.count(family.wanted)
        other = "; ".join(sorted({f"{each!r}" for each in answers if each != family.wanted}))
        lines.append(f"{family.name:<34}{family.wanted:<36}{good} of {len(answers)}  {other[:120]}".rstrip())
        right, every = right + good, every + len(answers)
    lines += ["", f"{right} of {every} as they should be"]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
