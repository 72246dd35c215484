"""What was decided stays decided: where a decision's reason has to go, the decision is recorded anew without it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry
from pledgebook.ledger.events import (
    DocumentRightsChanged,
    Event,
    EvidenceRejected,
    PledgeDeadlineGiven,
    PledgeRecordedOnly,
    PledgeTracked,
    PledgeWithdrawn,
    ProgrammeClosed,
    SightingPutOff,
    SightingRejected,
    VerdictWithdrawn,
)
from pledgebook.ledger.values import EvidenceState, SightingState, Standing
from pledgebook_site.ledger.selectors.record import noun
from pledgebook_site.ledger.services.log import Operation

REDACTED = "redacted"
_ANY = object()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a type of event decides about a noun (`aspect`), and the event that says so without words."""

    kind: str
    aspect: Callable[[Any], Any]
    decided: Any
    anew: Callable[[Any], Event]


def _deadline(pledge: Any) -> tuple[str | None, str | None]:
    told = pledge.deadline or {}
    return told.get("earliest"), told.get("latest")


def _deadline_anew(pledge: Any) -> Event:
    earliest, latest = _deadline(pledge)
    return PledgeDeadlineGiven(earliest=earliest, latest=latest, text=None)


DECISIONS = {
    "sighting.put_off": Decision(
        "sightings", lambda one: one.state, SightingState.PUT_OFF, lambda one: SightingPutOff(reason=None)
    ),
    "sighting.rejected": Decision(
        "sightings", lambda one: one.state, SightingState.REJECTED, lambda one: SightingRejected(reason=None)
    ),
    "evidence.rejected": Decision(
        "evidence", lambda one: one.state, EvidenceState.REJECTED, lambda one: EvidenceRejected(reason=None)
    ),
    "pledge.tracked": Decision("pledges", lambda one: one.tracked, True, lambda one: PledgeTracked(reason=None)),
    "pledge.recorded_only": Decision(
        "pledges", lambda one: one.tracked, False, lambda one: PledgeRecordedOnly(reason=REDACTED)
    ),
    "pledge.withdrawn": Decision(
        "pledges", lambda one: one.withdrawn is not None, True, lambda one: PledgeWithdrawn(reason=REDACTED)
    ),
    "pledge.deadline_given": Decision("pledges", _deadline, _ANY, _deadline_anew),
    "verdict.withdrawn": Decision(
        "verdicts", lambda one: one.standing, Standing.WITHDRAWN, lambda one: VerdictWithdrawn(reason=REDACTED)
    ),
    "programme.closed": Decision("programmes", lambda one: one.closed, True, lambda one: ProgrammeClosed(reason=None)),
    "document.rights_changed": Decision(
        "documents", lambda one: one.rights, _ANY, lambda one: DocumentRightsChanged(rights=one.rights, reason=None)
    ),
}
_WORDS = {"pledge.deadline_given": "text"}


def has_words(event: str, payload: dict[str, Any]) -> bool:
    """Whether a payload says more than what was decided."""
    return event not in DECISIONS or payload.get(_WORDS.get(event, "reason")) not in (None, REDACTED)


Kept = tuple[str, str, Decision, Any]
"""The type of an event, its noun's id, what it decides, and the noun as it was."""


def decided(entries: Iterable[Entry]) -> list[Kept]:
    """What these entries decide that still is so, in their order."""
    found: dict[tuple[str, str], Kept] = {}
    for entry in entries:
        decision = DECISIONS.get(entry.type)
        was = None if decision is None else noun(decision.kind, entry.subject)
        if decision is None or was is None:
            continue
        if decision.decided is _ANY or decision.aspect(was) == decision.decided:
            found.pop((entry.type, entry.subject), None)
            found[entry.type, entry.subject] = (entry.type, entry.subject, decision, was)
    return list(found.values())


def keep(op: Operation, decisions: list[Kept]) -> list[int]:
    """Record anew what no longer is as it was decided; the numbers of the new entries."""
    made = []
    for _, key, decision, was in decisions:
        now = getattr(op.projection.state, decision.kind).get(key)
        if now is None or decision.aspect(now) == decision.aspect(was):
            continue
        try:
            made.append(op.record(decision.anew(was), subject=key).index)
        except LedgerError:  # what it hangs on went with the redaction, which must not fail for that
            continue
    return made
