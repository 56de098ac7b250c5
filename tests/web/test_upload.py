from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis.strategies import text
from lxml import html

from habeas.archive import Archive
from habeas.errors import NotStored
from habeas.users.database import Database
from habeas.users.restricted import Log
from habeas.web import spool as spooling
from habeas.web.reader import Reader
from habeas.web.settings import Settings
from habeas.web.spool import Spool, safe_name
from tests.conftest import Put
from tests.factory import doc, reading
from tests.web.parts import browser, inhabit, log_in, token

GOOD = b"Kaldria in 2003\n\nIvo Maren was arrested in March. He was released in May.\n"
SCRIPT = b"""<!doctype html><html><head><title>Kaldria in 2004</title><script>steal()</script></head>
<body onload="steal()"><h1>Kaldria in 2004</h1><p>Lena Tarsk was arrested in June. <img src=x onerror=steal()></p>
<svg/onload=steal()></body></html>"""


def bomb() -> bytes:
    """A package of some kilobytes with a member of sixty megabytes, and one that leads out of its folder."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("page.txt", b" " * 60_000_000)
        packed.writestr("../../../etc/kaldria.txt", "Ivo Maren was arrested.")
    return made.getvalue()


@pytest.fixture
def archive(archive_with: Put) -> Path:
    return archive_with(reading(doc())).path


def post(client: TestClient, *files: tuple[str, bytes], form: str = "/upload") -> int:
    sent = [("file", (name, content, "application/octet-stream")) for name, content in files]
    data = {"csrf_token": token(client, form)}
    return int(client.post("/upload", data=data, files=sent, follow_redirects=False).status_code)


def outcome(client: TestClient) -> dict[str, tuple[str, str]]:
    """What became of each file, once all are read: its state and all that is told of it."""
    for _ in range(600):
        listed = html.fromstring(f"<div>{client.get('/upload/list').text}</div>")
        found = {
            one.findtext("strong") or "": (
                one.get("data-state") or "",
                " ".join("".join(map(str, one.itertext())).split()),
            )
            for one in listed.iter("li")
        }
        if not {state for state, _ in found.values()} & {"waiting", "reading"}:
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def test_good_broken_and_hostile_files(archive: Path) -> None:
    inhabit(archive)
    client = browser(archive)
    log_in(client, "edo")
    files = {
        "good.txt": GOOD,
        "broken.pdf": b"%PDF-1.7 and no more",
        "../../evil.html": SCRIPT,
        "bomb.zip": bomb(),
    }
    assert "refresh" not in client.get("/upload").text
    assert post(client, *files.items()) == 303
    assert '<noscript><meta http-equiv="refresh"' in client.get("/upload").text
    with client.stream("GET", "/upload/progress") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = "".join(answer.iter_text())
    assert told.startswith("event: uploads\ndata: <ul")
    assert told.endswith("event: end\ndata:\n\n")
    assert all(re.match(r"(event: \w+|data:.*|:.*|)$", line) for line in told.splitlines())
    assert "refresh" not in client.get("/upload").text
    became = outcome(client)
    assert became["good.txt"][0] == "read" and "1 report" in became["good.txt"][1]
    assert became["broken.pdf"][0] == "failed" and "Traceback" not in became["broken.pdf"][1]
    assert became["bomb.zip"][0] == "failed" and "limit" in became["bomb.zip"][1]
    assert became["evil.html"][0] == "read"
    assert not [
        path for path in (archive / "uploads").rglob("*") if path.is_file() and path.name != "told.json"
    ]
    assert not (archive.parent / "evil.html").exists()
    assert {deed.operator for deed in Archive(archive).custody("good.txt")} == {"edo"}
    unread = {issue.file for issue in Archive(archive).issues() if issue.kind == "unreadable"}
    assert unread == {"broken.pdf", "bomb.zip!/page.txt", "bomb.zip!/../../../etc/kaldria.txt"}
    sent = [(line.user, line.subject) for line in Log(Database(archive)).lines(what="uploaded")]
    assert sorted(sent) == [("edo", name) for name in ("bomb.zip", "broken.pdf", "evil.html", "good.txt")]
    held = Archive(archive)
    shown = client.get(f"/doc/{held.document('evil.html').id}")
    assert "Lena Tarsk" in shown.text and "steal()" not in shown.text
    original = client.get("/doc/evil.html/original")
    assert original.content == SCRIPT
    assert original.headers["content-type"] == "application/octet-stream"
    assert original.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in original.headers["content-security-policy"]
    assert original.headers["x-content-type-options"] == "nosniff"
    assert not list(held.verify())


@pytest.mark.parametrize(("name", "status"), [("lea", 403), ("rea", 403), ("edo", 400), ("ann", 400)])
def test_who_may_add(archive: Path, name: str, status: int) -> None:
    inhabit(archive)
    client = browser(archive)
    log_in(client, name)
    assert post(client, form="/account") == status
    assert client.get("/upload").status_code == (403 if status == 403 else 200)


def test_no_file(archive: Path) -> None:
    client = browser(archive)
    data = {"csrf_token": token(client, "/upload")}
    assert client.post("/upload", data=data, files=[("file", ("", b""))]).status_code == 400


def test_three_hundred_megabytes_are_cut_off(archive: Path) -> None:
    client = browser(archive)
    sent = 0

    def body() -> Iterator[bytes]:
        nonlocal sent
        yield f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{mine}\r\n'.encode()
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(300):
            sent += 1
            yield b"x" * 1_000_000

    mine = token(client, "/upload")
    headers = {"content-type": "multipart/form-data; boundary=b"}
    settings = Settings(max_upload=3_000_000)
    small = browser(archive, settings=settings)
    small.cookies = client.cookies
    assert small.post("/upload", content=body(), headers=headers).status_code == 413
    assert small.post("/upload", headers={"content-length": "300000000"}, content=b"").status_code == 413
    assert not (archive / "uploads").exists()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_body_that_breaks_off_leaves_nothing(archive: Path) -> None:
    client = browser(archive)
    whole = f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token(client, "/upload")}\r\n'
    whole += '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nIvo Maren was'
    headers = {"content-type": "multipart/form-data; boundary=b"}
    assert client.post("/upload", content=whole.encode(), headers=headers).status_code in (400, 403)
    assert not (archive / "uploads").exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("report.pdf", "report.pdf", id="as it is"),
        pytest.param("../../etc/passwd", "passwd", id="leads out"),
        pytest.param("C:\\Users\\x\\report.pdf", "report.pdf", id="with a drive"),
        pytest.param("..\\..\\report.pdf", "report.pdf", id="leads out, backwards"),
        pytest.param("..", "upload", id="folder above"),
        pytest.param("", "upload", id="none"),
        pytest.param(".hidden", "hidden", id="hidden"),
        pytest.param("a\x00b.txt", "ab.txt", id="zero"),
        pytest.param("a\r\nb.txt", "a_r_nb.txt", id="two lines"),
        pytest.param("re*port?.txt", "re_port_.txt", id="pattern"),
        pytest.param("a\u202etxt.exe", "a_u202etxt.exe", id="turned around"),
        pytest.param("Kaldrie été.html", "Kaldrie été.html", id="accents"),
        pytest.param("x" * 400 + ".html", "x" * 37 + ".html", id="long"),
        pytest.param("<script>.html", "_script_.html", id="markup"),
    ],
)
def test_names(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@given(text())
def test_a_name_never_leads_out_of_its_folder(given: str) -> None:
    kept = safe_name(given)
    folder = Path("/spool/bytes")
    assert (folder / kept).parent == folder and kept not in ("", ".", "..")
    assert len(kept.encode()) <= 255 and kept.isprintable()


def test_what_was_being_read_when_the_room_closed_waits_again(archive: Path) -> None:
    spool = Spool(archive)
    upload = spool.take("good.txt", io.BytesIO(GOOD), by="edo")
    spool.note(replace(upload, state="reading", seen=3))
    anew = Spool(archive)
    assert [(one.state, one.seen) for one in anew.all()] == [("waiting", 0)]
    assert anew.place(upload).read_bytes() == GOOD


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        pytest.param(lambda a: (a / "archive.db").write_bytes(b"x" * 9999), "archive.db", id="damaged"),
        pytest.param(lambda a: next((a / "uploads").glob("*/bytes/*")).unlink(), "ended", id="no bytes"),
    ],
)
def test_a_file_that_cannot_be_read_here_fails_in_a_line(
    archive: Path, spoil: Callable[[Path], object], why: str
) -> None:
    reader = Reader(archive)
    reader.spool.take("good.txt", io.BytesIO(GOOD), by=None)
    spoil(archive)
    reader.wake()
    while (upload := reader.spool.all()[0]).open:
        time.sleep(0.05)
    assert upload.state == "failed"
    (line,) = upload.failures
    assert why in line and len(line.splitlines()) == 1


@pytest.mark.parametrize(
    ("limit", "value", "why"),
    [("MOST_WAITING", 0, "wait to be read"), ("SPARE", 1 << 62, "no room left")],
)
def test_a_full_spool(
    archive: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, why: str
) -> None:
    monkeypatch.setattr(spooling, limit, value)
    with pytest.raises(NotStored, match=why):
        Spool(archive).take("good.txt", io.BytesIO(GOOD), by=None)
    assert not list((archive / "uploads").glob("*"))
