"""Where a promise stands in the log, and what shows that it does."""

from dataclasses import dataclass
from functools import lru_cache

from pledgebook.ledger.folder.proving import prove_within
from pledgebook_site.ledger.models import About, EntryRow, OtherRow
from pledgebook_site.ledger.selectors.bearing import bearing_on, known_tree
from pledgebook_site.ledger.selectors.log import signable, the_log
from pledgebook_site.ledger.selectors.public.days import Day
from pledgebook_site.ledger.selectors.public.record import is_public

_KEPT = 64  # proofs in memory


@dataclass(frozen=True, slots=True)
class Place:
    """The entry with which a pledge came to be, its leaf, and the hashes from there to the root of the log's tree."""

    index: int
    line: str
    leaf: str
    path: list[str]
    root: str
    size: int


def entries_of(pledge: str, day: Day) -> list[int]:
    """The numbers of the entries that touch a pledge."""
    rows = About.objects.filter(subject=pledge, entry__lt=day.size).order_by("entry_id")
    return list(rows.values_list("entry_id", flat=True))


def place(index: int, day: Day) -> Place:
    """Where an entry stands in the tree of the log as it was on a day; one query, however long the log."""
    tree = known_tree([index], day.size)
    line = EntryRow.objects.filter(pk=index).values_list("line", flat=True).get()
    return Place(
        index,
        line,
        tree.read(0, index).hex(),
        [one.hex() for one in tree.inclusion(index)],
        tree.root().hex(),
        day.size,
    )


def proof(pledge: str) -> bytes | None:
    """The proof file of a promise as strangers may have it; None where they may see no such promise."""
    with signable():
        log = the_log()
        return _proof(log.origin, log.size, pledge) if is_public(pledge) else None


@lru_cache(maxsize=_KEPT)
def _proof(origin: str, size: int, pledge: str) -> bytes:
    """The proof from a log of this size: what it says changes with the log only."""
    return prove_within(bearing_on(pledge), pledge, public=True)


def vkeys() -> list[str]:
    """The keys of the log, the oldest first."""
    row = OtherRow.objects.filter(kind="log", name="keys").first()
    return [] if row is None else [one["vkey"] for one in row.data]
