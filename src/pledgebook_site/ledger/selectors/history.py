"""What happened, entry by entry, and to one noun."""

from typing import Any

from pledgebook_site.ledger.models import About, EntryRow, OtherRow
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.accounts import author_names
from pledgebook_site.ledger.selectors.log import the_log
from pledgebook_site.ledger.selectors.logged import Logged, logged

Told = dict[str, Any]


def history(*, limit: int | None = None) -> list[Told]:
    """The last entries of the log, the newest last."""
    size = the_log().size
    return _all_told(list(range(0 if limit is None else max(0, size - limit), size)))


def history_of(kind: str, key: str, *, limit: int | None = None) -> list[Told]:
    """The last entries that touch a noun, the newest last; with a pledge all that hangs on it."""
    if kind == "scales":
        return _all_told(_of_scale(key)[-limit if limit else 0 :])
    rows = About.objects.filter(subject__in=_around(kind, key)).order_by("-entry_id")
    return _all_told(list(rows.values_list("entry_id", flat=True).distinct()[:limit]))


def _of_scale(name: str) -> list[int]:
    """The entries by which a scale was recorded: they are about the tracker."""
    rows = EntryRow.objects.filter(type="scale.recorded").values_list("index", flat=True)
    return [entry.index for entry, payload in logged(rows) if payload is not None and payload["scale"]["id"] == name]


def _around(kind: str, key: str) -> list[str]:
    if kind != "pledges":
        return [key]
    pledge = record.pledge(key)
    return [key, *pledge.sightings, *pledge.evidence, *pledge.verdicts]


def _all_told(numbers: list[int]) -> list[Told]:
    names, undone = author_names(), undone_entries()
    return [_told(one, names) | {"undone": one[0].index in undone} for one in logged(numbers)]


def undone_entries() -> set[int]:
    """The numbers of the entries that were undone."""
    return _entries("undone")


def uncounted_entries() -> set[int]:
    """The numbers of the entries that no longer count: undone, or hanging on something that was redacted since."""
    return _entries("undone", "passed_over")


def _entries(*lists: str) -> set[int]:
    rows = OtherRow.objects.filter(kind="log", name__in=lists).values_list("data", flat=True)
    return {number for numbers in rows for number in numbers}


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
