from __future__ import annotations

import pytest

from tests.web.conftest import Room


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        pytest.param("/", 200, "<h1", id="start"),
        pytest.param("/search", 200, "<h1", id="search"),
        pytest.param("/nowhere", 404, 'role="alert"', id="no such page"),
        pytest.param("/static/css/tokens.css", 200, "--paper", id="static"),
        pytest.param("/static/../app.py", 404, "", id="nothing outside static"),
    ],
)
def test_pages(room: Room, path: str, status: int, words: str) -> None:
    answer = room().get(path)
    assert answer.status_code == status
    assert words in answer.text


@pytest.mark.parametrize(
    ("path", "to", "cookie"),
    [
        pytest.param("/prefer/language/fr?back=/search%3Fq%3Da", "/search?q=a", "language=fr", id="language"),
        pytest.param("/prefer/theme/dark", "/", "theme=dark", id="theme"),
        pytest.param("/prefer/theme/dark?back=//elsewhere.example", "/", "theme=dark", id="never elsewhere"),
        pytest.param("/prefer/theme/dark?back=/%5Celsewhere", "/", "theme=dark", id="backslash"),
    ],
)
def test_preferences(room: Room, path: str, to: str, cookie: str) -> None:
    answer = room().get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    assert cookie in answer.headers["set-cookie"]


@pytest.mark.parametrize("path", ["/prefer/theme/pink", "/prefer/size/dark"])
def test_no_such_preference(room: Room, path: str) -> None:
    assert room().get(path).status_code == 404
