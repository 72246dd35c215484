"""The way in: a path, standard input, an address, bytes or a text becomes one immutable Document."""

import hashlib
import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from pledgebook.documents import charsets, dating, genres, language, plain
from pledgebook.documents.extracted import Extracted
from pledgebook.documents.sniffing import HEAD, Format, sniff
from pledgebook.documents.transcript import Spoken, turns_of
from pledgebook.errors import SourceError
from pledgebook.records import Document, Genre, PublishedFrom
from pledgebook.settings import DocumentOptions, FetchOptions

STDIN = "-"
MAX_FILE_BYTES = 1_000_000_000
MARKDOWN_ENDINGS = (".md", ".markdown")

_DEFAULTS = DocumentOptions()
_FETCH_DEFAULTS = FetchOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The bytes of a source as they came, with where they came from; not yet a document."""

    data: bytes
    path: str | None = None
    url: str | None = None
    content_type: str | None = None
    retrieved: str | None = None

    def document(self, *, options: DocumentOptions = _DEFAULTS) -> Document:
        """The document that the bytes hold; SourceError says why there is none."""
        return from_bytes(
            self.data,
            options=options,
            path=self.path,
            url=self.url,
            content_type=self.content_type,
            retrieved=self.retrieved,
        )


def load(source: str | os.PathLike[str], *, fetch: FetchOptions = _FETCH_DEFAULTS) -> Loaded:
    """The bytes at a path, on standard input (`-`) or at an http(s) address; SourceError says why not."""
    where = os.fspath(source)
    if where == STDIN:
        return Loaded(data=_read_all(sys.stdin.buffer, "Standard input"))
    if "://" in where and not Path(where).exists():
        return _fetched(where, fetch)
    return Loaded(data=_read_file(where), path=where)


def open_source(
    source: str | os.PathLike[str], *, options: DocumentOptions = _DEFAULTS, fetch: FetchOptions = _FETCH_DEFAULTS
) -> Document:
    """The document at a path, on standard input (`-`) or at an http(s) address; SourceError says why not."""
    return load(source, fetch=fetch).document(options=options)


def from_bytes(
    data: bytes,
    *,
    options: DocumentOptions = _DEFAULTS,
    path: str | None = None,
    url: str | None = None,
    content_type: str | None = None,
    retrieved: str | None = None,
) -> Document:
    """The document that some bytes hold, whatever their format; SourceError says why there is none."""
    name = url or path or "The source"
    if not data.strip():
        raise SourceError(f"{name}: is empty; give a source with text.")
    extracted = _extract(data, name, path=path, url=url, content_type=content_type)
    return _document(extracted, data, name, options=options, path=path, url=url, retrieved=retrieved)


def from_text(text: str, *, options: DocumentOptions = _DEFAULTS) -> Document:
    """The document that a text is, character for character; SourceError if no file could hold it."""
    name = "The text"
    if "\x00" in text:
        raise SourceError(f"{name}: holds a NUL character at {text.index(chr(0))}; remove it.")
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise SourceError(f"{name}: holds half a character (a lone surrogate) at {error.start}; remove it.") from None
    return _document(plain.extract(text), data, name, options=options)


def expand(sources: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The sources with every folder replaced by its readable files, sorted; SourceError if it has none."""
    return [file for source in sources for file in _files(os.fspath(source))]


def _files(source: str) -> list[str]:
    if source == STDIN or not Path(source).is_dir():
        return [source]
    found: list[Path] = []
    for folder, inner, names in os.walk(source, onerror=_refuse_folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        found += [Path(folder, name) for name in names if not name.startswith(".")]
    readable = [str(path) for path in sorted(found) if _looks_readable(path)]
    if not readable:
        raise SourceError(
            f"{source}: the folder holds no file that can be read; give HTML, PDF, DOCX, subtitles or plain text."
        )
    return readable


def _refuse_folder(error: OSError) -> None:
    raise SourceError(f"{error.filename}: {_reason(error)}.") from None


def _looks_readable(path: Path) -> bool:
    """Whether a file's beginning is of a format that can be read; a file that cannot be opened is named later."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            if head.startswith(b"PK\x03\x04"):
                head += file.read(MAX_FILE_BYTES)
        sniff(head, name=str(path))
    except SourceError:
        return False
    except OSError:
        return True
    return True


def _read_file(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            if stat.S_ISDIR(os.fstat(file.fileno()).st_mode):  # pragma: no cover  # opening it fails on most systems
                raise IsADirectoryError(path)
            return _read_all(file, path)
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: {_reason(error)}.") from None


def _reason(error: OSError | ValueError) -> str:
    reasons: dict[type[Exception], str] = {
        FileNotFoundError: "no such file or folder; check the name",
        NotADirectoryError: "no such file or folder; check the name",
        PermissionError: "no permission to read it; change its permissions or copy it",
        IsADirectoryError: "is a folder; give the files in it one by one",
    }
    reason = reasons.get(type(error))
    if reason is None and isinstance(error, OSError) and error.strerror:
        reason = f"cannot be read ({error.strerror})"
    return reason or "is no name that a file can have"


def _read_all(file: IO[bytes], name: str) -> bytes:
    data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise SourceError(f"{name}: is larger than {MAX_FILE_BYTES:,} bytes; give a smaller part of it.")
    return data


def _fetched(url: str, limits: FetchOptions) -> Loaded:
    from pledgebook.documents.fetch import fetch

    page = fetch(url, options=limits)
    return Loaded(data=page.data, url=page.url, content_type=page.content_type, retrieved=page.retrieved)


def _extract(data: bytes, name: str, *, path: str | None, url: str | None, content_type: str | None) -> Extracted:
    match sniff(data, name=name, content_type=content_type):
        case Format.PDF:
            from pledgebook.documents import pdf

            return pdf.extract(data, name=name)
        case Format.DOCX:
            from pledgebook.documents import docx

            return docx.extract(data, name=name)
        case Format.HTML:
            from pledgebook.documents import html

            declared = charsets.declared_in_type(content_type) or charsets.declared_in_html(data)
            text, note = charsets.decode(data, name=name, declared=declared)
            return _with_note(html.extract(text, name=name, url=url), note)
        case Format.TEXT:
            text, note = charsets.decode(data, name=name, declared=charsets.declared_in_type(content_type))
            return _with_note(plain.extract(text, media_type=_text_type(path or url, content_type)), note)
        case Format.SRT | Format.VTT as format_:
            from pledgebook.documents.transcript import captions

            text, note = charsets.decode(data, name=name, declared=charsets.declared_in_type(content_type))
            media_type = captions.SRT if format_ is Format.SRT else captions.VTT
            return _with_note(captions.extract(text, name=name, media_type=media_type), note)


def _text_type(place: str | None, content_type: str | None) -> str:
    markdown = (content_type or "").startswith("text/markdown") or (place or "").lower().endswith(MARKDOWN_ENDINGS)
    return "text/markdown" if markdown else "text/plain"


def _with_note(extracted: Extracted, note: str | None) -> Extracted:
    return extracted if note is None else replace(extracted, notes=(note, *extracted.notes))


def _document(
    extracted: Extracted,
    data: bytes,
    name: str,
    *,
    options: DocumentOptions,
    path: str | None = None,
    url: str | None = None,
    retrieved: str | None = None,
) -> Document:
    text = extracted.text
    _check_size(text, name, options)
    code, language_note = (options.language, "") if options.language is not None else language.identify(text)
    published, published_from, date_note = _published(extracted, options, code)
    title, title_note = (options.title, "") if options.title is not None else _title(extracted)
    genre, spoken, genre_note = _genre(extracted, options, code)
    notes = (*extracted.notes, language_note, date_note, title_note, genre_note)
    return Document(
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        source_sha256=hashlib.sha256(data).hexdigest(),
        extractor=extracted.extractor,
        media_type=extracted.media_type,
        title=title,
        language=code,
        genre=genre,
        published=published,
        published_from=published_from,
        publisher=extracted.publisher,
        author=extracted.author,
        retrieved=retrieved,
        url=extracted.url or url,
        path=path,
        speaker=options.speaker,
        pages=extracted.pages,
        turns=spoken.turns,
        timecodes=spoken.timecodes,
        notes=tuple(filter(None, notes)),
    )


def _check_size(text: str, name: str, options: DocumentOptions) -> None:
    if not text.strip():
        raise SourceError(f"{name}: is empty; give a source with text.")
    if len(text) > options.max_characters:
        raise SourceError(
            f"{name}: holds {len(text):,} characters, more than {options.max_characters:,}; "
            "raise the limit with --max-characters."
        )


def _title(extracted: Extracted) -> tuple[str | None, str]:
    return extracted.title, "" if extracted.title is None else f"Title: {extracted.title!r}, taken from the source."


def _published(
    extracted: Extracted, options: DocumentOptions, code: str
) -> tuple[str | None, PublishedFrom | None, str]:
    if options.published is not None:
        return dating.told(options.published), PublishedFrom.OPTION, ""
    if extracted.published is not None:
        note = f"Published: {extracted.published}, from the source's metadata."
        return extracted.published, PublishedFrom.METADATA, note
    dated = (dating.dateline(text, language=code) for text in (extracted.byline, extracted.text))
    found = next(filter(None, dated), None)
    if found is not None:
        return found, PublishedFrom.DATELINE, f"Published: {found}, from the text's own dateline."
    if extracted.created is not None:
        note = f"Published: {extracted.created}, when the file was made; tell a better date with --published."
        return extracted.created, PublishedFrom.METADATA, note
    return None, None, "Published: unknown; tell it with --published."


def _genre(extracted: Extracted, options: DocumentOptions, code: str) -> tuple[Genre, Spoken, str]:
    """What is told; else a transcript where speakers are labelled; else a speech if a speaker is told; else news."""
    told = options.genre or extracted.genre
    if told not in (None, Genre.TRANSCRIPT):
        return told, Spoken(timecodes=extracted.timecodes), ""
    spoken = turns_of(
        extracted.text,
        code=code,
        told=told is Genre.TRANSCRIPT,
        speaker=options.speaker,
        voices=extracted.voices,
        changes=extracted.changes,
    )
    if extracted.timecodes:
        spoken = replace(spoken, timecodes=extracted.timecodes)
    if told is None and spoken.turns:
        count = len({turn.speaker for turn in spoken.turns})
        return (
            Genre.TRANSCRIPT,
            spoken,
            f"Genre: transcript, by the labels of {count} speakers; tell another with --genre.",
        )
    if told is None and options.speaker is None:
        return Genre.NEWS, spoken, _hinted(options.title or extracted.title, code)
    return told or Genre.SPEECH, spoken, ""


def _hinted(title: str | None, code: str) -> str:
    """A line for whoever reads as news what by its title is something else: then own words would be no promises."""
    genre = genres.told_by(title or "", code)
    return f"Genre: news; by its title it may be a {genre}: then read it with --genre {genre}." if genre else ""
