"""What can go wrong between a person and an archive, each told in one line with what to do next."""

from __future__ import annotations


def one_line(error: Exception, done: str) -> str:
    """Why something could not be `done`, where nobody foresaw it: one line of at most some 250 characters."""
    return f"could not be {done}: {type(error).__name__}: {' '.join(str(error).split())[:200]}"


class HabeasError(Exception):
    """The base of the errors that are told to a person as they are."""


class NoArchive(HabeasError):
    """There is no archive at the path, or it is none that this version can open."""


class Damaged(NoArchive):
    """The archive's database cannot be read: its file was damaged."""


class NotStored(HabeasError):
    """The archive or its index cannot be written to: the disk is full, or the folder is barred."""


class ExportError(HabeasError, ValueError):
    """An export that cannot be written: an unknown format or kind, or a target that cannot hold it."""


class NotFound(HabeasError, LookupError):
    """Nothing has the id or name asked for, or more than one thing has."""


class Ambiguous(NotFound):
    """A name that several have: `choices` are their names with what leads to each."""

    def __init__(self, message: str, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__(message)
        self.choices = choices


class PassageError(HabeasError, ValueError):
    """An address that names no passage of the document; the message is one line with what there is."""


class CursorError(NotFound, ValueError):
    """A cursor from which no page goes on."""


class ReviewError(HabeasError, ValueError):
    """A judgement that makes no sense: a value that the field cannot have, or a right that is lacking."""
