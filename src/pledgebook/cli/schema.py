"""`pledgebook schema`: the JSON Schemas of what the other commands print."""

from pathlib import Path

import click

from pledgebook.cli.frame import output, output_flag
from pledgebook.export.record import dumps
from pledgebook.export.schema import SCHEMAS


@click.command("schema")
@click.argument("contract", type=click.Choice(sorted(SCHEMAS)), default="reading")
@output_flag
def command(contract: str, output_path: Path | None) -> None:
    """Print the JSON Schema (draft 2020-12) of a reading, or of a check.

    CONTRACT is `reading` (the default: what `pledgebook read --format json` prints) or `check` (a line of
    `pledgebook check --format jsonl`).
    """
    with output(output_path) as write:
        write(dumps(SCHEMAS[contract](), indent=2) + "\n")
