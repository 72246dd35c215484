"""Quotations from a file: JSON (Lines or an array), CSV or plain lines, told apart by what is in it."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten

from pledgebook.errors import SourceError
from pledgebook.tables import DELIMITERS, LINE_END, delimiter_of, folded, header_of, rows_of

STDIN = "-"
KEY = "quote"
_CELL = re.compile(r"[\w .-]{1,40}")
_BARE_CELL = re.compile(r"[A-Za-z_][\w-]*")
_ARRAY = re.compile(r'\s*\[(\s*["{]|[ \t]*([\r\n]|\Z))')  # what no quotation begins with
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
    if _ARRAY.match(text) is not None or _is_array(text):
        return _from_json_array(text, name)
    delimiter = _delimiter(text, name)
    return (
        (line for line in LINE_END.split(text) if line.strip())
        if delimiter is None
        else _from_csv(text, delimiter, name)
    )


def _from_json_lines(text: str, name: str) -> Iterator[str]:
    for number, line in enumerate(LINE_END.split(text), 1):
        if line.strip():
            yield _from_json(line, f"{name}, line {number}")


def _from_json(line: str, where: str) -> str:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be parsed"
        raise SourceError(f"{where}: is not JSON ({reason}); write one object on each line.") from None
    return _from_record(record, where)


def _from_record(record: object, where: str) -> str:
    if not isinstance(record, dict) or KEY not in record:
        raise SourceError(f'{where}: has no key "{KEY}"; write {{"{KEY}": "…"}}.')
    quote = record[KEY]
    if not isinstance(quote, str):
        raise SourceError(f'{where}: "{KEY}" is no string; write {{"{KEY}": "…"}}.')
    return quote


def _is_array(text: str) -> bool:
    """Whether the whole text is one JSON array; a quotation may begin with a bracket too: “[We] will build it”."""
    try:
        return text.lstrip().startswith("[") and isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def _from_json_array(text: str, name: str) -> Iterator[str]:
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{name}, line {error.lineno}: is no JSON array ({error.msg}); write one array, or one object on each line."
        ) from None
    except (ValueError, RecursionError):
        raise SourceError(f"{name}: is no JSON array (it cannot be parsed); write one object on each line.") from None
    for number, item in enumerate(items, 1):
        yield item if isinstance(item, str) else _from_record(item, f"{name}, item {number}")


def _delimiter(text: str, name: str) -> str | None:
    """What parts the cells if this is a table with a header line, else None; SourceError if no column is `quote`."""
    found = delimiter_of(text, lambda cells: KEY in cells and all(_CELL.fullmatch(cell) for cell in cells))
    if found is not None:
        return found
    for delimiter in DELIMITERS:
        cells = header_of(text, delimiter)
        if (Path(name).suffix.lower() in _TABLES and delimiter == ",") or _is_table(text, delimiter, cells, name):
            has = f"it has {shorten(', '.join(cells), 200)}" if cells else "its first line is no header"
            raise SourceError(f'{name}: has no column "{KEY}" ({has}); name the column "{KEY}".')
    return None


def _is_table(text: str, delimiter: str, header: list[str], name: str) -> bool:
    """Whether the first line can only be a header: bare names, as many as every further line has cells."""
    if len(header) < 2 or not all(_BARE_CELL.fullmatch(cell) for cell in header):
        return False
    try:
        rows = [row for _, row in rows_of(text, delimiter, name=name)]
    except SourceError:
        return False
    return len(rows) > 1 and all(len(row) == len(header) for row in rows)


def _from_csv(text: str, delimiter: str, name: str) -> Iterator[str]:
    rows = rows_of(text, delimiter, name=name)
    header = folded(next(rows)[1])
    for begins, row in rows:
        yield _cell(row, header, f"{name}, line {begins}")


def _cell(row: list[str], header: list[str], where: str) -> str:
    if len(row) != len(header):
        raise SourceError(
            f"{where}: has {len(row)} cells where the header has {len(header)}; "
            "enclose a quotation that holds the delimiter in quotation marks."
        )
    return row[header.index(KEY)]
