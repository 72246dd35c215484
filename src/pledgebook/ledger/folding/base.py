"""The table of folds, and what an event without a payload leaves."""

from collections.abc import Callable
from typing import Any

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.state import (
    DocumentNoun,
    EvidenceNoun,
    OfficeNoun,
    PersonNoun,
    ProgrammeNoun,
    RemarkNoun,
    SightingNoun,
    State,
    TermNoun,
    VerdictNoun,
)

Payload = dict[str, Any]
Fold = Callable[[State, Entry, Payload], None]
FOLDS: dict[str, Fold] = {}


def folds(*types: str) -> Callable[[Fold], Fold]:
    """Register what events of these types do to the state."""

    def register(function: Fold) -> Fold:
        FOLDS.update(dict.fromkeys(types, function))
        return function

    return register


def fold(state: State, entry: Entry, payload: Payload | None) -> None:
    """Change the state by one event; one without a payload leaves only the noun that it makes, as missing."""
    if payload is not None:
        FOLDS[entry.type](state, entry, payload)
    elif entry.type in _MISSING:
        nouns, made = _MISSING[entry.type]
        getattr(state, nouns).setdefault(entry.subject, made(entry))


def _remark(entry: Entry, kind: str) -> RemarkNoun:
    return RemarkNoun(id=entry.subject, made_at=entry.recorded_at, kind=kind, missing=True)


_MISSING: dict[str, tuple[str, Callable[[Entry], Any]]] = {
    "document.taken": ("documents", lambda e: DocumentNoun(id=e.subject, taken_at=e.recorded_at, missing=True)),
    "sighting.proposed": ("sightings", lambda e: SightingNoun(id=e.subject, proposed_at=e.recorded_at, missing=True)),
    "evidence.proposed": (
        "evidence",
        lambda e: EvidenceNoun(id=e.subject, proposed_at=e.recorded_at, author=e.author, missing=True),
    ),
    "verdict.given": (
        "verdicts",
        lambda e: VerdictNoun(
            id=e.subject, given_at=e.recorded_at, effective_at=e.effective_at, given_by=e.author, missing=True
        ),
    ),
    "person.recorded": ("people", lambda e: PersonNoun(id=e.subject, missing=True)),
    "office.recorded": ("offices", lambda e: OfficeNoun(id=e.subject, missing=True)),
    "term.recorded": ("terms", lambda e: TermNoun(id=e.subject, missing=True)),
    "correction.made": ("remarks", lambda e: _remark(e, "correction")),
    "reply.received": ("remarks", lambda e: _remark(e, "reply")),
    "programme.opened": ("programmes", lambda e: ProgrammeNoun(id=e.subject, missing=True)),
}
