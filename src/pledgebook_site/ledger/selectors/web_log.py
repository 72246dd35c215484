"""The log as its page shows it."""

from typing import Any

from pledgebook_site.ledger.selectors.accounts import author_names
from pledgebook_site.ledger.selectors.history import undone_entries
from pledgebook_site.ledger.selectors.logged import logged

Told = dict[str, Any]


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
