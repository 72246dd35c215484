"""Does the proof of one promise hold?"""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry, check_line, open_blob
from pledgebook.ledger.events import check_payload
from pledgebook.ledger.folder.keychain import KEY_EVENTS, KeyChain, check_kept, check_key, keychain
from pledgebook.ledger.folder.payloads import redactions
from pledgebook.ledger.folder.proving import SCHEMA
from pledgebook.ledger.folder.quotes import Quotes
from pledgebook.ledger.folder.report import Fault, Report
from pledgebook.ledger.proof import (
    Checkpoint,
    ProofError,
    VerifyingKey,
    canonical,
    check_consistency,
    check_inclusion,
    leaf_hash,
    open_checkpoint,
    read_json,
)

FIELDS = {"schema", "pledge", "public", "keys", "checkpoint", "entries", "texts", "consistency"}
LATER = "that nothing about the promise was recorded later, or left out of this file"
RULES = "that the events keep the ledger's rules: only the whole log shows that"
_FIELDS_OF_ENTRY = {"index", "line", "inclusion", "payload"}


def check_proof(content: bytes, report: Report, *, kept: bytes | None, key: VerifyingKey | None) -> KeyChain:
    """Check a proof file, fill in the report, and give the log's keys; a Fault names the event that does not hold."""
    told = _parsed(content)
    report.public = told["public"]
    entries = [_entry(one, place) for place, one in enumerate(told["entries"])]
    payloads = [_payload(one, entry) for one, entry in zip(told["entries"], entries, strict=True)]
    logged = list(zip(entries, payloads, strict=True))
    chain = _chain(told, logged)
    head = _head(told, chain)
    report.origin, report.size, report.root = head.origin, head.size, b64encode(head.root).decode()
    _check_inclusion(told["entries"], entries, head)
    redacted = _check_missing(told["public"], entries, payloads)
    if not any(told["pledge"] in (entry.subject, (payload or {}).get("pledge")) for entry, payload in logged):
        raise Fault(f"no event is about the pledge {told['pledge']}")
    quotes = _check_quotes(told["texts"], logged)
    if key is not None:
        check_key(key, chain=chain)
    if kept is not None:
        grown = _Grown(told["consistency"], head)
        check_kept(kept, chain=chain, size=head.size, grown=grown.since, file="the kept head")
    report.counts = {
        "events": len(entries),
        "quotes_cut": quotes.cut,
        "quotes_without_text": quotes.uncut,
        "redacted": len(redacted),
        "texts": len(told["texts"]),
        "withheld": sum(payload is None for payload in payloads) - len(redacted),
    }
    return chain


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        told = read_json(content)
        spelled = canonical(told) == content
    except ProofError:
        raise Fault("is no proof: not JSON that can be read in one way only") from None
    if not isinstance(told, dict) or told.get("schema") != SCHEMA or set(told) != FIELDS:
        raise Fault(f"is no proof: not an object of {SCHEMA}")
    if not spelled:
        raise Fault("is not spelled as a proof is, by RFC 8785")
    fits = (
        isinstance(told["pledge"], str)
        and isinstance(told["public"], bool)
        and isinstance(told["checkpoint"], str)
        and _are(str, told["keys"])
        and _are(dict, told["entries"])
        and isinstance(told["texts"], dict)
        and _are(str, list(told["texts"].values()))
        and (told["consistency"] is None or _is_consistency(told["consistency"]))
        and all(map(_is_entry, told["entries"]))
    )
    if not fits:
        raise Fault("is no proof: a field is of the wrong form")
    return told


def _are(kind: type, told: object) -> bool:
    return isinstance(told, list) and all(isinstance(one, kind) for one in told)


def _is_number(told: object) -> bool:
    return isinstance(told, int) and not isinstance(told, bool) and told >= 0


def _is_entry(told: dict[str, Any]) -> bool:
    return (
        set(told) == _FIELDS_OF_ENTRY
        and _is_number(told["index"])
        and isinstance(told["line"], str)
        and _are(str, told["inclusion"])
        and isinstance(told["payload"], str | None)
    )


def _is_consistency(told: object) -> bool:
    return (
        isinstance(told, dict)
        and set(told) == {"size", "hashes"}
        and _is_number(told["size"])
        and _are(str, told["hashes"])
    )


def _entry(told: dict[str, Any], place: int) -> Entry:
    try:
        return check_line(told["line"].encode("utf8"), index=told["index"])
    except LedgerError as error:
        raise Fault(str(error), event=told["index"]) from None


def _payload(told: dict[str, Any], entry: Entry) -> dict[str, Any] | None:
    if told["payload"] is None:
        return None
    blob = told["payload"].encode("utf8")
    if sha256(blob).hexdigest() != entry.payload_sha256:
        raise Fault("its payload does not have the hash that its line tells", event=entry.index)
    try:
        payload = open_blob(blob)
    except LedgerError as error:
        raise Fault(str(error), event=entry.index) from None
    fault = check_payload(entry.type, payload)
    if fault is not None:
        raise Fault(fault, event=entry.index)
    return payload


def _chain(told: dict[str, Any], logged: list[tuple[Entry, dict[str, Any] | None]]) -> KeyChain:
    numbers = [entry.index for entry, _ in logged]
    if numbers != sorted(set(numbers)):
        raise Fault("its events are not in their order")
    chain = keychain([one for one in logged if one[0].type in KEY_EVENTS], leaves=None)
    if told["keys"] != chain.vkeys():
        raise Fault("its keys are not those that the events tell")
    return chain


def _head(told: dict[str, Any], chain: KeyChain) -> Checkpoint:
    try:
        return open_checkpoint(told["checkpoint"], [chain.current])
    except ProofError as error:
        raise Fault(f"its checkpoint: {error}") from None


def _check_inclusion(told: Iterable[dict[str, Any]], entries: Iterable[Entry], head: Checkpoint) -> None:
    for one, entry in zip(told, entries, strict=True):
        proof = _hashes(one["inclusion"])
        if proof is None or not check_inclusion(leaf_hash(entry.line), entry.index, head.size, proof, head.root):
            raise Fault("it is not in the log of this head, or was altered", event=entry.index)


def _check_missing(public: bool, entries: list[Entry], payloads: list[dict[str, Any] | None]) -> list[int]:
    redacted = redactions(zip(entries, payloads, strict=True))
    for entry, payload in zip(entries, payloads, strict=True):
        if payload is None and not public and entry.index not in redacted:
            raise Fault("the payload is missing, and no redaction names it", event=entry.index)
        if payload is not None and entry.index in redacted:
            raise Fault(
                f"its payload was redacted by event {redacted[entry.index]} and is still there", event=entry.index
            )
    return [entry.index for entry in entries if entry.index in redacted]


def _check_quotes(texts: dict[str, str], logged: list[tuple[Entry, dict[str, Any] | None]]) -> Quotes:
    stored = {digest: text.encode("utf8") for digest, text in texts.items()}
    for digest, content in stored.items():
        if sha256(content).hexdigest() != digest:
            raise Fault(f"the text {digest} does not have that hash")
    quotes = Quotes(stored.get, name=lambda entry: None)
    quotes.check(logged)
    return quotes


@dataclass(frozen=True, slots=True)
class _Grown:
    """What a proof tells of how the log has grown to its head."""

    told: dict[str, Any] | None
    head: Checkpoint

    def since(self, kept: Checkpoint) -> bool:
        """Whether this head goes on from the kept one; a Fault where the proof says nothing of that."""
        if kept.size == self.head.size:
            return kept.root == self.head.root
        if self.told is None or self.told["size"] != kept.size:
            raise Fault(
                f"the proof does not say how the log grew from {kept.size} events: ask for one that is made --since "
                "the head that you kept"
            )
        proof = _hashes(self.told["hashes"])
        return proof is not None and check_consistency(kept.size, kept.root, self.head.size, self.head.root, proof)


def _hashes(told: list[str]) -> list[bytes] | None:
    """The hashes that are spelled in lower-case hexadecimal; None where one is not."""
    try:
        found = [bytes.fromhex(step) for step in told]
    except ValueError:
        return None
    return found if [step.hex() for step in found] == told else None
