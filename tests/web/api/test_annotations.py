"""Evidence as W3C Web Annotations: by quotation and by place, in pages."""

from __future__ import annotations

import pytest

from habeas.reading import Reading
from tests.factory import doc, event, kaldria, reading
from tests.web.conftest import Room

API = "http://127.0.0.1:8642/api/v1"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGED = "\U0001d50eaeli\u0301a and others in Kaldria. "


def seized(count: int) -> Reading:
    """A report that tells of so many arrests; it begins with signs outside the basic plane."""
    document = doc(PAGED + " ".join(f"Man {n} was seized-{n}-." for n in range(count)))
    return reading(document, events=[event(document, f"seized-{n}-", "arrest") for n in range(count)])


def test_the_words_are_found_again_by_both_selectors(room: Room) -> None:
    client, told = room(seized(3)), seized(3)
    text = client.get(f"/api/v1/documents/{told.document.id}/text").text
    for each in told.events:
        answer = client.get(f"/api/v1/annotations/{each.id}")
        assert answer.headers["content-type"] == f'application/ld+json; profile="{CONTEXT}"'
        shown = answer.json()
        assert (shown["@context"], shown["id"]) == (CONTEXT, f"{API}/annotations/{each.id}")
        assert [target["styleClass"] for target in shown["target"]] == ["sentence", "trigger"]
        for target in shown["target"]:
            quote, place = target["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
            assert client.get(target["source"]["id"]).text == text
        record = shown["body"][-1]["source"]["id"]
        assert client.get(record).json()["id"] == each.id


def test_every_part_of_a_record_has_its_words(room: Room) -> None:
    told = kaldria()
    client = room(told)
    parts = {
        each.type: [
            target["styleClass"] for target in client.get(f"/api/v1/annotations/{each.id}").json()["target"]
        ]
        for each in told.events
    }
    assert parts["sentence"] == ["sentence", "trigger", "affected", "penalty"]
    assert parts["ill_treatment"] == ["sentence", "trigger", "affected", "source", "cue"]


@pytest.mark.parametrize("count", [0, 1, 100, 101, 230])
def test_a_collection_in_pages(room: Room, count: int) -> None:
    client, told = room(seized(count)), seized(count)
    collection = client.get(f"/api/v1/documents/{told.document.id}/annotations").json()
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", count)
    page, last = collection["first"], None
    items: list[str] = []
    while page is not None:
        assert page["type"] == "AnnotationPage" and page["startIndex"] == len(items)
        assert page["partOf"]["id"] == collection["id"]
        items += [item["id"].rpartition("/")[2] for item in page["items"]]
        last, page = page["id"], client.get(page["next"]).json() if "next" in page else None
    assert items == [each.id for each in told.events]
    assert last == collection["last"]


def test_a_page_beyond_the_last_is_empty(room: Room) -> None:
    client, told = room(seized(1)), seized(1)
    page = client.get(f"/api/v1/documents/{told.document.id}/annotations?page=7").json()
    assert page["items"] == [] and "next" not in page and "prev" not in page
