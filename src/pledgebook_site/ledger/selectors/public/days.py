"""The day of which a page tells, now or an earlier one; and when promises are due, seen from it.

A partial date ends with its last day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from pledgebook.ledger.entries import is_partial_date
from pledgebook_site.ledger.models import EntryRow, PledgeRow
from pledgebook_site.ledger.moments import last_moment, shorter
from pledgebook_site.ledger.selectors.log import the_log

PAST, UNDATED = "past", "none"
_WINDOW = 300  # pledges among which the next ones are looked for


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the record: `clock` is None for now; `size` is how many entries there were, `last` when the last came.

    `told` is the partial date that was asked for, `date` the last day that it means.
    """

    told: str | None
    clock: str | None
    date: str
    size: int
    last: str

    @property
    def past(self) -> bool:
        return self.clock is not None


def today() -> str:
    """The day that it is, in UTC."""
    return datetime.now(UTC).date().isoformat()


def day(told: str | None = None) -> Day | None:
    """The day that a partial date means, now where none is told or it is not over yet; None if it is no date."""
    log = the_log()
    if told is None or told == "":
        return Day(None, None, today(), log.size, log.recorded_at)
    if not is_partial_date(told):
        return None
    clock = last_moment(told)
    if clock[:10] >= today():
        return Day(None, None, today(), log.size, log.recorded_at)
    row = EntryRow.objects.filter(recorded_at__lte=clock).order_by("-recorded_at", "-index").first()
    return Day(told, clock, clock[:10], 0 if row is None else row.index + 1, "" if row is None else row.recorded_at)


def at(spans: QuerySet[Any], clock: str) -> QuerySet[Any]:
    """Those of the spans that held at a clock."""
    return spans.filter(Q(until=None) | Q(until__gt=clock), since__lte=clock)


@dataclass(frozen=True, slots=True)
class Due:
    """A pledge and the last day that its words allow; `days` from the day of the page to it, negative after it."""

    pledge: str
    day: str
    days: int


def last_day(told: str) -> str:
    """The last day of a partial date."""
    return last_moment(told)[:10]


def first_day(told: str) -> str:
    """The first day of a partial date."""
    return f"{told}-01-01"[:10] if len(told) == 4 else f"{told}-01"[:10]


def is_past(latest: str, day: str) -> bool:
    """Whether the last day of a partial date is before a day."""
    return last_day(latest) < day


def days_between(day: str, other: str) -> int:
    """How many days lie from one to the other."""
    return (date.fromisoformat(other) - date.fromisoformat(day)).days


def soon(rows: QuerySet[PledgeRow], day: str, *, limit: int) -> list[Due]:
    """The pledges that are due next."""
    open_now = rows.filter(Q(latest__gte=day) | Q(latest__in=shorter(day))).order_by("latest", "pk")
    found = [(last_day(latest), key) for key, latest in open_now.values_list("pk", "latest")[:_WINDOW]]
    return _dues(sorted(one for one in found if one[0] >= day)[:limit], day)


def overdue(rows: QuerySet[PledgeRow], day: str) -> QuerySet[PledgeRow]:
    """Those whose last day is over."""
    return rows.filter(latest__lt=day).exclude(latest__in=shorter(day))


def last_overdue(rows: QuerySet[PledgeRow], day: str, *, limit: int) -> list[Due]:
    """The pledges whose last day passed most lately."""
    latest = overdue(rows, day).order_by("-latest", "pk").values_list("pk", "latest")[:_WINDOW]
    return _dues(sorted(((last_day(told), key) for key, told in latest), reverse=True)[:limit], day)


def _dues(found: Iterable[tuple[str, Any]], day: str) -> list[Due]:
    return [Due(key, last, days_between(day, last)) for last, key in found]
