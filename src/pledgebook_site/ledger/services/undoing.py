"""Undoing an operation."""

from pledgebook.errors import LedgerError
from pledgebook.ledger.events import EventUndone
from pledgebook_site.ledger.models import EntryRow
from pledgebook_site.ledger.selectors.history import undone_entries
from pledgebook_site.ledger.selectors.log import the_log
from pledgebook_site.ledger.services.log import operation


def undo(number: int | None = None, *, author: str) -> list[int]:
    """Undo the operation that entry `number` belongs to, or the author's last one; the numbers undone."""
    entries = _operation_of(number) if number is not None else _last_by(author)
    with operation(author) as op:
        op.record(EventUndone(entries=entries), subject=op.log.tracker)
    return entries


def _operation_of(number: int) -> list[int]:
    row = EntryRow.objects.filter(index=number).first()
    if row is None:
        raise LedgerError(f"there is no entry {number}: the log has {the_log().size}, numbered from 0.")
    rows = EntryRow.objects.filter(recorded_at=row.recorded_at).order_by("index")
    return list(rows.values_list("index", flat=True))


def _last_by(author: str) -> list[int]:
    rows = EntryRow.objects.filter(author=author).exclude(type="event.undone").exclude(index__in=undone_entries())
    last = rows.order_by("-index").first()
    if last is None:
        raise LedgerError("there is nothing of yours to undo.")
    return _operation_of(last.index)
