"""The command `pledgebook`: a table of commands, each imported only when it runs or shows its own help."""

import click

from pledgebook.cli.frame import Commands, data_flag

COMMANDS = {
    "read": ("pledgebook.cli.read:command", "Who promised what: read articles, speeches and other documents."),
    "check": ("pledgebook.cli.check:command", "Is this quotation in this source? Check quotations word for word."),
    "schema": ("pledgebook.cli.schema:command", "Print the JSON Schema of what the other commands print."),
    "verify": ("pledgebook.cli.verify:command", "Does an exported ledger hold, or the proof of one promise?"),
}


@click.group(cls=Commands, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@data_flag
@click.version_option(package_name="pledgebook", prog_name="pledgebook")
def group() -> None:
    """Turns political text into a provable record of promises.

    Every word shown is cut from the source. Exit status: 0 fine, 1 a check failed, 2 bad input or usage,
    130 interrupted.
    """
