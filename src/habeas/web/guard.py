"""The guard before every route: what it lets in, as whom, and what every answer must carry."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import quote, urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from habeas.errors import HabeasError
from habeas.users.accounts import UNNAMED
from habeas.users.sessions import token
from habeas.web import headers
from habeas.web.body import FORM, Limited, too_large
from habeas.web.language import marked
from habeas.web.porter import Porter
from habeas.web.watch import Leak, Watch

LOG = logging.getLogger(__name__)
Tell: TypeAlias = Callable[[Request, Exception], Response]
READING = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/login", "/static/", "/prefer/")
"""Where somebody may go who has not said who they are."""
PROGRAMS = ("/api/", "/oai")
PASSED_ON = frozenset({"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
"""What a proxy says of those who ask through it: they are not at this machine."""


class Guard:
    """The outermost layer of the application; `tell` makes a page of an error."""

    def __init__(self, app: ASGIApp, porter: Porter, tell: Tell) -> None:
        self._app = app
        self._porter = porter
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Checks a request, and hands it on with `visit`, `user` and `csrf_token` in its state."""
        if scope["type"] == "websocket":
            raise RuntimeError("the reading room has no web socket")
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if not headers.ours(request.headers.get("host", ""), self._porter.settings):
            refusal = PlainTextResponse("This reading room is not known by that name.\n", 421)
            await refusal(scope, receive, self._hardened(request, send, fresh=None))
            return
        await self._inside(request, receive, send)

    async def _inside(self, request: Request, receive: Receive, send: Send) -> None:
        given = request.cookies.get(cookie_name(request))
        fresh = None if given else token()
        request.state.csrf_token = csrf_of(given or fresh or "")
        send = self._hardened(request, send, fresh=fresh)
        try:
            visit = await run_in_threadpool(self._porter.visit, given, key_of(request))
        except HabeasError as error:
            request.state.user = None
            await self._tell(request, error)(request.scope, receive, send)
            return
        request.state.visit = visit
        request.state.user = visit.user if visit.user.name else None
        refusal = await self._refusal(request)
        if refusal is not None:
            await refusal(request.scope, receive, send)
            return
        watch = Watch(request, self._porter.log, send)
        try:
            await self._app(request.scope, Limited(receive, self._most(request)), watch)
        except Leak:
            LOG.error("a restricted report was held back at %s", path_of(request))
            await self._instead(request, HTTPException(404), watch)
        except Exception as error:  # the boundary of one request
            LOG.exception("nobody foresaw this at %s", path_of(request))
            await self._instead(request, error, watch)
        finally:
            await watch.note()

    async def _instead(self, request: Request, error: Exception, watch: Watch) -> None:
        """Answers with the page of an error; what was begun is broken off."""
        if watch.begun:
            raise error
        await self._tell(request, error)(request.scope, request.receive, watch.send)

    async def _refusal(self, request: Request) -> Response | None:
        """Why a request goes no further; None where it does."""
        user, path = request.state.visit.user, path_of(request)
        if not (same_origin(request) if request.method not in READING else asked_by_a_person(request)):
            return self._tell(request, HTTPException(403, marked("The request came from another site.")))
        if user is UNNAMED and PASSED_ON & set(request.headers):
            told = marked("Others come through a proxy: it needs users.")
            return self._tell(request, HTTPException(403, told))
        if not user.active and not path.startswith(OPEN):
            return self._ask(request, path)
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._most(request):
            return self._tell(request, too_large())
        return None

    def _most(self, request: Request) -> int:
        """How many bytes a request may have."""
        return self._porter.settings.max_upload if path_of(request) == "/upload" else FORM

    def _ask(self, request: Request, path: str) -> Response:
        """Sends a person to the login, and tells a program that it needs one."""
        if request.method in READING and not path.startswith(PROGRAMS):
            query = request.scope["query_string"].decode("latin-1")
            asked = path + (f"?{query}" if query else "")
            return RedirectResponse(f"/login?next={quote(asked, safe='')}", 303)
        refusal = self._tell(request, HTTPException(401, marked("Log in first.")))
        refusal.headers["www-authenticate"] = "Bearer"
        return refusal

    def _hardened(self, request: Request, send: Send, *, fresh: str | None) -> Send:
        """What sends an answer with the headers of all answers, and a cookie where there is none yet."""
        secure = request.url.scheme == "https"

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                headers.harden(
                    answer,
                    path=path_of(request),
                    versioned="v" in request.query_params,
                    named=getattr(request.state, "user", None) is not None,
                    secure=secure,
                )
                if fresh and answer.get("content-type", "").startswith("text/html"):
                    held = Response()
                    set_cookie(request, held, fresh)
                    answer.append("set-cookie", held.headers["set-cookie"])
            await send(message)

        return sent


def path_of(request: Request) -> str:
    """The path by which the route is found; that of `request.url` rests on what the Host header says too."""
    path: str = request.scope["path"]
    return path


def key_of(request: Request) -> str | None:
    """The key that a program sends with what it asks for; pages take none."""
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    given = kind.lower() == "bearer" and path_of(request).startswith(PROGRAMS)
    return key.strip() if given else None


def cookie_name(request: Request) -> str:
    """The name of the session's cookie: another a port, and over HTTPS one that no other host can set."""
    secure = request.url.scheme == "https"
    return "__Host-habeas" if secure else f"habeas-{request.app.state.settings.port}"


def set_cookie(request: Request, response: Response, value: str) -> None:
    """Gives a browser the token of its session, until it is closed."""
    secure = request.url.scheme == "https"
    response.set_cookie(cookie_name(request), value, httponly=True, samesite="lax", secure=secure)


def csrf_of(session: str) -> str:
    """The token of the forms of a session: only who knows the session's own can tell it."""
    return hmac.new(session.encode("utf-8", "surrogatepass"), b"form", hashlib.sha256).hexdigest()


def asked_by_a_person(request: Request) -> bool:
    """Whether what is read is for a page of ours, a person who follows a link, or a program.

    A page of another site may lead here; it may load nothing from here into itself.
    """
    from_elsewhere = request.headers.get("sec-fetch-site", "none") in ("cross-site", "same-site")
    return not from_elsewhere or request.headers.get("sec-fetch-mode") == "navigate"


def same_origin(request: Request) -> bool:
    """Whether a browser says that a page of ours sent the request, or says nothing.

    Our pages name no referrer, so that some browsers call their origin `null`.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc.lower() == request.headers["host"].lower()
