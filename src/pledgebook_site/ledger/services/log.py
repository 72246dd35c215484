"""The one door into the log: an operation is one transaction, one moment and one author."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry, check_line, make_line, seal
from pledgebook.ledger.events import Event
from pledgebook.ledger.events.tracker import EventUndone, KeyMade, KeyRotated, LogContinued, RedactionMade
from pledgebook.ledger.proof import leaf_hash
from pledgebook_site.ledger.abouts import ids_in
from pledgebook_site.ledger.models import About, EntryRow, Log, Node, PayloadRow
from pledgebook_site.ledger.models.inserting import insert
from pledgebook_site.ledger.projections import Projection
from pledgebook_site.ledger.selectors.log import growing, subjects_of, the_log
from pledgebook_site.ledger.services.overtaking import refuse_overtaken

CLOCK = "%Y-%m-%dT%H:%M:%S.%fZ"
ENTRY = ("index", "type", "subject", "author", "recorded_at", "effective_at", "payload_sha256", "line")


@dataclass(slots=True)
class Operation:
    """What one author does at one moment; its entries reach the database when it ends or is flushed."""

    log: Log
    author: str
    recorded_at: str
    effective_at: str
    entries: list[Entry] = field(default_factory=list)
    projection: Projection = field(default_factory=Projection)
    _waiting: list[tuple[Entry, bytes | None, set[str]]] = field(default_factory=list)

    def record(
        self, event: Event, *, subject: str, effective_at: str | None = None, about: Iterable[str] = ()
    ) -> Entry:
        """Add an event to the log and to the record; `about` are further nouns that it touches.

        `effective_at` is a partial date, and that of the operation unless told. LedgerError if a rule refuses the
        event; then nothing was added.
        """
        payload = event.to_payload()
        _refuse_nul(payload)
        blob = seal(payload, salt=secrets.token_hex(32))
        line = make_line(
            event=event.TYPE,
            subject=subject,
            author=self.author,
            recorded_at=self.recorded_at,
            effective_at=self.effective_at if effective_at is None else effective_at,
            blob=blob,
        )
        entry = check_line(line, index=self.log.size)
        nouns = {*about, *self._touched(event, payload)}
        self.projection.follow(entry, payload)
        self._append(entry, blob, nouns)
        if isinstance(event, (KeyMade, KeyRotated, LogContinued)):
            self.log.vkey = event.vkey
        return entry

    def adopt(self, line: bytes, blob: bytes | None, event: Event | None) -> Entry:
        """Add an entry as another log has it, to the byte, with the event in its blob; both may be missing.

        The record follows without asking the rules: flush, write and renew `projection` after each of its operations.
        """
        entry = check_line(line, index=self.log.size)
        payload = None if event is None else event.to_payload()
        nouns = set() if event is None or payload is None else self._touched(event, payload)
        self.projection.follow(entry, payload, trusted=True)
        self._append(entry, blob, nouns)
        return entry

    def _append(self, entry: Entry, blob: bytes | None, nouns: set[str]) -> None:
        self.entries.append(entry)
        self._waiting.append((entry, blob, nouns | {entry.subject}))
        self.log.size += 1
        self.log.recorded_at = max(self.log.recorded_at, entry.recorded_at)

    def _touched(self, event: Event, payload: dict[str, Any]) -> set[str]:
        """The nouns that the event names, and those of the entries that it undoes or redacts."""
        nouns = ids_in(payload)
        if isinstance(event, (EventUndone, RedactionMade)):
            self.flush()
            nouns |= subjects_of(event.entries)
        return nouns

    def flush(self) -> None:
        """Bring what was recorded so far to the database, for what reads it within the operation."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        grown = growing(waiting[0][0].index).extend(leaf_hash(entry.line) for entry, _, _ in waiting)
        insert(EntryRow, ENTRY, [_row(entry) for entry, _, _ in waiting])
        insert(PayloadRow, ("entry_id", "blob"), [(e.index, blob) for e, blob, _ in waiting if blob is not None])
        insert(Node, ("level", "number", "hash"), grown)
        abouts = [(noun, entry.index) for entry, _, nouns in waiting for noun in sorted(nouns)]
        insert(About, ("subject", "entry_id"), abouts)
        self.log.save()

    def forget(self, entries: Iterable[int]) -> int:
        """Delete the payloads of these entries, salt and all; how many there were. Call `wipe` once it is committed."""
        self.flush()
        return PayloadRow.objects.filter(entry__in=list(entries)).delete()[0]


def _refuse_nul(told: object) -> None:
    """LedgerError where a text holds U+0000, which PostgreSQL does not keep: what is here must be restorable there."""
    if isinstance(told, str) and "\0" in told:
        raise LedgerError("a text holds the character U+0000, which is none of any writing: leave it out.")
    if isinstance(told, dict):
        told = [*told, *told.values()]
    if isinstance(told, list | tuple):
        for part in told:
            _refuse_nul(part)


@contextmanager
def operation(author: str, *, effective_at: str | None = None) -> Iterator[Operation]:
    """One transaction in which an author, by his id, adds to the log; nothing of it stays where it fails.

    Writers wait for one another here. `effective_at` is a partial date; else it is the moment of the record.
    """
    with transaction.atomic(durable=True):
        log = _locked()
        refuse_overtaken()
        yield from _operating(log, author, effective_at)


@contextmanager
def founding(author: str, *, origin: str, tracker: str) -> Iterator[Operation]:
    """The operation with which a log begins: there is a tracker once it is committed, and none where it fails."""
    with transaction.atomic(durable=True):
        yield from _operating(Log(origin=origin, tracker=tracker), author, None)


def _operating(log: Log, author: str, effective_at: str | None) -> Iterator[Operation]:
    now = moment_after(log.recorded_at)
    made = Operation(log, author, now, now if effective_at is None else effective_at)
    yield made
    made.flush()
    made.projection.write()


def _locked() -> Log:
    log = Log.objects.select_for_update().first()
    return the_log() if log is None else log


def moment_after(last: str) -> str:
    """Now, in UTC with six decimals, or where the clock does not say so the first moment after `last`."""
    now = datetime.now(UTC)
    if last:
        now = max(now, datetime.strptime(last, CLOCK).replace(tzinfo=UTC) + timedelta(microseconds=1))
    return now.strftime(CLOCK)


def _row(entry: Entry) -> tuple[Any, ...]:
    """The columns of `ENTRY`."""
    return (
        entry.index,
        entry.type,
        entry.subject,
        entry.author,
        entry.recorded_at,
        entry.effective_at,
        entry.payload_sha256,
        entry.line.decode("ascii"),
    )


def wipe() -> None:
    """After a redaction: leave nothing of what was deleted in the database's files, as far as they are ours.

    SQLite has overwritten it (secure_delete), and its write-ahead log is emptied here; PostgreSQL writes the table
    of payloads anew, while its own write-ahead log and its backups are the server's business.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(PayloadRow._meta.db_table)}")
