"""`pledgebook verify`: does an export or a proof hold?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pledgebook.cli.frame import CHECK_FAILED, FINE
from pledgebook.errors import OptionError
from pledgebook.export.terminal import printable
from pledgebook.ledger.folder.report import Report

if TYPE_CHECKING:
    from pledgebook.ledger.proof import VerifyingKey

_LARGEST_HEAD = 100_000


@click.command("verify")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A checkpoint of this log that you kept: finds a log cut short or rewritten.",
)
@click.option("--key", "vkey", metavar="VKEY", help="A key that you know to be the log's: finds one by another key.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Lines for people, or one JSON object.",
)
def command(path: Path, against: Path | None, vkey: str | None, form: str) -> int:
    """Check an exported ledger, or the proof of one promise.

    PATH is a folder that `pledgebook ledger export` wrote, or a file that `pledgebook ledger prove` wrote. Nothing else
    is needed. The first thing that does not hold is named by its file and event, and the exit status is then 1.
    """
    from pledgebook.export.record import dumps

    report = _verified(path, against, vkey)
    if form == "json":
        click.echo((dumps(report.to_data()) + "\n").encode(), nl=False)
    else:
        for line in _lines(report):
            click.echo(printable(line).encode() + b"\n", nl=False)
    return FINE if report.holds else CHECK_FAILED


def _verified(path: Path, against: Path | None, vkey: str | None) -> Report:
    from pledgebook.ledger.folder.verifying import verify

    if not path.exists():
        raise OptionError(f"{path} does not exist. Name an exported folder or a proof file.")
    kept = None if against is None else _kept(against)
    return verify(path, kept=kept, key=None if vkey is None else _key(vkey))


def _kept(path: Path) -> bytes:
    from pledgebook.ledger.proof import ProofError, parse_checkpoint

    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_HEAD)
        parse_checkpoint(content)
    except OSError as error:
        raise OptionError(f"{path} cannot be read: {error.strerror}. Name the checkpoint that you kept.") from None
    except ProofError as error:
        raise OptionError(f"{path} is not a checkpoint: {error}. Name the one that you kept.") from None
    return content


def _key(vkey: str) -> "VerifyingKey":
    from pledgebook.ledger.proof import ProofError, VerifyingKey

    try:
        return VerifyingKey.parse(vkey.strip())
    except ProofError as error:
        raise OptionError(f"--key is not a key: {error}. Name a line of the file keys.") from None


def _lines(report: Report) -> Iterator[str]:
    if report.fault is not None:
        yield f"Does not hold: {report.fault.line()}"
        return
    yield f"Holds: {_what(report)} of {report.origin}, {report.size} events"
    yield f"Root: {report.root}"
    yield "Checked: " + ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in report.counts.items())
    yield from (f"Note: {note}" for note in report.notes)
    yield "Not proved:"
    yield from (f"- {line}" for line in report.not_proved)


def _what(report: Report) -> str:
    kind = "the public" if report.public else "the private"
    return f"{kind} export" if report.kind == "folder" else "a proof from the log"
