"""Events about documents."""

from dataclasses import dataclass
from typing import Any

from pledgebook.ledger.events.base import Event, PartialDate
from pledgebook.ledger.values import Rights
from pledgebook.records import Genre

__all__ = ("DocumentCorrected", "DocumentRead", "DocumentRightsChanged", "DocumentTaken")


@dataclass(frozen=True, kw_only=True)
class DocumentTaken(Event, name="document.taken"):
    """A text was taken in; `text_sha256`, `url` and `published` are its identity for good.

    `length` is in code points; `pages`, `turns` and `timecodes` are as in the reading's contract.
    """

    text_sha256: str
    source_sha256: str
    url: str | None
    published: PartialDate | None
    published_from: str | None
    title: str | None
    publisher: str | None
    author: str | None
    language: str
    genre: Genre
    media_type: str
    extractor: str
    speaker: str | None
    file_name: str | None
    retrieved: str | None
    rights: Rights
    length: int
    pages: list[list[int]]
    turns: list[dict[str, Any]]
    timecodes: list[list[int]]


@dataclass(frozen=True, kw_only=True)
class DocumentCorrected(Event, name="document.corrected"):
    """What is told of a document was wrong: field to new value. Its text never changes."""

    changed: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class DocumentRightsChanged(Event, name="document.rights_changed"):
    """What may be shown of a document's text has changed."""

    rights: Rights
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class DocumentRead(Event, name="document.read"):
    """A reader has read the document; what it found follows, in the same operation."""

    reader: dict[str, Any]
