"""What waits for a decision, what stands beside it, and what comes next."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from pledgebook.ledger.state import DocumentNoun, SightingNoun, from_data
from pledgebook.ledger.values import SightingState
from pledgebook.records import Basis
from pledgebook_site.ledger.models import SightingRow
from pledgebook_site.ledger.projections.counting import sightings_by_state
from pledgebook_site.ledger.selectors import lists, record
from pledgebook_site.ledger.selectors.lists import QUEUE

Told = dict[str, Any]
WAITING = SightingState.WAITING.value
LONGEST = 4000  # characters that a sighting may begin before the words that are shown
AT_ONCE, LOOKED_AT = 200, 1000


def count(state: str = WAITING) -> int:
    """How many sightings are in this state."""
    return sightings_by_state()[state]


def listed(state: str, *, page: int, size: int) -> list[Told]:
    """A page of the sightings in a state, those that wait longest first, each with what it stands in."""
    rows = SightingRow.objects.filter(state=state).order_by(*QUEUE)
    found = rows.values_list("data", flat=True)[(page - 1) * size : page * size]
    told = [lists.sighting_told(from_data(SightingNoun, data)) for data in found]
    sources = record.nouns("documents", {one["document"] for one in told if one["document"]})
    return [one | {"source": sources.get(one["document"])} for one in told]


def between(document: str, first: int, last: int) -> list[SightingNoun]:
    """The sightings whose words meet `[first, last)` of a document, without those that were rejected."""
    rows = SightingRow.objects.filter(document=document, start__lt=last, start__gte=first - LONGEST)
    rows = rows.exclude(state=SightingState.REJECTED.value).order_by("start", "pk")
    found = [from_data(SightingNoun, data) for data in rows.values_list("data", flat=True)]
    return [one for one in found if (one.end or 0) > first]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which of its document's waiting sightings one is, from 1, of how many; those before and after it."""

    number: int
    count: int
    before: str | None
    after: str | None


def neighbours(sighting: SightingNoun) -> Neighbours:
    """What stands around a sighting; after the last of its document comes the first one there, then what waits longest.

    The sighting before is any, decided or not; the one after waits.
    """
    rows = SightingRow.objects.filter(document=sighting.document).order_by("start", "pk")
    known = [(start or 0, key, state) for key, start, state in rows.values_list("pk", "start", "state")]
    here = (sighting.start or 0, sighting.id)
    waiting = [(start, key) for start, key, state in known if state == WAITING and key != sighting.id]
    earlier = [key for start, key, _state in known if (start, key) < here]
    later = [key for start, key in waiting if (start, key) > here]
    number = sum(one < here for one in waiting) + 1
    count = len(waiting) + (sighting.state == SightingState.WAITING)
    after = next(iter([*later, *(key for _start, key in waiting)]), None)
    return Neighbours(number, count, earlier[-1] if earlier else None, after or first_waiting(other_than=sighting.id))


def first_waiting(*, other_than: str | None = None) -> str | None:
    """The sighting that waits longest."""
    return _first(SightingRow.objects.filter(state=WAITING).exclude(pk=other_than or "").order_by(*QUEUE))


def _first(rows: QuerySet[SightingRow]) -> str | None:
    return rows.values_list("pk", flat=True).first()


def siblings(sighting: SightingNoun) -> list[SightingNoun]:
    """The undecided sightings of the same statement, itself among them; none where it has no statement."""
    statement = sighting.told.get("statement")
    if statement is None or sighting.document is None:
        return []
    near = between(sighting.document, statement["start"], statement["end"])
    undecided = (SightingState.WAITING, SightingState.PUT_OFF)
    return [one for one in near if one.state in undecided and _of(one, statement)]


def _of(sighting: SightingNoun, statement: Told) -> bool:
    own = sighting.told.get("statement")
    return own is not None and (own["start"], own["end"]) == (statement["start"], statement["end"])


def above(score: float, *, document: str | None = None) -> list[SightingNoun]:
    """Waiting sightings that a reader is at least so sure of and whose promisor the source names; at most 200."""
    rows = SightingRow.objects.filter(state=WAITING, score__gte=score)
    if document is not None:
        rows = rows.filter(document=document)
    found = [from_data(SightingNoun, data) for data in rows.order_by(*QUEUE).values_list("data", flat=True)[:LOOKED_AT]]
    return [one for one in found if is_named(one)][:AT_ONCE]


def is_named(sighting: SightingNoun) -> bool:
    """Whether the source says by name who promises, so that nobody has to be confirmed one by one."""
    told = sighting.promisor or sighting.told.get("promisor")
    if told is None or told.get("basis") == Basis.INFERRED:
        return False
    speaker = (sighting.told.get("statement") or {}).get("speaker") or {}
    return told.get("basis") in (None, Basis.NAMED) or told["name"] == speaker.get("name")


def source_of(sighting: SightingNoun) -> DocumentNoun | None:
    """The document that a sighting stands in."""
    found: DocumentNoun | None = record.noun("documents", sighting.document or "")
    return found
