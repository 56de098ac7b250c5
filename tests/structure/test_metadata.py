"""What a page prints about its report, in each of the forms it is printed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from habeas.model.document import Document, Entry, Remark
from habeas.structure import structure
from tests.parts import only
from tests.structure.pages import divided, raw

BODY = (
    "\n\nCovering events from January - December 2009\n\nIn May two men were held by the police in Verrin.\n"
)


def sample(name: str) -> Document:
    with as_file(files("habeas.samples").joinpath(name)) as path:
        document, issues = structure(only(path))
    assert not issues
    return document


def test_the_older_host_page_gives_every_field() -> None:
    meta = sample("kaldria-2009.txt").meta
    assert meta.source == "refworld-older"
    assert meta.title == "Amity Watch Report 2010 - Kaldria"
    assert meta.publisher == "Amity Watch"
    assert meta.published == "2010-05-27"
    assert meta.updated == datetime(2016, 3, 14, 10, 20, tzinfo=UTC)
    assert meta.accessed == date(2016, 3, 15)
    assert meta.covers == (date(2009, 1, 1), date(2009, 12, 31))
    assert (meta.countries, meta.country_names, meta.language) == (("XKA",), ("Kaldria",), "en")
    assert meta.citation == (
        "Amity Watch, Amity Watch Report 2010 - Kaldria , 27 May 2010,"
        " available at: https://host.example/docid/4c0a17.html [accessed 15 March 2016]"
    )
    assert meta.url == "https://host.example/docid/4c0a17.html"
    assert meta.disclaimer is not None
    assert meta.disclaimer.startswith("This text was not written by the host")
    assert meta.rights == "© Copyright Amity Watch"
    assert meta.facts["death_penalty"] == "retentionist"


def test_the_older_host_page_with_its_table_gives_the_same() -> None:
    meta = sample("kaldria-2010.html").meta
    assert (meta.source, meta.publisher, meta.published) == ("refworld-older", "Amity Watch", "2011-05-13")
    assert meta.url == "https://host.example/docid/4dce15.html"
    assert meta.archive_url == f"https://archive.example/web/20160315081200/{meta.url}"


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Title: Harbour Notes on Kaldria", id="in one line"),
        pytest.param("Title:\nHarbour Notes on Kaldria", id="in the next line"),
        pytest.param("Harbour Notes on Kaldria", id="without a label"),
    ],
)
def test_a_title_is_kept_without_its_label(title: str) -> None:
    document, issues = divided(f"{title}\nPublisher: Harbour Group\nPublication Date: 4 June 2010{BODY}")
    assert document.meta.title == "Harbour Notes on Kaldria"
    assert document.meta.country_names == ("Kaldria",)
    assert not issues


def test_what_has_no_end_is_an_issue() -> None:
    _, issues = divided("Harbour Notes on Kaldria\nPublisher: Harbour Group" + BODY + "he was held " * 4000)
    (issue,) = (issue for issue in issues if issue.kind == "endless-sentence")
    assert "first 30000 characters only" in issue.detail
    assert issue.anchor is not None
    assert issue.anchor.quote.startswith("he was held he")


def test_a_page_without_a_head_is_not_asked_for_its_country() -> None:
    _, issues = divided("In May two men were held by the police, and nobody said why or where they were.\n")
    assert {issue.kind for issue in issues} == {"no-title", "no-publisher", "no-covered-period"}


def test_the_newer_host_page() -> None:
    meta = sample("kaldria-2011.html").meta
    assert (meta.source, meta.publisher, meta.published) == ("refworld-newer", "Amity Watch", "2012-05-24")
    assert meta.title == "Amity Watch Report 2012 - Kaldria"
    assert (meta.updated, meta.accessed, meta.citation) == (None, None, None)
    assert meta.facts["head_of_government"] == "Senna Iscard (replaced Pelka Morrin in October)"


def test_a_plain_header() -> None:
    meta = sample("kaldria-2010-open-docket.txt").meta
    assert (meta.source, meta.publisher, meta.symbol) == ("plain", "Open Docket", "OD/KAL/7-2011")
    assert meta.covers == (date(2010, 1, 1), date(2010, 12, 31))


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Publisher Amity Watch\nPublication Date 27 May 2010", id="one line"),
        pytest.param("Publisher\tAmity Watch\nPublication Date\t27 May 2010", id="two cells"),
        pytest.param("Publisher\n\nAmity Watch\n\nPublication Date\n\n27 May 2010", id="value below"),
        pytest.param("PublisherAmity Watch\nPublication Date27 May 2010", id="glued"),
        pytest.param("Publisher: Amity Watch\nPublished: 27 May 2010", id="colons"),
    ],
)
def test_label_and_value_in_whatever_layout(header: str) -> None:
    meta = divided("Amity Watch Report 2010 - Kaldria\n\n" + header + BODY)[0].meta
    assert (meta.title, meta.publisher) == ("Amity Watch Report 2010 - Kaldria", "Amity Watch")
    assert meta.published == "2010-05-27"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Report 2010 - Kaldria\n\nPublisher Amity Watch\n\nHe was held.", "no-covered-period"),
        pytest.param("Report 2010 - Ruritania\n\nPublisher Amity Watch" + BODY, "unknown-country"),
        pytest.param("Report 2010 - Kaldria" + BODY, "no-publisher"),
        pytest.param(
            "Report - Kaldria\n\nPublisher A\nPublication Date 32 May 2010" + BODY, "date-not-understood"
        ),
        pytest.param(
            "Rapport - Kaldria\n\nPublisher A\n\n" + "Il a été arrêté dans la rue. " * 9, "not-analysed"
        ),
        pytest.param("Report - Kaldria\n\nPublisher A\n\nHe was he\ufffdd.", "damaged-text"),
        pytest.param("Report - Kaldria\n\nPublisher A", "no-sentences"),
    ],
)
def test_what_is_not_understood_is_an_issue(text: str, kind: str) -> None:
    assert kind in [issue.kind for issue in divided(text)[1]]


def test_the_year_of_a_title_is_never_the_covered_year() -> None:
    assert divided("Amity Watch Report 2010 - Kaldria\n\nPublisher A\n\nHe was held.")[0].meta.covers is None


def test_one_file_under_two_names_is_one_document(tmp_path: Path) -> None:
    ids = set()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Report - Kaldria" + BODY, encoding="utf-8")
        ids.add(structure(only(tmp_path / name))[0].id)
    assert len(ids) == 1


SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the material beside the checkout is not here")
def test_the_hosts_own_print_gives_every_field() -> None:
    (path,) = (SHARED / "texts").glob("*-2004-*.txt")
    document, issues = structure(only(path))
    meta = document.meta
    assert not issues
    assert (meta.source, meta.published, meta.countries) == ("refworld-older", "2004-05-26", ("KAZ",))
    assert meta.updated == datetime(2022, 1, 18, 7, 55, tzinfo=UTC)
    assert meta.accessed == date(2022, 1, 19)
    assert meta.covers == (date(2003, 1, 1), date(2003, 12, 31))
    assert meta.citation is not None
    assert meta.citation.endswith("available at: [accessed 19 January 2022]")
    assert meta.rights == f"© Copyright {meta.publisher}"
    assert meta.disclaimer is not None
    assert meta.disclaimer.startswith("This is not")


def reports() -> Iterator[Path]:
    yield from sorted((SHARED / "texts").glob("*.txt"))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the material beside the checkout is not here")
def test_every_report_beside_the_checkout_gives_its_metadata() -> None:
    lacking = []
    for path in reports():
        meta = structure(only(path))[0].meta
        year = int(path.stem.split("-")[1]) - (not path.stem.startswith("state"))
        whole_year = (date(year, 1, 1), date(year, 12, 31))
        if not (
            meta.title and meta.publisher and meta.published and meta.countries and meta.covers == whole_year
        ):
            lacking.append(path.name)
    assert not lacking


def test_a_labelled_title_is_printed_without_its_label() -> None:
    document, _ = divided(f"Title: Harbour Notes on Kaldria\nPublisher: Harbour Group{BODY}")
    meta = document.meta
    assert (meta.title, meta.publisher) == ("Harbour Notes on Kaldria", "Harbour Group")


CAPTURE = "https://archive.example/web/20160315081200/https://reports.example/kaldria"


@pytest.mark.parametrize(
    ("printed", "found_at", "url", "archive_url"),
    [
        pytest.param("", "https://a.example/k", "https://a.example/k", None, id="a page"),
        pytest.param("", CAPTURE, "https://reports.example/kaldria", CAPTURE, id="an archive's copy"),
        pytest.param(
            "\nURL: https://b.example/k", CAPTURE, "https://b.example/k", CAPTURE, id="what is printed stays"
        ),
    ],
)
def test_a_container_knows_where_and_when(
    printed: str, found_at: str, url: str, archive_url: str | None
) -> None:
    page = replace(
        raw(f"Report - Kaldria\n\nPublisher A{printed}{BODY}"), url=found_at, accessed=date(2016, 3, 15)
    )
    meta = structure(page)[0].meta
    assert (meta.url, meta.archive_url, meta.accessed) == (url, archive_url, date(2016, 3, 15))


def test_an_entry_is_named_by_its_volume_and_heading() -> None:
    entry = Entry("Lantern Report 2010", 7, "91", "93", "Kazakhstan")
    page = replace(raw(BODY.strip()), entry=entry)
    document, _ = structure(page)
    assert (document.entry, document.meta.title) == (entry, "Lantern Report 2010: Kazakhstan")
    assert (document.meta.countries, document.meta.country_names) == (("KAZ",), ("Kazakhstan",))
    assert document.id == page.id != replace(page, entry=replace(entry, order=8)).id


@pytest.mark.parametrize(
    ("volume", "given", "year"),
    [
        pytest.param("Amnesty International Report 2010", None, 2009, id="the year before its title's"),
        pytest.param("Amnesty International Report 2014/15", None, 2014, id="of two years the first"),
        pytest.param("Amnesty International Report 2010", 2008, 2008, id="what the volume says goes first"),
        pytest.param("Lantern Report 2010", None, None, id="no other title tells"),
    ],
)
def test_the_period_that_a_volume_covers(volume: str, given: int | None, year: int | None) -> None:
    period = (date(given, 1, 1), date(given, 12, 31)) if given else None
    entry = Entry(volume, 7, None, None, "Kazakhstan", covers=period)
    document, issues = structure(replace(raw("KAZAKHSTAN\n\nTwo men were held.\n" * 3), entry=entry))
    assert document.meta.covers == ((date(year, 1, 1), date(year, 12, 31)) if year else None)
    assert document.meta.publisher == ("Amnesty International" if volume.startswith("Amn") else None)
    assert ("no-covered-period" in {issue.kind for issue in issues}) == (year is None)


def test_a_readers_remark_becomes_an_issue_with_its_place() -> None:
    page = replace(raw(BODY.strip()), remarks=(Remark("no-text-layer", "page 2", 0, 8),))
    document, issues = structure(page)
    assert [(i.stage, i.kind, i.anchor) for i in issues][:1] == [
        ("read", "no-text-layer", document.anchor(0, 8))
    ]
