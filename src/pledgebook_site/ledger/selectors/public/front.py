"""What the front page tells, and the page of a programme, a person: one set of promises at a glance."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from pledgebook.ledger.state import ProgrammeNoun, State
from pledgebook_site.ledger.models import PledgeRow, StatusSpan
from pledgebook_site.ledger.selectors.public import days
from pledgebook_site.ledger.selectors.public.changes import Change, lately
from pledgebook_site.ledger.selectors.public.chosen import ScaleData, final
from pledgebook_site.ledger.selectors.public.days import Day, at
from pledgebook_site.ledger.selectors.public.dossier import Shown, Wording, shown, shown_in, wordings
from pledgebook_site.ledger.selectors.public.saying import Said, said
from pledgebook_site.ledger.selectors.public.tally import Tally, found, programmes_of, tallies

_CHANGES, _DUE = 8, 5
_LOOKED = 4  # times as many changes are looked at as promises are told of


@dataclass(frozen=True, slots=True)
class Told:
    """A change with the promise that it is about; `wording` is what was said again, beside what was said before."""

    change: Change
    shown: Shown
    said: Said | None
    wording: Wording | None = None


@dataclass(frozen=True, slots=True)
class DueSoon:
    """A promise with the last day that its words allow."""

    due: days.Due
    shown: Shown


@dataclass(frozen=True, slots=True)
class Front:
    """The whole record at a glance; `late` counts all whose day has passed and that have no final verdict."""

    tally: Tally
    found: int
    programmes: list[tuple[ProgrammeNoun, Tally]]
    changes: list[Told]
    soon: list[DueSoon]
    overdue: list[DueSoon]
    late: int


def front(day: Day, scale: ScaleData) -> Front:
    """The front page as of a day."""
    counted = tallies(PledgeRow.objects.all(), day, scale)
    soon, overdue, late = dues(PledgeRow.objects.all(), day, scale)
    return Front(
        tally=counted[None],
        found=found(day),
        programmes=programmes_of(counted),
        changes=changes(day, limit=_CHANGES, once=True),
        soon=soon,
        overdue=overdue,
        late=late,
    )


def changes(day: Day, *, limit: int, once: bool = False) -> list[Told]:
    """The last changes, each with its promise and the words that it is about; if `once`, the last of each promise."""
    some, state = lately(day, limit=limit * _LOOKED if once else limit)
    known = {one.pledge.id: one for one in shown_in(list(dict.fromkeys(one.pledge for one in some)), state)}
    last = {one.pledge: one for one in reversed(some)}
    wanted = [one for one in some if not once or last[one.pledge] is one]
    return [_told(one, known[one.pledge], state) for one in wanted[:limit] if one.pledge in known]


def _told(change: Change, shown: Shown, state: State) -> Told:
    heard = state.sightings.get(change.sighting or "")
    if heard is None:
        return Told(change, shown, shown.first)
    told = wordings(shown.pledge, state) if change.kind == "said-again" else []
    again = next((one for one in told if one.said.sighting.id == heard.id), None)
    return Told(change, shown, next(iter(said([heard], state)), None), again)


def dues(rows: QuerySet[PledgeRow], day: Day, scale: ScaleData) -> tuple[list[DueSoon], list[DueSoon], int]:
    """Which of these promises are due next, which are past due, and how many are."""
    waiting = _unjudged(rows, day, scale)
    soon, late = days.soon(waiting, day.date, limit=_DUE), days.last_overdue(waiting, day.date, limit=_DUE)
    known = {one.pledge.id: one for one in shown([one.pledge for one in [*soon, *late]], day)}
    told = [[DueSoon(one, known[one.pledge]) for one in some if one.pledge in known] for some in (soon, late)]
    return told[0], told[1], days.overdue(waiting, day.date).count()


def _unjudged(rows: QuerySet[PledgeRow], day: Day, scale: ScaleData) -> QuerySet[PledgeRow]:
    """Those that are tracked and of which more is to be expected; nothing of a part whose whole is judged for all."""
    ended = {"status__in": final(scale)}
    if day.clock is None:
        wholes = PledgeRow.objects.filter(present=True, in_whole=False, **ended).values("pk")
        open_now = rows.filter(present=True, tracked=True).exclude(in_whole=False, **ended)
        return open_now.exclude(in_whole=True, part_of__in=wholes)
    spans: QuerySet[Any] = at(StatusSpan.objects.filter(present=True, tracked=True), day.clock)
    over, parts = spans.filter(in_whole=False, **ended), spans.filter(in_whole=True)
    there = rows.filter(sightings__gt=0, pk__in=spans.values("pledge")).exclude(pk__in=over.values("pledge"))
    return there.exclude(pk__in=parts.values("pledge"), part_of__in=over.values("pledge"))
