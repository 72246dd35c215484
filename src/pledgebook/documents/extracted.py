"""What an extractor hands on: a text and what its source says of itself."""

from dataclasses import dataclass

from pledgebook.records import Genre, Span, Timecode


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of a source with the metadata that the source states; None where it states none.

    `published` is a date that the source gives as its publication; `created` merely when the file was made;
    `byline` are lines that stand at the text without being part of it, and may date it. `genre` is known where the
    format tells it, as captions are a transcript; `voices` are their labels that surely name a speaker, `changes` where
    another speaks, whoever it is.
    """

    text: str
    extractor: str
    media_type: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    created: str | None = None
    byline: str = ""
    url: str | None = None
    genre: Genre | None = None
    pages: tuple[Span, ...] = ()
    timecodes: tuple[Timecode, ...] = ()
    voices: tuple[Span, ...] = ()
    changes: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
