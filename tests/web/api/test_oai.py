"""OAI-PMH: six verbs, their errors, resumption, sets, deleted reports."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from habeas.store import write
from habeas.store.store import Store
from habeas.web.api.harvest import A_PAGE, Harvest, OaiError, Row, harvest
from tests.factory import KALDRIA, doc, kaldria, reading
from tests.web.conftest import Room

NS = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/"}
LATER = kaldria(f"A later year.\n{KALDRIA}", file="kaldria-2004.txt", year=2004)
HELD = f"oai:habeas:{kaldria().document.id}"
DC = "metadataPrefix=oai_dc"
NEXT_YEAR = datetime.now(UTC).year + 1


@pytest.fixture
def client(room: Room) -> TestClient:
    return room(kaldria(), LATER)


def asked(client: TestClient, query: str) -> etree._Element:
    answer = client.get(f"/oai?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    return etree.fromstring(answer.content)


def texts(found: etree._Element, path: str) -> list[str]:
    return [str(each.text) for each in found.iterfind(path, NS)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        pytest.param("", "badVerb", id="no verb"),
        pytest.param("verb=Hug", "badVerb", id="no such verb"),
        pytest.param("verb=Identify&verb=Identify", "badVerb", id="two verbs"),
        pytest.param("verb=Identify&x=1", "badArgument", id="unknown argument"),
        pytest.param(f"verb=GetRecord&{DC}", "badArgument", id="argument missing"),
        pytest.param(f"verb=ListRecords&{DC}&{DC}", "badArgument", id="argument twice"),
        pytest.param(f"verb=ListRecords&{DC}&from=2003-13-01", "badArgument", id="no such month"),
        pytest.param(f"verb=ListRecords&{DC}&from=2003", "badArgument", id="a year is no day"),
        pytest.param(f"verb=ListRecords&{DC}&from=2003-01-01T00:00:00", "badArgument", id="not in UTC"),
        pytest.param(
            f"verb=ListRecords&{DC}&from=2005-01-01&until=2004-01-01", "badArgument", id="backwards"
        ),
        pytest.param(
            f"verb=ListRecords&{DC}&from=2004-01-01&until=2005-01-01T00:00:00Z",
            "badArgument",
            id="granularities",
        ),
        pytest.param("verb=ListRecords&resumptionToken=x", "badResumptionToken", id="no token"),
        pytest.param("verb=ListSets&resumptionToken=x", "badResumptionToken", id="no token of sets"),
        pytest.param(f"verb=ListRecords&resumptionToken=x&{DC}", "badArgument", id="token not alone"),
        pytest.param("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat", id="list as MARC"),
        pytest.param(
            f"verb=GetRecord&metadataPrefix=marc&identifier={HELD}",
            "cannotDisseminateFormat",
            id="one as MARC",
        ),
        pytest.param(f"verb=GetRecord&{DC}&identifier=oai:habeas:d0", "idDoesNotExist", id="no such report"),
        pytest.param(f"verb=GetRecord&{DC}&identifier=%00", "idDoesNotExist", id="unsayable"),
        pytest.param("verb=ListMetadataFormats&identifier=d0", "idDoesNotExist", id="formats of nothing"),
        pytest.param(f"verb=ListRecords&{DC}&set=country:XXX", "noRecordsMatch", id="no such set"),
        pytest.param(f"verb=ListRecords&{DC}&set=coun", "noRecordsMatch", id="half of a set"),
        pytest.param(f"verb=ListRecords&{DC}&until=1999-01-01", "noRecordsMatch", id="before the first"),
        pytest.param(
            f"verb=ListIdentifiers&{DC}&from={NEXT_YEAR}-01-01", "noRecordsMatch", id="after the last"
        ),
    ],
)
def test_errors(client: TestClient, query: str, code: str) -> None:
    (error,) = asked(client, query).iterfind("o:error", NS)
    assert error.get("code") == code and error.text


def test_who_it_is(client: TestClient) -> None:
    found = asked(client, "verb=Identify")
    assert texts(found, "o:request") == texts(found, ".//o:baseURL") == ["http://127.0.0.1:8642/oai"]
    assert texts(found, ".//o:deletedRecord") == ["transient"]
    (first,) = texts(found, ".//o:earliestDatestamp")
    assert first == min(texts(asked(client, f"verb=ListIdentifiers&{DC}"), ".//o:datestamp"))
    assert re.fullmatch(r"\S+@\S+\.\S+", texts(found, ".//o:adminEmail")[0])


def test_sets_are_countries(client: TestClient) -> None:
    found = asked(client, "verb=ListSets")
    assert texts(found, ".//o:setSpec") == ["country", "country:KLD"]
    assert texts(found, ".//o:setName") == ["Reports by country", "Kaldria"]


@pytest.mark.parametrize("selected", ["", "&set=country", "&set=country:KLD", "&from=2000-01-01"])
@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_lists(client: TestClient, verb: str, selected: str) -> None:
    found = asked(client, f"verb={verb}&{DC}{selected}")
    held = {f"oai:habeas:{each.document.id}" for each in (kaldria(), LATER)}
    assert set(texts(found, ".//o:identifier")) == held
    assert texts(found, ".//o:setSpec") == ["country:KLD"] * 2
    assert found.find(".//o:resumptionToken", NS) is None


def test_a_report_in_dublin_core(client: TestClient) -> None:
    found = asked(client, f"verb=GetRecord&{DC}&identifier={HELD}")
    document = kaldria().document
    told = {
        name: texts(found, f".//dc:{name}") for name in ("title", "creator", "date", "coverage", "format")
    }
    assert told == {
        "title": ["Kaldria in 2003"],
        "creator": ["Lantern Watch"],
        "date": ["2004-05-26"],
        "coverage": ["Kaldria", "2003-01-01/2003-12-31"],
        "format": ["text/plain"],
    }
    page, link = texts(found, ".//dc:identifier")
    assert page == f"http://127.0.0.1:8642/doc/{document.id}" and client.get(page).status_code == 200
    assert link == f"habeas://sha256{document.sha256}"


def test_by_post(client: TestClient) -> None:
    answer = client.post("/oai", data={"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": HELD})
    assert texts(etree.fromstring(answer.content), ".//o:identifier") == [HELD]


def test_signs_that_xml_cannot_say(room: Room) -> None:
    client = room(reading(doc("Nothing.", title="Kal\x0bdria \ufffe & <more>", publisher=None)))
    (title,) = texts(asked(client, f"verb=ListRecords&{DC}"), ".//dc:title")
    assert title == "Kal dria \ufffd & <more>"


def test_a_report_that_was_taken_out_is_deleted(client: TestClient) -> None:
    store = Store(client.app.state.porter.archive.path)  # type: ignore[attr-defined]
    write.finish(store.engine, LATER.document.sha256, [], (), by=store.custodian)
    found = asked(client, f"verb=ListRecords&{DC}")
    gone = [h for h in found.iterfind(".//o:header", NS) if h.get("status") == "deleted"]
    assert texts(gone[0], "o:identifier") == [f"oai:habeas:{LATER.document.id}"]
    assert len(gone) == 1 and len(texts(found, ".//dc:title")) == 1
    one = asked(client, f"verb=GetRecord&{DC}&identifier=oai:habeas:{LATER.document.id}")
    assert one.find(".//o:header", NS).get("status") == "deleted"  # type: ignore[union-attr]


def test_an_empty_archive_tells_who_it_is(room: Room) -> None:
    client = room()
    assert texts(asked(client, "verb=Identify"), ".//o:earliestDatestamp")
    assert asked(client, f"verb=ListRecords&{DC}").find("o:error", NS).get("code") == "noRecordsMatch"  # type: ignore[union-attr]


BEGIN = datetime(2020, 1, 1, tzinfo=UTC)


def rows(minutes: list[int]) -> list[Row]:
    made = (Row(BEGIN + timedelta(minutes=m), f"d{n:03}", True, ()) for n, m in enumerate(minutes))
    return sorted(made, key=lambda row: (row.at, row.document))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4 * A_PAGE))
def test_a_harvest_misses_nothing_and_takes_nothing_twice(minutes: list[int]) -> None:
    held, wanted = rows(minutes), Harvest({})
    seen: list[Row] = []
    while True:
        found, size, token = wanted.page(held)
        assert size == len(held) and wanted.shown == len(seen)
        seen += found
        if token is None:
            break
        wanted = harvest({"resumptionToken": token})
    assert seen == held


def test_what_is_read_meanwhile_comes_at_the_end() -> None:
    held = rows([0] * A_PAGE + [1] * 5)
    first, _, token = Harvest({}).page(held)
    held += [Row(BEGIN + timedelta(days=1), "d999", True, ())]
    rest, _, last = harvest({"resumptionToken": str(token)}).page(held)
    assert [*first, *rest] == held and last is None


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_token_cut_short_is_told(cut: int) -> None:
    _, _, token = Harvest({"from": "2019-01-01"}).page(rows([0] * (A_PAGE + 1)))
    with pytest.raises(OaiError, match="not given out here"):
        harvest({"resumptionToken": str(token)[:cut] + "!"})
