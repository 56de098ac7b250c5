"""Passwords: argon2id, and the same work for a user whom nobody knows."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from habeas.errors import HabeasError

SHORTEST, LONGEST = 12, 1000
HASHER = PasswordHasher()

_AT_ONCE = BoundedSemaphore(2)  # each takes 64 MB


class Weak(HabeasError, ValueError):
    """A password that is not taken; the message says why."""


def hashed(password: str, *, name: str, hasher: PasswordHasher = HASHER) -> str:
    """What is kept of a password; Weak for one that is too short, too long or the user's name."""
    given = _same(password)
    if len(given) < SHORTEST:
        raise Weak(f"a password needs {SHORTEST} signs or more")
    if len(given) > LONGEST:
        raise Weak(f"a password has {LONGEST} signs at most")
    if len(set(given)) < 4 or not given.casefold().replace(name.casefold() or " ", ""):
        raise Weak("a password is no sign or name again and again")
    return hasher.hash(given)


def verified(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; where none was kept it takes as long to say no."""
    given = _same(password)[:LONGEST]
    with _AT_ONCE:
        try:
            HASHER.verify(kept or _nobody(), given)
        except (VerifyMismatchError, InvalidHashError):
            return False
    return kept is not None


@cache
def _nobody() -> str:
    return HASHER.hash("of nobody, so that nobody can be told from somebody")


def _same(password: str) -> str:
    """A password in one form, however a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", password)
