"""Undoing: what was decided last is folded away, by folding all that the nouns concerned went through again."""

from collections.abc import Iterable
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folding import fold
from pledgebook.ledger.rules import MAKERS, UNDOABLE
from pledgebook_site.ledger.models import About, EntryRow
from pledgebook_site.ledger.projections.nouns import DatabaseState
from pledgebook_site.ledger.selectors.logged import logged

KINDS = {"sighting": "sightings", "pledge": "pledges", "evidence": "evidence", "verdict": "verdicts"}
CONNECTING = ("sighting.accepted", "sighting.joined", "sighting.split", "evidence.proposed", "verdict.given")


def undo(state: DatabaseState, entry: Entry, numbers: list[int], *, trusted: bool) -> set[str]:
    """Fold the nouns that these entries touch anew, without them; their ids. LedgerError where that cannot be."""
    if not trusted:
        _check(state, numbers)
    skipped = state.undone | state.passed_over | set(numbers)
    concerned = _component(_subjects(numbers))
    log = [one for one in logged(_about(concerned)) if one[0].index < entry.index and one[0].index not in skipped]
    for kind in KINDS.values():
        for key in concerned:
            if key in getattr(state, kind):
                del getattr(state, kind)[key]
    for past, payload in log:
        if past.type.partition(".")[0] in KINDS and (payload is None or _stands(state, past, payload)):
            fold(state, past, payload)
    return concerned


def _stands(state: DatabaseState, past: Entry, payload: dict[str, Any]) -> bool:
    """Whether what an event is about is there: it may hang on something that was redacted since."""
    if past.type in MAKERS:
        return past.type == "sighting.proposed" or payload["pledge"] in state.pledges
    return past.subject in getattr(state, KINDS[past.type.partition(".")[0]])


def _check(state: DatabaseState, numbers: list[int]) -> None:
    for number, kind in EntryRow.objects.filter(index__in=numbers).values_list("index", "type"):
        if not kind.startswith(UNDOABLE):
            raise LedgerError(
                f"refused: entry {number} ({kind}) cannot be undone; withdraw, change or correct it instead."
            )
    later = _later(state, numbers)
    if later is not None:
        raise LedgerError(f"refused: entry {later[0]} ({later[1]}) came after it; undo that first.")
    for sighting in _subjects(numbers):
        known = state.sightings.get(sighting)
        pledge = state.pledges.get((known.pledge if known is not None else None) or "")
        if pledge is not None and len(pledge.sightings) == 1 and pledge.verdict is not None:
            raise LedgerError("refused: it is the only sighting of a pledge that has a verdict; withdraw that first.")


def _later(state: DatabaseState, numbers: list[int]) -> tuple[int, str] | None:
    """The newest entry that hangs on one of these: it is about the same noun, or about a pledge that they began."""
    watched = _subjects(numbers) | _begun(numbers)
    rows = EntryRow.objects.filter(abouts__subject__in=watched, index__gt=min(numbers)).exclude(index__in=numbers)
    rows = rows.exclude(type__in=("event.undone", "redaction.made", "correction.made")).order_by("-index")
    return next((row for row in rows.values_list("index", "type").distinct() if row[0] not in state.undone), None)


def _subjects(numbers: Iterable[int]) -> set[str]:
    return set(EntryRow.objects.filter(index__in=list(numbers)).values_list("subject", flat=True))


def _begun(numbers: Iterable[int]) -> set[str]:
    began = set()
    for entry, payload in logged(numbers):
        pledge = None if payload is None else payload.get("pledge")
        if entry.type in ("sighting.accepted", "sighting.split") and pledge is not None:
            first = About.objects.filter(subject=pledge).order_by("entry_id").values_list("entry_id", flat=True).first()
            if first == entry.index:
                began.add(pledge)
    return began


def _about(subjects: Iterable[str]) -> list[int]:
    rows = About.objects.filter(subject__in=list(subjects)).values_list("entry_id", flat=True)
    return sorted(set(rows))


def _component(subjects: set[str]) -> set[str]:
    """These nouns with every pledge, sighting, piece of evidence and verdict that was ever tied to one of them."""
    found: set[str] = set()
    new = set(subjects)
    while new:
        found |= new
        ties = logged(_about(new), types=CONNECTING)
        new = {one for entry, payload in ties if payload for one in (entry.subject, payload["pledge"])} - found
    return found
