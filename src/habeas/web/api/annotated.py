"""The evidence of acts as W3C Web Annotations (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from habeas.export.common import Record, Value
from habeas.model.anchor import Anchor
from habeas.model.document import Document
from habeas.model.record import Event
from habeas.version import VERSION
from habeas.view.evidence import evidence
from habeas.web.api.answers import Fresh, Held, answer, base_of
from habeas.web.api.problems import ABSENT

router = APIRouter(tags=["annotations"])
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
AROUND = 32
A_PAGE = 100
CONTENT: dict[str, Any] = {
    "content": {MEDIA_TYPE: {"schema": {"type": "object", "required": ["@context", "id", "type"]}}}
}
CONSTRAINED = '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"'


@router.get("/documents/{id}/annotations", response_class=Response, responses={200: CONTENT, **ABSENT})
def annotation_collection(
    id: str,
    request: Request,
    held: Held,
    fresh: Fresh,
    page: Annotated[int | None, Query(ge=0, le=1_000_000, description="A page of them, from 0.")] = None,
) -> Response:
    """The acts that a report tells of, as annotations of its text: a collection, or one page of it.

    A collection holds its first page; that names the next.
    """
    document = held.pages.one(Document, id)
    told = list(held.events(document=id))
    here = f"{base_of(request)}/documents/{id}/annotations"
    if page is None:
        shown = _collection(document, told, here, base_of(request))
    else:
        shown = {"@context": CONTEXT, **_page(document, told, page, here=here, base=base_of(request))}
    return answer(shown, {**fresh, "Link": CONSTRAINED}, media_type=MEDIA_TYPE)


@router.get("/annotations/{event}", response_class=Response, responses={200: CONTENT, **ABSENT})
def annotation(event: str, request: Request, held: Held, fresh: Fresh) -> Response:
    """One act as an annotation of the words that it rests on."""
    told = held.pages.one(Event, event)
    document = held.pages.one(Document, told.document)
    link = {"Link": '<http://www.w3.org/ns/ldp#Resource>; rel="type"'}
    shown = {"@context": CONTEXT, **_annotation(told, document, base_of(request))}
    return answer(shown, {**fresh, **link}, media_type=MEDIA_TYPE)


def _collection(document: Document, told: Sequence[Event], here: str, base: str) -> Record:
    last = max(0, len(told) - 1) // A_PAGE
    return {
        "@context": CONTEXT,
        "id": here,
        "type": "AnnotationCollection",
        "label": document.meta.title or document.place,
        "total": len(told),
        "first": _page(document, told, 0, here=here, base=base),
        "last": f"{here}?page={last}",
    }


def _page(document: Document, told: Sequence[Event], number: int, *, here: str, base: str) -> Record:
    start = number * A_PAGE
    shown: Record = {
        "id": f"{here}?page={number}",
        "type": "AnnotationPage",
        "partOf": {"id": here, "type": "AnnotationCollection", "total": len(told)},
        "startIndex": start,
        "items": [_annotation(event, document, base) for event in told[start : start + A_PAGE]],
    }
    if start + A_PAGE < len(told):
        shown["next"] = f"{here}?page={number + 1}"
    if 0 < start < len(told):
        shown["prev"] = f"{here}?page={number - 1}"
    return shown


def _annotation(event: Event, document: Document, base: str) -> Record:
    """An act as an annotation: its type is the tag, its record is linked, its words are the targets.

    Each target says by its `styleClass` what the words tell of the act; the sentence comes first.
    """
    source = f"{base}/documents/{event.document}/text"
    record: Record = {"id": f"{base}/events/{event.id}", "type": "Dataset", "format": "application/json"}
    return {
        "id": f"{base}/annotations/{event.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"type": "Software", "name": f"habeas {VERSION}"},
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": event.type, "format": "text/plain"},
            {
                "type": "TextualBody",
                "purpose": "tagging",
                "value": event.attribution.certainty,
                "format": "text/plain",
            },
            {"type": "SpecificResource", "purpose": "linking", "source": record},
        ],
        "target": [
            {
                "type": "SpecificResource",
                "styleClass": part,
                "source": {"id": source, "type": "Text", "format": "text/plain"},
                "selector": _selectors(words, document),
            }
            for part, words in evidence(event)
        ],
    }


def _selectors(words: Anchor, document: Document) -> list[Value]:
    """The words by quotation and by place, which counts code points and leaves out the end."""
    text = document.text
    return [
        {
            "type": "TextQuoteSelector",
            "exact": words.quote,
            "prefix": text[max(0, words.start - AROUND) : words.start],
            "suffix": text[words.end : words.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": words.start, "end": words.end},
    ]
