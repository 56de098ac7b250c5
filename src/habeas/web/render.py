"""Pages: Jinja2 templates with what every page needs beside its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from habeas.version import VERSION
from habeas.web import judged
from habeas.web.language import LANGUAGES, catalogue, direction, language_of
from habeas.web.links import sentence
from habeas.web.safety import csrf_token, visitor
from habeas.web.words import filters

THEMES = ("auto", "light", "dark")


def page(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """A template as a page, with what it is given.

    Every template has `request`, `_` and `ngettext`, `visitor`, `user` (the same, but None for the unnamed),
    `csrf_token`, `language`, `direction`, `theme`, `places` (the navigation, as far as the visitor may go)
    and `here` (the address as asked for).
    `crumbs`, pairs of words and address, are the way back, outermost first; empty where not given.
    """
    language = language_of(request)
    theme = request.cookies.get("theme", "auto")
    who = visitor(request)
    common = {
        "request": request,
        "user": getattr(request.state, "user", None),
        "csrf_token": csrf_token(request),
        "language": language,
        "languages": LANGUAGES,
        "direction": direction(language),
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "visitor": who,
        "places": [(path, words) for path, words, role in request.app.state.places if who.may(role)],
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "version": VERSION,
        "crumbs": (),
    }
    made = environment(language).get_template(template).render({**common, **context})
    return HTMLResponse(made.encode("utf-8", "replace"), status)


@cache
def environment(language: str) -> Environment:
    """The templates, with the interface in a language."""
    made = Environment(
        loader=PackageLoader("habeas.web"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"static": static, "sentence": sentence}
    made.filters |= {"lit": lit, "direction": direction, **filters(catalogue(language)), **judged.FILTERS}
    return made


def lit(words: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """Words with the marks in them, offsets in code points, as `<mark>`."""
    parts, last = Markup(), 0
    for start, end in marks:
        parts += escape(words[last:start]) + Markup("<mark>%s</mark>") % words[start:end]
        last = end
    return parts + escape(words[last:])


@cache
def static(path: str) -> str:
    """The address of a file in `static/`, which changes with its bytes so that browsers may keep it."""
    digest = hashlib.sha256((files("habeas.web") / "static" / path).read_bytes()).hexdigest()
    return f"/static/{path}?v={digest[:12]}"
