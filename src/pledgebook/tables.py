"""Tables with a header line: what parts their cells, and their rows one by one."""

import csv
import io
import re
from collections.abc import Callable, Iterator

from pledgebook.errors import SourceError

DELIMITERS = ",;\t"
LINE_END = re.compile(r"\r\n|\n|\r")


def delimiter_of(text: str, fits: Callable[[list[str]], bool]) -> str | None:
    """What parts the cells of the first line so that these, folded and without blanks around them, fit; else None."""
    return next((one for one in DELIMITERS if fits(header_of(text, one))), None)


def header_of(text: str, delimiter: str) -> list[str]:
    """The cells of the first line that is not blank; none where it is no line of a table."""
    first = next((line for line in LINE_END.split(text) if line.strip()), "")
    try:
        return folded(next(csv.reader([first], delimiter=delimiter, strict=True), []))
    except csv.Error:
        return []


def folded(cells: list[str]) -> list[str]:
    """The cells of a header without blanks around them and in small letters, as names are compared."""
    return [cell.strip().casefold() for cell in cells]


def rows_of(text: str, delimiter: str, *, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows, the header first and blank ones left out, each with the line where it begins.

    SourceError names the line that is none of a table.
    """
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        begins = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise SourceError(f"{name}, line {begins}: is no line of a table ({_reason(error)}).") from None
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield begins, row


def _reason(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a cell has more than {csv.field_size_limit():,} characters; is a quotation mark not closed?"
    return str(error)
