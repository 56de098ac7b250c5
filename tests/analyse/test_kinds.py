from dataclasses import replace

import pytest

from habeas.analyse.kinds import people_by_acts
from tests.factory import doc, event, person

REPORT = doc("Senna Vortal was sentenced. Senna Vortal was criticized.")
SENNA = replace(person(REPORT, "Senna Vortal"), type="place")


@pytest.mark.parametrize(
    ("trap", "name", "trigger", "act", "kind"),
    [
        ("a name tagged as a town is sentenced", "Senna Vortal", "sentenced", "sentence", "person"),
        ("what is criticized may be anything", "Senna Vortal", "criticized", "scrutiny", "place"),
        ("a country is no person", "Burkina Faso", "sentenced", "sentence", "place"),
        ("a court is no person", "Supreme Court", "sentenced", "sentence", "place"),
        ("one word is not enough", "Senna", "sentenced", "sentence", "place"),
    ],
)
def test_kind_by_what_happened(trap: str, name: str, trigger: str, act: str, kind: str) -> None:
    named = replace(SENNA, name=name)
    (settled,) = people_by_acts([named], [event(REPORT, trigger, act, affected=named)])
    assert settled.type == kind, trap
