"""Quotations from a file: JSON Lines, CSV or plain lines, told apart by what is in it."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pledgebook.errors import SourceError

STDIN = "-"
KEY = "quote"
_LINE_END = re.compile(r"\r\n|\n|\r")
_CELL = re.compile(r"[\w .-]{1,40}")
_BARE_CELL = re.compile(r"[A-Za-z_][\w-]*")
_DELIMITERS = ",;\t"
_TABLES = (".csv", ".tsv")


def read_quotes(source: str) -> list[str]:
    """The quotations in a file or on standard input (`-`), in order; SourceError says what is wrong and where."""
    name = "Standard input" if source == STDIN else source
    from pledgebook.documents.charsets import decode

    text, _ = decode(_bytes(source), name=name)
    quotes = list(_quotes(text, name))
    if not quotes:
        raise SourceError(f"{name}: holds no quotation; give JSON Lines, CSV or one quotation a line.")
    return quotes


def _bytes(source: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{source}: no such file; QUOTES is a file of quotations, or - for standard input.") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"{source}: cannot be read ({_reason(error)}); QUOTES is a file of quotations.") from None


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _quotes(text: str, name: str) -> Iterator[str]:
    if text.lstrip().startswith("{"):
        return _from_json_lines(text, name)
    delimiter = _delimiter(text, name)
    return (
        (line for line in _LINE_END.split(text) if line.strip())
        if delimiter is None
        else _from_csv(text, delimiter, name)
    )


def _from_json_lines(text: str, name: str) -> Iterator[str]:
    for number, line in enumerate(_LINE_END.split(text), 1):
        if line.strip():
            yield _from_json(line, f"{name}, line {number}")


def _from_json(line: str, where: str) -> str:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be parsed"
        raise SourceError(f"{where}: is not JSON ({reason}); write one object on each line.") from None
    if not isinstance(record, dict) or KEY not in record:
        raise SourceError(f'{where}: has no key "{KEY}"; write {{"{KEY}": "…"}}.')
    quote = record[KEY]
    if not isinstance(quote, str):
        raise SourceError(f'{where}: "{KEY}" is no string; write {{"{KEY}": "…"}}.')
    return quote


def _delimiter(text: str, name: str) -> str | None:
    """What parts the cells if this is a table with a header line, else None; SourceError if no column is `quote`."""
    header = next((line for line in _LINE_END.split(text) if line.strip()), "")
    for delimiter in _DELIMITERS:
        cells = _cells(header, delimiter)
        if KEY in cells and all(_CELL.fullmatch(cell) for cell in cells):
            return delimiter
    for delimiter in _DELIMITERS:
        cells = _cells(header, delimiter)
        if (Path(name).suffix.lower() in _TABLES and delimiter == ",") or _is_table(text, delimiter, cells):
            raise SourceError(f'{name}: has no column "{KEY}" (it has {", ".join(cells)}); name the column "{KEY}".')
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    row = next(csv.reader([line], delimiter=delimiter), [])
    return [cell.strip().casefold() for cell in row]


def _is_table(text: str, delimiter: str, header: list[str]) -> bool:
    """Whether the first line can only be a header: bare names, as many as every further line has cells."""
    if len(header) < 2 or not all(_BARE_CELL.fullmatch(cell) for cell in header):
        return False
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return False
    return len(rows) > 1 and all(len(row) == len(header) for row in rows)


def _from_csv(text: str, delimiter: str, name: str) -> Iterator[str]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] | None = None
    while True:
        begins = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise SourceError(f"{name}, line {begins}: is no line of a CSV table ({error}).") from None
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [cell.strip().casefold() for cell in row]
        else:
            yield _cell(row, header, f"{name}, line {begins}")


def _cell(row: list[str], header: list[str], where: str) -> str:
    if len(row) != len(header):
        raise SourceError(
            f"{where}: has {len(row)} cells where the header has {len(header)}; "
            "enclose a quotation that holds the delimiter in quotation marks."
        )
    return row[header.index(KEY)]
