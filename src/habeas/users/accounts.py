"""Users and their roles."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from argon2 import PasswordHasher
from sqlalchemy import Connection, RowMapping, func, select, update

from habeas.errors import HabeasError, NotFound
from habeas.users.database import Database
from habeas.users.passwords import HASHER, hashed, verified
from habeas.users.tables import sessions, users

ROLES = ("reader", "reviewer", "editor", "admin")
NAME = re.compile(r"\w[\w.@-]{0,39}")


class Refused(HabeasError, ValueError):
    """A change to the users that is not made; the message says why."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who uses the reading room; without users everybody on the machine is an unnamed admin.

    `role` is one of ROLES; each may do what those before it may.
    """

    name: str | None
    role: str
    active: bool = True
    since: str = ""

    def may(self, role: str) -> bool:
        """Whether the user has this role or a higher one."""
        return self.active and ROLES.index(self.role) >= ROLES.index(role)


UNNAMED = User(None, "admin")


def folded(name: str) -> str:
    """A name as it is kept: without blanks around it, in small letters."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


@dataclass(frozen=True, slots=True)
class Accounts:
    """The users of an archive; the first is an admin, and one active admin always stays."""

    database: Database
    hasher: PasswordHasher = HASHER

    def any(self) -> bool:
        """Whether there are users, active or not."""
        with self.database.reading() as connection:
            return connection is not None and connection.scalar(select(users.c.name).limit(1)) is not None

    def all(self) -> list[User]:
        """All users, by name."""
        with self.database.reading() as connection:
            found = connection.execute(select(users).order_by(users.c.name)) if connection else ()
            return [user_of(row._mapping) for row in found]

    def add(self, name: str, role: str, password: str) -> User:
        """Adds a user; Refused for a name that is taken or none, Weak for the password."""
        kept = folded(name)
        if not NAME.fullmatch(kept):
            raise Refused(f"{name!r} is no name of a user: letters, figures, . - _ @, 40 at most")
        secret = hashed(password, name=kept, hasher=self.hasher)
        user = User(kept, _role(role), since=datetime.now(UTC).isoformat(timespec="seconds"))
        with self.database.writing() as connection:
            if connection.scalar(select(users.c.name).where(users.c.name == kept)):
                raise Refused(f"there is a user {kept} already")
            if role != "admin" and not connection.scalar(select(func.count()).select_from(users)):
                raise Refused("the first user must be an admin: who else could add the next?")
            row = {"name": kept, "password": secret, "role": role, "active": True, "since": user.since}
            connection.execute(users.insert(), row)
        return user

    def set_role(self, name: str, role: str) -> None:
        """Gives a user another role; their sessions end."""
        self._change(name, role=_role(role))

    def set_active(self, name: str, active: bool) -> None:
        """Shuts a user out, or lets them in again; their sessions end."""
        self._change(name, active=active)

    def set_password(self, name: str, password: str) -> None:
        """Gives a user another password; their sessions end. Weak for one that is not taken."""
        self._change(name, password=hashed(password, name=folded(name), hasher=self.hasher))

    def known(self, name: str, password: str) -> User | None:
        """The active user with this name and password; it takes as long to say that there is none."""
        with self.database.reading() as connection:
            mine = select(users).where(users.c.name == folded(name))
            row = connection.execute(mine).mappings().first() if connection else None
        right = verified(password, row["password"] if row else None)
        return user_of(row) if row is not None and right and row["active"] else None

    def _change(self, name: str, **values: str | bool) -> None:
        kept = folded(name)
        with self.database.writing() as connection:
            if not connection.execute(update(users).where(users.c.name == kept).values(**values)).rowcount:
                raise NotFound(f"no user {name!r}: `habeas users list` shows them")
            if not _admins(connection):
                raise Refused(f"{kept} is the last active admin: make another one first")
            connection.execute(sessions.delete().where(sessions.c.user == kept))


def user_of(row: RowMapping) -> User:
    """The user of a row of the table."""
    return User(row["name"], row["role"], row["active"], row["since"])


def _admins(connection: Connection) -> int:
    mine = (users.c.role == "admin") & users.c.active
    return connection.scalar(select(func.count()).select_from(users).where(mine)) or 0


def _role(role: str) -> str:
    if role not in ROLES:
        raise Refused(f"no role {role!r}: there are {', '.join(ROLES)}")
    return role
