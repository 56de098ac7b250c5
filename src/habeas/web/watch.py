"""What leaves the house: the restricted reports that an answer shows, noted or held back."""

from __future__ import annotations

import re

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Send

from habeas.users.restricted import SEES, Log
from habeas.web.porter import Visit

ID = re.compile(rb"d[0-9a-f]{16}")
LONGEST = 17


class Leak(Exception):
    """An answer was about to show a restricted report to somebody who may not see it."""


class Watch:
    """What sends an answer and looks for the ids of restricted reports in it.

    Whoever may see them is noted in the log. Nobody else can be shown one, for their archive does not
    hold it; should a page have kept it all the same, it is not sent.
    """

    def __init__(self, request: Request, log: Log, send: Send) -> None:
        self._request = request
        self._visit: Visit = request.state.visit
        self._log = log
        self.send = send
        self.begun = False
        self._start: Message | None = None
        self._tail = b""
        self._shown: set[str] = set()
        asked = request.scope["path"].encode("utf-8", "replace") + b"?" + request.scope["query_string"]
        self._asked = {id.decode() for id in ID.findall(asked)} & self._visit.restricted
        self._well = False

    async def __call__(self, message: Message) -> None:
        """Sends on a message; Leak where it shows what it must not."""
        if message["type"] == "http.response.start":
            self._well = message["status"] < 400
            self._look(b"\n".join(b": ".join(pair) for pair in message["headers"]) + b"\n")
            self._start = message
            return
        if message["type"] == "http.response.body":
            self._look(message.get("body", b""))
        if self._start is not None:
            start, self._start, self.begun = self._start, None, True
            await self.send(start)
        await self.send(message)

    async def note(self) -> None:
        """Writes into the log what was shown."""
        if not self._visit.user.may(SEES) or not self._well:
            return
        opened, shown = self._asked, self._shown - self._asked
        for what, reports in (("opened", opened), ("shown", shown)):
            if reports:
                await run_in_threadpool(self._add, what, sorted(reports))

    def _add(self, what: str, reports: list[str]) -> None:
        path, address = self._request.scope["path"], address_of(self._request)
        self._log.add(self._visit.user, what, *reports, path=path, address=address)

    def _look(self, part: bytes) -> None:
        if not self._visit.restricted:
            return
        whole = self._tail + part
        found = {id.decode() for id in ID.findall(whole)} & self._visit.restricted
        if found - self._asked and not self._visit.user.may(SEES):
            raise Leak
        self._shown |= found
        self._tail = whole[-(LONGEST - 1) :]


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""
