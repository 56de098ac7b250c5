"""REST: the records of the export, cut into pages, each with an ETag; what goes wrong is a problem."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from habeas.archive import Archive
from habeas.export.common import issue_record
from habeas.model.judgement import Of, judgement
from habeas.web.api import forms
from tests.conftest import put
from tests.factory import KALDRIA, kaldria
from tests.web.conftest import Room

API = "/api/v1"
LATER = kaldria(f"A later year, \U0001d50e\u0301.\n{KALDRIA}", file="kaldria-2004.html", year=2004)
KINDS = {
    "documents": forms.Document,
    "entities": forms.Entity,
    "events": forms.Event,
    "cases": forms.Case,
    "conflicts": forms.Conflict,
    "issues": forms.Issue,
}


@pytest.fixture
def client(room: Room) -> TestClient:
    return room(kaldria(), LATER)


def archive_of(client: TestClient) -> Archive:
    found: Archive = client.app.state.porter.archive  # type: ignore[attr-defined]
    return found


def walked(client: TestClient, path: str) -> Iterator[dict[str, Any]]:
    url: str | None = API + path
    while url:
        answer = client.get(url)
        assert answer.status_code == 200, answer.text
        yield from answer.json()["records"]
        url = answer.json()["next"]
        assert answer.headers.get("link") == (f'<{url}>; rel="next"' if url else None)


def exported(archive: Archive, kind: str) -> list[dict[str, Any]]:
    if kind == "issues":
        return [dict(issue_record(issue)) for issue in archive.issues()]
    stream = io.StringIO()
    archive.export("jsonl", stream, kind={"entities": "entity"}.get(kind, kind.removesuffix("s")))
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_the_start_leads_to_every_record(client: TestClient) -> None:
    told = client.get(f"{API}/").json()
    assert told["records"].keys() == {*KINDS, "identities"}
    for kind, url in told["records"].items():
        found = client.get(url).json()["records"]
        assert found and len(found) == told["counts"].get(kind, len(found))
    assert client.get(told["openapi"]).json()["info"]["version"] == told["habeas"]
    assert client.get(f"{told['oai']}?verb=Identify").status_code == 200


@pytest.mark.parametrize("limit", [1, 3, 500])
@pytest.mark.parametrize("kind", KINDS)
def test_records_are_those_of_the_export(client: TestClient, kind: str, limit: int) -> None:
    expected = exported(archive_of(client), kind)
    assert expected and list(walked(client, f"/{kind}?limit={limit}")) == expected


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "issues"])
def test_one_record(client: TestClient, kind: str) -> None:
    for record in exported(archive_of(client), kind):
        assert client.get(f"{API}/{kind}/{record['id']}").json() == record


@pytest.mark.parametrize(("kind", "form"), KINDS.items(), ids=KINDS)
def test_every_field_is_documented(client: TestClient, kind: str, form: type[BaseModel]) -> None:
    for record in exported(archive_of(client), kind):
        assert form.model_validate(record).model_dump(by_alias=True, exclude_unset=True) == record


def test_what_people_decided_is_answered_at_once(client: TestClient) -> None:
    read = next(event for event in kaldria().events if event.type == "arrest")
    path = f"{API}/events/{read.id}"
    before = client.get(path)
    subject = Of("event", read.type, read.trigger, read.sentence, "certainty")
    decided = judgement("correct", subject, by="ann", before="stated", after="reported")
    archive_of(client).judge(decided)
    after = client.get(path, headers={"If-None-Match": before.headers["etag"]})
    assert (before.json()["certainty"], after.json()["certainty"]) == ("stated", "reported")
    assert [mark["judgement"] for mark in after.json()["review"]] == [decided.id]
    assert list(walked(client, "/events?limit=2")) == exported(archive_of(client), "events")
    assert read.id in {event["id"] for event in walked(client, "/events?certainty=reported&limit=1")}
    assert forms.Event.model_validate(after.json()).model_dump(by_alias=True) == after.json()


def test_an_entity_leads_to_who_it_is_across_reports(client: TestClient) -> None:
    known = list(walked(client, "/identities?limit=1"))
    assert [each["id"] for each in known] == sorted(each.id for each in archive_of(client).identities().all)
    named = [e for e in walked(client, "/entities") if e["name"] == "Ivo Maren"]
    assert len(named) == 2
    for entity in named:
        one = client.get(f"{API}/identities/{entity['identity']}").json()
        assert entity["id"] in one["entities"] and one["name"] == "Ivo Maren"
        assert forms.Identity.model_validate(one).model_dump(by_alias=True) == one
    assert {each["name"] for each in walked(client, "/identities?name=maren")} == {"Ivo Maren"}


@pytest.mark.parametrize(
    ("path", "types"),
    [
        pytest.param("/events?type=arrest", ["arrest"] * 2, id="type"),
        pytest.param("/events?person=maren&year=2004", ["arrest", "sentence"], id="person and year"),
        pytest.param("/events?certainty=alleged&section=prisoners", ["ill_treatment"] * 2, id="section"),
        pytest.param("/events?country=Vesht", [], id="nowhere"),
        pytest.param("/events?document=d0000000000000000", [], id="no such report"),
    ],
)
def test_filters_are_those_of_the_search(client: TestClient, path: str, types: list[str]) -> None:
    assert sorted(event["type"] for event in walked(client, path)) == types


def test_search_goes_on_to_the_end(client: TestClient) -> None:
    found = list(walked(client, "/search?q=arrested+OR+moratorium&limit=1"))
    assert client.get(f"{API}/search?q=arrested+OR+moratorium").json()["total"] == len(found) == 4
    assert {event["type"] for hit in found for event in hit["events"]} == {
        *("arrest", "sentence", "moratorium", "execution")
    }
    assert all(
        forms.Hit.model_validate(hit).model_dump(by_alias=True, exclude_unset=True) == hit for hit in found
    )


@pytest.mark.parametrize("path", ["/documents", "/events?limit=2", "/search?q=prison", "/issues"])
def test_an_answer_that_is_known_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(API + path)
    for known in (first.headers["etag"], f'"other", W/{first.headers["etag"]}'):
        again = client.get(API + path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]


def test_an_etag_changes_with_archive_address_and_form(client: TestClient) -> None:
    paths = ("/events?limit=1", "/events?limit=2", "/documents")
    tags = [client.get(API + path).headers["etag"] for path in paths]
    put(archive_of(client).path, kaldria(f"Again.\n{KALDRIA}", file="again.txt", year=2005))
    tags += [client.get(API + path, headers={"If-None-Match": tags[0]}).headers["etag"] for path in paths]
    assert len(set(tags)) == 6


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        pytest.param("/nowhere", 404, "openapi.json", id="no such address"),
        pytest.param("/a%0Ab", 404, "openapi.json", id="line break in the address"),
        pytest.param("/documents/d0", 404, "no report 'd0'", id="no such report"),
        pytest.param("/identities/i0", 404, "no identity 'i0'", id="nobody"),
        pytest.param("/events/e0", 404, "no act 'e0'", id="no such act"),
        pytest.param("/documents/d0/annotations", 404, "no report 'd0'", id="nothing annotated"),
        pytest.param("/events?limit=0", 422, "limit: ", id="too few"),
        pytest.param("/events?limit=501", 422, "limit: ", id="too many"),
        pytest.param("/events?year=x", 422, "year: ", id="no year"),
        pytest.param("/events?cursor=x", 404, "no cursor", id="no cursor"),
        pytest.param("/events?type=hug", 400, "no act type 'hug'", id="no such type"),
        pytest.param("/events?certainty=", 400, "no certainty ''", id="no certainty"),
        pytest.param("/search", 400, "give words", id="nothing to look for"),
        pytest.param("/search?q=(", 400, "", id="a query that cannot be read"),
        pytest.param("/search?q=a&cursor=MC45OTk5OTk5Lg", 404, "too far", id="beyond the end"),
    ],
)
def test_problems(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(API + path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    told = answer.json()
    assert words in told["detail"] and "\n" not in told["detail"]
    assert told["status"] == status and told["title"] and told["type"] == "about:blank"
    assert bool(told.get("errors")) == (status == 422)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_records_are_only_read(client: TestClient, method: str) -> None:
    answer = client.request(method, f"{API}/events")
    assert answer.status_code in (403, 405)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/events", f"/documents/{LATER.document.id}/original", "/nowhere"])
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    got, head = client.get(API + path), client.head(API + path)
    assert head.status_code == got.status_code and head.content == b""
    assert head.headers.get("etag") == got.headers.get("etag")


def test_the_text_is_what_offsets_count(client: TestClient) -> None:
    answer = client.get(f"{API}/documents/{LATER.document.id}/text")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == LATER.document.text
    for event in walked(client, f"/events?document={LATER.document.id}"):
        assert answer.text[event["start"] : event["end"]] == event["quote"]


def test_the_original_is_never_a_page_of_ours(client: TestClient) -> None:
    answer = client.get(f"{API}/documents/{LATER.document.id}/original")
    digest = base64.b64encode(hashlib.sha256(answer.content).digest()).decode()
    assert answer.headers["repr-digest"] == f"sha-256=:{digest}:"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="kaldria-2004.html"'
    assert "sandbox" in answer.headers["content-security-policy"]


def test_an_original_that_is_gone(client: TestClient) -> None:
    archive = archive_of(client)
    archive.pages.original(LATER.document).unlink()
    answer = client.get(f"{API}/documents/{LATER.document.id}/original")
    assert answer.status_code == 503 and "habeas verify" in answer.json()["detail"]


def test_the_openapi_document_names_what_there_is(client: TestClient) -> None:
    told = client.get(f"{API}/openapi.json").json()
    assert told["servers"] == [{"url": "/api/v1"}]
    for path, methods in told["paths"].items():
        assert list(methods) == ["get"], path
        assert methods["get"]["description"], path
        for status, said in methods["get"]["responses"].items():
            assert status in ("200", "304") or "application/problem+json" in said["content"], path
