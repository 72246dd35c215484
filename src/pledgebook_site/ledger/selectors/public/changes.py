"""What changed lately, as far as strangers may see it: promises, wordings, verdicts, corrections."""

from collections.abc import Iterable
from dataclasses import dataclass

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.state import State, VerdictNoun
from pledgebook_site.ledger.models import EntryRow
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.history import uncounted_entries
from pledgebook_site.ledger.selectors.logged import Logged, logged
from pledgebook_site.ledger.selectors.public.days import Day
from pledgebook_site.ledger.selectors.public.record import pledges_of

TYPES = ("sighting.accepted", "sighting.joined", "verdict.given", "verdict.signed", "verdict.withdrawn")
TYPES += ("pledge.withdrawn", "correction.made", "reply.received")
_AT_MOST = 4  # times as many entries are looked at as changes are wanted


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a pledge: made, said-again, verdict, withdrawn, verdict-withdrawn, correction, reply.

    `entry` is its number in the log; `was` is the status before a verdict.
    """

    kind: str
    entry: int
    recorded_at: str
    pledge: str
    sighting: str | None = None
    verdict: VerdictNoun | None = None
    was: str | None = None
    text: str | None = None


def lately(day: Day, *, limit: int) -> tuple[list[Change], State]:
    """The last changes, the newest first, with the pledges that they are about; few queries, however long the log."""
    log = logged(_numbers(day, limit * _AT_MOST))
    ties = _pledges_of(log)
    state = pledges_of(set(ties.values()), day, whole=True)
    told = (_change(entry, ties.get(entry.index), state) for entry, _ in reversed(log))
    found = [one for one in told if one is not None]
    return found[:limit], state


def _numbers(day: Day, limit: int) -> list[int]:
    uncounted = uncounted_entries()
    newest: list[int] = []
    for kind in TYPES:
        rows = EntryRow.objects.filter(type=kind, index__lt=day.size).order_by("-index")
        newest += rows.values_list("index", flat=True)[:limit]
    return sorted(one for one in newest if one not in uncounted)[-limit:]


def _pledges_of(log: Iterable[Logged]) -> dict[int, str]:
    """The pledge that each entry is about, by the entry's number."""
    direct = {entry.index: payload["pledge"] for entry, payload in log if payload is not None and "pledge" in payload}
    direct |= {entry.index: entry.subject for entry, _ in log if entry.type.startswith("pledge.")}
    verdicts = record.nouns("verdicts", [entry.subject for entry, _ in log if entry.type.startswith("verdict.")])
    by_verdict = {key: noun.pledge for key, noun in verdicts.items() if noun.pledge is not None}
    for entry, payload in log:
        about = payload.get("about") if entry.type == "correction.made" and payload is not None else entry.subject
        if entry.index not in direct and about is not None:
            direct[entry.index] = by_verdict.get(about, about)
    return direct


def _change(entry: Entry, pledge: str | None, state: State) -> Change | None:
    if pledge is None or pledge not in state.pledges:
        return None
    kind = entry.type.partition(".")[0]
    if kind == "sighting":
        return _said(entry, pledge, state)
    if kind == "verdict":
        return _judged(entry, pledge, state)
    if kind == "pledge":
        return Change("withdrawn", entry.index, entry.recorded_at, pledge, text=state.pledges[pledge].withdrawn)
    remark = state.remarks.get(entry.subject)
    if remark is None or remark.missing:
        return None
    return Change(remark.kind, entry.index, entry.recorded_at, pledge, text=remark.text)


def _said(entry: Entry, pledge: str, state: State) -> Change | None:
    noun = state.pledges[pledge]
    if entry.subject not in noun.sightings:
        return None
    kind = "made" if noun.made_at == entry.recorded_at else "said-again"
    return Change(kind, entry.index, entry.recorded_at, pledge, sighting=entry.subject)


def _judged(entry: Entry, pledge: str, state: State) -> Change | None:
    verdict = state.verdicts.get(entry.subject)
    if verdict is None or verdict.missing:
        return None
    if entry.type == "verdict.withdrawn":
        return Change("verdict-withdrawn", entry.index, entry.recorded_at, pledge, verdict=verdict, text=verdict.reason)
    if verdict.in_force_at != entry.recorded_at:
        return None
    before = [
        one
        for one in state.verdicts.values()
        if one.pledge == pledge and (one.in_force_at or "") < entry.recorded_at and not one.missing
    ]
    last = max(before, key=lambda one: one.in_force_at or "", default=None)
    was = None if last is None else last.status
    return Change("verdict", entry.index, entry.recorded_at, pledge, verdict=verdict, was=was)
