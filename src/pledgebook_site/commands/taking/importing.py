"""`pledgebook import`: a table of quotations, each grounded in its document or refused."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pledgebook.cli.frame import BAD_INPUT, FINE, complain, fetch_flags, fetch_options
from pledgebook.errors import LedgerError, OptionError, PledgebookError
from pledgebook.ledger.entries import is_partial_date
from pledgebook.ledger.values import Finder, Rights
from pledgebook.records import PublishedFrom
from pledgebook.settings import DocumentOptions, FetchOptions
from pledgebook.tables import delimiter_of, folded, rows_of
from pledgebook_site.commands.lines import count
from pledgebook_site.commands.store import Store, store_command
from pledgebook_site.commands.told import values_of
from pledgebook_site.errors import StoreError

ADDRESSES = ("address", "url")
Row = dict[str, str]
Done = dict[str, Any]


@click.command("import")
@click.argument("file", metavar="FILE.csv", type=click.Path(path_type=Path))
@click.option("--language", metavar="CODE", help="The language of the documents, in place of a guess.")
@click.option(
    "--rights", type=values_of(Rights), help="What may be shown of the texts; else what the tracker is set to."
)
@fetch_flags
@store_command
def command(store: Store, *, file: Path, language: str | None, rights: str | None, **told: Any) -> int:
    """Take in a table of quotations: the columns quote, speaker, date and address (or url), parted by , ; or tabs.

    Each quotation is found in the document at its address, which may be a file beside the table, or refused with the
    number of its row; the exit status is then 2. Documents that are not there yet are added, and dated by the table
    where they have no date. A second run adds nothing.
    """
    rows = list(_rows(file))
    with store.opened():
        importing = _Importing(store.author().author, file.parent, fetch_options(told))
        importing.options = DocumentOptions(language=language)
        importing.rights = None if rights is None else Rights(rights)
        done = [one for number, row in rows if (one := importing.take(number, row)) is not None]
        new = sum(one["new"] for one in done)
        said = f"{count(new, 'quotation')} taken in, {len(done) - new} known, {len(rows) - len(done)} refused."
        store.show(done, lambda: [said, *(["Next: pledgebook list --state waiting"] if new else [])])
        return BAD_INPUT if len(done) < len(rows) else FINE


def _rows(file: Path) -> Iterator[tuple[int, Row]]:
    """The rows of the table with their numbers, of which the head is 1; OptionError if it is none."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise OptionError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise OptionError(f"{file} is not UTF-8; save it as UTF-8.") from None
    delimiter = delimiter_of(text, lambda names: "quote" in names and any(name in names for name in ADDRESSES))
    if delimiter is None:
        raise OptionError(f"{file} has no columns quote and address: its first line names the columns.")
    rows = rows_of(text, delimiter, name=str(file))
    names = folded(next(rows)[1])
    for number, (_, row) in enumerate(rows, start=2):
        cells = dict.fromkeys(names, "") | {name: cell.strip() for name, cell in zip(names, row, strict=False)}
        yield number, {name: cell for name, cell in cells.items() if name}


class _Importing:
    """Rows that come in one by one; each document is opened once."""

    rights: Rights | None = None
    options = DocumentOptions()

    def __init__(self, author: str, folder: Path, fetch: FetchOptions) -> None:
        self.author, self.folder, self.fetch = author, folder, fetch
        self.documents: dict[str, str] = {}

    def take(self, number: int, row: Row) -> Done | None:
        """One row; None where it was refused, which is then said."""
        try:
            return {"row": number, **self._taken(row)}
        except StoreError:
            raise
        except PledgebookError as error:
            complain(f"row {number}: {error}")
            return None

    def _taken(self, row: Row) -> Done:
        from pledgebook_site.ledger.selectors import documents, record
        from pledgebook_site.ledger.services.sightings import mark, place_of

        quote, date = row["quote"], row.get("date") or None
        if not quote:
            raise LedgerError("the quote is empty.")
        if date is not None and not is_partial_date(date):
            raise LedgerError(f"{date!r} is no date: write a year, a month or a day.")
        document = record.document(self._document(next((row[one] for one in ADDRESSES if row.get(one)), ""), date))
        place = place_of(document, quote)
        for old in documents.sightings_in(document.id):
            if (old.start, old.end) == place:
                return {"new": False, "document": document.id, "sighting": old.id}
        speaker = {"name": row["speaker"], "role": None, "person": None} if row.get("speaker") else None
        key = mark(document.id, author=self.author, place=place, promisor=speaker, found_by=Finder.IMPORT)
        return {"new": True, "document": document.id, "sighting": key}

    def _document(self, address: str, date: str | None) -> str:
        """The document at an address, taken in if it is not there yet; its id."""
        if not address:
            raise LedgerError("there is no address.")
        if address not in self.documents:
            self.documents[address] = self._added(address, date)
        return self.documents[address]

    def _added(self, address: str, date: str | None) -> str:
        from pledgebook_site.ledger.services.documents import add
        from pledgebook_site.reading import open_for_keeping

        beside = self.folder / address
        where = str(beside) if "://" not in address and beside.exists() else address
        source = open_for_keeping(where, options=self.options, fetch=self.fetch)
        if date is not None and source.document.published is None:
            dated = replace(source.document, published=date, published_from=PublishedFrom.OPTION)
            source = replace(source, document=dated)
        return add(source, author=self.author, rights=self.rights, read=False).document
