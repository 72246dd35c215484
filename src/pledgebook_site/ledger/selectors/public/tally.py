"""How many promises have which status: of the whole record, of a programme, of a person; now or on an earlier day."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from pledgebook.ledger.state import ProgrammeNoun
from pledgebook.ledger.values import SightingState
from pledgebook_site.ledger.models import DecisionSpan, PledgeRow
from pledgebook_site.ledger.projections.counting import sightings_by_state
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.public.chosen import (
    IN_WHOLE,
    RECORDED_ONLY,
    ScaleData,
    final,
    in_order,
    initial,
    standing,
)
from pledgebook_site.ledger.selectors.public.days import Day, at
from pledgebook_site.ledger.selectors.public.listing import then


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of the tracked pledges by status, in the scale's order; `recorded` counts those that are not tracked too.

    Those judged with their whole have no status of their own: `tracked` is the sum of `by_status` and `in_whole`.
    `why_not` has the reasons of those that are recorded only, the commonest first.
    """

    by_status: dict[str, int]
    in_whole: int
    tracked: int
    recorded: int
    rated: int
    why_not: list[tuple[str, int]]

    @property
    def only_recorded(self) -> int:
        return self.recorded - self.tracked

    @property
    def counted(self) -> int:
        """Those that have a status of their own, of which shares are told."""
        return self.tracked - self.in_whole


def tallies(rows: QuerySet[PledgeRow], day: Day, scale: ScaleData, *, by: str = "programme") -> dict[str | None, Tally]:
    """A tally for each value of a column, and for all of them together under None; two queries at most."""
    counted = _then(rows, day, by) if day.past else _now(rows, by)
    reasons = _reasons(rows, by) if not day.past else {}
    groups = {group for group, _ in counted if group is not None}
    return {group: _tally(group, counted, reasons, scale) for group in [None, *sorted(groups)]}


_Counted = Counter[tuple[str | None, str | None]]
"""By group and by what a pledge is counted as."""


def _now(rows: QuerySet[PledgeRow], by: str) -> _Counted:
    told = rows.filter(present=True).order_by().values_list(by, "tracked", "status", "in_whole")
    counted: _Counted = Counter()
    for group, *own, many in told.annotate(many=Count("pk")):
        counted[group, standing(*own)] += many
    return counted


def _then(rows: QuerySet[PledgeRow], day: Day, by: str) -> _Counted:
    past = then(day) or {}
    told = rows.filter(sightings__gt=0).values_list("pk", by)
    return Counter((group, standing(*past[key])) for key, group in told if key in past)


def _reasons(rows: QuerySet[PledgeRow], by: str) -> Counter[tuple[str | None, str]]:
    told = rows.filter(present=True, tracked=False).order_by().values_list(by, "data__why_tracked")
    return Counter({(group, why): many for group, why, many in told.annotate(many=Count("pk")) if why})


def _tally(group: str | None, counted: _Counted, reasons: Counter[tuple[str | None, str]], scale: ScaleData) -> Tally:
    """The tally of one group; of all of them where it is None."""
    statuses: Counter[str] = Counter()
    for (one, told), many in counted.items():
        statuses[told or initial(scale)] += many if group in (None, one) else 0
    in_whole, only = statuses.pop(IN_WHOLE, 0), statuses.pop(RECORDED_ONLY, 0)
    tracked = statuses.total() + in_whole
    order = [*in_order(scale), *sorted(set(statuses) - set(in_order(scale)))]
    why: Counter[str] = Counter()
    for (one, reason), many in reasons.items():
        why[reason] += many if group in (None, one) else 0
    return Tally(
        {one: statuses[one] for one in order if one in statuses or one in in_order(scale)},
        in_whole,
        tracked,
        tracked + only,
        sum(statuses[one] for one in final(scale)),
        [one for one in why.most_common() if one[1]],
    )


def found(day: Day) -> int:
    """How many places were found where something is promised, those not taken for a promise left out."""
    if day.clock is None:
        return sum(many for state, many in sightings_by_state().items() if state != SightingState.REJECTED)
    return at(DecisionSpan.objects.exclude(state=SightingState.REJECTED), day.clock).count()


def programme_rows(key: str) -> QuerySet[PledgeRow]:
    """The pledges of a programme."""
    return PledgeRow.objects.filter(programme=key)


def programme_tallies(day: Day, scale: ScaleData) -> list[tuple[ProgrammeNoun, Tally]]:
    """The programmes that hold a promise on record, the latest first, each with its tally."""
    return programmes_of(tallies(PledgeRow.objects.all(), day, scale))


def programmes_of(counted: dict[str | None, Tally]) -> list[tuple[ProgrammeNoun, Tally]]:
    """The programmes of tallies by programme, the latest first."""
    known = [(one, counted[one.id]) for one in record.others("programmes").values() if one.id in counted]
    return sorted(known, key=lambda one: (one[0].start or "", one[0].id), reverse=True)
