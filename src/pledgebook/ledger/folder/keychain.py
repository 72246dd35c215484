"""Which keys a log has had, one vouching for the next; and whether a head or a key that was kept fits them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folder.layout import rotation_text
from pledgebook.ledger.folder.report import Fault
from pledgebook.ledger.proof import (
    Checkpoint,
    ProofError,
    VerifyingKey,
    open_checkpoint,
    parse_checkpoint,
    parse_note,
    root_from_leaves,
    verify_note,
)

KEY_EVENTS = ("key.made", "key.rotated", "log.continued")
Logged = tuple[Entry, dict[str, Any] | None]
Grown = Callable[[Checkpoint], bool]
"""Whether the log begins with the tree of this head, which is not larger than the log."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """Another log's entries came before this one, and its key does not vouch for what follows."""

    origin: str
    entry: int


@dataclass(frozen=True, slots=True)
class KeyChain:
    """All keys, oldest first, and where the log changed its origin."""

    keys: tuple[VerifyingKey, ...]
    continued: tuple[Continuation, ...] = ()

    @property
    def current(self) -> VerifyingKey:
        """The key in force at the end of the log."""
        return self.keys[-1]

    @property
    def origin(self) -> str:
        return self.current.name

    def of(self, origin: str) -> tuple[VerifyingKey, ...]:
        """The keys that were this origin's."""
        return tuple(key for key in self.keys if key.name == origin)

    def vkeys(self) -> list[str]:
        return [key.vkey for key in self.keys]


def keychain(events: Sequence[Logged], *, leaves: Sequence[bytes] | None) -> KeyChain:
    """The chain that the key events of a log tell, each link checked; a Fault names the event that breaks it.

    `leaves` are the leaf hashes of the whole log; None where only some of its entries are at hand, and then the
    root of a log that was continued is not computed.
    """
    if not events or events[0][0].index != 0 or events[0][0].type != "key.made":
        raise Fault("the log does not begin with its key", event=0)
    chain: KeyChain | None = None
    for entry, payload in events:
        if payload is None:
            raise Fault(f"the payload of {entry.type} is missing", event=entry.index)
        try:
            chain = _linked(chain, entry, payload, leaves)
        except ProofError as error:
            raise Fault(f"{entry.type}: {error}", event=entry.index) from None
        except (KeyError, TypeError, AttributeError):
            raise Fault(f"the payload of {entry.type} is of the wrong form", event=entry.index) from None
    assert chain is not None
    return chain


def _linked(chain: KeyChain | None, entry: Entry, payload: dict[str, Any], leaves: Sequence[bytes] | None) -> KeyChain:
    key = VerifyingKey.parse(payload["vkey"])
    if chain is None:
        return KeyChain((key,))
    if entry.type == "key.rotated":
        _check_rotation(chain, key, payload["note"])
        return KeyChain((*chain.keys, key), chain.continued)
    if entry.type == "log.continued":
        _check_continuation(chain, key, entry, payload, leaves)
        return KeyChain((*chain.keys, key), (*chain.continued, Continuation(chain.origin, entry.index)))
    raise ProofError("only the first entry makes a key")


def _check_rotation(chain: KeyChain, key: VerifyingKey, told: str) -> None:
    note = parse_note(told)
    if key.name != chain.origin or key in chain.keys:
        raise ProofError("the new key is not a new one of this log")
    if note.text != rotation_text(key.vkey, origin=chain.origin) or not verify_note(note, [chain.current]):
        raise ProofError("the new key is not signed by the one before it")


def _check_continuation(
    chain: KeyChain, key: VerifyingKey, entry: Entry, payload: dict[str, Any], leaves: Sequence[bytes] | None
) -> None:
    head = open_checkpoint(payload["checkpoint"], [chain.current])
    if (head.origin, head.size) != (payload["origin"], payload["size"]) or head.size != entry.index:
        raise ProofError("the checkpoint of the log before it is not of the entries before it")
    if leaves is not None and head != Checkpoint(chain.origin, entry.index, root_from_leaves(leaves[: entry.index])):
        raise ProofError("the entries before it are not those of the log that it continues")
    if payload["keys"] != chain.vkeys() or key.name in {old.name for old in chain.keys}:
        raise ProofError("its keys are not those of the log before it, or its own is not new")


def check_head(content: bytes, *, chain: KeyChain, size: int, root: bytes, file: str) -> Checkpoint:
    """The head in these bytes, once it is signed by the key in force and tells this size and root."""
    try:
        head = open_checkpoint(content, [chain.current])
    except ProofError as error:
        raise Fault(str(error), file=file) from None
    if head.size != size:
        raise Fault(f"is the head of {head.size} events, and there are {size}", file=file)
    if head.root != root:
        raise Fault("its root is not that of the events", file=file)
    return head


def check_kept(content: bytes, *, chain: KeyChain, size: int, grown: Grown, file: str) -> Checkpoint:
    """The head that somebody kept, once this log goes on from it; a Fault if it was cut short or rewritten.

    ProofError if the bytes are no checkpoint at all: then nothing can be said.
    """
    kept, _ = parse_checkpoint(content)
    keys = chain.of(kept.origin)
    if not keys:
        raise Fault(f"was kept of {kept.origin}, and this is the log {chain.origin}", file=file)
    ends = [one.entry for one in chain.continued if one.origin == kept.origin]
    if kept.size > min([size, *ends]):
        limit = f"this log has {size}" if not ends else f"this log took over {ends[0]} of them"
        raise Fault(f"had {kept.size} events, and {limit}: events are missing", file=file)
    if not grown(kept):
        raise Fault(f"its {kept.size} events are not the first {kept.size} of this log: it was rewritten", file=file)
    try:
        open_checkpoint(content, keys)
    except ProofError as error:
        raise Fault(str(error), file=file) from None
    return kept


def check_key(key: VerifyingKey, *, chain: KeyChain) -> None:
    """Refuse a log for which this key does not vouch."""
    if key in chain.of(chain.origin):
        return
    if key in chain.keys:
        entry = next(one.entry for one in chain.continued if one.origin == key.name)
        raise Fault(f"the given key is one of {key.name}, and does not vouch for this log from entry {entry} on")
    raise Fault(f"the given key is none of the keys of this log, {', '.join(k.vkey for k in chain.of(chain.origin))}")
