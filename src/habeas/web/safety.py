"""Who may do what, and that a form was sent from a page of ours."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable

from fastapi import Depends, HTTPException, Request

from habeas.archive import Archive
from habeas.users.accounts import User
from habeas.web.guard import READING
from habeas.web.language import marked
from habeas.web.porter import NOBODY, Porter, Visit

TOO_OLD = marked("The form is too old or came from elsewhere: load its page again.")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def archive(request: Request) -> Archive:
    """The archive as this reader may see it: the only way for a page to come by one."""
    visit: Visit = request.state.visit
    return visit.archive


def visitor(request: Request) -> User:
    """Who asks: an unnamed admin where the room has no users, nobody before that is known."""
    visit: Visit | None = getattr(request.state, "visit", None)
    return visit.user if visit else NOBODY


def porter(request: Request) -> Porter:
    """The porter of the reading room."""
    found: Porter = request.app.state.porter
    return found


def allowed(role: str) -> Callable[[Request], None]:
    """The dependency that lets only readers with this role, or a higher one, through."""

    def check(request: Request) -> None:
        """HTTPException 403 for everybody else."""
        if not visitor(request).may(role):
            raise HTTPException(403)

    check.role = role  # type: ignore[attr-defined]
    return check


def csrf_token(request: Request) -> str:
    """The token that each form carries as `csrf_token`, and what a script sends as X-CSRF-Token."""
    return str(request.state.csrf_token)


async def no_forgery(request: Request) -> AsyncIterator[None]:
    """HTTPException 403 for what changes something and does not carry the token of this session.

    What a form brought is closed at the end, whether it was taken or not.
    """
    try:
        if request.method not in READING and not _same(await _given(request), csrf_token(request)):
            raise HTTPException(
                403, marked("The form is too old or came from elsewhere: load its page again.")
            )
        yield
    finally:
        await request.close()


def _same(one: str, other: str) -> bool:
    """Whether two tokens are the same, told in a time that says nothing of them."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode())


async def _given(request: Request) -> str:
    """The token that a request carries in its header or in its form; nothing where there is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if "x-csrf-token" in request.headers or kind not in FORMS:
        return request.headers.get("x-csrf-token", "")
    sent = (await request.form()).get("csrf_token")
    return sent if isinstance(sent, str) else ""


ON_EVERY_ROUTE = [Depends(no_forgery)]


def inner(address: str) -> str:
    """An address within the reading room; its start for any other."""
    plain = address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"
