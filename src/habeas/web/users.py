"""The users' page: who may use the reading room, and as what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from habeas.errors import HabeasError
from habeas.users.accounts import ROLES
from habeas.users.passwords import LONGEST, SHORTEST
from habeas.web.render import page
from habeas.web.safety import allowed, porter, visitor
from habeas.web.watch import address_of

router = APIRouter(prefix="/users", dependencies=[Depends(allowed("admin"))])
Typed = Annotated[str, Form(max_length=LONGEST)]


@router.get("")
def users(request: Request) -> HTMLResponse:
    """All users, with what can be done to them."""
    return _page(request)


@router.post("")
def add(request: Request, name: Typed, role: Typed, password: Typed) -> Response:
    """Adds a user."""
    try:
        user = porter(request).accounts.add(name, role, password)
    except HabeasError as error:
        return _page(request, told=str(error), status=400)
    return _done(request, "added", user.name or "")


@router.post("/{name}/role")
def set_role(request: Request, name: str, role: Typed) -> Response:
    """Gives a user another role."""
    try:
        porter(request).accounts.set_role(name, role)
    except HabeasError as error:
        return _page(request, told=str(error), status=400)
    return _done(request, "role", f"{name}: {role}")


@router.post("/{name}/active")
def set_active(request: Request, name: str, active: Annotated[bool, Form()]) -> Response:
    """Shuts a user out, or lets them in again."""
    try:
        porter(request).accounts.set_active(name, active)
    except HabeasError as error:
        return _page(request, told=str(error), status=400)
    return _done(request, "enabled" if active else "disabled", name)


@router.post("/{name}/password")
def set_password(request: Request, name: str, password: Typed) -> Response:
    """Gives a user another password."""
    try:
        porter(request).accounts.set_password(name, password)
    except HabeasError as error:
        return _page(request, told=str(error), status=400)
    return _done(request, "password", name)


def _page(request: Request, *, told: str = "", status: int = 200) -> HTMLResponse:
    found = porter(request).accounts.all()
    return page(request, "users.html", status=status, users=found, roles=ROLES, told=told, shortest=SHORTEST)


def _done(request: Request, what: str, subject: str) -> Response:
    log, path = porter(request).log, request.url.path
    log.add(visitor(request), what, subject, path=path, address=address_of(request))
    return RedirectResponse("/users", 303)
