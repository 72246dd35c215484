"""Does an export hold? Each check in its order; the first thing that does not hold ends it."""

import gc
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folder.keychain import KEY_EVENTS, KeyChain, check_head, check_kept, check_key, keychain
from pledgebook.ledger.folder.layout import (
    AUTHORS,
    CHECKPOINT,
    KEYS,
    README,
    events_path_of,
    payload_path,
    text_path,
)
from pledgebook.ledger.folder.lines import read_entries, read_leaves
from pledgebook.ledger.folder.opened import Folder, check_names, check_stored, read_listed, read_manifest
from pledgebook.ledger.folder.payloads import check_documents, check_missing, read_payloads, read_undone, redactions
from pledgebook.ledger.folder.proofs import LATER, RULES, check_proof
from pledgebook.ledger.folder.quotes import Quotes
from pledgebook.ledger.folder.report import Fault, Report
from pledgebook.ledger.proof import VerifyingKey, root_from_leaves
from pledgebook.ledger.replay import Logged, Replaying

NOT_PROVED = (
    "that the sources themselves told the truth",
    "that nothing was left out before the record began",
)
NO_HEAD = "that this is the only log that its key has signed: compare it with a head that you kept (--against)"
NO_KEY = "that the key is the tracker's: compare it with one that you know (--key)"


def verify(path: Path, *, kept: bytes | None = None, key: VerifyingKey | None = None) -> Report:
    """Check an export folder or a proof file; see `verify_folder`. LedgerError if the file cannot be read."""
    if path.is_dir():
        return verify_folder(path, kept=kept, key=key)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror}") from None
    return verify_proof(content, name=path.name, kept=kept, key=key)


def verify_proof(content: bytes, *, name: str, kept: bytes | None = None, key: VerifyingKey | None = None) -> Report:
    """Check the proof of one promise, as `verify_folder` checks an export; `name` is its file, for the message."""
    report = Report(kind="proof")
    try:
        chain = check_proof(content, report, kept=kept, key=key)
    except Fault as fault:
        report.fault = Fault(fault.text, file=fault.file or name, event=fault.event)
        return report
    report.notes = notes(chain)
    report.not_proved = [*not_proved(report, kept=kept, key=key), LATER, RULES]
    return report


def verify_folder(root: Path, *, kept: bytes | None = None, key: VerifyingKey | None = None) -> Report:
    """Check an export; `kept` is a checkpoint and `key` a key that somebody kept. ProofError if `kept` is none.

    What does not hold is `Report.fault`; damage of any kind is one, never another error.
    """
    report = Report(kind="folder")
    try:
        with _without_collector():
            _Check(Folder(root), report).run(kept=kept, key=key)
    except Fault as fault:
        report.fault = fault
    return report


@contextmanager
def _without_collector() -> Iterator[None]:
    """What is read here is let go as soon as nothing needs it, so that looking for garbage only costs time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_KEPT = frozenset({*KEY_EVENTS, "document.taken", "redaction.made"})


@dataclass(slots=True)
class _Told:
    """What the payloads of an export said: those that later checks ask for, and what speaks against the others.

    `broken` is the first event that breaks a rule, `misquoted` the first one before it whose words are not there.
    """

    quotes: Quotes
    kept: list[Logged] = field(default_factory=list)
    missing: set[int] = field(default_factory=set)
    broken: Fault | None = None
    misquoted: Fault | None = None


class _Check:
    """One export on its way through all checks."""

    def __init__(self, folder: Folder, report: Report) -> None:
        self.folder, self.report = folder, report
        self.manifest = read_manifest(folder)
        report.origin, report.size, report.public = self.manifest.origin, self.manifest.size, self.manifest.public

    def run(self, *, kept: bytes | None, key: VerifyingKey | None) -> None:
        folder, manifest = self.folder, self.manifest
        check_names(folder, manifest)
        for name in (README, AUTHORS):
            read_listed(folder, manifest, name)
        head, keys = read_listed(folder, manifest, CHECKPOINT), read_listed(folder, manifest, KEYS)
        texts, sources = check_stored(folder, manifest, "texts"), check_stored(folder, manifest, "sources")
        leaves = read_leaves(folder, manifest)
        entries = read_entries(folder, manifest, leaves)
        told = self._told(entries, texts)
        chain = self._chain(told.kept, leaves, keys=keys)
        root = root_from_leaves(leaves)
        check_head(head, chain=chain, size=len(entries), root=root, file=CHECKPOINT)
        redacted = redactions(told.kept)
        check_missing(manifest, entries, told.missing, redacted)
        if told.broken is not None:
            raise told.broken
        check_documents(manifest, told.kept, texts=texts, sources=sources)
        if told.misquoted is not None:
            raise told.misquoted
        self._compare(chain, leaves, kept=kept, key=key)
        self._tell(chain, told.quotes, redacted, texts=texts, root=root, kept=kept, key=key)

    def _told(self, entries: Sequence[Entry], texts: frozenset[str]) -> _Told:
        """Every payload once, for all that look at it; a Fault at once if one is not the one that its line tells.

        None is kept for longer than its turn but those that later checks ask for: the memory for all of them would
        take more time than to read them.
        """
        folder = self.folder

        def read(sha256: str) -> bytes | None:
            return folder.read(text_path(sha256)) if sha256 in texts else None

        told = _Told(Quotes(read, name=lambda entry: payload_path(entry.payload_sha256)))
        replaying = Replaying(read_undone(folder, entries), rules_only=True)
        for entry, payload in read_payloads(folder, self.manifest, entries):
            if payload is None:
                told.missing.add(entry.index)
            if entry.type in _KEPT:
                told.kept.append((entry, payload))
            if told.broken is None:
                told.broken = _broken(replaying, entry, payload)
            if told.broken is None and told.misquoted is None:
                try:
                    told.quotes.check_one(entry, payload)
                except Fault as fault:
                    told.misquoted = fault
        return told

    def _chain(self, logged: Sequence[Logged], leaves: list[bytes], *, keys: bytes) -> KeyChain:
        try:
            chain = keychain([one for one in logged if one[0].type in KEY_EVENTS], leaves=leaves)
        except Fault as fault:
            raise Fault(fault.text, file=events_path_of(fault.event or 0), event=fault.event) from None
        if "".join(f"{vkey}\n" for vkey in chain.vkeys()).encode() != keys:
            raise Fault("does not hold the keys that the events tell", file=KEYS)
        if chain.origin != self.manifest.origin:
            raise Fault(f"is of {self.manifest.origin}, and the events are of {chain.origin}", file="manifest.json")
        return chain

    def _compare(self, chain: KeyChain, leaves: list[bytes], *, kept: bytes | None, key: VerifyingKey | None) -> None:
        if key is not None:
            check_key(key, chain=chain)
        if kept is not None:
            check_kept(
                kept,
                chain=chain,
                size=len(leaves),
                grown=lambda head: root_from_leaves(leaves[: head.size]) == head.root,
                file="the kept head",
            )

    def _tell(
        self,
        chain: KeyChain,
        quotes: Quotes,
        redacted: dict[int, int],
        *,
        texts: frozenset[str],
        root: bytes,
        kept: bytes | None,
        key: VerifyingKey | None,
    ) -> None:
        report = self.report
        report.root = b64encode(root).decode()
        report.counts = {
            "events": self.manifest.size,
            "quotes_cut": quotes.cut,
            "quotes_without_text": quotes.uncut,
            "redacted": len(redacted),
            "texts": len(texts),
            "withheld": len(self.manifest.withheld),
        }
        report.notes = notes(chain)
        report.not_proved = not_proved(report, kept=kept, key=key)


def _broken(replaying: Replaying, entry: Entry, payload: dict[str, Any] | None) -> Fault | None:
    """What the next event breaks, if it breaks a rule."""
    try:
        replaying.take(entry, payload)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return Fault(f"the events cannot be replayed: {type(error).__name__}: {error}")
    if not replaying.state.problems:
        return None
    first = replaying.state.problems[0]
    return Fault(first.text, file=events_path_of(first.entry), event=first.entry)


def notes(chain: KeyChain) -> list[str]:
    """What a reader must know of where the log came from."""
    return [f"continues {one.origin} from entry {one.entry}, not vouched for by its key" for one in chain.continued]


def not_proved(report: Report, *, kept: bytes | None, key: VerifyingKey | None) -> list[str]:
    """What no check of this kind has shown."""
    found = list(NOT_PROVED)
    if kept is None:
        found.append(NO_HEAD)
    if key is None and kept is None:
        found.append(NO_KEY)
    if report.counts["withheld"]:
        found.append(f"what the withheld payloads say ({report.counts['withheld']})")
    if report.counts["quotes_without_text"]:
        found.append(f"quotations whose text is not here ({report.counts['quotes_without_text']})")
    return found
