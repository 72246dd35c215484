"""`pledgebook check`: is this quotation in this source?"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from pledgebook.cli.frame import CHECK_FAILED, FINE, fetch_flags, fetch_options, output, output_flag
from pledgebook.cli.quotes import STDIN, read_quotes
from pledgebook.records import Document, Found, Grounding
from pledgebook.settings import MAX_CHARACTERS, DocumentOptions

PLAIN_WIDTH = 100  # columns, where the table does not go to a terminal
Write = Callable[[str], None]


@click.command("check")
@click.argument("quotes", metavar="QUOTES")
@click.argument("source", metavar="SOURCE")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "jsonl")),
    default="table",
    show_default=True,
    help="A table for people, or a JSON line for each quotation.",
)
@output_flag
@click.option(
    "--max-characters",
    type=click.IntRange(min=1),
    default=MAX_CHARACTERS,
    show_default=True,
    help="Refuse longer sources.",
)
@fetch_flags
def command(quotes: str, source: str, form: str, output_path: Path | None, **told: Any) -> int:
    """Check quotations word for word against their source.

    QUOTES is a file of quotations, or - for standard input: JSON Lines with the key "quote", a JSON array,
    CSV with a column "quote", or one quotation on each line. SOURCE is a file (HTML, plain text, Markdown, PDF,
    DOCX or subtitles), an http(s) address, or -.

    Each quotation is exact, folded (only the typography differs), stitched (parts that stand apart) or absent.
    The exit status is 1 if one is stitched or absent.
    """
    if quotes == source == STDIN:
        raise click.UsageError(
            "QUOTES and SOURCE cannot both be read from standard input; name a file for one of them."
        )
    wanted = read_quotes(quotes)
    document = _open(source, told)
    groundings = _ground(document, wanted)
    with output(output_path) as write:
        if form == "jsonl":
            _write_lines(groundings, write)
        else:
            _write_table(groundings, document, write, to_file=output_path is not None)
    failed = any(grounding.found in (Found.STITCHED, Found.ABSENT) for grounding in groundings)
    return CHECK_FAILED if failed else FINE


def _open(source: str, told: dict[str, Any]) -> Document:
    from pledgebook.documents import open_source

    options = DocumentOptions(max_characters=told["max_characters"])
    return open_source(source, options=options, fetch=fetch_options(told))


def _ground(document: Document, quotes: list[str]) -> list[Grounding]:
    from pledgebook.grounding import Grounder

    grounder = Grounder(document)
    return [grounder.ground(quote) for quote in quotes]


def _write_lines(groundings: list[Grounding], write: Write) -> None:
    from pledgebook.export.checks import check_json
    from pledgebook.export.record import dumps

    for grounding in groundings:
        write(dumps(check_json(grounding)) + "\n")


def _write_table(groundings: list[Grounding], document: Document, write: Write, *, to_file: bool) -> None:
    from pledgebook.export.checks import checks_table

    on_terminal = not to_file and sys.stdout.isatty()
    colours = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = max(get_terminal_size((PLAIN_WIDTH, 24)).columns, 20) if on_terminal else PLAIN_WIDTH
    write(checks_table(groundings, pages=document.pages, width=width, colours=colours))
