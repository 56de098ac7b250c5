"""Planted families of reports: what must be found to be one person, what must be left apart.

usage: python -m bench.identity_families

Each family is a few short reports about a country that does not exist, and what is to be answered about
two of the persons in them: `same`, `different` (no pair is shown to anybody), or `unsure`. The reports are
read as any file is: reading, dividing, analysing, resolving.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from habeas.model.identity import Identities
from habeas.pipeline import process
from habeas.reading import Reading
from habeas.resolve.identity import resolve
from habeas.resolve.profiles import Profile, profiles

RESULTS = Path(__file__).parent / "results" / "identity_families.txt"


@dataclass(frozen=True, slots=True)
class Family:
    """Reports by the year they cover; `one` and `other` are (number of the report, words of a mention)."""

    name: str
    reports: tuple[str, ...]
    one: tuple[int, str]
    other: tuple[int, str]
    answer: str
    country: str = "Kaldria"


FAMILIES = (
    Family(
        "named alike, told on",
        (
            "Ilke Dorran, a nurse, was arrested in Karsa on 9 January.",
            "Ilke Dorran, a nurse, was still held without charge at the end of the year.",
        ),
        (0, "Ilke Dorran"),
        (1, "Ilke Dorran"),
        "same",
    ),
    Family(
        "spelling drift",
        (
            "Elmar Zhakovyev, a newspaper editor, was sentenced to five years’ imprisonment in May.",
            "Elmar Jakoviev, an editor, remained in prison, serving a sentence of five years’ imprisonment.",
        ),
        (0, "Elmar Zhakovyev"),
        (1, "Elmar Jakoviev"),
        "same",
    ),
    Family(
        "another alphabet's letters",
        (
            "Süheyl Hüseynoğlu, a lawyer, was detained in March.",
            "Suheyl Huseynoglu was released in April.",
        ),
        (0, "Süheyl Hüseynoğlu"),
        (1, "Suheyl Huseynoglu"),
        "same",
    ),
    Family(
        "title and patronymic come and go",
        (
            "Dr Anton Pavlovich Merkov, a physician, was arrested in June.",
            "The physician Anton Merkov was tried in September.",
        ),
        (0, "Anton Pavlovich Merkov"),
        (1, "Anton Merkov"),
        "same",
    ),
    Family(
        "the article of a name",
        (
            "Walid al-Tarsuni, a teacher, was tortured in Karsa prison in May.",
            "The teacher Waleed Tarsouni was released in August.",
        ),
        (0, "Walid al-Tarsuni"),
        (1, "Waleed Tarsouni"),
        "same",
    ),
    Family(
        "family name first",
        (
            "Tran Quoc Benh, a writer, was sentenced to four years’ imprisonment in July.",
            "The writer Quoc Benh Tran was released early, having served two of four years’ imprisonment.",
        ),
        (0, "Tran Quoc Benh"),
        (1, "Quoc Benh Tran"),
        "same",
    ),
    Family(
        "known by another name",
        (
            "Joram Vasko, also known as Tibor Lunt, a singer, was arrested in February.",
            "Tibor Lunt, a singer, was put on trial in October.",
        ),
        (0, "Joram Vasko"),
        (1, "Tibor Lunt"),
        "same",
    ),
    Family(
        "known by a pen name",
        (
            "Joram Vasko, a blogger known as Tarin Lant, was arrested in February.",
            "Tarin Lant, a blogger, was put on trial in October.",
        ),
        (0, "Joram Vasko"),
        (1, "Tarin Lant"),
        "same",
    ),
    Family(
        "an office and a surname",
        (
            "President Gorvan Belmar signed the decree in March.",
            "President Belmar pardoned 40 prisoners in December.",
        ),
        (0, "Gorvan Belmar"),
        (1, "Belmar"),
        "same",
    ),
    Family(
        "a surname alone",
        (
            "Ivo Maren, a student, was beaten by police in Karsa.",
            "Maren was sentenced to ten years’ imprisonment for spying in May.",
        ),
        (0, "Ivo Maren"),
        (1, "Maren"),
        "unsure",
    ),
    Family(
        "brothers",
        (
            "Arto Selvan, a farmer, was arrested in Karsa in May.",
            "Miko Selvan, a farmer, was arrested in Karsa in May.",
        ),
        (0, "Arto Selvan"),
        (1, "Miko Selvan"),
        "different",
    ),
    Family(
        "one name, two people",
        (
            "Petra Holm, a judge, was shot dead by gunmen on 3 May. She was 61. She had been warned.",
            "Petar Holm, a student, was arrested on 7 June. He was beaten. He was released in July.",
        ),
        (0, "Petra Holm"),
        (1, "Petar Holm"),
        "different",
    ),
    Family(
        "one name, dead and later held",
        (
            "Osk Tamrin, a miner, was killed by soldiers in Karsa on 3 May. He was 30. His body was found.",
            "Osk Tamrin, a banker, was arrested on 9 June on charges of fraud. He was released on 12 June.",
        ),
        (0, "Osk Tamrin"),
        (1, "Osk Tamrin"),
        "unsure",
    ),
    Family(
        "two persons in one paragraph",
        (
            "Dena Orlat and Dana Orlat, two sisters, were arrested in May. Dena Orlat was released in June.",
            "Dena Orlat was arrested again in March.",
        ),
        (0, "Dana Orlat"),
        (1, "Dena Orlat"),
        "different",
    ),
    Family(
        "and the right one of the two",
        (
            "Dena Orlat and Dana Orlat, two sisters, were arrested in May. Dena Orlat was released in June.",
            "Dena Orlat was arrested again in March.",
        ),
        (0, "Dena Orlat"),
        (1, "Dena Orlat"),
        "same",
    ),
    Family(
        "republished report",
        (
            "Vesna Kolt, a baker, was fined in May. Branko Kolt, a driver, was detained in June.",
            "Vesna Kolt, a baker, was fined in May. Branko Kolt, a driver, was detained in June.\nReprinted.",
        ),
        (0, "Vesna Kolt"),
        (1, "Vesna Kolt"),
        "same",
    ),
    Family(
        "quoted report",
        (
            "Yann Ferrat, a priest, was abducted in Karsa on 2 March.",
            "Harbour Group reported that Yann Ferrat, a priest, had been abducted on 2 March.",
        ),
        (0, "Yann Ferrat"),
        (1, "Yann Ferrat"),
        "same",
    ),
    Family(
        "contradictory sentence",
        (
            "Lena Tarsk, a journalist, was sentenced to three years’ imprisonment in May.",
            "In May Lena Tarsk, a journalist, was sentenced to seven years’ imprisonment.",
        ),
        (0, "Lena Tarsk"),
        (1, "Lena Tarsk"),
        "same",
    ),
    Family(
        "reduced sentence",
        (
            "Tam Ruvell, a teacher, was sentenced to five years’ imprisonment in August.",
            "In February the court of appeal reduced the sentence of Tam Ruvell, a teacher, to three years.",
        ),
        (0, "Tam Ruvell"),
        (1, "Tam Ruvell"),
        "same",
    ),
    Family(
        "nameless, and the facts match",
        (
            "A businessman and former adviser was arrested in Karsa on 4 May on charges of bribery.",
            "The businessman, a former adviser, had been arrested in Karsa on 4 May 2009 for bribery.",
        ),
        (0, "businessman"),
        (1, "businessman"),
        "unsure",
    ),
    Family(
        "nameless, and nothing matches",
        (
            "A businessman was arrested in Karsa on 4 May on charges of bribery.",
            "A businessman was beaten in Orlat in October.",
        ),
        (0, "businessman"),
        (1, "businessman"),
        "different",
    ),
)


def read(family: Family) -> list[tuple[Profile, ...]]:
    """The persons of each report of a family."""
    found = []
    with TemporaryDirectory() as folder:
        for number, text in enumerate(family.reports):
            year = 2009 + number
            file = Path(folder) / f"{number}.txt"
            head = f"Title: Annual report {year + 1} - {family.country}\nPublisher: Harbour Group\n"
            when = (
                f"Publication Date: 4 June {year + 1}\n\nCovering events from January - December {year}\n\n"
            )
            file.write_text(head + when + text + "\n", encoding="utf-8")
            for part in process(file):
                if isinstance(part, Reading):
                    found.append(profiles(part.document, part.entities, part.events))
    return found


def answer(family: Family) -> str:
    """What is answered about the two persons; `lost` where the records do not hold one of them."""
    told = read(family)
    ids = [_whose(words, told[number]) for number, words in (family.one, family.other)]
    if None in ids:
        return "lost"
    found: Identities = resolve([profile for report in told for profile in report])
    if any(set(ids) <= set(identity.entities) for identity in found.all):
        return "same"
    asked = any({pair.one, pair.other} == set(ids) for pair in found.unsure)
    return "unsure" if asked else "different"


def _whose(words: str, people: tuple[Profile, ...]) -> str | None:
    for profile in people:
        if words in profile.figure.mention.quote or words in profile.printed:
            return profile.id
    return None


def table() -> Iterator[tuple[Family, str]]:
    """Each family with what was answered."""
    for family in FAMILIES:
        yield family, answer(family)


def main() -> None:
    rows = list(table())
    lines = ["python -m bench.identity_families", "", f"{'family':<36}{'wanted':<12}answered"]
    lines += [f"{f.name:<36}{f.answer:<12}{got}{'' if got == f.answer else '  <'}" for f, got in rows]
    right = sum(family.answer == got for family, got in rows)
    lines += ["", f"{right} of {len(rows)} as they should be"]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    sys.exit(right < len(rows))


if __name__ == "__main__":
    main()
