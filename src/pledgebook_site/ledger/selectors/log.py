"""The log: its lines, its tree, and its signed head."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.proof import Checkpoint, ProofError, SigningKey, Tree, sign_checkpoint
from pledgebook_site.boot import current
from pledgebook_site.errors import StoreError
from pledgebook_site.ledger.models import About, EntryRow, Log, Node
from pledgebook_site.secrets import Secrets

AT_ONCE = 2000
_key: ContextVar[SigningKey | None] = ContextVar("key", default=None)


def the_log() -> Log:
    """The row of the log; StoreError where there is no tracker yet."""
    log = Log.objects.first()
    if log is None:
        raise StoreError("there is no tracker yet; 'pledgebook init' makes one.")
    return log


def head() -> str:
    """The signed checkpoint over all that is committed: the same bytes as long as nothing is added."""
    if connection.in_atomic_block:
        raise RuntimeError("a head is signed over committed entries only, never within a transaction")
    with signable():
        log = the_log()
        return sign_checkpoint(Checkpoint(log.origin, log.size, tree(log.size).root()), key_of(log))


def tree(size: int | None = None) -> Tree:
    """The log's tree, as it is or as it was when it had `size` entries; each node that it needs is one read."""
    return Tree(read_node, the_log().size if size is None else size)


def growing(size: int) -> Tree:
    """The log's tree when it had `size` entries, with what adding to it needs read at once."""
    peaks = [(level, (size >> level) - 1) for level in range(size.bit_length()) if size >> level & 1]
    known: dict[tuple[int, int], bytes] = {}
    if peaks:
        table, places = connection.ops.quote_name(Node._meta.db_table), ", ".join(["(%s, %s)"] * len(peaks))
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH peak(height, place) AS (VALUES {places}) "
                f"SELECT level, number, hash FROM peak JOIN {table} ON level = height AND number = place",
                [one for peak in peaks for one in peak],
            )
            known = {(level, number): bytes(told) for level, number, told in cursor.fetchall()}
    return Tree(lambda level, number: known.get((level, number)) or read_node(level, number), size)


def read_node(level: int, number: int) -> bytes:
    """The hash of a complete subtree; ProofError if it is missing."""
    found = Node.objects.filter(level=level, number=number).values_list("hash", flat=True).first()
    if found is None:
        raise ProofError(f"the tree's node {number} at level {level} is missing")
    return bytes(found)


def leaves(start: int = 0, *, stop: int | None = None) -> Iterator[bytes]:
    """The leaf hashes from entry `start` on, in order."""
    for first, last in _stretches(start, stop):
        rows = Node.objects.filter(level=0, number__gte=first, number__lt=last).order_by("number")
        yield from map(bytes, rows.values_list("hash", flat=True))


def entries(start: int = 0, *, stop: int | None = None) -> Iterator[tuple[Entry, bytes | None]]:
    """Each entry from `start` on, in order, with the blob of its payload; None where that was redacted."""
    for first, last in _stretches(start, stop):
        rows = EntryRow.objects.filter(index__gte=first, index__lt=last).order_by("index")
        for row in rows.select_related("payload"):
            yield entry_of(row), blob_of(row)


def entries_about(subject: str) -> list[Entry]:
    """The entries that touch a noun, in order, without their payloads."""
    return [entry_of(row) for row in EntryRow.objects.filter(abouts__subject=subject).order_by("index")]


def entries_numbered(numbers: list[int]) -> list[tuple[Entry, bytes | None]]:
    """The entries with these numbers, in order, each with its blob as in `entries`."""
    rows = EntryRow.objects.filter(index__in=numbers).order_by("index").select_related("payload")
    return [(entry_of(row), blob_of(row)) for row in rows]


def subjects_of(numbers: list[int]) -> set[str]:
    """The ids of all nouns that these entries touch."""
    return set(About.objects.filter(entry__in=numbers).values_list("subject", flat=True))


def entry_of(row: EntryRow) -> Entry:
    """The entry that a row stores."""
    return Entry(
        row.index,
        row.line.encode("ascii"),
        row.type,
        row.subject,
        row.author,
        row.recorded_at,
        row.effective_at,
        row.payload_sha256,
    )


def blob_of(row: EntryRow) -> bytes | None:
    """The blob of a row's payload, or None where it was redacted."""
    payload = getattr(row, "payload", None)
    return None if payload is None else bytes(payload.blob)


def _stretches(start: int, stop: int | None) -> Iterator[tuple[int, int]]:
    end = the_log().size if stop is None else stop
    for first in range(start, end, AT_ONCE):
        yield first, min(first + AT_ONCE, end)


@contextmanager
def snapshot() -> Iterator[None]:
    """One unchanging view of the database for all reads within; writers are not held up. Inside a transaction: that."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _deferred(), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


@contextmanager
def signable() -> Iterator[None]:
    """As `snapshot`, with the key at hand that signs what is seen within: a rotation meanwhile takes it from nobody."""
    while True:
        key = _key_in_force()
        with snapshot():
            if the_log().vkey == key.vkey:
                token = _key.set(key)
                try:
                    yield
                finally:
                    _key.reset(token)
                return


def key_of(log: Log) -> SigningKey:
    """The key that signs this log; within `signable` it is at hand."""
    held = _key.get()
    return held if held is not None and held.vkey == log.vkey else Secrets(current()).log_key(log.vkey)


def _key_in_force() -> SigningKey:
    """The key of the log; where a rotation deletes the one whose name was just read, its successor."""
    while True:
        log = the_log()
        try:
            return key_of(log)
        except StoreError:
            if the_log().vkey == log.vkey:
                raise


@contextmanager
def _deferred() -> Iterator[None]:
    """SQLite's transactions take no lock to write with until they write."""
    connection.ensure_connection()
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = mode
