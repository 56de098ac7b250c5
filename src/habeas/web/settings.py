"""How the reading room is run."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the reading room listens, and what it lets in.

    Where `users` are not asked for and there are none, everybody who reaches it is an unnamed admin, which
    is right on the loopback address alone. `names` are those by which browsers ask for it beside its host.
    `language` is that of the interface where a reader asks for none that there is; `max_upload` counts
    bytes; `operator` is whom the log of custody names for what is read in from the browser.
    """

    host: str = "127.0.0.1"
    port: int = 8642
    users: bool = False
    names: tuple[str, ...] = ()
    language: str = "en"
    max_upload: int = 100_000_000
    operator: str | None = None


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone: `localhost`, `127.0.0.1`, `::1`."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
