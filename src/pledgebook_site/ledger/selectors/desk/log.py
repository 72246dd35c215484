"""What the desk asks of the log: how far it goes, who wrote last, and what."""

from typing import Any

from pledgebook_site.ledger.models import EntryRow
from pledgebook_site.ledger.selectors.accounts import author_names
from pledgebook_site.ledger.selectors.history import undone_entries
from pledgebook_site.ledger.selectors.log import the_log
from pledgebook_site.ledger.selectors.logged import logged

Told = dict[str, Any]


def last_entry() -> int:
    """The number of the last entry of the log."""
    return int(the_log().size) - 1


def last_by(author: str) -> int | None:
    """The number of an author's last entry; None before there is one."""
    rows = EntryRow.objects.filter(author=author).order_by("-index").values_list("index", flat=True)
    return rows.first()


def told(number: int) -> Told | None:
    """Who wrote an entry, when, about which noun, and what."""
    for entry, payload in logged([number]):
        return {
            "entry": entry.index,
            "type": entry.type,
            "subject": entry.subject,
            "author": entry.author,
            "author_name": author_names().get(entry.author),
            "recorded_at": entry.recorded_at,
            "payload": payload,
            "undone": entry.index in undone_entries(),
        }
    return None


def operation_of(number: int) -> list[Told]:
    """All entries of the operation that an entry belongs to, in order."""
    moment = EntryRow.objects.filter(index=number).values_list("recorded_at", flat=True).first()
    rows = EntryRow.objects.filter(recorded_at=moment).order_by("index").values_list("index", flat=True)[:50]
    return [one for number in rows if (one := told(number)) is not None] if moment else []


def before(number: int, *, limit: int) -> list[Told]:
    """The entries before this one, the newest first: who wrote which event about what, and what it says."""
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
        for entry, payload in reversed(logged(range(max(0, number - limit), number)))
    ]
