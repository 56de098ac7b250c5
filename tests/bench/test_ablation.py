"""The table of what rules and encoder are worth, from what the scorer prints."""

from __future__ import annotations

from bench.ablation import COLUMNS, figures, table

PRINTED = """\
metadata   3/4
events     P 0.812  R 0.700  F1 0.752   (7 of 10 gold, 9 predicted)
strict     F1 0.400
certainty  9/10 = 0.900
who        P 0.800  R 0.600  F1 0.686
SCORE events_f1=0.752 strict_f1=0.400
"""


def test_figures_of_the_scorer() -> None:
    found = figures(PRINTED)
    assert {name: found[name] for name in ("P", "R", "F1", "strict", "certainty", "who")} == {
        "P": "0.812",
        "R": "0.700",
        "F1": "0.752",
        "strict": "0.400",
        "certainty": "0.900",
        "who": "0.686",
    }


def test_a_line_a_setting_and_a_dash_where_nothing_was_judged() -> None:
    head, line = table([("rest", "rules", figures(PRINTED))]).splitlines()
    assert head.split()[-len(COLUMNS) :] == list(COLUMNS)
    assert line.split() == [
        "rest",
        "rules",
        "0.812",
        "0.700",
        "0.752",
        "0.400",
        "0.686",
        "-",
        "0.900",
        "-",
        "-",
    ]
