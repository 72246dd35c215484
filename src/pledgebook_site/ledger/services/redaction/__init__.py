"""Taking words out of the record for good: payloads with their salt, texts, sources and all rows made from them.

What stays are the lines of the log, which hold no words, and the event that says what was taken out and why.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.errors import LedgerError
from pledgebook.ledger.events import RedactionMade
from pledgebook.ledger.replay import replay
from pledgebook.ledger.values import RedactionReason
from pledgebook_site.boot import current
from pledgebook_site.ledger.models import Erasure
from pledgebook_site.ledger.projections import Projection, rebuild
from pledgebook_site.ledger.selectors.log import entries_numbered
from pledgebook_site.ledger.selectors.logged import logged_all
from pledgebook_site.ledger.services.log import Operation, operation
from pledgebook_site.ledger.services.redaction.erasing import finish as finish
from pledgebook_site.ledger.services.redaction.erasing import remember
from pledgebook_site.ledger.services.redaction.keeping import Kept, decided, keep
from pledgebook_site.ledger.services.redaction.planning import KINDS as KINDS
from pledgebook_site.ledger.services.redaction.planning import Plan, plan_entry, plan_noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """What was taken out, and the entries in which decisions were recorded anew without their reasons.

    `erased` is False where the database was being read and its files are still to be overwritten: the next command
    does it. `copies` are files beside the database that still hold the words.
    """

    entries: list[int]
    documents: list[str]
    kept: list[int]
    erased: bool
    copies: list[str]


def planned(*, noun: tuple[str, str] | None = None, entry: int | None = None) -> Plan:
    """What redacting a noun, by kind and id, or one entry would take; LedgerError if there is nothing to take."""
    if (noun is None) == (entry is None):
        raise LedgerError("tell what to redact: an id, or --entry with a number, and not both.")
    return plan_noun(*noun) if noun is not None else plan_entry(entry or 0)


def redact(
    *,
    author: str,
    reason: RedactionReason,
    note: str | None = None,
    noun: tuple[str, str] | None = None,
    entry: int | None = None,
) -> Redacted:
    """Take a noun of the record, by kind and id, or one entry out of it, with all that quotes it.

    A document goes with all that share its text. `note` is on record for good and must not quote what goes.
    """
    finish()
    with operation(author) as op:
        plan = planned(noun=noun, entry=entry)
        if note is not None and plan.words.quoted_in(note):
            raise LedgerError("the note quotes what is to be taken out, and would keep it: say it in other words.")
        numbers, documents = sorted(plan.entries), sorted(plan.documents)
        decisions = decided(found for found, _ in entries_numbered(numbers))
        op.forget(numbers)
        op.record(
            RedactionMade(entries=numbers, texts=documents, reason_code=reason, note=note), subject=op.log.tracker
        )
        remember(texts=plan.texts, sources=plan.sources)
        kept = _kept(op, decisions)
        _follow(op)
    finish()
    return Redacted(
        entries=numbers, documents=documents, kept=kept, erased=not Erasure.objects.exists(), copies=_copies()
    )


def _kept(op: Operation, decisions: list[Kept]) -> list[int]:
    """Record anew what no longer is as it was decided, by what is left of the log; the rows are not asked."""
    if not decisions:
        return []
    op.flush()
    op.projection.state = replay(logged_all())
    return keep(op, decisions)


def _follow(op: Operation) -> None:
    """Make the record anew from what is left of the log."""
    op.flush()
    rebuild()
    op.projection = Projection()


def _copies() -> Sequence[str]:
    """Copies of the database that upgrades have left beside it."""
    file = current().sqlite
    return [] if file is None else sorted(map(str, file.parent.glob(f"{file.stem}-before-*.sqlite3")))
