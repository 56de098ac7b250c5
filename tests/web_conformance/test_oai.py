"""A harvester that is not ours reads the archive by OAI-PMH."""

from __future__ import annotations

import pytest
from sickle import Sickle
from sickle.oaiexceptions import (
    BadArgument,
    BadResumptionToken,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
)

from tests.web_conformance.conftest import MANY

pytestmark = pytest.mark.browser


@pytest.fixture
def harvester(address: str) -> Sickle:
    return Sickle(f"{address}/oai")


def test_who_it_is(harvester: Sickle, address: str) -> None:
    found = harvester.Identify()
    assert (found.baseURL, found.protocolVersion) == (f"{address}/oai", "2.0")
    assert (found.deletedRecord, found.granularity) == ("transient", "YYYY-MM-DDThh:mm:ssZ")


def test_formats_and_sets(harvester: Sickle) -> None:
    assert [each.metadataPrefix for each in harvester.ListMetadataFormats()] == ["oai_dc"]
    assert {each.setSpec: each.setName for each in harvester.ListSets()} == {
        "country": "Reports by country",
        "country:XKA": "Kaldria",
    }


def test_records_one_by_one_are_those_of_the_list(harvester: Sickle) -> None:
    listed = list(harvester.ListRecords(metadataPrefix="oai_dc"))
    assert len(listed) == 4
    for record in listed:
        same = harvester.GetRecord(identifier=record.header.identifier, metadataPrefix="oai_dc")
        assert same.metadata == record.metadata and same.header.setSpecs == ["country:XKA"]
        assert record.metadata["title"] and record.metadata["coverage"][0] == "Kaldria"


@pytest.mark.parametrize(("set", "count"), [(None, MANY), ("country", MANY), ("country:VSH", MANY // 2)])
def test_a_long_list_comes_in_parts(many: str, set: str | None, count: int) -> None:
    wanted = {"metadataPrefix": "oai_dc", **({"set": set} if set else {})}
    found = list(Sickle(f"{many}/oai", http_method="POST").ListRecords(**wanted))
    assert len({record.header.identifier for record in found}) == len(found) == count
    heads = Sickle(f"{many}/oai").ListIdentifiers(**wanted)
    assert [head.identifier for head in heads] == [record.header.identifier for record in found]


def test_harvesting_again_from_the_last_datestamp(many: str) -> None:
    harvester = Sickle(f"{many}/oai")
    last = max(head.datestamp for head in harvester.ListIdentifiers(metadataPrefix="oai_dc"))
    again = harvester.ListIdentifiers(metadataPrefix="oai_dc", **{"from": last})
    assert {head.datestamp for head in again} == {last}


@pytest.mark.parametrize(
    ("verb", "wanted", "error"),
    [
        ("ListRecords", {"metadataPrefix": "marc"}, CannotDisseminateFormat),
        ("ListRecords", {"metadataPrefix": "oai_dc", "set": "country:ZZZ"}, NoRecordsMatch),
        ("ListRecords", {"metadataPrefix": "oai_dc", "from": "soon"}, BadArgument),
        ("ListRecords", {"resumptionToken": "x"}, BadResumptionToken),
        ("GetRecord", {"metadataPrefix": "oai_dc", "identifier": "oai:habeas:d0"}, IdDoesNotExist),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_errors_are_understood(
    harvester: Sickle, verb: str, wanted: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        getattr(harvester, verb)(**wanted)
