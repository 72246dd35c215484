"""What happened, entry by entry, and to one noun."""

from typing import Any

from pledgebook_site.ledger.models import About, OtherRow
from pledgebook_site.ledger.selectors.accounts import author_names
from pledgebook_site.ledger.selectors.log import the_log
from pledgebook_site.ledger.selectors.logged import Logged, logged

Told = dict[str, Any]


def history(subject: str | None = None, *, limit: int | None = None) -> list[Told]:
    """The last entries of the log, or of those that touch a noun, the newest last."""
    numbers = _last(limit) if subject is None else _about(subject, limit)
    names, undone = author_names(), undone_entries()
    return [_told(one, names) | {"undone": one[0].index in undone} for one in logged(numbers)]


def undone_entries() -> set[int]:
    """The numbers of the entries that no longer count."""
    row = OtherRow.objects.filter(kind="log", name="undone").first()
    return set() if row is None else set(row.data)


def _last(limit: int | None) -> list[int]:
    size = the_log().size
    return list(range(0 if limit is None else max(0, size - limit), size))


def _about(subject: str, limit: int | None) -> list[int]:
    rows = About.objects.filter(subject=subject).order_by("-entry_id").values_list("entry_id", flat=True)
    return list(rows[:limit])


def _told(one: Logged, names: dict[str, str]) -> Told:
    entry, payload = one
    return {
        "entry": entry.index,
        "recorded_at": entry.recorded_at,
        "effective_at": entry.effective_at,
        "author": entry.author,
        "author_name": names.get(entry.author),
        "type": entry.type,
        "subject": entry.subject,
        "payload": payload,
    }
