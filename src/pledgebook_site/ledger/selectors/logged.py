"""Entries with their payloads opened: what the projections fold."""

from collections.abc import Iterable, Iterator
from typing import Any

from pledgebook.ledger.entries import Entry, open_blob
from pledgebook_site.ledger.models import EntryRow
from pledgebook_site.ledger.selectors.log import blob_of, entries, entry_of

AT_ONCE = 10_000  # a statement may name some 32,000
Logged = tuple[Entry, dict[str, Any] | None]


def logged(numbers: Iterable[int], *, types: Iterable[str] | None = None) -> list[Logged]:
    """These entries in order, of these types, each with its payload; None where it was redacted."""
    wanted = sorted(set(numbers))
    found: list[Logged] = []
    for first in range(0, len(wanted), AT_ONCE):
        rows = EntryRow.objects.filter(index__in=wanted[first : first + AT_ONCE])
        if types is not None:
            rows = rows.filter(type__in=list(types))
        found += [(entry_of(row), _opened(blob_of(row))) for row in rows.order_by("index").select_related("payload")]
    return found


def logged_all() -> Iterator[Logged]:
    """The whole log in order."""
    for entry, blob in entries():
        yield entry, _opened(blob)


def _opened(blob: bytes | None) -> dict[str, Any] | None:
    return None if blob is None else open_blob(blob)
