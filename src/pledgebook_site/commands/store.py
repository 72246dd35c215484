"""What the commands of a tracker share: which tracker, as whom, and how they print."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from pledgebook.cli.frame import data_flag, refuse_bytes, told_data
from pledgebook.export.terminal import printable
from pledgebook_site.config import DataFolder, data_folder

if TYPE_CHECKING:
    from pledgebook_site.ledger.models import Account

AUTHOR = "PLEDGEBOOK_AUTHOR"


@dataclass(frozen=True, slots=True)
class Store:
    """What a command was told of the tracker; nothing is opened yet."""

    data: DataFolder
    account_name: str | None
    as_json: bool
    needs_account: bool = True

    @contextmanager
    def opened(self) -> Iterator[None]:
        """The tracker, open: within, and only there, services and selectors are imported and used.

        AccountError if the command is one that acts as an account, and the one that was named does not exist.
        """
        from pledgebook_site.opening import opened

        with opened(self.data):
            if self.needs_account and self.account_name is not None:
                self.author()
            yield

    def author(self) -> "Account":
        """The account that acts, `local` where none was named; AccountError if the named one does not exist."""
        from pledgebook_site.ledger.selectors.accounts import LOCAL, account

        return account(LOCAL if self.account_name is None else self.account_name)

    def keeper(self) -> "Account":
        """As `author`, for commands that need no account: a named one that does not exist yet is `local`."""
        from pledgebook_site.ledger.selectors.accounts import LOCAL, account, find_account

        named = None if self.account_name is None else find_account(self.account_name)
        return account(LOCAL) if named is None else named

    def show(self, value: Any, lines: Callable[[], Sequence[str]]) -> None:
        """Print `value` as JSON where that was asked for, else the lines for people, safe for a terminal."""
        if self.as_json:
            click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode(), nl=False)
            click.echo()
        else:
            for line in lines():
                click.echo(printable(line))


def store_command(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--data`, `--as` and `--format`, and as its first argument the Store that they tell."""
    return _told(command, needs_account=True)


def keeping_command(command: Callable[..., Any]) -> Callable[..., Any]:
    """As `store_command`, for what keeps the tracker as a whole: a named account that does not exist is ignored."""
    return _told(command, needs_account=False)


def _told(command: Callable[..., Any], *, needs_account: bool) -> Callable[..., Any]:

    @click.option("--as", "account_name", metavar="ACCOUNT", help=f"Act as this account; else {AUTHOR}, else local.")
    @click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json"]),
        default="table",
        show_default=True,
        help="How to print.",
    )
    @data_flag
    @click.pass_context
    @wraps(command)
    def told(ctx: click.Context, /, *args: Any, account_name: str | None, form: str, **more: Any) -> Any:
        for param in ctx.command.params:
            refuse_bytes(ctx, param, ctx.params.get(param.name or ""))
        name = account_name or os.environ.get(AUTHOR) or None
        return command(Store(data_folder(told_data(ctx)), name, form == "json", needs_account), *args, **more)

    return told


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells, the first one their heads, as lines in which each column is as wide as its longest cell."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
