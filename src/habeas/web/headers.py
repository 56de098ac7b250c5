"""The headers that every answer carries, and the names by which the reading room may be asked for."""

from __future__ import annotations

import re
from ipaddress import ip_address

from starlette.datastructures import MutableHeaders

from habeas.web.settings import Settings, is_loopback

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The policy of bytes that somebody else wrote: they run nothing and reach nothing."""

NOT_ASKED_FOR = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{what}=()" for what in NOT_ASKED_FOR),
}
YEAR = 365 * 24 * 3600
HOST = re.compile(r"(?:\[(?P<address>[0-9A-Fa-f:.]+)\]|(?P<name>[\w.-]+))(?::\d{1,5})?", re.ASCII)
LOCAL = ("localhost", "127.0.0.1", "::1")


def harden(headers: MutableHeaders, *, path: str, versioned: bool, named: bool, secure: bool) -> None:
    """Adds to an answer what keeps it safe.

    What is `versioned` may be kept by a browser for a year; where users are `named` no page may be kept.
    """
    headers.update(ALWAYS)
    headers.setdefault("content-security-policy", POLICY)
    if path.startswith("/static/"):
        kept = f"public, max-age={YEAR}, immutable" if versioned else "no-cache"
        headers["cache-control"] = kept
    elif named:
        headers["cache-control"] = "private, no-store"
    else:
        headers.setdefault("cache-control", "private, no-cache")
    if secure:
        headers["strict-transport-security"] = f"max-age={YEAR}"


def ours(host: str, settings: Settings) -> bool:
    """Whether a Host header names this reading room, and not a stranger's name that leads here.

    It does by the names it was given; on the loopback address by that and `localhost`; elsewhere by the
    address bound, or by any address where it listens on all: an address cannot be made to lead elsewhere.
    """
    name = _name(host)
    if name in settings.names or name == settings.host:
        return True
    if is_loopback(settings.host):
        return name in LOCAL
    return settings.host in ("0.0.0.0", "::") and (name == "localhost" or _is_address(name))


def _name(host: str) -> str:
    """The name in a Host header, without its port and brackets, in small letters; empty for what is none."""
    match = HOST.fullmatch(host)
    return (match["address"] or match["name"]).lower().rstrip(".") if match else ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
