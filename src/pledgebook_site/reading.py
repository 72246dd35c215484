"""The only module here that reads text: bytes to documents, documents to what is proposed about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pledgebook.addresses import web_host
from pledgebook.documents import Loaded, load
from pledgebook.errors import SourceError
from pledgebook.export.record import reading_json
from pledgebook.grounding import ground
from pledgebook.languages import READABLE
from pledgebook.records import Document, Grounding
from pledgebook.settings import DocumentOptions, FetchOptions

EXACT = 2**53 - 1  # the largest whole number that canonical JSON can hold
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A document with the bytes that it was read from."""

    document: Document
    data: bytes


def open_for_keeping(where: str, *, options: DocumentOptions, fetch: FetchOptions) -> Source:
    """The document at a path, on standard input or at an address, with its bytes; SourceError says why not.

    So it does where the file's name is no text: the name is kept, and nothing but UTF-8 can be.
    """
    if not _is_text(Path(where).name):
        raise SourceError(f"{where}: its name is not UTF-8, and so cannot be kept; rename the file.")
    loaded: Loaded = load(where, fetch=fetch)
    return Source(loaded.document(options=options), loaded.data)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def fetch(address: str, *, options: FetchOptions) -> Loaded:
    """The bytes at an http(s) address; SourceError says why not."""
    if web_host(address) is None:
        raise SourceError(f"{address}: is no address; it begins with https:// or http:// and a host.")
    return load(address, fetch=options)


def source_of(loaded: Loaded, *, options: DocumentOptions) -> Source:
    """Bytes that were loaded before with the document that they hold; SourceError says why there is none."""
    return Source(loaded.document(options=options), loaded.data)


def can_be_read(language: str | None) -> bool:
    """Whether there is a reader for documents in this language."""
    return language in READABLE


def reader_of(language: str, *, model: str | None = None) -> Json:
    """Which reader would read a document of this language now; MissingExtraError or ModelError if none is there."""
    info = _reader(model).info(language)
    return {"name": info.name, "version": info.version, "model": info.model, "settings_sha256": info.settings_sha256}


def propose(document: Document, *, model: str | None = None) -> list[Json]:
    """What the reader takes for pledges in a document: the fields of `sighting.proposed` that come from reading."""
    record = reading_json(_reader(model).read(document))
    statements = {one["id"]: one for one in record["statements"]}
    return [_told(pledge, statements.get(pledge["statement"])) for pledge in record["pledges"]]


def find_words(document: Document | str, words: str) -> Grounding:
    """Where words stand in a text, and how they differ from what stands there."""
    return ground(document, words)


@cache
def _reader(model: str | None) -> Any:
    from pledgebook.reader import Reader

    return Reader(model=model)


def _told(pledge: Json, statement: Json | None) -> Json:
    told = {name: value for name, value in pledge.items() if name not in ("id", "statement")}
    return told | {"amount": _amount(told["amount"]), "statement": None if statement is None else _statement(statement)}


def _amount(amount: Json | None) -> Json | None:
    if amount is None or not isinstance(amount["value"], int) or abs(amount["value"]) <= EXACT:
        return amount
    return amount | {"value": float(amount["value"])}


def _statement(statement: Mapping[str, Any]) -> Json:
    """A statement without the words of its content, which its offsets give and which may be long."""
    kept = {name: value for name, value in statement.items() if name not in ("id", "within", "content")}
    return kept | {"content": [[one["start"], one["end"]] for one in statement["content"]]}
