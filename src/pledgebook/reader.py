"""The main path: bytes -> Document -> Analysis -> times -> Extract -> Reading. Read this second."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pledgebook.times as times
from pledgebook import __version__
from pledgebook.addresses import web_host
from pledgebook.analysis import Analyst
from pledgebook.documents import from_text, open_source
from pledgebook.errors import OptionError
from pledgebook.extract import extract
from pledgebook.languages import fingerprint
from pledgebook.records import Document, Genre, Interval, ReaderInfo, Reading, Span, Time
from pledgebook.settings import DocumentOptions, FetchOptions, ReadSettings

NAME = "pledgebook"
LONGEST_PATH = 4096


class Reader:
    """Reads many documents with one loaded model.

    `model` is a language code or a model's folder (None: English); `threads` is how many windows are encoded at
    once, which changes the speed and never the reading. Raises ModelError if the model is missing or does not fit.
    """

    def __init__(
        self, *, model: str | Path | None = None, threads: int = 1, settings: ReadSettings | None = None
    ) -> None:
        if threads < 1:
            raise OptionError(f"The number of threads is {threads}: give 1 or more.")
        self.settings = settings or ReadSettings()
        self._analyst = Analyst(model, threads=threads, longest=self.settings.longest_window)

    def read(self, item: "Document | Path | str", *, explain: bool = False, **options: Any) -> Reading:
        """Read a Document, a Path, or a str (a text; or the path of a file, where one of that name exists).

        `options` are the fields of DocumentOptions. With `explain` the reading also holds what was refused, and why.
        Raises SourceError for a source that cannot be read, LanguageError for a language that cannot.
        """
        document = _document(item, _options(options))
        analysis = self._analyst.analyse(document)
        found_times = times.find(document)
        found = extract(document, analysis, found_times, deadlines=_deadlines, threshold=self.settings.pledge_threshold)
        return Reading(
            reader=self.info(document.language),
            document=document,
            times=found_times,
            statements=found.statements,
            pledges=found.pledges,
            refused=found.refused if explain else (),
        )

    def read_many(
        self, items: "Iterable[Document | Path | str]", *, explain: bool = False, **options: Any
    ) -> Iterator[Reading]:
        """The readings of many items in their order, each as if it had been read alone."""
        for item in items:
            yield self.read(item, explain=explain, **options)

    def info(self, language: str) -> ReaderInfo:
        """Which reader this is, for documents of a language."""
        settings = self.settings.sha256(data=fingerprint(language))
        return ReaderInfo(NAME, __version__, self._analyst.weights.name, settings)


def read_text(
    text: str, *, model: str | Path | None = None, threads: int = 1, explain: bool = False, **options: Any
) -> Reading:
    """Read a text. Options as for Reader.read; for more than one text make a Reader once."""
    document = from_text(text, options=_options(options))
    return Reader(model=model, threads=threads).read(document, explain=explain)


def read_file(
    path: str | Path, *, model: str | Path | None = None, threads: int = 1, explain: bool = False, **options: Any
) -> Reading:
    """Read a file of any kind that pledgebook knows. Options as for Reader.read; SourceError if it cannot be read."""
    document = open_source(str(path), options=_options(options))
    return Reader(model=model, threads=threads).read(document, explain=explain)


def read_url(
    url: str,
    *,
    model: str | Path | None = None,
    threads: int = 1,
    explain: bool = False,
    fetch: FetchOptions | None = None,
    **options: Any,
) -> Reading:
    """Fetch and read a page: the only function here that opens a socket. FetchError if it cannot be fetched."""
    if web_host(url) is None:
        raise OptionError(f'"{url}" is no http or https address.')
    document = open_source(url, options=_options(options), fetch=fetch or FetchOptions())
    return Reader(model=model, threads=threads).read(document, explain=explain)


def _options(told: dict[str, Any]) -> DocumentOptions:
    """The options of a document from keyword arguments; OptionError names one that is not known."""
    unknown = set(told) - set(DocumentOptions.__dataclass_fields__)
    if unknown:
        known = ", ".join(DocumentOptions.__dataclass_fields__)
        raise OptionError(f'Unknown option "{min(unknown)}": known are {known}.')
    if told.get("genre") is not None:
        if told["genre"] not in list(Genre):
            raise OptionError(f'Unknown genre "{told["genre"]}": known are {", ".join(Genre)}.')
        told = told | {"genre": Genre(told["genre"])}
    return DocumentOptions(**told)


def _document(item: "Document | Path | str", options: DocumentOptions) -> Document:
    if isinstance(item, Document):
        return item
    if isinstance(item, Path) or _names_file(item):
        return open_source(str(item), options=options)
    return from_text(item, options=options)


def _names_file(text: str) -> bool:
    """Whether a str is the path of a file that is there, rather than a text."""
    if len(text) > LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).is_file()
    except OSError:
        return False


def _deadlines(document: Document, found: tuple[Time, ...], span: Span) -> list[Interval]:
    return times.deadlines(document, found, start=span.start, end=span.end)
