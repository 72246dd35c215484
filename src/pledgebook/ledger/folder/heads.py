"""Whether a head is signed by the key in force, and whether a head or a key that was kept fits the log."""

from collections.abc import Callable

from pledgebook.ledger.folder.keychain import KeyChain
from pledgebook.ledger.folder.report import Fault
from pledgebook.ledger.proof import Checkpoint, ProofError, VerifyingKey, open_checkpoint, parse_checkpoint

Grown = Callable[[Checkpoint], bool]
"""Whether the log begins with the tree of this head, which is not larger than the log."""


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
