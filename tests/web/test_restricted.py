from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import DatabaseError

from habeas import web
from habeas.archive import Archive
from habeas.errors import NotFound
from habeas.model.anchor import Anchor
from habeas.model.document import Entry
from habeas.model.judgement import Pair, judgement
from habeas.users.accounts import UNNAMED
from habeas.users.database import Database
from habeas.users.restricted import Log, Restrictions
from habeas.users.tables import log
from habeas.web.app import make_app
from tests.conftest import Put
from tests.factory import KALDRIA, doc, kaldria, reading
from tests.web.parts import HERE, browser, inhabit, log_in, send
from tests.web.test_safety import routes

OPEN = kaldria()
SHUT = kaldria(
    KALDRIA.replace("Ivo Maren", "Oda Quill").replace("Lena Tarsk", "Pim Vesper"), file="shut.txt", year=2004
)
ID = SHUT.document.id
SECRETS = ("Quill", "Vesper", "shut.txt", ID, SHUT.events[0].id, SHUT.cases[0].id)


@pytest.fixture
def archive(archive_with: Put) -> Path:
    path = archive_with(OPEN, SHUT).path
    inhabit(path)
    Restrictions(Database(path)).mark(ID, by=UNNAMED, why="names of witnesses")
    return path


def visitor(archive: Path, name: str) -> TestClient:
    client = browser(archive)
    log_in(client, name)
    return client


def asked(archive: Path) -> list[str]:
    """Addresses of every route, each filled with what the hidden report would be found by."""
    paths = [
        "/search?q=arrested",
        "/search?q=Quill",
        "/search?person=Oda+Quill",
        "/search?year=2004",
        "/search",
    ]
    paths += ["/api/v1/search?q=arrested", "/api/v1/events", "/api/v1/documents", "/api/v1/cases"]
    paths += [
        "/oai?verb=ListRecords&metadataPrefix=oai_dc",
        "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
    ]
    for path, route in routes(make_app(archive)).items():
        if "GET" in (route.methods or ()):
            keys = (ID, "shut.txt", SHUT.events[0].id, SHUT.cases[0].id, "KLD", "Oda Quill", OPEN.document.id)
            paths += [path.replace("nothing", key) for key in (keys if "nothing" in path else [""])]
    return [path for path in paths if not path.endswith("/progress")]


@pytest.mark.parametrize("name", ["lea", "rea"])
def test_nothing_shows_it_to_who_may_not_see_it(archive: Path, name: str) -> None:
    client = visitor(archive, name)
    for path in asked(archive):
        answer = client.get(path)
        assert answer.status_code != 500, path
        for secret in (secret for secret in SECRETS if secret not in path.replace("+", " ")):
            assert secret not in answer.text, (path, secret)


@pytest.mark.parametrize("name", ["edo", "ann"])
def test_who_may_sees_it_and_is_noted(archive: Path, name: str) -> None:
    client = visitor(archive, name)
    assert "Quill" in client.get(f"/doc/{ID}").text
    assert client.get(f"/doc/{ID}/original").status_code == 200
    assert ID in client.get("/search?q=Quill").text
    assert client.get(f"/doc/{OPEN.document.id}").status_code == 200
    assert client.get(f"/doc/{ID[:-1]}0").status_code == 404
    lines = [line for line in Log(Database(archive)).lines(user=name) if line.what != "login"]
    assert [(line.what, line.subject, line.path) for line in reversed(lines)] == [
        ("opened", ID, f"/doc/{ID}"),
        ("opened", ID, f"/doc/{ID}/original"),
        ("shown", ID, "/search"),
    ]


def test_by_another_name_it_is_noted_too(archive: Path) -> None:
    client = visitor(archive, "ann")
    for path in (f"/doc/{ID[:9]}/original", "/doc/shut.txt/original", "/doc/shut.txt"):
        assert client.get(path).status_code == 200
    assert len(list(Log(Database(archive)).lines(subject=ID))) == 3


def test_counts_are_those_of_what_is_seen(archive: Path) -> None:
    hidden = Archive(archive, hidden=frozenset({ID}))
    assert hidden.status().counts["documents"] == 1
    assert [document.id for document in hidden.documents()] == [OPEN.document.id]
    assert hidden.search("arrested").total == 1 and Archive(archive).search("arrested").total == 2
    assert [tally.value for tally in hidden.tallies("")["year"]] == ["2003"]
    assert {event.document for event in hidden.events()} == {OPEN.document.id}
    assert not [deed for deed in hidden.custody() if deed.document == ID or deed.file == "shut.txt"]
    with pytest.raises(NotFound):
        hidden.event(SHUT.events[0].id)


def test_what_is_written_is_written_to_all_of_it(archive: Path) -> None:
    hidden, whole = Archive(archive, hidden=frozenset({ID})), Archive(archive)
    assert not hidden.judgements()
    one, other = (Anchor(each.document.id, 0, 7, "Kaldria") for each in (OPEN, SHUT))
    end = Anchor(OPEN.document.id, 8, 10, "in")
    hidden.judge(judgement("different", Pair(one, end), by="rea"))
    whole.judge(judgement("different", Pair(one, other), by="ann"))
    assert (len(hidden.judgements()), len(whole.judgements())) == (1, 2)
    assert hidden.search("arrested").total == 1
    assert not list(whole.verify())


def test_a_reviewer_judges_what_they_see_and_nothing_else(archive: Path) -> None:
    reviewer, editor = visitor(archive, "rea"), visitor(archive, "edo")
    mine, shut = OPEN.events[2].id, SHUT.events[2].id
    assert send(reviewer, f"/review/record/{mine}", "/account", what="accept").status_code == 303
    assert send(reviewer, f"/review/record/{shut}", "/account", what="reject").status_code in (400, 404)
    assert (
        send(editor, f"/review/record/{shut}", "/account", what="reject", why="Oda Quill").status_code == 303
    )
    assert "Quill" in editor.get("/review/log").text and "Quill" not in reviewer.get("/review/log").text
    for path in asked(archive):
        answer = reviewer.get(path)
        assert answer.status_code != 500 and (ID in path or ID not in answer.text), path
    assert not list(Archive(archive).verify())


def test_marking_and_freeing(archive: Path) -> None:
    editor, reader = visitor(archive, "edo"), visitor(archive, "lea")
    assert send(editor, "/restricted", "/restricted", document="nothing.txt", why="x").status_code == 400
    named = {"document": "kaldria-2003.txt", "why": "names of witnesses", "back": "//evil.example"}
    assert send(editor, "/restricted", "/restricted", **named).headers["location"] == "/"
    assert reader.get(f"/doc/{OPEN.document.id}").status_code == 404
    assert send(editor, "/restricted/free", "/restricted", document=OPEN.document.id).status_code == 303
    assert reader.get(f"/doc/{OPEN.document.id}").status_code == 200
    lines = [(line.user, line.what) for line in Log(Database(archive)).lines(subject=OPEN.document.id)]
    assert lines == [("edo", "freed"), ("edo", "shown"), ("edo", "restricted")]


def test_a_page_that_kept_it_is_held_back(archive: Path) -> None:
    app = make_app(archive)
    app.add_api_route("/kept", lambda: f"see /doc/{ID}")
    client = TestClient(app, base_url=HERE, raise_server_exceptions=False)
    log_in(client, "lea")
    answer = client.get("/kept")
    assert (answer.status_code, ID in answer.text) == (404, False)


@pytest.mark.parametrize(
    "change", [log.update().values(user="somebody"), log.delete()], ids=["changed", "cut"]
)
def test_the_log_is_only_added_to(archive: Path, change: object) -> None:
    database = Database(archive)
    Log(database).add(UNNAMED, "opened", ID)
    engine = database._engine
    with pytest.raises(DatabaseError, match="only added to"), engine.begin() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert len(list(Log(database).lines(subject=ID))) == 1


def test_the_log_page(archive: Path) -> None:
    client = visitor(archive, "ann")
    client.get(f"/doc/{ID}")
    assert ID in client.get(f"/audit?what=opened&subject={ID}").text
    assert "No line" in client.get("/audit?user=nobody").text


def test_users_travel_with_no_bag_and_no_export(archive: Path, tmp_path: Path) -> None:
    whole = Archive(archive)
    whole.bag(tmp_path / "bag")
    whole.export("jsonl", tmp_path / "records.jsonl")
    assert not [path for path in (tmp_path / "bag").rglob("*") if "users" in path.name]
    assert "argon2" not in (tmp_path / "records.jsonl").read_text()
    assert (archive / "users.db").stat().st_mode & 0o077 == 0


def test_a_volume_is_not_handed_out_with_what_is_hidden_in_it(archive_with: Put) -> None:
    volume = "Kaldria\nMen were arrested.\n"
    one, other = (doc(volume, file="2008.txt", entry=Entry("2008", n, None, None, f"E{n}")) for n in (1, 2))
    path = archive_with(reading(one), reading(other)).path
    hidden = Archive(path, hidden=frozenset({other.id}))
    assert hidden.document(one.id).file == "2008.txt"
    with pytest.raises(NotFound):
        hidden.original(one.id)
    assert Archive(path).original(one.id)


def test_no_page_comes_by_an_archive_of_its_own() -> None:
    makers = re.compile(r"\b(?:Archive\(|open_archive\(|porter(?:\(request\))?\.archive\b)")
    found = {path.name for path in Path(web.__file__).parent.rglob("*.py") if makers.search(path.read_text())}
    assert found == {"porter.py", "reader.py"}
