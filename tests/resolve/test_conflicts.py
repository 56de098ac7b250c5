from dataclasses import replace
from datetime import date

import pytest

from habeas.resolve import conflicts
from tests.factory import doc, event, person

TEXT = """Officials said that no executions would take place until January.
In November it was learned that four men were executed. Ivo Maren was beaten. Ivo Maren was not beaten.
Ivo Maren was sentenced to two years in prison. The court gave Ivo Maren four years in prison.
"""
REPORT = doc(TEXT)
IVO = person(REPORT, "Ivo Maren")
YEAR = (date(2003, 1, 1), date(2003, 12, 31))
LATER = (date(2004, 1, 1), date(2004, 1, 31))


@pytest.mark.parametrize(
    ("trap", "denied_when", "told_when", "certainty", "found"),
    [
        ("a general denial against a telling", YEAR, YEAR, "stated", 1),
        ("not at the same time", LATER, YEAR, "stated", 0),
        ("only planned", YEAR, YEAR, "intended", 0),
    ],
)
def test_denied_and_told(
    trap: str,
    denied_when: tuple[date, date],
    told_when: tuple[date, date],
    certainty: str,
    found: int,
) -> None:
    denied = event(REPORT, "executions", "execution", when=denied_when, polarity="negated")
    told = event(REPORT, "executed", "execution", when=told_when, certainty=certainty)
    assert len(conflicts.read([denied, told])) == found, trap


def test_the_reason_quotes_both() -> None:
    denied = event(REPORT, "executions", "execution", when=YEAR, polarity="negated")
    told = event(REPORT, "executed", "execution", when=YEAR)
    (conflict,) = conflicts.read([told, denied])
    assert conflict.events == (denied.id, told.id)
    assert '"executions"' in conflict.reason and '"executed"' in conflict.reason


def test_a_denial_about_somebody_else_is_none() -> None:
    lena = person(doc("Lena Tarsk was here."), "Lena Tarsk")
    denied = event(REPORT, "not beaten", "ill_treatment", affected=lena, when=YEAR, polarity="negated")
    told = event(REPORT, "was beaten", "ill_treatment", affected=IVO, when=YEAR)
    assert conflicts.read([denied, told]) == ()


def test_what_is_told_again_and_again_is_kept_only_so_often() -> None:
    report = doc("No executions took place. Four men were executed.\n" * 60)
    denied = [
        replace(event(report, "executions", "execution", when=YEAR, polarity="negated"), id=f"a{n}")
        for n in range(60)
    ]
    told = [replace(event(report, "executed", "execution", when=YEAR), id=f"b{n}") for n in range(60)]
    found = conflicts.read([*denied, *told])
    assert len(found) == conflicts.MOST
    assert [issue.kind for issue in conflicts.left_out(report, found)] == ["many-conflicts"]
    assert list(conflicts.left_out(report, found[1:])) == []


@pytest.mark.parametrize(("trap", "duration", "found"), [("two lengths", "P4Y", 1), ("the same", "P2Y", 0)])
def test_two_lengths(trap: str, duration: str, found: int) -> None:
    one = event(
        REPORT, "sentenced", "sentence", affected=IVO, when=YEAR, penalty=("two years", "imprisonment", "P2Y")
    )
    other = event(
        REPORT, "gave", "sentence", affected=IVO, when=YEAR, penalty=("four years", "imprisonment", duration)
    )
    assert len(conflicts.read([one, other])) == found, trap
