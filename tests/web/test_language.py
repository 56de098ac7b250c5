from __future__ import annotations

import pytest

from tests.web.conftest import Room
from tests.web.pages import found


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        pytest.param({}, "en", id="nothing asked"),
        pytest.param({"accept-language": "fr-CH, en;q=0.8"}, "fr", id="first that there is"),
        pytest.param({"accept-language": "xx, de;q=0.9"}, "en", id="none that there is"),
        pytest.param({"accept-language": "en", "cookie": "language=fr"}, "fr", id="chosen before asked"),
        pytest.param({"cookie": "language=../../etc"}, "en", id="no language"),
    ],
)
def test_the_language_of_a_page(room: Room, headers: dict[str, str], language: str) -> None:
    answer = room().get("/", headers=headers)
    assert found(answer, "/html/@lang") == [language]
    assert found(answer, "//h1/text()") == [
        {"en": "Search the archive", "fr": "Rechercher dans les archives"}[language]
    ]
