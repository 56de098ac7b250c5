"""Sessions: a random token in the browser, its hash here, an end in time."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select, update

from habeas.users.accounts import User, user_of
from habeas.users.database import Database
from habeas.users.tables import sessions, users

IDLE = 8 * 3600  # seconds without a request after which a session is over
LONGEST = 7 * 24 * 3600  # seconds after which it is over in any case
NOTED = 60  # seconds within which another request is not written down


def token() -> str:
    """A token that nobody can guess: 256 random bits, fit for a cookie."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of users; `now` is the clock, in seconds since the epoch."""

    database: Database
    now: Callable[[], float] = time.time

    def begin(self, user: str) -> str:
        """Begins a session of a user: its token, which is always a new one."""
        made, now = token(), self.now()
        with self.database.writing() as connection:
            over = (sessions.c.seen < now - IDLE) | (sessions.c.begun < now - LONGEST)
            connection.execute(sessions.delete().where(over))
            row = {"hash": hash_of(made), "user": user, "begun": now, "seen": now}
            connection.execute(sessions.insert(), row)
        return made

    def user(self, given: str) -> User | None:
        """The active user whose session a token is of, as they are now; none where it is over."""
        now, mine = self.now(), sessions.c.hash == hash_of(given)
        alive = mine & (sessions.c.seen >= now - IDLE) & (sessions.c.begun >= now - LONGEST) & users.c.active
        stored = select(users, sessions.c.seen).join(sessions, sessions.c.user == users.c.name).where(alive)
        with self.database.reading() as connection:
            row = connection.execute(stored).mappings().first() if connection else None
        if row is None:
            return None
        if row["seen"] < now - NOTED:
            with self.database.writing() as connection:
                connection.execute(update(sessions).where(mine).values(seen=now))
        return user_of(row)

    def end(self, given: str) -> None:
        """Ends a session; nothing happens where there is none."""
        with self.database.writing() as connection:
            connection.execute(sessions.delete().where(sessions.c.hash == hash_of(given)))


def hash_of(given: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()
