"""Which keys a log has had, one vouching for the next."""

from collections.abc import Sequence
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
    parse_note,
    root_from_leaves,
    verify_note,
)

KEY_EVENTS = ("key.made", "key.rotated", "log.continued")
Logged = tuple[Entry, dict[str, Any] | None]


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
