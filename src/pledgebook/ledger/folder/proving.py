"""One promise as a file that proves that it stands in the log, and under which head."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folder.contents import Contents, Log, redacted_texts
from pledgebook.ledger.folder.keychain import KEY_EVENTS, KeyChain, check_kept
from pledgebook.ledger.folder.report import Fault
from pledgebook.ledger.proof import Tree, canonical, parse_checkpoint
from pledgebook.ledger.showing import Public
from pledgebook.ledger.showing import public as what_is_public
from pledgebook.ledger.state import State

SCHEMA = "pledgebook/proof/1"
NAMING = ("event.undone", "redaction.made")
_OF_A_PLEDGE = ("sighting", "evidence", "verdict", "reply")
_WITHHELD = ("sighting.proposed", "sighting.bounds_changed", "evidence.proposed")
Payload = dict[str, Any]
Logged = tuple[Entry, Payload | None]


class Kept(Protocol):
    """The head of a log, and its sealed payloads and texts by hash; as in `contents.Contents`."""

    @property
    def checkpoint(self) -> str: ...

    def payload(self, sha256: str) -> bytes | None: ...

    def text(self, sha256: str) -> bytes | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What of a log may bear on a pledge: the whole, or as much as is enough.

    `entries` in the order of the log, each with its payload in `payloads`: all key events and scales; all that tell of
    the pledge, of what was ever tied to it and of whom and what these name, with who wrote them, what corrects them,
    and what undoes or redacts them. `state` has the nouns of these, and what decides whether they are public.
    """

    entries: Sequence[Entry]
    payloads: Sequence[Payload | None]
    state: State
    tree: Tree
    chain: KeyChain
    kept: Kept


def prove(contents: Contents, pledge: str, *, public: bool = False, since: bytes | None = None) -> bytes:
    """The proof file of a pledge: RFC 8785 JSON of all events about it, each with its proof of inclusion.

    With `public` no more than strangers may see; `since`, a head that somebody kept, adds the proof that the log
    grew from it. LedgerError if there is no such pledge, or none that is public, or the head is not of this log.
    """
    log = Log(contents)
    part = Part(
        entries=log.entries,
        payloads=[log.payload(entry) for entry in log.entries],
        state=log.state(),
        tree=Tree.over(log.leaves),
        chain=log.chain,
        kept=contents,
    )
    return prove_within(part, pledge, public=public, since=since)


def prove_within(part: Part, pledge: str, *, public: bool = False, since: bytes | None = None) -> bytes:
    """As `prove`, from what of the log bears on the pledge."""
    shown = what_is_public(part.state, part.entries) if public else None
    if pledge not in (part.state.pledges if shown is None else shown.pledges):
        raise LedgerError(f"there is no {'public ' if public else ''}pledge {pledge}")
    about = _about(pledge, part, shown)
    chosen = [one for one in zip(part.entries, part.payloads, strict=True) if one[0].index in about]
    return canonical(
        {
            "schema": SCHEMA,
            "pledge": pledge,
            "public": public,
            "keys": part.chain.vkeys(),
            "checkpoint": part.kept.checkpoint,
            "entries": [_proved(entry, part, shown) for entry, _ in chosen],
            "texts": dict(_texts(chosen, part, shown)),
            "consistency": None if since is None else _consistency(since, part),
        }
    )


def _proved(entry: Entry, part: Part, shown: Public | None) -> Payload:
    withheld = shown is not None and entry.index not in shown.entries
    blob = None if withheld else part.kept.payload(entry.payload_sha256)
    return {
        "index": entry.index,
        "line": entry.line.decode("utf8"),
        "inclusion": [step.hex() for step in part.tree.inclusion(entry.index)],
        "payload": None if blob is None else blob.decode("utf8"),
    }


def _texts(chosen: Iterable[Logged], part: Part, shown: Public | None) -> Iterator[tuple[str, str]]:
    gone = redacted_texts(zip(part.entries, part.payloads, strict=True), part.state)
    for entry, payload in chosen:
        digest = None if payload is None or entry.type != "document.taken" else payload["text_sha256"]
        if digest is None or digest in gone or not (shown is None or digest in shown.texts):
            continue
        text = part.kept.text(digest)
        if text is not None:
            yield digest, text.decode("utf8")


def _consistency(since: bytes, part: Part) -> Payload:
    tree = part.tree
    try:
        kept = check_kept(
            since,
            chain=part.chain,
            size=tree.size,
            grown=lambda head: Tree(tree.read, head.size).root() == head.root,
            file="the given head",
        )
    except Fault as fault:
        raise LedgerError(fault.line()) from None
    size = parse_checkpoint(since)[0].size
    return {"size": size, "hashes": [step.hex() for step in tree.consistency(kept.size)]}


def _about(pledge: str, part: Part, shown: Public | None) -> set[int]:
    """The numbers of all entries that bear on a pledge; of those that may be seen where the proof is public."""
    logged = list(zip(part.entries, part.payloads, strict=True))
    nouns = _nouns(pledge, logged)
    told = [one for one in logged if one[0].subject in nouns and _may_be_told(one[0], shown)]
    found, authors = {entry.index for entry, _ in told}, {entry.author for entry, _ in told}
    scales = {payload["scale"] for entry, payload in told if entry.type == "verdict.given" and payload is not None}
    for entry, payload in logged:
        known = {} if payload is None else payload
        if (
            entry.type in KEY_EVENTS
            or (entry.type.startswith("author.") and entry.subject in authors)
            or (entry.type == "scale.recorded" and known.get("scale", {}).get("id") in scales)
            or (entry.type in NAMING and not found.isdisjoint(known.get("entries", ())))
        ):
            found.add(entry.index)
    return found


def _may_be_told(entry: Entry, shown: Public | None) -> bool:
    """In public also the lines of public nouns whose words the rights withhold, so that the place can be seen."""
    if shown is None or entry.index in shown.entries:
        return True
    return entry.type in _WITHHELD and entry.subject in (shown.sightings | shown.evidence)


def _nouns(pledge: str, logged: Iterable[Logged]) -> set[str]:
    """The ids of a pledge, of what belongs to it, of the documents that it stands in, and of whom it names."""
    found = {pledge}
    known = [(entry, payload) for entry, payload in logged if payload is not None]
    for entry, payload in known:
        if belongs(entry) and payload.get("pledge") == pledge:
            found.add(entry.subject)
    for entry, payload in known:
        if entry.subject in found:
            found.update(named(payload))
        if entry.type == "correction.made" and payload["about"] in found:
            found.add(entry.subject)
    return found


def belongs(entry: Entry) -> bool:
    """Whether an entry is of a noun that belongs to the pledge that its payload names."""
    return entry.type.partition(".")[0] in _OF_A_PLEDGE


def named(payload: Payload) -> Iterator[str]:
    """The ids of the document, the programme and the person that a payload names."""
    promisor = payload.get("promisor")
    person = promisor.get("person") if isinstance(promisor, dict) else payload.get("person")
    for name in (payload.get("document"), payload.get("programme"), person):
        if isinstance(name, str):
            yield name
