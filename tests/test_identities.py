"""Who is who in an archive: derived, kept in step, decided by people, taken back byte for byte."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from habeas.archive import Archive
from habeas.errors import Ambiguous, NotFound
from habeas.identities import WhoIsWho
from habeas.model.judgement import Judgement, judgement, pair
from habeas.reading import Reading
from habeas.resolve.joining import joined
from habeas.store.deposit import deposit
from tests.conftest import put
from tests.factory import doc, person

Put = Callable[..., Archive]
AT = datetime(2026, 1, 2, tzinfo=UTC)


def told(text: str, *names: str, year: int, country: tuple[str, str] = ("KLD", "Kaldria")) -> Reading:
    document = doc(text, file=f"{country[0]}-{year}.txt", years=(year, year), country=country)
    return Reading(document, tuple(person(document, name) for name in names))


ONE = told("Ivo Maren was arrested. Lena Tarsk was beaten.", "Ivo Maren", "Lena Tarsk", year=2003)
TWO = told("Ivo Maren was released. Dr Maren spoke.", "Ivo Maren", year=2004)
THREE = told("Maren fell ill. Lina Tarsk was heard.", "Maren", "Lina Tarsk", year=2005)


def judged(archive: Archive, what: str, one: str, other: str, by: str = "Ana") -> Judgement:
    held = archive.identities().figures
    subject = pair(held[one].mention, held[other].mention)
    return archive.judge(judgement(what, subject, by=by, at=AT, why="read both"))


def exported(archive: Archive) -> str:
    out = io.StringIO()
    archive.export("jsonl", out)
    return out.getvalue()


def test_one_name_in_two_reports_is_one_person(archive_with: Put) -> None:
    archive = archive_with(ONE, TWO, THREE)
    maren = archive.person("Ivo Maren")
    assert maren.entities == tuple(sorted((ONE.entities[0].id, TWO.entities[0].id)))
    assert {archive.person(key) for key in (maren.id, maren.id[:9], maren.entities[1])} == {maren}


def test_a_surname_alone_is_asked_about(archive_with: Put) -> None:
    archive = archive_with(ONE, TWO, THREE)
    asked = [{one.one, one.other} for one in archive.identities().unsure]
    assert {ONE.entities[0].id, THREE.entities[0].id} in asked


@pytest.mark.parametrize(
    ("key", "error"),
    [pytest.param("Nobody", NotFound, id="nobody"), pytest.param("Tarsk Ivo", NotFound, id="words of two")],
)
def test_who_is_not_there(archive_with: Put, key: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        archive_with(ONE, TWO).person(key)


def test_two_of_one_name_are_to_be_named_by_id(archive_with: Put) -> None:
    elsewhere = told("Ivo Maren was fined.", "Ivo Maren", year=2003, country=("VSH", "Vesht"))
    archive = archive_with(ONE, TWO, elsewhere)
    judged(archive, "different", ONE.entities[0].id, elsewhere.entities[0].id)
    judged(archive, "different", TWO.entities[0].id, elsewhere.entities[0].id)
    with pytest.raises(Ambiguous, match="name one by its id"):
        archive.person("Ivo Maren")


def test_what_people_decide_comes_before_what_is_computed(archive_with: Put) -> None:
    archive = archive_with(ONE, TWO, THREE)
    one, two, three = (reading.entities[0].id for reading in (ONE, TWO, THREE))
    judged(archive, "same", one, three)
    assert archive.person(one).entities == tuple(sorted((one, two, three)))
    judged(archive, "different", one, two)
    assert archive.person(one) != archive.person(two)
    assert archive.person(three) == archive.person(one)


def test_an_unsure_judgement_is_not_asked_again(archive_with: Put) -> None:
    archive = archive_with(ONE, TWO, THREE)
    first = archive.identities().unsure[0]
    judged(archive, "unsure", first.one, first.other)
    assert first not in archive.identities().unsure


def test_a_merge_taken_back_restores_the_export_byte_for_byte(archive_with: Put) -> None:
    archive = archive_with(ONE, TWO, THREE)
    before, known = exported(archive), archive.identities()
    merged = judged(archive, "same", ONE.entities[0].id, THREE.entities[0].id)
    assert exported(archive) != before
    archive.judge(judgement("withdraw", merged.subject, by="Ana", at=AT, withdraws=merged.id))
    assert exported(archive) == before
    assert archive.identities() == known


def test_a_judgement_outlives_another_extraction(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", ONE, TWO, THREE)
    judged(archive, "same", ONE.entities[0].id, THREE.entities[0].id)
    longer = person(THREE.document, "Maren fell")
    found = put(tmp_path / "archive", ONE, TWO)
    found._store.save(
        deposit(replace(THREE, entities=(longer,))), tmp_path / THREE.document.file, replace=True
    )
    assert found.person(longer.id) == found.person(ONE.entities[0].id)


def test_a_judgement_whose_words_are_nobody_s_is_told(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", ONE, THREE)
    made = judged(archive, "same", ONE.entities[0].id, THREE.entities[0].id)
    archive._store.save(deposit(replace(THREE, entities=())), tmp_path / THREE.document.file, replace=True)
    assert archive.identities().lost == (made.id,)


def test_hidden_reports_are_in_no_identity(tmp_path: Path) -> None:
    put(tmp_path / "archive", ONE, TWO, THREE)
    some = Archive(tmp_path / "archive", hidden=frozenset({TWO.document.id}))
    assert {f.document for f in some.identities().figures.values()} == {ONE.document.id, THREE.document.id}


def test_the_same_again_from_what_is_kept(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", ONE, TWO, THREE)
    assert archive.identities() == Archive(tmp_path / "archive").identities()


def test_what_is_made_anew_after_a_change_is_what_is_made_from_nothing(tmp_path: Path) -> None:
    archive = put(tmp_path / "archive", ONE)
    archive.prepare()
    for reading in (TWO, THREE):
        put(tmp_path / "archive", reading)
        kept = archive.identities()
        assert Archive(archive.path).identities() == kept
        figures, compared = WhoIsWho().in_step(archive._store.records, "made from nothing")
        assert joined(figures, compared) == kept
    judged(archive, "different", *sorted(archive.identities().figures)[:2])
    assert Archive(archive.path).identities() == archive.identities()
