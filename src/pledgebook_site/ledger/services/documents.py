"""Documents: take one in, read it, correct what is told of it, say what may be shown of it."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pledgebook.ledger.events import (
    DocumentCorrected,
    DocumentRead,
    DocumentRightsChanged,
    DocumentTaken,
    SightingProposed,
)
from pledgebook.ledger.state import DocumentNoun, SightingNoun
from pledgebook.ledger.values import Finder, Rights
from pledgebook.records import Document, Span
from pledgebook_site import reading
from pledgebook_site.boot import current
from pledgebook_site.files import Files
from pledgebook_site.ledger.ids import new_id
from pledgebook_site.ledger.selectors import documents, record
from pledgebook_site.ledger.services.log import Operation, operation

SAME_PLACE = 0.5  # of the shorter one: so much in common, and two sightings are one


@dataclass(slots=True, kw_only=True)
class Added:
    """What adding a source came to: a document, whether it is new and could be read, and what was proposed."""

    document: str
    new: bool
    readable: bool
    proposed: list[str] = field(default_factory=list)


def add(
    source: reading.Source,
    *,
    author: str,
    rights: Rights | None = None,
    model: str | None = None,
    read: bool = True,
) -> Added:
    """Take in a source and, unless `read` is false, propose what a reader finds in it; nothing is added twice."""
    known = documents.known(source.document)
    document = source.document if known is None else documents.stored(known)
    found = _found(document, known, model) if read else None
    if known is not None and found is None:
        return Added(document=known.id, new=False, readable=_readable(known.language))
    with operation(author) as op, _keeping(source) if known is None else nullcontext():
        known = documents.known(source.document)
        noun = _take(op, source.document, rights) if known is None else known
        taken = [] if known is None else documents.sightings_in(noun.id)
        proposed = [] if found is None else _read(op, noun, found, taken)
    return Added(document=noun.id, new=known is None, readable=_readable(noun.language), proposed=proposed)


def _keeping(source: reading.Source) -> AbstractContextManager[None]:
    return Files(current()).keeping(source=source.data, text=source.document.text)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a reader takes for pledges, without what was rejected in an earlier version of the page."""

    reader: dict[str, Any]
    pledges: list[dict[str, Any]]


def _readable(language: str | None) -> bool:
    return reading.can_be_read(language)


def _found(document: Document | None, known: DocumentNoun | None, model: str | None) -> _Found | None:
    """What a reader finds that has not read the document yet; None where there is nothing to read or none to do it."""
    if document is None or not _readable(document.language):
        return None
    reader = reading.reader_of(document.language, model=model)
    if known is not None and reader in known.readers:
        return None
    rejected = documents.rejected_in_versions(document, known)
    pledges = reading.propose(document, model=model)
    return _Found(reader, [told for told in pledges if not any(_same(told, one) for one in rejected)])


def _take(op: Operation, document: Document, rights: Rights | None) -> DocumentNoun:
    key = new_id()
    op.projection.state.documents.new(key)  # type: ignore[attr-defined]
    op.record(
        DocumentTaken(
            text_sha256=document.text_sha256,
            source_sha256=document.source_sha256,
            url=document.url,
            published=document.published,
            published_from=None if document.published_from is None else document.published_from.value,
            title=document.title,
            publisher=document.publisher,
            author=document.author,
            language=document.language,
            genre=document.genre,
            media_type=document.media_type,
            extractor=document.extractor,
            speaker=document.speaker,
            file_name=None if document.path is None else Path(document.path).name,
            retrieved=document.retrieved,
            rights=rights or Rights(record.settings().get("default_rights", Rights.EXCERPT)),
            length=len(document.text),
            pages=[[one.start, one.end] for one in document.pages],
            turns=[asdict(one) for one in document.turns],
            timecodes=[[one.start, one.end, one.from_ms, one.to_ms] for one in document.timecodes],
        ),
        subject=key,
    )
    return op.projection.state.documents[key]


def _read(op: Operation, noun: DocumentNoun, found: _Found, taken: list[SightingNoun]) -> list[str]:
    """Record that a reader has read the document, and propose what is not on record in it."""
    if found.reader in noun.readers:
        return []
    newer = len(noun.readers) > 0
    op.record(DocumentRead(reader=found.reader), subject=noun.id)
    proposed_by = {"kind": Finder.READER.value, "reader": found.reader}
    return [
        propose(op, noun.id, told, proposed_by=proposed_by, newer=newer)
        for told in found.pledges
        if not any(_one_place(told, old) for old in taken)
    ]


def propose(
    op: Operation, document: str, told: dict[str, Any], *, proposed_by: dict[str, Any], newer: bool = False
) -> str:
    """Record a proposal; `told` is as from `reading.propose`. The id of the sighting."""
    key = new_id()
    event = SightingProposed(document=document, proposed_by=proposed_by, newer=newer, **told)
    op.projection.state.sightings.new(key)  # type: ignore[attr-defined]
    op.record(event, subject=key)
    return key


def _one_place(told: dict[str, Any], old: SightingNoun) -> bool:
    return old.start is not None and old.end is not None and _same(told, Span(old.start, old.end))


def _same(told: dict[str, Any], place: Span) -> bool:
    shared = min(told["end"], place.end) - max(told["start"], place.start)
    return shared >= SAME_PLACE * min(told["end"] - told["start"], place.end - place.start)


def correct(key: str, *, author: str, changed: dict[str, Any]) -> None:
    """Say anew what is told of a document: title, publisher, author, published, url, language, genre, speaker."""
    with operation(author) as op:
        op.record(DocumentCorrected(changed=changed), subject=key)


def change_rights(key: str, *, author: str, rights: Rights, reason: str | None = None) -> None:
    """Say what may be shown of a document's text."""
    with operation(author) as op:
        op.record(DocumentRightsChanged(rights=rights, reason=reason), subject=key)
