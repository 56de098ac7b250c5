"""Keys: by which a program asks for a user, who need not log in for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from habeas.errors import NotFound
from habeas.users.accounts import User, folded, user_of
from habeas.users.database import Database
from habeas.users.sessions import hash_of, token
from habeas.users.tables import keys, users


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of users; one lasts until it is taken back, and opens nothing while its user is shut out."""

    database: Database

    def make(self, name: str) -> str:
        """A new key of a user, told this once; NotFound where there is no such user."""
        made, kept = token(), folded(name)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        with self.database.writing() as connection:
            if connection.scalar(select(users.c.name).where(users.c.name == kept)) is None:
                raise NotFound(f"no user {name!r}: `habeas users list` shows them")
            connection.execute(keys.insert(), {"hash": hash_of(made), "user": kept, "since": since})
        return made

    def user(self, given: str) -> User | None:
        """The active user whose key this is, as they are now."""
        mine = (keys.c.hash == hash_of(given)) & users.c.active
        stored = select(users).join(keys, keys.c.user == users.c.name).where(mine)
        with self.database.reading() as connection:
            row = connection.execute(stored).mappings().first() if connection else None
        return user_of(row) if row is not None else None

    def take_back(self, name: str) -> int:
        """Takes back all keys of a user: how many there were."""
        with self.database.writing() as connection:
            return connection.execute(keys.delete().where(keys.c.user == folded(name))).rowcount
