"""The language of the interface: gettext catalogues, one a language, chosen by cookie or by the browser."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from fastapi import Request

LANGUAGES = {"en": "English", "fr": "Français"}
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ug", "ur", "yi"})


def direction(tag: str | None) -> str:
    """Which way a language is written, by its BCP 47 tag: `ltr` or `rtl`."""
    return "rtl" if (tag or "").partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


@cache
def catalogue(language: str) -> NullTranslations:
    """The texts in a language; the source's own, English, where there is no catalogue."""
    file = files("habeas.web") / "locale" / language / "LC_MESSAGES" / "habeas.mo"
    return GNUTranslations(BytesIO(file.read_bytes())) if file.is_file() else NullTranslations()


def language_of(request: Request) -> str:
    """The language that the reader chose, else the first that the browser asks for, else the setting's."""
    chosen = request.cookies.get("language", "")
    asked = (part.partition(";")[0].strip() for part in request.headers.get("accept-language", "").split(","))
    wanted = (chosen, *(tag.partition("-")[0].lower() for tag in asked))
    default: str = request.app.state.settings.language
    return next((language for language in wanted if language in LANGUAGES), default)


def texts(request: Request) -> NullTranslations:
    """What translates the interface for the reader: `texts(request).gettext("Search")`."""
    return catalogue(language_of(request))


def marked(words: str) -> str:
    """Words that are translated where they are shown: marked here for the catalogues."""
    return words
