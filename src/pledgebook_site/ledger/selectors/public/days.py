"""The day of which a page tells: now, or the record as it stood at the end of an earlier one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet

from pledgebook.ledger.entries import is_partial_date
from pledgebook_site.ledger.models import EntryRow
from pledgebook_site.ledger.moments import last_moment
from pledgebook_site.ledger.selectors.log import the_log


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
