"""Evidence and verdicts."""

from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.events import (
    EvidenceAccepted,
    EvidenceProposed,
    EvidenceRejected,
    VerdictGiven,
    VerdictSigned,
    VerdictWithdrawn,
)
from pledgebook.ledger.values import EvidenceState, Phase
from pledgebook_site.ledger.ids import new_id
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.services.log import operation


def add_evidence(event: EvidenceProposed, *, author: str, accepted: bool) -> str:
    """Record what bears on a pledge, and that a person says it counts; the id of the evidence."""
    key = new_id()
    with operation(author) as op:
        op.record(event, subject=key)
        if accepted:
            op.record(EvidenceAccepted(), subject=key)
    return key


def accept_evidence(key: str, *, author: str) -> None:
    """Say that a piece of evidence counts."""
    with operation(author) as op:
        op.record(EvidenceAccepted(), subject=key)


def reject_evidence(key: str, *, author: str, reason: str | None = None) -> None:
    """Say that a piece of evidence does not count."""
    with operation(author) as op:
        op.record(EvidenceRejected(reason=reason), subject=key)


def give(
    pledge: str,
    status: str,
    *,
    author: str,
    explanation: str,
    evidence: list[str] | None = None,
    reason_code: str | None = None,
    effective_at: str | None = None,
) -> str:
    """Give a pledge a status by the rubric in force, on this evidence or on all that is accepted; the verdict's id."""
    scale = record.scale()
    key = new_id()
    with operation(author, effective_at=effective_at) as op:
        op.record(
            VerdictGiven(
                pledge=pledge,
                scale=scale["id"],
                rubric=scale["rubric"],
                status=status,
                phase=_phase(scale, status),
                reason_code=reason_code,
                explanation=explanation,
                evidence=_accepted(pledge) if evidence is None else evidence,
                signatures_needed=2 if record.settings().get("two_signatures") else 1,
            ),
            subject=key,
        )
    return key


def _phase(scale: dict[str, Any], status: str) -> Phase:
    for entry in scale["entries"]:
        if entry["id"] == status:
            return Phase(entry["phase"])
    known = ", ".join(entry["id"] for entry in scale["entries"])
    raise LedgerError(f"the scale {scale['id']} has no {status!r}; it has {known}.")


def _accepted(pledge: str) -> list[str]:
    keys = record.pledge(pledge).evidence
    found = record.nouns("evidence", keys)
    return [key for key in keys if found[key].state == EvidenceState.ACCEPTED]


def sign(key: str, *, author: str) -> str:
    """Sign a verdict that somebody else has given; its standing after that."""
    with operation(author) as op:
        op.record(VerdictSigned(), subject=key)
        return str(op.projection.state.verdicts[key].standing)


def withdraw(key: str, *, author: str, reason: str) -> None:
    """Let a verdict no longer count."""
    with operation(author) as op:
        op.record(VerdictWithdrawn(reason=reason), subject=key)
