"""What a redaction takes: which entries lose their payloads, and which documents their words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry
from pledgebook_site.boot import current
from pledgebook_site.files import Files
from pledgebook_site.ledger.models import DocumentRow, EntryRow
from pledgebook_site.ledger.selectors.logged import Logged, logged, logged_all
from pledgebook_site.ledger.services.redaction.keeping import has_words
from pledgebook_site.ledger.services.redaction.quoting import Words

NEVER = ("key", "log", "author", "event", "redaction", "scale")
"""What the log itself needs; none of it is told in words about a source."""
WRITTEN = {
    "sightings": ("sighting.proposed", "sighting.bounds_changed"),
    "evidence": ("evidence.proposed", "evidence.rejected"),
    "pledges": (
        "pledge.titled",
        "pledge.summarised",
        "pledge.topics_given",
        "pledge.responsible_given",
        "pledge.deadline_given",
        "pledge.tracked",
        "pledge.recorded_only",
        "pledge.withdrawn",
    ),
    "verdicts": ("verdict.given", "verdict.withdrawn"),
    "remarks": ("correction.made", "reply.received"),
    "people": ("person.recorded",),
    "offices": ("office.recorded",),
    "programmes": ("programme.opened", "programme.closed"),
}
KINDS = ("documents", *WRITTEN)
_OF_A_DOCUMENT = ("document.taken", "document.corrected", "document.read")
_CUT = ("sighting.proposed", "evidence.proposed")


@dataclass(slots=True, kw_only=True)
class Plan:
    """Entries by number, documents by id, the hashes of their texts and sources, and the words that they hold."""

    entries: set[int] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    words: Words = field(default_factory=lambda: Words(texts=(), fragments=()))


def plan_entry(number: int) -> Plan:
    """One entry alone; LedgerError if it has no payload that could go."""
    found = logged([number])
    if not found:
        raise LedgerError(f"there is no entry {number}.")
    entry, payload = found[0]
    if entry.type.partition(".")[0] in NEVER:
        raise LedgerError(f"entry {number} ({entry.type}) is what the log itself needs, and cannot be redacted.")
    if entry.type in _OF_A_DOCUMENT:
        raise LedgerError(f"entry {number} tells what the document {entry.subject} is: redact that, text and all.")
    if payload is None:
        raise LedgerError(f"the payload of entry {number} was redacted already.")
    return Plan(entries={number})


def plan_noun(kind: str, key: str) -> Plan:
    """A noun of the record with all that quotes it; LedgerError if nothing of it is left to redact."""
    plan = _plan_document(key) if kind == "documents" else _plan_words(kind, key)
    if not plan.entries:
        raise LedgerError(f"{key} holds no words, or they were redacted already.")
    return plan


def _plan_words(kind: str, key: str) -> Plan:
    numbers = EntryRow.objects.filter(subject=key, type__in=WRITTEN[kind]).values_list("index", flat=True)
    told = [(entry, payload) for entry, payload in logged(numbers) if payload is not None]
    plan = Plan(entries={entry.index for entry, payload in told if has_words(entry.type, payload)})
    if kind == "sightings" and told:
        plan.words = Words(texts=(), fragments=[payload["text"] for _, payload in told])
        plan.entries |= {e.index for e, payload in _quoting(plan) if not _is_cut(e, payload)}
    return plan


def _is_cut(entry: Entry, payload: dict[str, Any]) -> bool:
    """Whether an entry's words come from a text of their own, which may say the same."""
    return entry.type == "sighting.bounds_changed" or (entry.type in _CUT and payload["document"] is not None)


def _plan_document(key: str) -> Plan:
    plan = Plan(documents=_sharing(key))
    rows = DocumentRow.objects.filter(pk__in=plan.documents).values_list("text_sha256", "source_sha256")
    for text, source in rows:
        plan.texts.add(text)
        plan.sources.add(source)
    fragments = [payload["text"] for _, payload in _direct(plan) if payload.get("text") is not None]
    files = Files(current())
    texts = [files.text(sha256) for sha256 in sorted(plan.texts) if files.has_text(sha256)]
    plan.words = Words(texts=texts, fragments=fragments)
    plan.entries = {entry.index for entry, _ in _direct(plan)}
    plan.entries |= {entry.index for entry, _ in _quoting(plan) if entry.type not in _OF_A_DOCUMENT}
    return plan


def _sharing(key: str) -> set[str]:
    """The document and all that share its text or its source, directly or through one another."""
    found = {key}
    while True:
        known = DocumentRow.objects.filter(pk__in=found).exclude(text_sha256=None)
        hashes = list(known.values_list("text_sha256", "source_sha256"))
        same = Q(text_sha256__in=[text for text, _ in hashes]) | Q(source_sha256__in=[source for _, source in hashes])
        more = set(DocumentRow.objects.filter(same).values_list("pk", flat=True)) | found
        if more == found:
            return found if hashes else set()
        found = more


def _direct(plan: Plan) -> Iterator[Logged]:
    """The entries that tell of the documents, and those whose words are cut from them."""
    cut: set[str] = set()
    for entry, payload in logged_all():
        if payload is None:
            continue
        if entry.type in _CUT and payload["document"] in plan.documents:
            cut.add(entry.subject)
            yield entry, payload
        elif (entry.type in _OF_A_DOCUMENT and entry.subject in plan.documents) or (
            entry.type == "sighting.bounds_changed" and entry.subject in cut
        ):
            yield entry, payload


def _quoting(plan: Plan) -> Iterator[Logged]:
    """The entries of any type that quote the words."""
    for entry, payload in logged_all():
        if payload is not None and entry.type.partition(".")[0] not in NEVER and plan.words.quoted_in(payload):
            yield entry, payload
