"""What commands are told about the record: dates, deadlines, places in a text, promisors."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

import click

from pledgebook.addresses import web_host
from pledgebook.errors import OptionError
from pledgebook.ledger.entries import is_partial_date

if TYPE_CHECKING:
    from pledgebook.ledger.state import DocumentNoun

NONE = "none"
Command = Callable[..., Any]


class PartialDateType(click.ParamType):
    """A year, a month or a day that exists."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not is_partial_date(value):
            self.fail(
                f"{value!r} is no date: write a year, a month or a day, as 2027, 2027-03 or 2027-03-01.", param, ctx
            )
        return str(value)


class AddressType(click.ParamType):
    """An address on the web, to which a reader can be led."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        told = str(value).strip()
        if web_host(told) is None:
            self.fail(f"{value!r} is no address on the web: write http:// or https:// and a host.", param, ctx)
        return told


DATE = PartialDateType()
ADDRESS = AddressType()


def values_of(kind: type[Enum]) -> click.Choice:
    """One of the values of an enumeration, as a string."""
    return click.Choice([one.value for one in kind])


def flags(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order in which they are told."""

    def decorated(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


place_flags = flags(
    click.option("--quote", metavar="TEXT", help="The words, as they stand in the document."),
    click.option("--start", type=click.IntRange(min=0), help="Or: where they begin, in characters from the start."),
    click.option("--end", type=click.IntRange(min=1), help="Where they end: the first character after them."),
)
promisor_flags = flags(
    click.option("--promisor", metavar="NAME", help="Who promises."),
    click.option("--role", help="As what: the promisor's role or office."),
)


def place(document: "DocumentNoun", *, quote: str | None, start: int | None, end: int | None) -> tuple[int, int] | None:
    """Where in a document; None where nothing was told."""
    if quote is not None and (start is not None or end is not None):
        raise click.UsageError("--quote and --start with --end say the same thing: give one of the two.")
    if quote is not None:
        from pledgebook_site.ledger.services.sightings import place_of

        return place_of(document, quote)
    if (start is None) != (end is None):
        raise click.UsageError("--start and --end go together.")
    return None if start is None or end is None else (start, end)


def promisor(*, name: str | None, role: str | None) -> dict[str, Any] | None:
    """Who promises, as a person says; None where nothing was told."""
    if name is None and role is not None:
        raise click.UsageError("--role goes with --promisor.")
    return None if name is None else {"name": checked_text(name, "--promisor"), "role": role or None, "person": None}


def deadline(told: str) -> dict[str, str | None]:
    """`EARLIEST/LATEST`, either of which may be left open, or one date for both."""
    earliest, slash, latest = told.partition("/")
    dates = (earliest, latest) if slash else (told, told)
    if not any(dates) or not all(is_partial_date(one) for one in dates if one):
        raise OptionError(f"{told!r} is no deadline: write a date, as 2027 or 2027-03, or EARLIEST/LATEST.")
    if all(dates) and dates[1] < dates[0][: len(dates[1])]:
        raise OptionError(f"the deadline {told} ends before it begins.")
    return {"earliest": dates[0] or None, "latest": dates[1] or None}


def checked_text(told: str, what: str) -> str:
    """Words without blanks around them; OptionError where there are none."""
    if not told.strip():
        raise OptionError(f"{what} is empty: write some words.")
    return told.strip()
