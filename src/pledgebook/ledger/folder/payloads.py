"""What the events of an export say, and which payloads may be missing."""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Set
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from hashlib import sha256
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry, open_blob
from pledgebook.ledger.events import check_payload
from pledgebook.ledger.folder.layout import (
    Manifest,
    events_path_of,
    payload_path,
    source_path,
    stored,
    text_path,
)
from pledgebook.ledger.folder.opened import Folder
from pledgebook.ledger.folder.report import Fault
from pledgebook.ledger.proof import reads_alike
from pledgebook.ledger.replay import Logged, undone_by

Taken = tuple[Entry, dict[str, Any]]

CHECKED_HERE = frozenset({"key.made", "key.rotated", "log.continued", "redaction.made"})
"""What is needed before the events are replayed, which checks the form of all."""


MANY = 20_000
"""The events from which on a process of its own reads ahead what this one makes sense of."""
_PART, _AHEAD = 2000, 4
Blob = tuple[bytes | None, bool]
"""The bytes of a payload, None where it is missing, and whether `reads_alike` has looked at them."""


def read_payloads(folder: Folder, manifest: Manifest, entries: Sequence[Entry]) -> Iterator[Logged]:
    """Each event with its payload, None where it is missing; those that are there have the hash that the line tells."""
    alone = len(entries) < MANY or not _can_share()
    blobs = _blobs(folder, manifest, entries) if alone else _blobs_ahead(folder, manifest, entries)
    for entry, (blob, alike) in zip(entries, blobs, strict=True):
        yield entry, None if blob is None else _opened(blob, alike, entry)
    _check_all_used(manifest, frozenset(payload_path(entry.payload_sha256) for entry in entries), len(entries))


def _blobs(folder: Folder, manifest: Manifest, entries: Iterable[Entry]) -> Iterator[Blob]:
    for entry in entries:
        name = payload_path(entry.payload_sha256)
        if name not in folder.names:
            yield None, False
            continue
        blob = folder.read(name, event=entry.index)
        if not sha256(blob).hexdigest() == entry.payload_sha256 == manifest.files[name]:
            raise Fault("its bytes do not have the hash that is its name", file=name, event=entry.index)
        yield blob, False


def _can_share() -> bool:
    """Whether there is a second processor, and a system on which a process is safely copied."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _blobs_ahead(folder: Folder, manifest: Manifest, entries: Sequence[Entry]) -> Iterator[Blob]:
    """As `_blobs`, read by a copy of this process; where that finds anything amiss, this one looks and says what."""
    parts = [slice(at, at + _PART) for at in range(0, len(entries), _PART)]
    told = (folder, manifest, entries)
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, mp_context=fork, initializer=_begin_helper, initargs=told) as helper:
        waiting = deque(_asked(helper, part) for part in parts[:_AHEAD])
        for place, part in enumerate(parts):
            found = _answered(waiting.popleft())
            if place + _AHEAD < len(parts):
                waiting.append(_asked(helper, parts[place + _AHEAD]))
            yield from _blobs(folder, manifest, entries[part]) if found is None else found


_told: tuple[Folder, Manifest, Sequence[Entry]] | None = None  # to the helping process, with the copy


def _begin_helper(folder: Folder, manifest: Manifest, entries: Sequence[Entry]) -> None:
    global _told
    _told = folder, manifest, entries
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that was asked to stop ends this one


def _helping(part: slice) -> list[Blob] | None:
    """The blobs of some events, None if one of them is not as it should be."""
    assert _told is not None
    folder, manifest, entries = _told
    try:
        found = list(_blobs(folder, manifest, entries[part]))
    except Fault:
        return None
    return [(blob, blob is not None and reads_alike(blob)) for blob, _ in found]


def _asked(helper: Executor, part: slice) -> "Future[list[Blob] | None] | None":
    try:
        return helper.submit(_helping, part)
    except BrokenExecutor:
        return None


def _answered(asked: "Future[list[Blob] | None] | None") -> list[Blob] | None:
    try:
        return None if asked is None else asked.result()
    except BrokenExecutor:
        return None


def read_undone(folder: Folder, entries: Iterable[Entry]) -> frozenset[int]:
    """The events that others take back, wherever in the log those are; what cannot be read waits for its turn."""
    found: list[Logged] = []
    for entry in entries:
        if entry.type == "event.undone":
            try:
                found.append((entry, open_blob(folder.read(payload_path(entry.payload_sha256)))))
            except (Fault, LedgerError):
                continue
    return undone_by(found)


def _opened(blob: bytes, alike: bool, entry: Entry) -> dict[str, Any]:
    try:
        payload = open_blob(blob, alike=alike)
    except LedgerError as error:
        raise Fault(str(error), file=payload_path(entry.payload_sha256), event=entry.index) from None
    fault = check_payload(entry.type, payload) if entry.type in CHECKED_HERE else None
    if fault is not None:
        raise Fault(fault, file=payload_path(entry.payload_sha256), event=entry.index)
    return payload


def _check_all_used(manifest: Manifest, used: Set[str], size: int) -> None:
    if len(used) != size:
        raise Fault("two events have one payload")
    for name in sorted(manifest.files.keys() - used):
        parts = stored(name)
        if parts is not None and parts[0] == "payloads":
            raise Fault("is the payload of no event", file=name)


def redactions(logged: Iterable[Logged]) -> dict[int, int]:
    """Which entries lost their payload by law or request, and the number of the later entry that says so."""
    found: dict[int, int] = {}
    for entry, payload in logged:
        if entry.type == "redaction.made" and payload is not None:
            for number in payload["entries"]:
                if number < entry.index:
                    found.setdefault(number, entry.index)
    return found


def check_missing(manifest: Manifest, entries: Sequence[Entry], missing: Set[int], redacted: dict[int, int]) -> None:
    """Refuse a payload that is missing and neither redacted nor listed as withheld, and one that is either and there.

    `missing` are the numbers of the entries without a payload, `redacted` is as `redactions` has it.
    """
    withheld = frozenset(manifest.withheld)
    for index in sorted((missing ^ (withheld | redacted.keys())) & frozenset(range(len(entries)))):
        if index in missing:
            name = payload_path(entries[index].payload_sha256)
            raise Fault("the payload is missing, and no redaction and no list names it", file=name, event=index)
        if index in redacted:
            told = f"its payload was redacted by event {redacted[index]} and is still there"
        else:
            told = "its payload is there, though manifest.json lists it as withheld"
        raise Fault(told, file=events_path_of(index), event=index)
    if manifest.withheld and manifest.withheld[-1] >= manifest.size:
        raise Fault(f"withholds event {manifest.withheld[-1]}, which does not exist", file="manifest.json")


def check_documents(
    manifest: Manifest, logged: Sequence[Logged], *, texts: frozenset[str], sources: frozenset[str]
) -> None:
    """Refuse texts and sources of no document, redacted ones that are there, and in a private export lacking ones.

    `logged` holds at least what was taken in and what was redacted.
    """
    taken = [(entry, payload) for entry, payload in logged if entry.type == "document.taken" and payload is not None]
    gone = _redacted_texts(taken, logged)
    _check_named(taken, texts=texts, sources=sources)
    for entry, payload in taken:
        redacted = payload["text_sha256"] in gone
        for there, digest, path in (
            (texts, payload["text_sha256"], text_path),
            (sources, payload["source_sha256"], source_path),
        ):
            if redacted and digest in there:
                raise Fault("was redacted and is still there", file=path(digest), event=entry.index)
            if not (redacted or manifest.public or digest in there):
                raise Fault("is missing, and no redaction names it", file=path(digest), event=entry.index)
    if manifest.public and sources:
        raise Fault("is the file of a source, which no public export holds", file=source_path(min(sources)))


def _redacted_texts(taken: Sequence[Taken], logged: Sequence[Logged]) -> frozenset[str]:
    named = {
        name
        for entry, payload in logged
        if entry.type == "redaction.made" and payload is not None
        for name in payload["texts"]
    }
    return frozenset(payload["text_sha256"] for entry, payload in taken if entry.subject in named)


def _check_named(taken: Sequence[Taken], *, texts: frozenset[str], sources: frozenset[str]) -> None:
    for digest in sorted(texts - {payload["text_sha256"] for _, payload in taken}):
        raise Fault("is the text of no document", file=text_path(digest))
    for digest in sorted(sources - {payload["source_sha256"] for _, payload in taken}):
        raise Fault("is the source of no document", file=source_path(digest))
