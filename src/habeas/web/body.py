"""Limits on what a browser may send: so many bytes, in so many seconds."""

from __future__ import annotations

import asyncio
import time

from fastapi import HTTPException
from starlette.types import Message, Receive

from habeas.web.language import marked

FORM = 1_000_000  # bytes of a form that uploads nothing
SILENCE = 30  # seconds within which the next part of a body must come
LONGEST = 1800  # seconds within which all of it must have come


class Limited:
    """What receives a request, and refuses a body that is too large or too slow."""

    def __init__(self, receive: Receive, most: int, *, silence: float = SILENCE) -> None:
        self._receive = receive
        self._most = most
        self._silence = silence
        self._until = time.monotonic() + LONGEST
        self._taken = 0
        self._whole = False

    async def __call__(self) -> Message:
        """The next message; HTTPException 413 or 408 where a limit is passed."""
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout(min(self._silence, max(0.0, self._until - time.monotonic()))):
                message = await self._receive()
        except TimeoutError as error:
            raise HTTPException(408, marked("The request came too slowly: try again.")) from error
        self._whole = not message.get("more_body", False)
        self._taken += len(message.get("body", b""))
        if self._taken > self._most:
            raise too_large()
        return message


def too_large() -> HTTPException:
    """The refusal of a body that is larger than may be sent."""
    return HTTPException(413, marked("That is more than may be sent at once."))
