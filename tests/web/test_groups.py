"""The case page and the interface say why an act of a group stands in a person's file."""

from __future__ import annotations

import html

import pytest

from tests.test_grouped import COUNTED, NAMED, report
from tests.web.conftest import Room


@pytest.mark.parametrize("page", ["", "/print"])
def test_the_case_page_says_whom_a_group_has(room: Room, page: str) -> None:
    shown = room(report(2005, NAMED), report(2006, COUNTED)).get(f"/case/Ivo%20Maren{page}")
    assert shown.status_code == 200
    told = " ".join(html.unescape(shown.text).split())
    assert "Told of a group, “Ten journalists”; “Ivo Maren” is named as one of it in Kaldria in 2005" in told
    assert "Taken for the same group by: 10 people; journalist" in told


def test_a_case_of_the_interface_has_its_memberships(room: Room) -> None:
    client = room(report(2005, NAMED), report(2006, COUNTED), report(2007, NAMED))
    (told,) = [one for one in client.get("/api/v1/cases").json()["records"] if one["name"] == "Ivo Maren"]
    assert {link["name"] for link in told["memberships"]} == {"Ten journalists"}
