"""That nobody overwrites what he has not seen: an operation within `having_seen` fails where somebody was faster."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pledgebook_site.errors import OvertakenError
from pledgebook_site.ledger.models import About

Seen = tuple[int, tuple[str, ...]]
_seen: ContextVar[Seen | None] = ContextVar("seen", default=None)


@contextmanager
def having_seen(entry: int, nouns: Iterable[str]) -> Iterator[None]:
    """Let the operations within fail with OvertakenError if an entry after `entry` is about one of these nouns."""
    token = _seen.set((entry, tuple(nouns)))
    try:
        yield
    finally:
        _seen.reset(token)


def refuse_overtaken() -> None:
    """OvertakenError if a noun that the author has seen was written about since; called once the log is locked."""
    seen = _seen.get()
    if seen is None:
        return
    later = About.objects.filter(subject__in=seen[1], entry_id__gt=seen[0]).order_by("-entry_id")
    number = later.values_list("entry_id", flat=True).first()
    if number is not None:
        raise OvertakenError(number)
