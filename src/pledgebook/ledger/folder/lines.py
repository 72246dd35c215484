"""The events of an export: which lines they are, and that they are the leaves of the log."""

from collections.abc import Iterator
from hashlib import sha256

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry, check_line
from pledgebook.ledger.folder.layout import EVENTS_IN_A_FILE, LEAVES, Manifest, events_path, events_path_of
from pledgebook.ledger.folder.opened import Folder, read_listed
from pledgebook.ledger.folder.report import Fault
from pledgebook.ledger.proof.hashing import HASH_BYTES

_HEX_LINE = 2 * HASH_BYTES + 1


def read_leaves(folder: Folder, manifest: Manifest) -> list[bytes]:
    """The leaf hashes that the export tells, one for each event."""
    content = read_listed(folder, manifest, LEAVES)
    if len(content) != _HEX_LINE * manifest.size:
        raise Fault(f"does not hold one hash for each of {manifest.size} events", file=LEAVES)
    try:
        leaves = bytes.fromhex(content.decode("ascii"))
    except ValueError:
        raise Fault("holds something that is no hash", file=LEAVES) from None
    if leaves.hex("\n", HASH_BYTES).encode() + b"\n" != content:
        raise Fault("holds something that is no hash", file=LEAVES)
    return [leaves[at : at + HASH_BYTES] for at in range(0, len(leaves), HASH_BYTES)]


def read_entries(folder: Folder, manifest: Manifest, leaves: list[bytes]) -> list[Entry]:
    """All events, once each line is the leaf that it should be and the clocks run forward."""
    _check_files(manifest)
    entries: list[Entry] = []
    for number in range(_files(manifest.size)):
        name = events_path(number)
        lines = _read_lines(folder, manifest, name, first=len(entries), leaves=leaves)
        entries.extend(_checked(lines, name, first=len(entries)))
    _check_clocks(entries)
    return entries


def _files(size: int) -> int:
    return -(-size // EVENTS_IN_A_FILE)


def _check_files(manifest: Manifest) -> None:
    wanted = {events_path(number) for number in range(_files(manifest.size))}
    there = {name for name in manifest.files if name.startswith("events/")}
    for name in sorted(wanted - there):
        raise Fault("is missing", file=name)
    for name in sorted(there - wanted):
        raise Fault(f"is not a file of the {manifest.size} events that there are", file=name)


def _read_lines(folder: Folder, manifest: Manifest, name: str, *, first: int, leaves: list[bytes]) -> list[bytes]:
    """The lines of a file; a Fault names the first event that is not the leaf that it should be."""
    content = folder.read(name)
    lines = content.split(b"\n")
    wanted = leaves[first : first + EVENTS_IN_A_FILE]
    for place, (line, leaf) in enumerate(zip(lines, wanted, strict=False)):
        if sha256(b"\x00" + line).digest() != leaf:
            raise Fault("its line does not have the hash that leaves tells of it", file=name, event=first + place)
    if len(lines) - 1 < len(wanted):
        raise Fault("the line is missing", file=name, event=first + len(lines) - 1)
    if len(lines) - 1 > len(wanted) or lines.pop() != b"":
        raise Fault("there is more in the file than its events", file=name, event=first + len(wanted))
    if sha256(content).hexdigest() != manifest.files[name]:
        raise Fault("its hash is not the one in manifest.json", file=name)
    return lines


def _checked(lines: list[bytes], name: str, *, first: int) -> Iterator[Entry]:
    for index, line in enumerate(lines, start=first):
        try:
            yield check_line(line, index=index)
        except LedgerError as error:
            raise Fault(str(error), file=name, event=index) from None


def _check_clocks(entries: list[Entry]) -> None:
    last = ""
    for entry in entries:
        if entry.recorded_at < last:
            raise Fault("was recorded before the event above it", file=events_path_of(entry.index), event=entry.index)
        last = entry.recorded_at
