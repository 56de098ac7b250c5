"""Report files of our own, as a host prints them: for tests of the whole way from file to archive."""

from __future__ import annotations

from pathlib import Path

FORM = """Lantern Watch Report {edition} - Kaldria

Publisher Lantern Watch
Publication Date 26 May {edition}
Cite as Lantern Watch, Lantern Watch Report {edition} - Kaldria, 26 May {edition}

Covering events from January - December {year}

{person} was arrested in March and sentenced to three years in prison in May.

Torture and ill-treatment

In June police officers reportedly beat {person} in a cell in Vesht. The Interior Ministry denied \
that he had been beaten. In October his appeal was rejected by the Supreme Court.

Copyright notice: (c) Lantern Watch
"""
NAMES = ("Ivo Maren", "Tam Orvik", "Lena Tarsk", "Ana Beld", "Pavel Dorn", "Mira Sool")


def write(folder: Path, count: int = 3) -> list[Path]:
    """So many reports, each of another year and about another person."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        year = 2001 + number
        file = folder / f"kaldria-{year}.txt"
        person = NAMES[number % len(NAMES)]
        file.write_text(FORM.format(edition=year + 1, year=year, person=person), encoding="utf-8")
        files.append(file)
    return files
