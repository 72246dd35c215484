"""Lists of nouns, filtered, ordered and cut short by the database."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from pledgebook.ledger.state import PledgeNoun, SightingNoun, VerdictNoun, from_data, to_data
from pledgebook.ledger.superseding import successors
from pledgebook.ledger.values import SightingState, Standing
from pledgebook_site.ledger.folding import folded
from pledgebook_site.ledger.models import (
    DecisionSpan,
    DocumentRow,
    EvidenceRow,
    PledgeRow,
    SightingRow,
    StatusSpan,
    VerdictRow,
)
from pledgebook_site.ledger.moments import last_moment, shorter
from pledgebook_site.ledger.selectors import accounts, record

QUEUE = ("proposed_at", "document", "start", "id")
AT_ONCE = 500
Told = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to list; None means: all. `due_before` is a partial date, `as_of` a partial date or a clock."""

    state: str | None = None
    status: str | None = None
    promisor: str | None = None
    programme: str | None = None
    text: str | None = None
    due_before: str | None = None
    as_of: str | None = None
    limit: int | None = None

    @property
    def narrowed(self) -> bool:
        """Whether more is asked than state, status and moment."""
        return any(one is not None for one in (self.promisor, self.programme, self.text, self.due_before))


def sightings(wanted: Filters) -> list[Told]:
    """Sightings, those that wait longest first; as of an earlier moment in the order in which they came."""
    if wanted.as_of is not None:
        return _sightings_then(wanted)
    states = [wanted.state] if wanted.state is not None else list(SightingState)
    rows = [row for state in states for row in _queue(wanted, state)]
    if len(states) > 1:
        rows.sort(key=lambda row: (row[0], row[1] or "", row[2] or 0, row[3]))
    return [sighting_told(noun) for noun in _nouns("sightings", [row[-1] for row in rows[: wanted.limit]])]


def _queue(wanted: Filters, state: str) -> list[Any]:
    """By what one queue is ordered, its rows; nothing more is read of those that do not fit."""
    rows = _sighting_rows(wanted).filter(state=state).order_by(*QUEUE)
    return list(rows.values_list(*QUEUE)[: wanted.limit])


def _nouns(kind: str, keys: list[str]) -> list[Any]:
    """These nouns in the order of their ids."""
    known = _known(kind, keys)
    return [known[key] for key in keys if key in known]


def _known(kind: str, keys: list[str]) -> dict[str, Any]:
    """These nouns by id, so many at once as one statement may name."""
    known: dict[str, Any] = {}
    for first in range(0, len(keys), AT_ONCE):
        known |= record.nouns(kind, keys[first : first + AT_ONCE])
    return known


def _sighting_rows(wanted: Filters) -> QuerySet[SightingRow]:
    """The rows that fit, whatever their state; what is asked of a pledge is asked of theirs."""
    rows = SightingRow.objects.all()
    if wanted.text is not None:
        rows = rows.filter(words__contains=folded(wanted.text))
    if wanted.promisor is not None:
        rows = rows.filter(promisor=folded(wanted.promisor))
    if any(one is not None for one in (wanted.status, wanted.programme, wanted.due_before)):
        rows = rows.filter(pledge__in=_pledge_rows(wanted).values("pk"))
    return rows


def _sightings_then(wanted: Filters) -> list[Told]:
    """As of a moment: which there were, what was decided of them, and the status of their pledges; else as now."""
    spans = _at(DecisionSpan.objects.all(), wanted.as_of or "")
    if wanted.state is not None:
        spans = spans.filter(state=wanted.state)
    if wanted.status is not None:
        statuses = _at(StatusSpan.objects.filter(status=wanted.status), wanted.as_of or "")
        spans = spans.filter(pledge__in=statuses.values("pledge"))
    if wanted.narrowed:
        spans = spans.filter(sighting__in=_sighting_rows(replace(wanted, status=None)).values("pk"))
    then = list(spans.order_by("pk").values_list("sighting", "state", "pledge")[: wanted.limit])
    known = _known("sightings", [key for key, _, _ in then])
    was = {key: {"state": state, "pledge": pledge} for key, state, pledge in then}
    return [sighting_told(known[key]) | was[key] for key in was if key in known]


def _at(spans: QuerySet[Any], moment: str) -> QuerySet[Any]:
    clock = last_moment(moment)
    return spans.filter(Q(until=None) | Q(until__gt=clock), since__lte=clock)


def pledges(wanted: Filters) -> list[Told]:
    """Pledges that are on record and not withdrawn, those changed last first."""
    if wanted.as_of is not None:
        return _pledges_then(wanted)
    rows = _pledge_rows(wanted).filter(present=True).order_by("-changed_at", "-id")
    return pledges_told(_nouns("pledges", list(rows.values_list("pk", flat=True)[: wanted.limit])))


def _pledge_rows(wanted: Filters) -> QuerySet[PledgeRow]:
    rows = PledgeRow.objects.all()
    if wanted.status is not None:
        rows = rows.filter(status=wanted.status)
    if wanted.promisor is not None:
        rows = rows.filter(promisor=folded(wanted.promisor))
    if wanted.programme is not None:
        rows = rows.filter(programme=wanted.programme)
    if wanted.due_before is not None:
        rows = rows.filter(latest__lt=wanted.due_before).exclude(latest__in=shorter(wanted.due_before))
    if wanted.text is not None:
        rows = rows.filter(words__contains=folded(wanted.text))
    return rows


def _pledges_then(wanted: Filters) -> list[Told]:
    """As of a moment: which there were, whether tracked, and their status; all else is as it is now."""
    spans = _at(StatusSpan.objects.filter(present=True), wanted.as_of or "")
    if wanted.status is not None:
        spans = spans.filter(status=wanted.status)
    if wanted.narrowed:
        spans = spans.filter(pledge__in=_pledge_rows(replace(wanted, status=None)).values("pk"))
    then = list(spans.order_by("-pk").values_list("pledge", "tracked", "status", "verdict")[: wanted.limit])
    known = _known("pledges", [one[0] for one in then])
    was = {key: {"tracked": tracked, "status": status, "verdict": verdict} for key, tracked, status, verdict in then}
    return [one | was[one["id"]] for one in pledges_told([known[key] for key in was if key in known])]


def documents(wanted: Filters) -> list[Told]:
    """Documents in the order in which they were taken in."""
    rows = DocumentRow.objects.order_by("taken_at", "pk").values_list("data", flat=True)[: wanted.limit]
    names = ("id", "title", "publisher", "published", "language", "genre", "url", "file_name", "rights", "taken_at")
    return [{name: data[name] for name in names} | {"read": len(data["readers"]) > 0} for data in rows]


def evidence(wanted: Filters) -> list[Told]:
    """Evidence, whatever it bears on."""
    rows = EvidenceRow.objects.order_by("pk")
    if wanted.state is not None:
        rows = rows.filter(state=wanted.state)
    return list(rows.values_list("data", flat=True)[: wanted.limit])


def verdicts(wanted: Filters) -> list[Told]:
    """Verdicts, the last first, withdrawn ones and those short of a signature too."""
    rows = VerdictRow.objects.order_by("-given_at", "pk")
    if wanted.status is not None:
        rows = rows.filter(status=wanted.status)
    return with_successors(list(rows.values_list("data", flat=True)[: wanted.limit]))


def with_successors(verdicts: list[Told]) -> list[Told]:
    """Verdicts as data, each with when another took its place, and which; null for those that no other has followed."""
    keys = list({one["pledge"] for one in verdicts if one["pledge"] is not None})
    standing: list[Any] = []
    for first in range(0, len(keys), AT_ONCE):
        rows = VerdictRow.objects.filter(pledge__in=keys[first : first + AT_ONCE], standing=Standing.IN_FORCE.value)
        standing += [from_data(VerdictNoun, data) for data in rows.values_list("data", flat=True)]
    after = successors(standing)
    return [one | _place_taken(after.get(one["id"])) for one in verdicts]


def _place_taken(by: VerdictNoun | None) -> Told:
    if by is None:
        return {"superseded_at": None, "superseded_by": None}
    return {"superseded_at": by.in_force_at, "superseded_by": by.id}


def sighting_told(noun: SightingNoun) -> Told:
    """A sighting as lists have it; `promisor` is the confirmed one, else the suggested one."""
    return {
        "id": noun.id,
        "state": noun.state,
        "text": noun.text,
        "document": noun.document,
        "pledge": noun.pledge,
        "start": noun.start,
        "end": noun.end,
        "promisor": noun.promisor or noun.told.get("promisor"),
        "deadline": noun.told.get("deadline"),
        "score": noun.told.get("score"),
        "proposed_by": noun.told.get("proposed_by"),
        "newer": noun.told.get("newer", False),
        "proposed_at": noun.proposed_at,
        "reason": noun.reason,
    }


def pledges_told(nouns: list[PledgeNoun]) -> list[Told]:
    """Pledges as lists have them; `title` is the first that was given, `text` that of the first sighting."""
    first = _known("sightings", [one.sightings[0] for one in nouns if one.sightings])
    return [_pledge_told(one, first.get(one.sightings[0]) if one.sightings else None) for one in nouns]


def _pledge_told(noun: PledgeNoun, first: SightingNoun | None) -> Told:
    return {
        "id": noun.id,
        "title": next(iter(noun.titles.values()), None),
        "status": noun.status,
        "promisor": noun.promisor,
        "deadline": noun.deadline,
        "sightings": len(noun.sightings),
        "tracked": noun.tracked,
        "text": None if first is None else first.text,
        "verdict": noun.verdict,
        "programme": noun.programme,
        "part_of": noun.part_of,
        "topics": noun.topics,
    }


def _few(kind: str) -> Callable[[Filters], list[Told]]:
    def listed(wanted: Filters) -> list[Told]:
        return [to_data(noun) for noun in record.others(kind).values()][: wanted.limit]

    return listed


def _accounts(wanted: Filters) -> list[Told]:
    found = [
        {"id": one.author, "name": one.name, "role": one.role, "sign_in": one.sign_in} for one in accounts.accounts()
    ]
    return found[: wanted.limit]


def _scales(wanted: Filters) -> list[Told]:
    in_use = record.settings().get("scale")
    return [one | {"in_use": name == in_use} for name, one in record.others("scales").items()][: wanted.limit]


LISTS: dict[str, Callable[[Filters], list[Told]]] = {
    "sightings": sightings,
    "pledges": pledges,
    "documents": documents,
    "evidence": evidence,
    "verdicts": verdicts,
    "accounts": _accounts,
    "scales": _scales,
    **{kind: _few(kind) for kind in ("people", "offices", "terms", "programmes", "remarks")},
}
