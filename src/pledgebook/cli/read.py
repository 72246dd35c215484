"""`pledgebook read`: who promised what, in documents given as files, folders, addresses or on standard input."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pledgebook.cli.frame import (
    BAD_INPUT,
    FINE,
    Sources,
    document_flags,
    document_options,
    fetch_flags,
    fetch_options,
    output,
    output_flag,
    say,
)
from pledgebook.cli.progress import Progress
from pledgebook.errors import MissingExtraError, ModelError, PledgebookError
from pledgebook.export.record import dumps, reading_json
from pledgebook.records import Reading

if TYPE_CHECKING:
    from pledgebook.reader import Reader

FORMATS = ("table", "json", "jsonl", "html")
PLAIN_WIDTH = 100  # columns, where the table does not go to a terminal
Write = Callable[[str], None]


@click.command("read")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="A table for people; one JSON object for one source; a JSON line for each; or one HTML page.",
)
@output_flag
@document_flags
@click.option("--explain", is_flag=True, help="Also show why, and what was refused.")
@click.option(
    "--labels",
    type=click.Choice(("en", "ru", "kk")),
    default="en",
    show_default=True,
    help="The language in which the table and the page speak.",
)
@click.option("--model", default="en", show_default=True, metavar="NAME|FOLDER", help="The model that reads.")
@click.option(
    "--threads",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many threads read; the result is the same with any number.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say on standard error what was guessed of each document.")
@fetch_flags
def command(sources: tuple[str, ...], form: str, output_path: Path | None, **told: Any) -> int:
    """Find who promised what in documents.

    SOURCE is a file, a folder, an http(s) address, or - for standard input. Documents may be HTML, plain text,
    Markdown, PDF, DOCX or subtitles. Of many sources the good ones are printed and the bad ones named on standard
    error; the exit status is then 2.
    """
    found = _Read(sources, told)
    if form == "json" and len(found.names) > 1:
        raise click.UsageError(
            f"--format json takes exactly one document and found {len(found.names)}; use --format jsonl for several."
        )
    readings = found.readings(speaking=told["verbose"] or (form != "table" and sys.stderr.isatty()))
    first = next(readings, None)
    if first is not None:
        with output(output_path) as write:
            WRITERS[form](_all(first, readings), write, told, output_path)
    return BAD_INPUT if found.failed else FINE


def _all(first: Reading, rest: Iterator[Reading]) -> Iterator[Reading]:
    yield first
    yield from rest


class _Read(Sources):
    """The documents that were asked for, read one after the other."""

    def __init__(self, sources: tuple[str, ...], told: dict[str, Any]) -> None:
        super().__init__(sources)
        self.told = told
        self._reader: Reader | None = None

    def readings(self, *, speaking: bool) -> Iterator[Reading]:
        """Read one document after the other; say what cannot be read and go on."""
        with Progress(len(self.names), label="Reading") as bar:
            for name in self.names:
                reading = self._reading(name)
                with bar.aside():
                    if reading is not None:
                        for note in reading.document.notes if speaking else ():
                            say(f"{name}: {note}")
                        yield reading
                bar.step()

    def _reading(self, name: str) -> Reading | None:
        try:
            return self._read(name)
        except (ModelError, MissingExtraError):
            raise
        except PledgebookError as error:
            self.fail(error)
            return None

    def _read(self, name: str) -> Reading:
        from pledgebook.documents import open_source

        document = open_source(name, options=document_options(self.told), fetch=fetch_options(self.told))
        return self._model().read(document, explain=self.told["explain"])

    def _model(self) -> "Reader":
        from pledgebook.reader import Reader

        if self._reader is None:
            self._reader = Reader(model=self.told["model"], threads=self.told["threads"])
        return self._reader


def _write_tables(readings: Iterable[Reading], write: Write, told: dict[str, Any], output_path: Path | None) -> None:
    from pledgebook.export.table import reading_table

    on_terminal = output_path is None and sys.stdout.isatty()
    colours = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = _terminal_width() if on_terminal else PLAIN_WIDTH
    for number, reading in enumerate(readings):
        table = reading_table(reading, labels=told["labels"], width=width, colours=colours, explain=told["explain"])
        write(("\n\n" if number else "") + table)


def _write_lines(readings: Iterable[Reading], write: Write, told: dict[str, Any], output_path: Path | None) -> None:
    for reading in readings:
        write(dumps(reading_json(reading)) + "\n")


def _write_object(readings: Iterable[Reading], write: Write, told: dict[str, Any], output_path: Path | None) -> None:
    for reading in readings:
        write(dumps(reading_json(reading), indent=2) + "\n")


def _write_page(readings: Iterable[Reading], write: Write, told: dict[str, Any], output_path: Path | None) -> None:
    from pledgebook.export.page import readings_page

    write(readings_page(list(readings), labels=told["labels"]))


def _terminal_width() -> int:
    """The columns of the terminal."""
    from shutil import get_terminal_size

    return max(get_terminal_size((PLAIN_WIDTH, 24)).columns, 20)


WRITERS = {"table": _write_tables, "json": _write_object, "jsonl": _write_lines, "html": _write_page}
