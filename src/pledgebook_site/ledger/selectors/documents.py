"""Documents: which one is it, what was rejected in other versions of it, the library's document from what is stored."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from django.db.models import Q

from pledgebook.export.words import clock
from pledgebook.ledger.state import DocumentNoun, SightingNoun, from_data
from pledgebook.ledger.values import SightingState
from pledgebook.records import Document, Genre, Span, Timecode, Turn
from pledgebook_site.boot import current
from pledgebook_site.files import Files
from pledgebook_site.ledger.models import DocumentRow, SightingRow
from pledgebook_site.ledger.projections.rows import identity


def known(document: Document) -> DocumentNoun | None:
    """The document that this one is: the same bytes from the same address, or the same text, address and date."""
    same_bytes = Q(source_sha256=document.source_sha256, url=document.url)
    same_identity = Q(identity=identity(document.text_sha256, document.url, document.published))
    rows = list(DocumentRow.objects.filter(same_bytes | same_identity).order_by("taken_at", "pk"))
    rows.sort(key=lambda row: (row.source_sha256, row.url) != (document.source_sha256, document.url))
    return from_data(DocumentNoun, rows[0].data) if rows else None


def sightings_in(document: str) -> list[SightingNoun]:
    """All that was ever proposed in a document, in the order of its text."""
    rows = SightingRow.objects.filter(document=document).order_by("start", "pk")
    return [from_data(SightingNoun, data) for data in rows.values_list("data", flat=True)]


def same_text(text_sha256: str | None, *, other_than: str | None = None) -> DocumentNoun | None:
    """The first document on record that has this very text, as from a file what is known from an address."""
    rows = DocumentRow.objects.filter(text_sha256=text_sha256, text_sha256__isnull=False).exclude(pk=other_than or "")
    row = rows.order_by("taken_at", "pk").first()
    return None if row is None else from_data(DocumentNoun, row.data)


def rejected_in_versions(document: Document, known: DocumentNoun | None) -> list[Span]:
    """The places of a text whose words were rejected in another version of its page, where both read the same.

    `known` is the document where it is on record.
    """
    if document.url is None:
        return []
    others = DocumentRow.objects.filter(url=document.url).exclude(pk=None if known is None else known.id).values("pk")
    rows = SightingRow.objects.filter(document__in=others, state=SightingState.REJECTED, start__isnull=False)
    rejected: dict[str, list[Span]] = {}
    for data in rows.order_by("pk").values_list("data", flat=True):
        rejected.setdefault(data["document"], []).append(Span(data["start"], data["end"]))
    found = []
    for data in DocumentRow.objects.filter(pk__in=list(rejected)).order_by("pk").values_list("data", flat=True):
        noun = from_data(DocumentNoun, data)
        text = text_of(noun)
        found += [] if text is None else list(_kept(rejected[noun.id], text, document.text))
    return found


def _kept(places: list[Span], before: str, now: str) -> Iterator[Span]:
    """Where these places of a text are in another one, of those that stand in lines that both have."""
    old, new = (f"{text}\n".splitlines(keepends=True) for text in (before, now))
    begun, begins = ([0, *accumulate(map(len, lines))] for lines in (old, new))
    for first, second, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        moved = begins[second] - begun[first]
        for one in places:
            if begun[first] <= one.start and one.end <= begun[first + size]:
                yield Span(one.start + moved, one.end + moved)


def text_of(noun: DocumentNoun) -> str | None:
    """The stored text of a document; None where it was redacted."""
    return None if noun.text_sha256 is None else Files(current()).text(noun.text_sha256)


def spoken_at(noun: DocumentNoun, place: int | None) -> str | None:
    """The time of a recording at which the words at a place are spoken, as 00:12:31; None where none is known."""
    found = (begins for start, end, begins, _ in noun.timecodes if place is not None and start <= place < end)
    begins = next(found, None)
    return None if begins is None else clock(begins)


def stored(noun: DocumentNoun) -> Document | None:
    """The library's document, from what is stored; None where it was redacted."""
    text = text_of(noun)
    if text is None or noun.text_sha256 is None or noun.source_sha256 is None:
        return None
    return Document(
        text=text,
        text_sha256=noun.text_sha256,
        source_sha256=noun.source_sha256,
        extractor=noun.extractor or "",
        media_type=noun.media_type or "",
        title=noun.title,
        language=noun.language or "",
        genre=Genre(noun.genre or Genre.NEWS),
        published=noun.published,
        publisher=noun.publisher,
        author=noun.author,
        retrieved=noun.retrieved,
        url=noun.url,
        speaker=noun.speaker,
        pages=tuple(Span(*one) for one in noun.pages),
        turns=tuple(Turn(**one) for one in noun.turns),
        timecodes=tuple(Timecode(*one) for one in noun.timecodes),
    )
