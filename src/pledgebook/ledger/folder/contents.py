"""What is written out: a log at one moment, from wherever it is kept."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry, check_line, open_blob
from pledgebook.ledger.folder.keychain import KEY_EVENTS, keychain
from pledgebook.ledger.folder.report import Fault
from pledgebook.ledger.proof import leaf_hash, open_checkpoint, root_from_leaves
from pledgebook.ledger.replay import replay
from pledgebook.ledger.state import State


class Contents(Protocol):
    """One state of one log, from wherever it is kept; hashes are lower-case SHA-256 in hexadecimal."""

    @property
    def checkpoint(self) -> str:
        """The signed head of that state, as `ledger head` prints it."""

    def lines(self) -> Iterable[bytes]:
        """The lines of the events from 0 to the checkpoint's size, without newlines."""

    def payload(self, sha256: str) -> bytes | None:
        """The sealed payload of this hash; None where it was redacted."""

    def text(self, sha256: str) -> bytes | None:
        """The UTF-8 of the text of this hash, None where it is not there; asked of none that was redacted."""

    def source(self, sha256: str) -> bytes | None:
        """The bytes of the source of this hash, None where it is not there; asked of none that was redacted."""

    def authors(self) -> Mapping[str, Mapping[str, Any]]:
        """`name`, `role` and `sign_in` of each author, by id."""

    def sign(self, text: str) -> str:
        """The signed note over a text, by the key in force."""


class Log:
    """The log at one moment, read once: lines, leaf hashes, payloads, state."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.entries = [check_line(bytes(line), index=index) for index, line in enumerate(contents.lines())]
        self.leaves = [leaf_hash(entry.line) for entry in self.entries]
        keys = [(entry, self.payload(entry)) for entry in self.entries if entry.type in KEY_EVENTS]
        try:
            self.chain = keychain(keys, leaves=self.leaves)
        except Fault as fault:
            raise LedgerError(f"the log cannot be exported: {fault.line()}") from None
        self.origin = self.chain.origin
        self._check_head()

    def payload(self, entry: Entry) -> dict[str, Any] | None:
        blob = self.contents.payload(entry.payload_sha256)
        return None if blob is None else open_blob(blob)

    def state(self) -> State:
        return replay((entry, self.payload(entry)) for entry in self.entries)

    def redacted_texts(self, state: State) -> frozenset[str]:
        """As the function of this name, of the whole log."""
        told = (entry for entry in self.entries if entry.type == "redaction.made")
        return redacted_texts(((entry, self.payload(entry)) for entry in told), state)

    def _check_head(self) -> None:
        head = open_checkpoint(self.contents.checkpoint, [self.chain.current])
        if head.size != len(self.entries) or head.root != root_from_leaves(self.leaves):
            raise LedgerError("the log cannot be exported: its head is not one of its events")


def redacted_texts(logged: Iterable[tuple[Entry, dict[str, Any] | None]], state: State) -> frozenset[str]:
    """The hashes of the texts that were taken out of the record, for all documents that share them."""
    told = [payload for entry, payload in logged if entry.type == "redaction.made" and payload is not None]
    named = {document for payload in told for document in payload["texts"]}
    known = (state.documents[name].text_sha256 for name in named if name in state.documents)
    return frozenset(text for text in known if text is not None)
