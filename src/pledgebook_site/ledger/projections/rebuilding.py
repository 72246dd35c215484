"""Making every projection anew from the log."""

from django.db import transaction

from pledgebook_site.ledger.models.record import DecisionSpan, OtherRow, PledgeWord, StatusSpan
from pledgebook_site.ledger.projections.following import Projection
from pledgebook_site.ledger.projections.rows import TABLES
from pledgebook_site.ledger.selectors.logged import logged_all


def rebuild() -> int:
    """Delete all rows that were made from the log and make them again, in one transaction; how many entries."""
    count = 0
    with transaction.atomic():
        for table in TABLES.values():
            table.row._default_manager.all().delete()
        for model in (DecisionSpan, StatusSpan, OtherRow, PledgeWord):
            model._default_manager.all().delete()
        for operation in _operations():
            projection = Projection()
            for entry, payload in operation:
                projection.follow(entry, payload, trusted=True)
            projection.write()
            count += len(operation)
    return count


def _operations():  # type: ignore[no-untyped-def] - a generator of lists of logged entries
    held: list = []
    for entry, payload in logged_all():
        if held and held[0][0].recorded_at != entry.recorded_at:
            yield held
            held = []
        held.append((entry, payload))
    if held:
        yield held
