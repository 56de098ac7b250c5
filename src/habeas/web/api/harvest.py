"""What a harvester asks for: a stretch of time, a set, and where the page before ended."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import islice

PREFIX = "oai_dc"
A_PAGE = 50
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
FIELDS = ("from", "until", "set")


class OaiError(Exception):
    """A request that is answered by an error of the protocol; `code` is one of its codes."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


@dataclass(frozen=True, slots=True)
class Row:
    """A report in the list of a harvester: its datestamp, whether it is still held, its sets."""

    at: datetime
    document: str
    held: bool
    sets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Harvest:
    """A list that is asked for: `asked` are its arguments, `shown` how many rows came before `after`."""

    asked: Mapping[str, str]
    after: tuple[datetime, str] | None = None
    shown: int = 0

    def page(self, rows: Sequence[Row]) -> tuple[list[Row], int, str | None]:
        """The rows of a page, how many there are in all, and the token of the next page, None on the last.

        `rows` are all, by datestamp and id. Raises OaiError where no row is asked for.
        """
        wanted = [row for row in rows if self._wants(row)]
        if not wanted:
            raise OaiError("noRecordsMatch", "no report was read in then, or into that set")
        behind = (row for row in wanted if self.after is None or (row.at, row.document) > self.after)
        found = list(islice(behind, A_PAGE + 1))
        if len(found) <= A_PAGE:
            return found, len(wanted), None
        last = found[A_PAGE - 1]
        following = replace(self, after=(last.at, last.document), shown=self.shown + A_PAGE)
        return found[:A_PAGE], len(wanted), following.token()

    def token(self) -> str:
        """This as a resumption token."""
        at, document = self.after or (datetime.min, "")
        parts = [*(self.asked.get(field, "") for field in FIELDS), str(self.shown), instant(at), document]
        return base64.urlsafe_b64encode("|".join(parts).encode()).decode().rstrip("=")

    def _wants(self, row: Row) -> bool:
        first, last, within = (self.asked.get(field) for field in FIELDS)
        return (
            (not first or row.at >= _instant(first, time.min))
            and (not last or row.at <= _instant(last, time.max))
            and (not within or any(each == within or each.startswith(f"{within}:") for each in row.sets))
        )


def harvest(arguments: Mapping[str, str]) -> Harvest:
    """What is asked for by a token or by arguments; OaiError where they are not what they must be."""
    if "resumptionToken" in arguments:
        return _resumed(arguments["resumptionToken"])
    check_prefix(arguments["metadataPrefix"])
    asked = {field: arguments[field] for field in FIELDS if field in arguments}
    days = [asked[field] for field in ("from", "until") if field in asked]
    if not all(map(_is_moment, days)):
        raise OaiError("badArgument", "from and until are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")
    if len({len(day) for day in days}) > 1:
        raise OaiError("badArgument", "from and until are not of the same granularity")
    if len(days) == 2 and days[0] > days[1]:
        raise OaiError("badArgument", "from is later than until")
    return Harvest(asked)


def check_prefix(prefix: str) -> None:
    """OaiError for a metadata prefix other than that of Dublin Core."""
    if prefix != PREFIX:
        raise OaiError("cannotDisseminateFormat", f"there is {PREFIX} alone")


def instant(moment: datetime) -> str:
    """A time in UTC as `2026-11-23T06:15:37Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _resumed(token: str) -> Harvest:
    try:
        told = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except ValueError:
        told = ""
    match told.split("|"):
        case [first, last, within, shown, at, document] if (
            all(not day or _is_moment(day) for day in (first, last))
            and re.fullmatch(r"\d{1,9}", shown, re.ASCII)
            and INSTANT.fullmatch(at)
            and _is_moment(at)
        ):
            asked = dict(zip(FIELDS, (first, last, within), strict=True))
            return Harvest(asked, (_instant(at, time.min), document), int(shown))
    raise OaiError("badResumptionToken", "this token was not given out here")


def _is_moment(told: str) -> bool:
    if not (DAY.fullmatch(told) or INSTANT.fullmatch(told)):
        return False
    try:
        datetime.fromisoformat(told)
    except ValueError:
        return False
    return True


def _instant(told: str, of_day: time) -> datetime:
    """A time as told; of a day its first or last moment."""
    found = datetime.fromisoformat(told)
    return found if found.tzinfo else datetime.combine(found, of_day, UTC)
