"""The texts of the reading room in other languages: `python -m docs.messages`.

Texts are taken from the pages, from what the handlers say, and from the words of the vocabulary that pages
print; each `locale/LANGUAGE/LC_MESSAGES/habeas.po` is brought in step with them and compiled. Names of
countries that a catalogue lacks come from the Unicode CLDR. What is not translated yet is listed, and the
exit code is 1.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import yaml
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from docs.shown import ROOT
from habeas.model.judgement import OF_PAIRS, OF_RECORDS, WITHDRAW
from habeas.model.record import BASES, CERTAINTIES, OUTCOMES, PENALTIES
from habeas.search.facets import AUTHOR, SOMEBODY
from habeas.users.accounts import ROLES
from habeas.version import VERSION
from habeas.vocabulary.cases import case_words
from habeas.vocabulary.conflict_rules import conflict_rules, resolutions
from habeas.vocabulary.countries import country_names, names_of
from habeas.vocabulary.death_penalty import standings
from habeas.vocabulary.load import acts
from habeas.vocabulary.review import review_words
from habeas.vocabulary.rule_words import rule_words
from habeas.web.app import PLACES
from habeas.web.audit import DEEDS
from habeas.web.judged import LABELS, label
from habeas.web.language import LANGUAGES
from habeas.web.words import MONTHS, plain

WEB = ROOT / "src" / "habeas" / "web"
FILES = [
    WEB / "locale" / language / "LC_MESSAGES" / "habeas.po" for language in LANGUAGES if language != "en"
]
PAGES = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
SAID = {"_": None, "gettext": None, "ngettext": (1, 2), "said": None, "words": None, "marked": None}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # that files made twice are the same
RULES = ("bases", "attribution", "participants", "slots", "stories", "members", "reporting")


def catalogue(known: Catalog) -> Catalog:
    """All texts, with the translations of the one known and what the CLDR has."""
    fresh = Catalog(
        locale=known.locale,
        project="habeas",
        version=VERSION,
        header_comment="# The texts of the reading room; made by `make messages`.",
        msgid_bugs_address="habeas",
        last_translator="habeas",
        language_team="habeas",
        creation_date=EPOCH,
        revision_date=EPOCH,
        fuzzy=False,
    )
    countries = _countries(known.locale)
    for text in texts():
        kept = known.get(text if isinstance(text, str) else text[0])
        translated = kept.string if kept is not None and not kept.fuzzy else ""
        fresh.add(text, translated or (countries.get(text, "") if isinstance(text, str) else ""))
    return fresh


def texts() -> Iterator[str | tuple[str, ...]]:
    """Every text of the source, with its plural where it has one."""
    for _, _, text, _, _ in extract_from_dir(WEB, method_map=PAGES, keywords=SAID):
        yield text
    yield from dict.fromkeys(filter(None, _of_vocabulary()))


def _of_vocabulary() -> Iterator[str]:
    for act in acts().values():
        yield act.label
    yield from (words for _, words, *_ in PLACES)
    yield from (*ROLES, *DEEDS)
    yield from (label(None), *LABELS.values(), *OF_RECORDS, *OF_PAIRS, WITHDRAW)
    yield from (reason.words for reason in review_words().reasons())
    kinds = yaml.safe_load((files("habeas.vocabulary") / "institutions.yml").read_text(encoding="utf-8"))
    values: Iterable[str] = (
        *(*CERTAINTIES, *OUTCOMES, *PENALTIES, *BASES, AUTHOR, SOMEBODY),
        *case_words().status.values(),
        *standings(),
        *(rule.title for rule in conflict_rules()),
        *resolutions(),
        *(kind["kind"] for kind in kinds),
    )
    yield from map(plain, values)
    yield from MONTHS
    yield from (names_of(code)[0] for code in sorted({name.alpha3 for name in country_names()}))
    for table in RULES:
        yield from rule_words()[table].values()


def _countries(locale: Locale) -> dict[str, str]:
    """The names of countries in a language, by their English ones."""
    there = locale.territories
    return {name: there[code] for code, name in Locale("en").territories.items() if code in there}


def lacking(found: Catalog) -> list[str]:
    """The texts of a catalogue that have no translation."""
    return [str(each.id) for each in found if each.id and not (each.string and all(each.string))]


def written(found: Catalog) -> bytes:
    """A catalogue as its file holds it."""
    told = io.BytesIO()
    write_po(told, found, no_location=True, sort_output=True, width=110, ignore_obsolete=True)
    return told.getvalue()


def compiled(found: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    made = io.BytesIO()
    write_mo(made, found)
    return made.getvalue()


def held(file: Path) -> Catalog:
    """The catalogue in a file; an empty one where there is none yet."""
    language = file.parts[-3]
    if not file.is_file():
        return Catalog(locale=language)
    with file.open("rb") as stored:
        return read_po(stored, locale=language)


def main() -> None:
    """Brings every catalogue in step; exits with 1 where a translation lacks."""
    wanting = []
    for file in FILES:
        found = catalogue(held(file))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written(found))
        file.with_suffix(".mo").write_bytes(compiled(found))
        wanting += [f"{file.parts[-3]}: {text}" for text in lacking(found)]
    print("\n".join(wanting) or "every text is translated")
    sys.exit(bool(wanting))


if __name__ == "__main__":
    main()
