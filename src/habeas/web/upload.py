"""Adding reports: files are sent, wait in the spool, are read by a process of its own, and are told of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.datastructures import UploadFile

from habeas.errors import NotStored
from habeas.web.reader import Reader
from habeas.web.render import page
from habeas.web.safety import allowed, porter, visitor
from habeas.web.watch import address_of

router = APIRouter(prefix="/upload", dependencies=[Depends(allowed("editor"))])
EVERY = 0.5  # seconds between two looks at what became of the uploads
ALIVE = 15  # seconds after which a silent connection is shown to be alive
LONGEST = 1800  # seconds after which a browser has to ask anew
SHOWN = 50


async def sent(request: Request) -> list[UploadFile]:
    """The files of a form."""
    form = await request.form()
    return [file for file in form.getlist("file") if isinstance(file, UploadFile) and file.filename]


@router.get("")
def upload(request: Request) -> HTMLResponse:
    """The form, and what became of what was sent."""
    return _page(request)


@router.post("")
def take(request: Request, files: Annotated[list[UploadFile], Depends(sent)]) -> Response:
    """Keeps files to be read; what cannot be kept is told at once."""
    reader, user, failed = reader_of(request), visitor(request), []
    for file in files:
        try:
            name = user.name or porter(request).settings.operator
            taken = reader.spool.take(file.filename or "", file.file, by=name)
        except NotStored as error:
            failed.append(str(error))
        else:
            log, path = porter(request).log, request.url.path
            log.add(user, "uploaded", taken.file, path=path, address=address_of(request))
        finally:
            file.file.close()
    reader.wake()
    if failed or not files:
        return _page(request, failed=failed, status=507 if failed else 400)
    return RedirectResponse("/upload", 303)


@router.get("/list")
def listing(request: Request) -> HTMLResponse:
    """What became of the uploads, as a part of the page."""
    return page(request, "uploads.html", uploads=reader_of(request).spool.all()[:SHOWN])


@router.get("/progress")
def progress(request: Request) -> Response:
    """What becomes of the uploads, as server-sent events: `uploads` with the part anew, at last `end`."""
    headers = {"x-accel-buffering": "no", "cache-control": "no-store"}
    return StreamingResponse(_events(request), media_type="text/event-stream", headers=headers)


async def _events(request: Request) -> AsyncIterator[str]:
    spool = reader_of(request).spool
    last, silent = None, 0.0
    for _ in range(int(LONGEST / EVERY)):
        uploads = spool.all()[:SHOWN]
        if uploads != last:
            part = bytes(page(request, "uploads.html", uploads=uploads).body).decode()
            yield "event: uploads\n" + "".join(f"data: {line}\n" for line in part.splitlines()) + "\n"
            last, silent = uploads, 0.0
        if not any(upload.open for upload in uploads):
            yield "event: end\ndata:\n\n"
            return
        if silent >= ALIVE:
            yield ": still at it\n\n"
            silent = 0.0
        await asyncio.sleep(EVERY)
        silent += EVERY


def reader_of(request: Request) -> Reader:
    """The one who reads what is sent; whatever waits since the room was closed is taken up."""
    reader: Reader = request.app.state.reader
    return reader


def _page(request: Request, *, failed: list[str] | None = None, status: int = 200) -> HTMLResponse:
    reader = reader_of(request)
    reader.wake()
    uploads = reader.spool.all()[:SHOWN]
    return page(
        request,
        "upload.html",
        status=status,
        uploads=uploads,
        failed=failed or [],
        nothing=status == 400,
        most=porter(request).settings.max_upload,
        open=any(upload.open for upload in uploads),
    )
