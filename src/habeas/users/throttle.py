"""How often a password may be tried, by user and by address."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import select

from habeas.users.accounts import folded
from habeas.users.database import Database
from habeas.users.tables import attempts

WINDOW = 15 * 60  # seconds that an attempt counts for
OF_A_USER = 8
OF_AN_ADDRESS = 30


@dataclass(frozen=True, slots=True)
class Throttle:
    """Counts attempts before they are made, so that many at once gain nothing.

    A name that no user has counts like any other. `now` is the clock, in seconds since the epoch.
    """

    database: Database
    now: Callable[[], float] = time.time

    def wait(self, name: str, address: str) -> int:
        """Seconds to wait before the next attempt; 0, with the attempt counted, where none."""
        now = self.now()
        most = {_of_user(name): OF_A_USER, _of_address(address): OF_AN_ADDRESS}
        with self.database.writing() as connection:
            connection.execute(attempts.delete().where(attempts.c.at < now - WINDOW))
            for subject, number in most.items():
                made = select(attempts.c.at).where(attempts.c.subject == subject)
                last = connection.scalars(made.order_by(attempts.c.at.desc()).limit(number)).all()
                if len(last) == number:
                    return max(1, int(last[-1] + WINDOW - now) + 1)
            connection.execute(attempts.insert(), [{"subject": subject, "at": now} for subject in most])
        return 0

    def forget(self, name: str, address: str) -> None:
        """Forgets a user's attempts, and one of the address's, after the right password."""
        with self.database.writing() as connection:
            connection.execute(attempts.delete().where(attempts.c.subject == _of_user(name)))
            mine = select(attempts.c.number).where(attempts.c.subject == _of_address(address))
            last = connection.scalar(mine.order_by(attempts.c.at.desc()).limit(1))
            connection.execute(attempts.delete().where(attempts.c.number == last))


def _of_user(name: str) -> str:
    return f"user {folded(name)[:80]}"


def _of_address(address: str) -> str:
    """An address; of an IPv6 one its network, for whoever has one has many."""
    try:
        found = ip_address(address)
    except ValueError:
        return f"address {address[:80]}"
    if isinstance(found, IPv6Address):
        return f"address {ip_network((found, 64), strict=False)}"
    return f"address {found}"
