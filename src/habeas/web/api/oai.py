"""OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html): reports for harvesters.

The datestamp of a report is when it was last read into the archive; one that was taken out is told as
deleted. Sets are the countries that reports are on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Request
from fastapi.responses import Response
from lxml.etree import _Element, tostring
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from habeas.archive import Archive
from habeas.web.api.dublin_core import OAI_DC, SCHEMA, dublin_core
from habeas.web.api.harvest import PREFIX, OaiError, Row, check_prefix, harvest, instant
from habeas.web.api.xml import XSI, Maker
from habeas.web.safety import archive
from habeas.web.settings import Settings

OAI = "http://www.openarchives.org/OAI/2.0/"
XSD = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
E = Maker(OAI, {None: OAI, "xsi": XSI})
IDENTIFIER = "oai:habeas:"
COUNTRY = "country"
EMAIL = re.compile(r"\S+@(\S+\.)+\S+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a harvester asks: its arguments, the repository's address, the archive as it may be seen."""

    arguments: Mapping[str, str]
    base: str
    held: Archive
    settings: Settings

    def page_of(self, document: str) -> str:
        """The address of a report's page."""
        return f"{self.base.removesuffix('/oai')}/doc/{document}"


async def answer(request: Request) -> Response:
    """The answer to any verb, by GET or POST."""
    given: list[tuple[str, str]] = list(request.query_params.multi_items())
    if request.method == "POST":
        form = await request.form()
        given += [(name, value) for name, value in form.multi_items() if not isinstance(value, UploadFile)]
    return await run_in_threadpool(_answer, request, given)


def _answer(request: Request, given: list[tuple[str, str]]) -> Response:
    base = str(request.url.replace(query="", fragment=""))
    arguments = dict(given)
    asked = Asked(arguments, base, archive(request), request.app.state.settings)
    try:
        verb, rules = _checked(given)
        parts, repeated = list(rules.answer(asked)), arguments
        body = [E(verb, *parts)]
    except OaiError as error:
        repeated = {} if error.code in ("badVerb", "badArgument") else arguments
        body = [E("error", str(error), code=error.code)]
    said = [E("responseDate", instant(datetime.now(UTC))), E("request", base, **repeated)]
    envelope = E.placed("OAI-PMH", *said, *body, schema=XSD)
    whole = tostring(envelope, xml_declaration=True, encoding="UTF-8")
    return Response(whole, media_type="text/xml; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with the arguments it takes: those it needs, and those it may have.

    A `resumptionToken` stands in place of all others where it may come.
    """

    answer: Callable[[Asked], Iterator[_Element]]
    needed: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    resumed: bool = False


def _checked(given: list[tuple[str, str]]) -> tuple[str, Verb]:
    """The verb that is asked for; OaiError where it or its arguments are not what they must be."""
    verbs = [value for name, value in given if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise OaiError("badVerb", f"give one verb: {', '.join(VERBS)}")
    rules, names = VERBS[verbs[0]], [name for name, _ in given if name != "verb"]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise OaiError("badArgument", f"given twice: {', '.join(twice)}")
    if rules.resumed and "resumptionToken" in names:
        if len(names) > 1:
            raise OaiError("badArgument", "a resumptionToken stands alone")
        return verbs[0], rules
    unknown, missing = set(names) - rules.needed - rules.may, rules.needed - set(names)
    if unknown or missing:
        wrong = [f"{name} is needed" for name in sorted(missing)]
        wrong += [f"{name!r} is no argument of {verbs[0]}" for name in sorted(unknown)]
        raise OaiError("badArgument", "; ".join(wrong))
    return verbs[0], rules


def _identify(asked: Asked) -> Iterator[_Element]:
    rows = asked.held.pages.acquisitions()
    operator = asked.settings.operator or ""
    yield E("repositoryName", f"habeas: {asked.held.path.name}")
    yield E("baseURL", asked.base)
    yield E("protocolVersion", "2.0")
    yield E("adminEmail", operator if EMAIL.fullmatch(operator) else "archive@localhost.localdomain")
    yield E("earliestDatestamp", instant(rows[0].at if rows else datetime.now(UTC)))
    yield E("deletedRecord", "transient")
    yield E("granularity", "YYYY-MM-DDThh:mm:ssZ")


def _list_formats(asked: Asked) -> Iterator[_Element]:
    if "identifier" in asked.arguments:
        _row(asked)
    parts = {"metadataPrefix": PREFIX, "schema": SCHEMA, "metadataNamespace": OAI_DC}
    yield E("metadataFormat", *(E(name, value) for name, value in parts.items()))


def _list_sets(asked: Asked) -> Iterator[_Element]:
    if "resumptionToken" in asked.arguments:
        raise OaiError("badResumptionToken", "the list of sets comes whole")
    names = {
        code: name
        for meta in asked.held.pages.metadata().values()
        for code, name in zip(meta.countries, (*meta.country_names, *meta.countries), strict=False)
    }
    yield E("set", E("setSpec", COUNTRY), E("setName", "Reports by country"))
    for code, name in sorted(names.items()):
        yield E("set", E("setSpec", f"{COUNTRY}:{code}"), E("setName", name))


def _get(asked: Asked) -> Iterator[_Element]:
    check_prefix(asked.arguments["metadataPrefix"])
    yield from _records(asked, [_row(asked)])


def _list_identifiers(asked: Asked) -> Iterator[_Element]:
    yield from _list(asked, lambda rows: map(_header, rows))


def _list_records(asked: Asked) -> Iterator[_Element]:
    yield from _list(asked, lambda rows: _records(asked, rows))


def _list(asked: Asked, shown: Callable[[Sequence[Row]], Iterator[_Element]]) -> Iterator[_Element]:
    """A page of a list, with the token of the next; with an empty one on the last page of several."""
    wanted = harvest(asked.arguments)
    rows, size, token = wanted.page(_rows(asked))
    yield from shown(rows)
    if token is not None or wanted.shown:
        yield E("resumptionToken", token or "", completeListSize=str(size), cursor=str(wanted.shown))


def _rows(asked: Asked) -> list[Row]:
    """Every report that is or was held, by its datestamp, with its sets."""
    known = asked.held.pages.metadata()
    return [
        Row(
            at=each.at,
            document=each.document,
            held=each.document in known,
            sets=_sets(known[each.document].countries) if each.document in known else (),
        )
        for each in asked.held.pages.acquisitions()
    ]


def _sets(countries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{COUNTRY}:{code}" for code in countries)


def _row(asked: Asked) -> Row:
    """The report that is asked for by its identifier."""
    wanted = asked.arguments["identifier"]
    for row in _rows(asked):
        if f"{IDENTIFIER}{row.document}" == wanted:
            return row
    raise OaiError("idDoesNotExist", f"the archive holds no {wanted}")


def _header(row: Row) -> _Element:
    parts = [E("identifier", f"{IDENTIFIER}{row.document}"), E("datestamp", instant(row.at))]
    parts += [E("setSpec", each) for each in row.sets]
    return E("header", *parts, **({} if row.held else {"status": "deleted"}))


def _records(asked: Asked, rows: Sequence[Row]) -> Iterator[_Element]:
    held = asked.held.pages.reports([row.document for row in rows if row.held])
    for row in rows:
        described = [
            E("metadata", dublin_core(document, page=asked.page_of(document.id)))
            for document in (held.get(row.document),)
            if document
        ]
        yield E("record", _header(row), *described)


SELECTED = frozenset({"from", "until", "set"})
VERBS = {
    "Identify": Verb(_identify),
    "ListMetadataFormats": Verb(_list_formats, may=frozenset({"identifier"})),
    "ListSets": Verb(_list_sets, resumed=True),
    "GetRecord": Verb(_get, needed=frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": Verb(_list_identifiers, frozenset({"metadataPrefix"}), SELECTED, resumed=True),
    "ListRecords": Verb(_list_records, frozenset({"metadataPrefix"}), SELECTED, resumed=True),
}
