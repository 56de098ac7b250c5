"""Who may do what, and that a form was sent from a page of ours."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request


def allowed(role: str) -> Callable[[Request], None]:
    """The dependency that lets only readers with this role, or a higher one, through."""

    def check(request: Request) -> None:
        """Lets everybody through."""
        request.state.role = role

    return check


def csrf_token(request: Request) -> str:
    """The token that each form of a page carries as `csrf_token`."""
    return str(getattr(request.state, "csrf_token", ""))
