"""Judgements about identities as nomenklatura's resolver keeps them: an edge a line, in JSON.

An edge is `[target, source, judgement, score, user, timestamp]`, its ends the ids of entities as they are
exported. There, two are one where both have an edge to one canonical id, which begins with `NK-`; here
each merge has a canonical id of its own, so that it can be told from the others again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise

from habeas.errors import ReviewError
from habeas.model.anchor import content_id
from habeas.model.identity import Comparison, Figure, Identities
from habeas.model.judgement import Judgement, judgement, pair
from habeas.review.desk import Reviewer
from habeas.version import VERSION

SAME, DIFFERENT, UNSURE, OPEN = "positive", "negative", "unsure", "no_judgement"
WHAT = {SAME: "same", DIFFERENT: "different", UNSURE: "unsure"}
EDGE = {what: edge for edge, what in WHAT.items()}
CANONICAL = "NK-"
MACHINE = "habeas "  # begins the user of what nobody judged
SIGNS = 28  # of a timestamp that nomenklatura keeps


def lines(identities: Identities, log: Iterable[Judgement]) -> Iterator[str]:
    """Every edge: what people judged, then what was joined without them, then what waits for them."""
    by_id = {one.id: one for one in log}
    for found in identities.decided:
        told = by_id[found.judgement or ""]
        yield from _edges(found, EDGE[found.answer], told.by, told.at)
    for identity in identities.all:
        for found in identity.links:
            if found.judgement is None:
                yield from _edges(found, SAME, f"{MACHINE}{VERSION}", None)
    for found in identities.unsure:
        if found.judgement is None:
            yield from _edges(found, OPEN, f"{MACHINE}{VERSION}", None)


def read(
    told: Iterable[str], known: Mapping[str, Figure], *, by: Reviewer, where: str
) -> Iterator[Judgement]:
    """The judgements of people among edges; one without a user is by whoever takes it in."""
    merged: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for number, line in enumerate(told, 1):
        if not line.strip():
            continue
        target, source, edge, user, at = _edge(line, f"{where}, line {number}")
        if edge not in WHAT or user.startswith(MACHINE):
            continue
        who = user or by.name
        if edge == SAME and target.startswith(CANONICAL):
            merged[target, who, at].append(source)
        else:
            yield from _judgement(WHAT[edge], (target, source), known, who, at, role=by.role)
    for (_, who, at), members in merged.items():
        for two in pairwise(sorted(members)):
            yield from _judgement(WHAT[SAME], two, known, who, at, role=by.role)


def _edges(found: Comparison, edge: str, user: str, at: datetime | None) -> Iterator[str]:
    ends = (found.one, found.other)
    stamp = at.replace(tzinfo=None).isoformat()[:SIGNS] if at else None
    score = found.score if edge == OPEN else None
    if edge != SAME:
        yield _line(max(ends), min(ends), edge, score, user, stamp)
        return
    canonical = content_id(CANONICAL, *sorted(ends), user, stamp or "")
    for end in sorted(ends):
        yield _line(canonical, end, edge, score, user, stamp)


def _line(*parts: str | float | None) -> str:
    return json.dumps(parts, ensure_ascii=False) + "\n"


def _edge(line: str, where: str) -> tuple[str, str, str, str, str]:
    try:
        parts = json.loads(line)
    except ValueError as error:
        raise ReviewError(f"{where}: not JSON: {error}") from error
    if not (isinstance(parts, list) and len(parts) >= 6 and all(isinstance(p, str) for p in parts[:3])):
        raise ReviewError(f"{where}: an edge is [target, source, judgement, score, user, timestamp]")
    target, source, edge, _, user, at = parts[:6]
    if edge not in (*WHAT, OPEN):
        raise ReviewError(f"{where}: no judgement {edge!r}: there are {', '.join((*WHAT, OPEN))}")
    return target, source, edge, str(user or ""), str(at or "")


def _judgement(
    what: str, ends: tuple[str, str], known: Mapping[str, Figure], who: str, at: str, *, role: str
) -> Iterator[Judgement]:
    if ends[0] == ends[1] or not known.keys() >= set(ends):
        return
    subject = pair(known[ends[0]].mention, known[ends[1]].mention)
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None
    yield judgement(what, subject, by=who, role=role, at=moment)
