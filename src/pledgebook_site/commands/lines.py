"""How nouns are put into lines for people: short ids, words cut to the width."""

import sys
from collections.abc import Sequence
from shutil import get_terminal_size
from typing import Any

from pledgebook_site.commands.store import columns

DIGITS = 8
PLAIN_WIDTH = 120  # columns, where standard output is no terminal
NARROWEST = 24  # characters of the last column, however narrow the terminal
NOTHING = "–"


def short(key: str | None) -> str:
    """The first digits of an id, which commands take for the whole."""
    return NOTHING if key is None else key[:DIGITS]


def one_line(text: str | None) -> str:
    """A text without its line breaks."""
    return NOTHING if text is None else " ".join(text.split())


def cut(text: str, width: int) -> str:
    """A text that is no longer than `width`."""
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def width() -> int:
    """The columns that a line may have."""
    return max(get_terminal_size((PLAIN_WIDTH, 24)).columns, 60) if sys.stdout.isatty() else PLAIN_WIDTH


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of columns, of which the last has what width is left; what does not fit is cut."""
    before = [max(map(len, column)) + 2 for column in zip(heads, *rows, strict=True)][:-1]
    left = max(width() - sum(before), NARROWEST)
    return columns([heads, *([*row[:-1], cut(row[-1], left)] for row in rows)])


def moment(clock: str) -> str:
    """A clock of the record to the second, with its zone."""
    return f"{clock[:19].replace('T', ' ')} UTC"


def name_of(promisor: dict[str, Any] | None) -> str:
    """A promisor with his role."""
    if promisor is None:
        return NOTHING
    return promisor["name"] if not promisor.get("role") else f"{promisor['name']} ({promisor['role']})"


def due(deadline: dict[str, Any] | None) -> str:
    """A deadline as one date, or as two with a slash."""
    if deadline is None:
        return NOTHING
    earliest, latest = deadline["earliest"] or "", deadline["latest"] or ""
    return earliest if earliest == latest else f"{earliest}/{latest}"


def plainly(value: str | None) -> str:
    """A value of the record without underscores."""
    return NOTHING if value is None else value.replace("_", " ")


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
