"""Logging in and out, and one's own password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from habeas.users.accounts import folded
from habeas.users.passwords import LONGEST, SHORTEST, Weak
from habeas.web.guard import cookie_name, set_cookie
from habeas.web.language import texts
from habeas.web.render import page
from habeas.web.safety import inner, porter, visitor
from habeas.web.watch import address_of

router = APIRouter()
Typed = Annotated[str, Form(max_length=LONGEST)]
Next = Annotated[str, Query(alias="next", max_length=2000)]
SeeOther = 303


@router.get("/login")
def login(request: Request, onward: Next = "/") -> Response:
    """The form; whoever is in already goes on."""
    if visitor(request).active:
        return RedirectResponse(inner(onward), SeeOther)
    return _form(request, onward)


@router.post("/login")
def enter(
    request: Request,
    name: Typed = "",
    password: Typed = "",
    onward: Annotated[str, Form(alias="next", max_length=2000)] = "/",
) -> Response:
    """Begins a session, always a new one, and goes on; or says no, in one way for every reason."""
    keeper, address = porter(request), address_of(request)
    if wait := keeper.throttle.wait(name, address):
        return _form(request, onward, status=429, wait=wait)
    user = keeper.accounts.known(name, password)
    if user is None or user.name is None:
        keeper.log.add(visitor(request), "refused", _known(request, name), path="/login", address=address)
        return _form(request, onward, status=403)
    keeper.throttle.forget(name, address)
    _end(request)
    response = RedirectResponse(inner(onward), SeeOther)
    set_cookie(request, response, keeper.sessions.begin(user.name))
    keeper.log.add(user, "login", user.name, path="/login", address=address)
    return response


@router.post("/logout")
def leave(request: Request) -> Response:
    """Ends the session, here and in the browser, which also forgets the searches that it kept."""
    user = visitor(request)
    if user.name:
        _end(request)
        porter(request).log.add(user, "logout", user.name, path="/logout", address=address_of(request))
    response = RedirectResponse("/login", SeeOther)
    response.headers["clear-site-data"] = '"storage"'
    response.delete_cookie(cookie_name(request), secure=request.url.scheme == "https", httponly=True)
    return response


@router.get("/account")
def account(request: Request) -> HTMLResponse:
    """One's own name and role, and the form for another password."""
    _named(request)
    return page(request, "own.html", told="", shortest=SHORTEST)


@router.post("/account")
def change(request: Request, password: Typed, another: Typed, again: Typed) -> Response:
    """Sets another password for oneself; all one's sessions end, and a new one begins."""
    name, keeper, words = _named(request), porter(request), texts(request).gettext
    refusal = ""
    if wait := keeper.throttle.wait(name, address_of(request)):
        refusal = words("Too many attempts: wait %(seconds)s seconds.") % {"seconds": wait}
    elif keeper.accounts.known(name, password) is None:
        refusal = words("That is not your password.")
    elif another != again:
        refusal = words("The two new passwords differ.")
    try:
        if not refusal:
            keeper.accounts.set_password(name, another)
    except Weak as weak:
        refusal = str(weak)
    if refusal:
        return page(request, "own.html", status=400, told=refusal, shortest=SHORTEST)
    keeper.throttle.forget(name, address_of(request))
    keeper.log.add(visitor(request), "password", name, path="/account", address=address_of(request))
    response = RedirectResponse("/", SeeOther)
    set_cookie(request, response, keeper.sessions.begin(name))
    return response


def _form(request: Request, onward: str, *, status: int = 200, wait: int = 0) -> HTMLResponse:
    response = page(request, "login.html", status=status, onward=inner(onward), code=status, wait=wait)
    if wait:
        response.headers["retry-after"] = str(wait)
    return response


def _end(request: Request) -> None:
    if given := request.cookies.get(cookie_name(request)):
        porter(request).sessions.end(given)


def _known(request: Request, name: str) -> str:
    """The name of a user, for the log; what else was typed may be a password, and is not written down."""
    kept = folded(name)
    return kept if any(user.name == kept for user in porter(request).accounts.all()) else "?"


def _named(request: Request) -> str:
    name = visitor(request).name
    if name is None:
        raise HTTPException(404)
    return name
