"""Files of every format, made in the test: invented words only."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
from collections.abc import Mapping

from docx import Document

WORDS = "Mirela Dasko was held in Verrin for nine days."
PAGE = f"<html><head><title>Kaldria</title></head><body><h1>Kaldria</h1><p>{WORDS}</p></body></html>"


def packed(members: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as held:
        for name, content in members.items():
            held.writestr(zipfile.ZipInfo(name, (2010, 5, 27, 0, 0, 0)), content, method)
    return stream.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return {name: held.read(name) for name in held.namelist()}


def docx(words: str = WORDS) -> bytes:
    document = Document()
    document.add_heading("Kaldria", 0)
    document.add_heading("Death penalty", 2)
    document.add_paragraph(words)
    document.add_paragraph("Two farmers were fined.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(
        table.rows, (("Head of state", "Ivo Brandel"), ("Population", "4 million")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


_OPF = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a" href="text/a%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="z" href="text/z.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="z"/><itemref idref="a"/></spine></package>"""
_ROOT = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def epub(**more: str) -> bytes:
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _ROOT,
        "OEBPS/book.opf": _OPF,
        "OEBPS/nav.xhtml": PAGE.replace(WORDS, "Contents"),
        "OEBPS/text/a b.xhtml": PAGE.replace("Kaldria", "Velmark"),
        "OEBPS/text/z.xhtml": PAGE,
    }
    return packed(
        {**members, **{name.replace("__", "/").replace("_", "."): text for name, text in more.items()}}
    )


def warc(
    pages: Mapping[str, str | bytes], *, packs: bool = True, media: str = "text/html", status: str = "200 OK"
) -> bytes:
    records = [record("warcinfo", "", b"software: none\r\n", "application/warc-fields")]
    for address, content in pages.items():
        body = content.encode() if isinstance(content, str) else content
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + body
        records += [
            record("request", address, b"GET / HTTP/1.1\r\n\r\n"),
            record("response", address, answer),
        ]
    return b"".join(gzip.compress(each, mtime=0) if packs else each for each in records)


def record(kind: str, address: str, block: bytes, media: str = "application/http") -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:12345678-feed-dead-beef-000000000000>",
        "WARC-Date: 2016-03-15T10:11:12Z",
        f"Content-Type: {media}",
        f"Content-Length: {len(block)}",
        *([f"WARC-Target-URI: {address}"] if address else []),
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


MARKDOWN = f"""---
title: none
---
# Kaldria

## Death *penalty*

{WORDS} See [the report](https://host.example/4c0a17).

- Two farmers were **fined**.
- Her brother was not.

| Head of state | Ivo Brandel |
| --- | --- |
| Population | 4 million |
"""


def mhtml(page: str = PAGE) -> bytes:
    lines = [
        "From: <Saved by a browser>",
        "Snapshot-Content-Location: https://host.example/report.html",
        "Subject: Kaldria",
        "MIME-Version: 1.0",
        "Content-Type: multipart/related;",
        '\ttype="text/html";',
        '\tboundary="--part--"',
        "",
        "",
        "----part--",
        "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "Content-Location: https://host.example/report.html",
        "",
        base64.encodebytes(page.encode()).decode(),
        "----part--",
        "Content-Type: text/css",
        "Content-Location: https://host.example/a.css",
        "",
        "p { color: red }",
        "----part----",
        "",
    ]
    return "\r\n".join(lines).encode()
