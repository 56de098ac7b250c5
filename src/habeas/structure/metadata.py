"""The fields of a page as metadata, and an issue for each that was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from types import MappingProxyType

from habeas.issues import Issue
from habeas.model.anchor import Anchor
from habeas.model.document import Metadata, Raw
from habeas.structure.dates import read_date
from habeas.structure.facts import Fact
from habeas.structure.head import Frame
from habeas.structure.language import language
from habeas.structure.periods import covered_period
from habeas.structure.sources import Source
from habeas.vocabulary.countries import printed_in, resolve
from habeas.vocabulary.languages import languages

_EARLY_LINES = 20


class Notes:
    """Issues of one document as they come up, those of its reader first."""

    def __init__(self, raw: Raw) -> None:
        self.found: list[Issue] = []
        self._raw = raw
        for remark in raw.remarks:
            self._note("read", remark.kind, remark.detail, (remark.start or 0, remark.end or 0))

    def add(self, kind: str, detail: str, span: tuple[int, int] | None = None) -> None:
        """Notes what was not understood, and where."""
        self._note("structure", kind, detail, span or (0, 0))

    def _note(self, stage: str, kind: str, detail: str, span: tuple[int, int]) -> None:
        start, end = span
        anchor = Anchor(self._raw.id, start, end, self._raw.text[start:end]) if start < end else None
        self.found.append(Issue(stage, kind, detail, self._raw.place, anchor))


def metadata(raw: Raw, source: Source, frame: Frame, facts: Iterable[Fact], notes: Notes) -> Metadata:
    """What the page prints about the report; what it does not print stays empty and is noted."""
    title, citation = _title_of_entry(raw) or frame.value("title"), frame.value("citation")
    covers = _covers(raw, source, frame, title, notes)
    year = covers[0].year if covers else None
    names, codes = _countries(raw, source, frame, year, notes)
    url, archive_url = _addresses(source, frame.value("url") or citation or "")
    found_at, copied_at = _addresses(source, raw.url or "")
    published = _printed_date(source, frame, "published", notes)
    if title is None:
        notes.add("no-title", "no title was found at the head of the page")
    publisher = frame.value("publisher") or _publisher_of_entry(raw, source)
    if publisher is None:
        notes.add("no-publisher", "the page does not say who published it")
    return Metadata(
        title=title,
        publisher=publisher,
        authors=_authors(frame.value("authors")),
        published=published,
        updated=_updated(source, frame, notes),
        accessed=_accessed(source, frame, notes) or raw.accessed,
        covers=covers,
        countries=codes,
        country_names=names,
        language=_language(raw, frame, notes),
        document_type=source.document_type,
        symbol=frame.value("symbol"),
        url=url or found_at,
        archive_url=archive_url or copied_at,
        citation=citation,
        disclaimer=frame.value("disclaimer"),
        rights=frame.value("rights"),
        facts=MappingProxyType(_facts(facts, notes)),
        source=source.name if frame.fields else None,
    )


def _covers(
    raw: Raw, source: Source, frame: Frame, title: str | None, notes: Notes
) -> tuple[date, date] | None:
    printed = frame.value("covers")
    if printed:
        return covered_period(printed)
    for line in raw.text[frame.start : frame.end].split("\n", _EARLY_LINES)[:_EARLY_LINES]:
        if period := covered_period(line[:600]):
            return period
    if raw.entry and raw.entry.covers:
        return raw.entry.covers
    match = source.covers_title.search(title or "") if source.covers_title else None
    if match:
        found = match.groupdict()
        before = found.get("year_before")
        year = int(before) - 1 if before else int(found.get("year") or found["year_after"])
        return date(year, 1, 1), date(year, 12, 31)
    notes.add("no-covered-period", "the page does not say which period the report covers")
    return None


def _title_of_entry(raw: Raw) -> str | None:
    return f"{raw.entry.volume}: {raw.entry.heading}" if raw.entry else None


def _publisher_of_entry(raw: Raw, source: Source) -> str | None:
    return (raw.entry.publisher or source.publisher) if raw.entry else None


def _countries(
    raw: Raw, source: Source, frame: Frame, year: int | None, notes: Notes
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names as printed and codes, in step: a name of two countries stands twice."""
    title = frame.value("title") or ""
    candidates = [raw.entry.heading] if raw.entry else []
    candidates += [printed] if (printed := frame.value("country")) else []
    candidates += [title.rpartition(mark)[2] for mark in source.country_after if mark in title]
    for candidate in candidates:
        if codes := resolve(candidate, year=year):
            return (candidate.strip(),) * len(codes), codes
    standing = printed_in(title, year=year)
    if standing:
        return (standing[0],) * len(standing[1]), standing[1]
    if not title and not candidates:
        return (), ()
    field = frame.fields.get("country") or frame.fields.get("title")
    span = (field.start, field.end) if field else None
    notes.add("unknown-country", f"no country is known by the name in: {(candidates or [title])[0]!r}", span)
    return (), ()


def _addresses(source: Source, printed: str) -> tuple[str | None, str | None]:
    """The address of the original and that of an archive's copy."""
    match = source.url.search(printed) or re.search(r"(?P<url>https?://[^\s\[\]<>]+)", printed)
    if match is None:
        return None, None
    url = match["url"].rstrip(".,;")
    archived = source.archive.match(url)
    return (archived["original"], url) if archived else (url, None)


def _authors(printed: str | None) -> tuple[str, ...]:
    names = re.split(r"\s*;\s*|,? and |\s*,\s*", printed or "")
    return tuple(name for name in names if name)


def _printed_date(source: Source, frame: Frame, name: str, notes: Notes) -> str | None:
    found = frame.fields.get(name)
    if found is None or not found.value:
        return None
    read = read_date(found.value, source.formats[name])
    if read is None:
        detail = f"not a date in a known form: {found.value!r}"
        notes.add("date-not-understood", detail, (found.start, found.end))
    return read.iso if read else None


def _updated(source: Source, frame: Frame, notes: Notes) -> datetime | None:
    if _printed_date(source, frame, "updated", notes) is None:
        return None
    read = read_date(frame.fields["updated"].value, source.formats["updated"])
    return (read.moment or datetime.combine(read.first, datetime.min.time())) if read else None


def _accessed(source: Source, frame: Frame, notes: Notes) -> date | None:
    found = frame.fields.get("citation")
    match = source.accessed.search(found.value) if found else None
    if found is None or match is None:
        return None
    read = read_date(match["accessed"], source.formats["accessed"])
    if read is None or read.day is None:
        notes.add("date-not-understood", f"not a day: {match['accessed']!r}", (found.start, found.end))
        return None
    return read.first


def _language(raw: Raw, frame: Frame, notes: Notes) -> str | None:
    told = language(raw.text[frame.start : frame.end])
    if told not in (None, "en"):
        name = languages().get(told or "", "a language that was not told")
        notes.add("not-analysed", f"not English but {name}: stored and searchable, but not analysed")
    return told


def _facts(facts: Iterable[Fact], notes: Notes) -> dict[str, str]:
    known: dict[str, str] = {}
    for fact in facts:
        if fact.value is None:
            notes.add("fact-not-understood", f"no value can be told for {fact.key}", fact.spans[0])
        else:
            known.setdefault(fact.key, fact.value)
    return known
