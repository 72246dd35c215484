"""A log that another one continues: its entries to the byte, its accounts without passwords."""

import secrets
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from pledgebook.ledger.entries import Entry, check_line, open_blob
from pledgebook.ledger.events import LogContinued, event_of
from pledgebook.ledger.folder.layout import EVENTS_IN_A_FILE, events_path, payload_path
from pledgebook.ledger.proof import SigningKey
from pledgebook_site.ledger.models import Account
from pledgebook_site.ledger.projections import Projection
from pledgebook_site.ledger.selectors.accounts import LOCAL
from pledgebook_site.ledger.services.accounts import record_local
from pledgebook_site.ledger.services.log import Operation, founding, moment_after

if TYPE_CHECKING:
    from pledgebook_site.restoring import Export


def continue_log(export: "Export", key: SigningKey) -> None:
    """Take over the entries of an export into an empty database, and continue them under a new key."""
    entries = list(_entries(export))
    local = next((author for author, one in export.authors.items() if one["name"] == LOCAL), None)
    with founding(local or secrets.token_hex(16), origin=key.name, tracker=entries[0].subject) as op:
        for _, operation in groupby(entries, key=lambda entry: entry.recorded_at):
            _adopt(op, operation, export)
        op.recorded_at = op.effective_at = moment_after(op.log.recorded_at)
        op.record(_continued(export, key), subject=op.log.tracker)
        for author in sorted(export.authors, key=_order(entries)):
            _bring_back(author, export.authors[author])
        if local is None:
            record_local(op)


def _adopt(op: Operation, entries: Iterator[Entry], export: "Export") -> None:
    """Take over what was one operation, and bring the projections up to it."""
    for entry in entries:
        blob = _blob(entry, export)
        op.adopt(entry.line, blob, None if blob is None else event_of(entry.type, open_blob(blob)))
    op.flush()
    op.projection.write()
    op.projection = Projection()


def _entries(export: "Export") -> Iterator[Entry]:
    size = export.manifest.size
    for number in range(-(-size // EVENTS_IN_A_FILE)):
        lines = export.read(events_path(number)).split(b"\n")[:-1]
        for place, line in enumerate(lines):
            yield check_line(line, index=number * EVENTS_IN_A_FILE + place)


def _blob(entry: Entry, export: "Export") -> bytes | None:
    name = payload_path(entry.payload_sha256)
    return export.read(name) if name in export.manifest.files else None


def _continued(export: "Export", key: SigningKey) -> LogContinued:
    return LogContinued(
        origin=export.manifest.origin,
        size=export.manifest.size,
        checkpoint=export.checkpoint,
        keys=export.keys,
        vkey=key.vkey,
    )


def _order(entries: list[Entry]) -> Callable[[str], int]:
    """Accounts come back in the order in which the log came to know them."""
    recorded = {entry.subject: entry.index for entry in entries if entry.type == "author.recorded"}
    return lambda author: recorded.get(author, len(entries))


def _bring_back(author: str, told: dict[str, object]) -> None:
    account = Account(author=author, **told)
    account.set_password(None)
    account.save()
