"""The porter: who somebody is, what they may see, and what is written down of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from habeas.archive import Archive
from habeas.users.accounts import UNNAMED, Accounts, User
from habeas.users.database import Database
from habeas.users.keys import Keys
from habeas.users.restricted import SEES, Log, Restrictions
from habeas.users.sessions import Sessions
from habeas.users.throttle import Throttle
from habeas.web.settings import Settings

NOBODY = User(None, "reader", active=False)
"""Somebody who has not said who they are where that is asked: they may do nothing."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's visitor, the archive as they may see it, and the reports that are restricted."""

    user: User
    archive: Archive
    restricted: frozenset[str]


@dataclass(slots=True)
class Porter:
    """Lets people into the reading room of an archive."""

    archive: Archive
    settings: Settings
    accounts: Accounts = field(init=False)
    sessions: Sessions = field(init=False)
    keys: Keys = field(init=False)
    throttle: Throttle = field(init=False)
    restrictions: Restrictions = field(init=False)
    log: Log = field(init=False)
    _open: Archive | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        database = Database(self.archive.path)
        self.accounts, self.sessions = Accounts(database), Sessions(database)
        self.keys, self.throttle = Keys(database), Throttle(database)
        self.restrictions, self.log = Restrictions(database), Log(database)

    def asks(self) -> bool:
        """Whether people must say who they are: where there are users, or others can reach the room."""
        return self.settings.users or self.accounts.any()

    def visit(self, token: str | None, key: str | None = None) -> Visit:
        """The visit of whoever has a key, or a session's token."""
        user = UNNAMED
        if self.asks():
            known = self.keys.user(key) if key else self.sessions.user(token) if token else None
            user = known or NOBODY
        restricted = self.restrictions.ids()
        return Visit(user, self._archive(user, restricted), restricted)

    def _archive(self, user: User, restricted: frozenset[str]) -> Archive:
        """The archive, without the restricted reports where a user may not see them."""
        if user.may(SEES) or not restricted:
            return self.archive
        if self._open is None or self._open.hidden != restricted:
            self._open = Archive(self.archive.path, hidden=restricted)
        return self._open


def make_porter(archive: Path, settings: Settings) -> Porter:
    """The porter of the archive in a folder."""
    return Porter(Archive(archive), settings)
