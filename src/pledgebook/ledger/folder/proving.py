"""One promise as a file that proves that it stands in the log, and under which head."""

from collections.abc import Iterable, Iterator
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folder.contents import Contents, Log
from pledgebook.ledger.folder.keychain import KEY_EVENTS, check_kept
from pledgebook.ledger.folder.report import Fault
from pledgebook.ledger.proof import Tree, canonical, parse_checkpoint, root_from_leaves
from pledgebook.ledger.showing import Public
from pledgebook.ledger.showing import public as what_is_public

SCHEMA = "pledgebook/proof/1"
NAMING = ("event.undone", "redaction.made")
_OF_A_PLEDGE = ("sighting", "evidence", "verdict", "reply")
_WITHHELD = ("sighting.proposed", "sighting.bounds_changed", "evidence.proposed")
Payload = dict[str, Any]


def prove(contents: Contents, pledge: str, *, public: bool = False, since: bytes | None = None) -> bytes:
    """The proof file of a pledge: RFC 8785 JSON of all events about it, each with its proof of inclusion.

    With `public` no more than strangers may see; `since`, a head that somebody kept, adds the proof that the log
    grew from it. LedgerError if there is no such pledge, or none that is public, or the head is not of this log.
    """
    log = Log(contents)
    payloads = [log.payload(entry) for entry in log.entries]
    state = log.state()
    shown = what_is_public(state, log.entries) if public else None
    if pledge not in (state.pledges if shown is None else shown.pledges):
        raise LedgerError(f"there is no {'public ' if public else ''}pledge {pledge}")
    chosen = [log.entries[index] for index in sorted(_about(pledge, log.entries, payloads, shown))]
    tree = Tree.over(log.leaves)
    return canonical(
        {
            "schema": SCHEMA,
            "pledge": pledge,
            "public": public,
            "keys": log.chain.vkeys(),
            "checkpoint": contents.checkpoint,
            "entries": [_proved(entry, tree, contents, shown) for entry in chosen],
            "texts": dict(_texts(chosen, log, shown, gone=log.redacted_texts(state))),
            "consistency": None if since is None else _consistency(since, tree, log),
        }
    )


def _proved(entry: Entry, tree: Tree, contents: Contents, shown: Public | None) -> Payload:
    withheld = shown is not None and entry.index not in shown.entries
    blob = None if withheld else contents.payload(entry.payload_sha256)
    return {
        "index": entry.index,
        "line": entry.line.decode("utf8"),
        "inclusion": [step.hex() for step in tree.inclusion(entry.index)],
        "payload": None if blob is None else blob.decode("utf8"),
    }


def _texts(
    chosen: Iterable[Entry], log: Log, shown: Public | None, *, gone: frozenset[str]
) -> Iterator[tuple[str, str]]:
    for entry in chosen:
        payload = log.payload(entry) if entry.type == "document.taken" else None
        digest = None if payload is None else payload["text_sha256"]
        if digest is None or digest in gone or not (shown is None or digest in shown.texts):
            continue
        text = log.contents.text(digest)
        if text is not None:
            yield digest, text.decode("utf8")


def _consistency(since: bytes, tree: Tree, log: Log) -> Payload:
    leaves = log.leaves
    try:
        kept = check_kept(
            since,
            chain=log.chain,
            size=len(leaves),
            grown=lambda head: root_from_leaves(leaves[: head.size]) == head.root,
            file="the given head",
        )
    except Fault as fault:
        raise LedgerError(fault.line()) from None
    size = parse_checkpoint(since)[0].size
    return {"size": size, "hashes": [step.hex() for step in tree.consistency(kept.size)]}


def _about(pledge: str, entries: list[Entry], payloads: list[Payload | None], shown: Public | None) -> set[int]:
    """The numbers of all entries that bear on a pledge; of those that may be seen where the proof is public."""
    nouns = _nouns(pledge, entries, payloads)
    found = {entry.index for entry in entries if entry.subject in nouns and _may_be_told(entry, shown)}
    authors, scales = {entries[index].author for index in found}, _scales(found, entries, payloads)
    for entry, payload in zip(entries, payloads, strict=True):
        told = {} if payload is None else payload
        if (
            entry.type in KEY_EVENTS
            or (entry.type.startswith("author.") and entry.subject in authors)
            or (entry.type == "scale.recorded" and told.get("scale", {}).get("id") in scales)
            or (entry.type in NAMING and not found.isdisjoint(told.get("entries", ())))
        ):
            found.add(entry.index)
    return found


def _may_be_told(entry: Entry, shown: Public | None) -> bool:
    """In public also the lines of public nouns whose words the rights withhold, so that the place can be seen."""
    if shown is None or entry.index in shown.entries:
        return True
    return entry.type in _WITHHELD and entry.subject in (shown.sightings | shown.evidence)


def _nouns(pledge: str, entries: list[Entry], payloads: list[Payload | None]) -> set[str]:
    """The ids of a pledge, of what belongs to it, of the documents that it stands in, and of whom it names."""
    found = {pledge}
    logged = [(entry, payload) for entry, payload in zip(entries, payloads, strict=True) if payload is not None]
    for entry, payload in logged:
        if entry.type.partition(".")[0] in _OF_A_PLEDGE and payload.get("pledge") == pledge:
            found.add(entry.subject)
    for entry, payload in logged:
        if entry.subject in found:
            found.update(_named(payload))
        if entry.type == "correction.made" and payload["about"] in found:
            found.add(entry.subject)
    return found


def _named(payload: Payload) -> Iterator[str]:
    promisor = payload.get("promisor")
    person = promisor.get("person") if isinstance(promisor, dict) else payload.get("person")
    for name in (payload.get("document"), payload.get("programme"), person):
        if isinstance(name, str):
            yield name


def _scales(found: set[int], entries: list[Entry], payloads: list[Payload | None]) -> set[str]:
    told = (payloads[index] for index in found if entries[index].type == "verdict.given")
    return {payload["scale"] for payload in told if payload is not None}
