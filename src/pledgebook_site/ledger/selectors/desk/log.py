"""What the desk asks of the log: how far it goes, who wrote last, and what."""

from collections.abc import Iterable
from typing import Any

from pledgebook_site.ledger.models import EntryRow
from pledgebook_site.ledger.selectors.accounts import author_names
from pledgebook_site.ledger.selectors.history import undone_entries
from pledgebook_site.ledger.selectors.log import the_log
from pledgebook_site.ledger.selectors.logged import logged

Told = dict[str, Any]
MOST = 500  # entries of one operation that are told of


def last_entry() -> int:
    """The number of the last entry of the log."""
    return int(the_log().size) - 1


def last_by(author: str) -> int | None:
    """The number of an author's last entry; None before there is one."""
    rows = EntryRow.objects.filter(author=author).order_by("-index").values_list("index", flat=True)
    return rows.first()


def told(number: int) -> Told | None:
    """Who wrote an entry, when, about which noun, and what."""
    return next(iter(_told([number])), None)


def operation_of(number: int) -> list[Told]:
    """All entries of the operation that an entry belongs to, in order; few queries for many."""
    moment = EntryRow.objects.filter(index=number).values_list("recorded_at", flat=True).first()
    rows = EntryRow.objects.filter(recorded_at=moment).order_by("index").values_list("index", flat=True)
    return _told(list(rows[:MOST])) if moment else []


def before(number: int, *, limit: int) -> list[Told]:
    """The entries before this one, the newest first: who wrote which event about what, and what it says."""
    return list(reversed(_told(range(max(0, number - limit), number))))


def _told(numbers: Iterable[int]) -> list[Told]:
    names, undone = author_names(), undone_entries()
    return [
        {
            "entry": entry.index,
            "type": entry.type,
            "subject": entry.subject,
            "author": entry.author,
            "author_name": names.get(entry.author),
            "recorded_at": entry.recorded_at,
            "effective_at": None if entry.effective_at == entry.recorded_at else entry.effective_at,
            "payload": payload,
            "undone": entry.index in undone,
        }
        for entry, payload in logged(numbers)
    ]
