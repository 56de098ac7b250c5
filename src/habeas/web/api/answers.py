"""Answers to programs: JSON, an ETag on each, pages that name the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request, Response

from habeas.archive import Archive
from habeas.export.common import Record, Value
from habeas.version import VERSION
from habeas.web.safety import archive

BASE = "/api/v1"
MOST = 500
Held = Annotated[Archive, Depends(archive)]


class NotModified(Exception):
    """Who asks has the answer already; `headers` are those of 304."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__()
        self.headers = dict(headers)


def stamp(request: Request, held: Archive, *also: str) -> dict[str, str]:
    """The headers by which an answer is told from an older one; NotModified where it is the one known.

    The ETag covers the archive's revision, what of it the reader may see, and the address asked for;
    `also` is what else the answer depends on.
    """
    accepted = request.headers.get("accept", "")
    told = (VERSION, str(held.pages.revision()), *sorted(held.hidden), str(request.url), accepted, *also)
    print = hashlib.sha256("\x1f".join(told).encode("utf-8", "surrogatepass")).hexdigest()
    etag = f'"{print[:24]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Accept, Cookie"}
    known = (tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(","))
    if etag in known:
        raise NotModified(headers)
    return headers


def fresh(request: Request, held: Held) -> dict[str, str]:
    """The headers of an answer that depends on the archive and the address alone."""
    return stamp(request, held)


Fresh = Annotated[dict[str, str], Depends(fresh)]


def json_bytes(value: object) -> bytes:
    """JSON in UTF-8; half of a surrogate pair, which UTF-8 has no form for, is escaped."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")


def answer(value: object, headers: Mapping[str, str], *, media_type: str = "application/json") -> Response:
    """A record, or whatever JSON holds."""
    return Response(json_bytes(value), headers=dict(headers), media_type=media_type)


@dataclass(frozen=True, slots=True)
class Turn:
    """A page that is asked for: where it begins, how long it is, and what it is answered with."""

    request: Request
    headers: Mapping[str, str]
    cursor: str | None
    limit: int

    def page(self, records: Iterable[Record], cursor: str | None, **also: Value) -> Response:
        """The page with the address of the next, which stands in the `Link` header too."""
        url = None if cursor is None else str(self.request.url.include_query_params(cursor=cursor))
        link = {"Link": f'<{url}>; rel="next"'} if url else {}
        return answer({"records": list(records), **also, "next": url}, {**self.headers, **link})


def turn(
    request: Request,
    fresh: Fresh,
    cursor: Annotated[str | None, Query(description="That of the `next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many records at most.")] = 100,
) -> Turn:
    """The page that the parameters ask for."""
    return Turn(request, fresh, cursor, limit)


Turned = Annotated[Turn, Depends(turn)]


def base_of(request: Request) -> str:
    """The address under which everything here stands."""
    return str(request.base_url).rstrip("/") + BASE
