"""Bytes to characters: which encoding, and the one form in which text is frozen."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from charset_normalizer import from_bytes

from habeas.read.source import MAX_BYTES, File, Unreadable

MAX_LINE = 2_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SEVERAL_BYTES = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 65_536
# Pages that name these are written in Windows-1252, as browsers take them too.
_TAKEN_FOR_WINDOWS = frozenset({"ascii", "iso8859-1"})
_NOT_IN_WINDOWS = re.compile("([\x81\x8d\x8f\x90\x9d])")
_ENCODED_TWICE = re.compile("â€[\x80-\x9f“”œž˜™¢¦\x9d]|Ã[\xa0-\xbf©¨«­¡³º¶¼±§]|Â[\xa0«»°§]")


def decode(file: File, *, declared: str | None = None) -> tuple[str, str]:
    """The characters of a file and the encoding they were read with; `Unreadable` where none fits.

    In this order: a byte order mark, UTF-8, UTF-8 with a few bytes damaged (each becomes U+FFFD, which
    `structure` lists as an issue), what the page declares, Windows-1252 where nearly all is plain
    Latin, else the detector's best guess.
    """
    content = file.content
    if len(content) > MAX_BYTES:
        reason = f"too large for a text: over the limit of {MAX_BYTES // 1_000_000} MB"
        raise Unreadable(file.path, reason)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(file, encoding), encoding
    for candidate in _candidates(content, declared):
        text = _fitting(content, candidate)
        if candidate is not None and text is not None:
            return _decoded_again(text), candidate
    best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        raise Unreadable(file.path, "not text: no character encoding fits its bytes")
    return _strictly(file, best.encoding), best.encoding


def _candidates(content: bytes, declared: str | None) -> Iterator[str | None]:
    yield _wide(content[:_SAMPLE])
    yield "utf-8"
    yield "utf-8-damaged" if _nearly_utf8(content) else None
    yield _known(declared)
    yield "cp1252" if _mostly_plain(content[:_SAMPLE]) else None


def freeze(text: str) -> str:
    """The form in which text is kept: NFC, newlines `\\n`, blanks plain, unseen characters dropped."""
    text = _NEWLINES.sub("\n", text).replace("\xa0", " ").replace("\u202f", " ")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def refuse_binary(file: File, text: str) -> None:
    """Raises `Unreadable` where the characters are not those of a text, or one line has no end."""
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 200 > len(sample):
        raise Unreadable(file.path, "not text: control characters in it")
    if len(text) > MAX_LINE:
        longest = max(len(line) for line in text.split("\n"))
        if longest > MAX_LINE:
            raise Unreadable(
                file.path,
                f"one line of {longest / 1_000_000:.1f} million characters;"
                f" the limit is {MAX_LINE // 1_000_000} million",
            )


def _strictly(file: File, encoding: str) -> str:
    text = _fitting(file.content, encoding)
    if text is None:
        raise Unreadable(file.path, f"not text: its bytes are no {encoding}, though they begin so")
    return text


def _fitting(content: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    if encoding == "utf-8-damaged":
        return content.decode("utf-8", "replace")
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None


def _known(encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return None
    return "cp1252" if name in _TAKEN_FOR_WINDOWS else name


def _decoded_again(text: str) -> str:
    """UTF-8 that was taken for Windows-1252 and written as UTF-8 once more, undone where all of it was."""
    if len(_ENCODED_TWICE.findall(text[:_SAMPLE])) < 2:
        return text
    try:
        parts = enumerate(_NOT_IN_WINDOWS.split(text))
        return b"".join(part.encode("latin-1" if at % 2 else "cp1252") for at, part in parts).decode("utf-8")
    except UnicodeError:
        return text


def _nearly_utf8(content: bytes) -> bool:
    """Many characters of several bytes that are right, and hardly any that are wrong."""
    right = len(_SEVERAL_BYTES.findall(content))
    wrong = len(_BEYOND_ASCII.findall(_SEVERAL_BYTES.sub(b"", content)))
    return right >= 3 and wrong * 10 <= right


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: plain Latin text has a zero in every other byte."""
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def _mostly_plain(sample: bytes) -> bool:
    beyond = sample.translate(None, bytes(range(0x80)))
    return len(beyond) * 10 < len(sample)
