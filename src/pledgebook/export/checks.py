"""Checked quotations as JSON and as a table for people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import category, name

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from pledgebook.export.drawing import drawn
from pledgebook.export.terminal import printable
from pledgebook.records import Difference, DifferenceKind, Found, Grounding, Quote, Span

CHECK = "pledgebook/check/1"
STYLES = {Found.EXACT: "green", Found.FOLDED: "green", Found.STITCHED: "bold yellow", Found.ABSENT: "bold red"}
SEVERAL = 3  # places or differences of one quotation; of more, the table tells how many


def check_json(grounding: Grounding) -> dict[str, Any]:
    """The grounding under the names of the contract `pledgebook/check/1`, with every key there."""
    nearest = grounding.nearest
    return {
        "schema": CHECK,
        "quote": grounding.quote,
        "found": grounding.found.value,
        "places": [_place(place) for place in grounding.places],
        "differences": [_difference(difference) for difference in grounding.differences],
        "nearest": None if nearest is None else _place(nearest),
    }


def checks_table(
    groundings: Sequence[Grounding], *, pages: Sequence[Span] = (), width: int = 100, colours: bool = False
) -> str:
    """Counts, and a table: quotation, found, where, what differs; `pages` of the source, `width` in columns."""
    return drawn(Group(_counts(groundings), Text(""), _table(groundings, pages)), width=width, colours=colours)


def _counts(groundings: Sequence[Grounding]) -> Text:
    counts = Counter(grounding.found for grounding in groundings)
    told = ", ".join(f"{counts[found]} {found}" for found in Found if counts[found])
    return Text(f"{len(groundings)} quotation{'' if len(groundings) == 1 else 's'}: {told}")


def _table(groundings: Iterable[Grounding], pages: Sequence[Span]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), expand=True, show_edge=False, leading=1)
    for title, ratio in (("Quotation", 8), ("Found", 3), ("Where", 6), ("What differs", 8)):
        table.add_column(title, ratio=ratio, overflow="fold")
    for grounding in groundings:
        table.add_row(
            Text(_line(grounding.quote)),
            Text(grounding.found.value, style=STYLES[grounding.found]),
            Text(_where(grounding, pages)),
            Text(_what_differs(grounding)),
        )
    return table


def _where(grounding: Grounding, pages: Sequence[Span]) -> str:
    if grounding.nearest is not None:
        return f"nearest, {_spot(grounding.nearest, pages)}: {_line(grounding.nearest.text)}"
    if grounding.found is Found.STITCHED:
        return "\n".join(f"{_spot(place, pages)}: {_line(place.text)}" for place in grounding.places)
    told = [_spot(place, pages) for place in grounding.places[:SEVERAL]]
    return "\n".join(told + _further(len(grounding.places)))


def _spot(place: Quote, pages: Sequence[Span]) -> str:
    page = next((number for number, page in enumerate(pages, 1) if page.start <= place.start < page.end), None)
    return f"{place.start}–{place.end}" if page is None else f"page {page}, {place.start}–{place.end}"


def _what_differs(grounding: Grounding) -> str:
    told = list(dict.fromkeys(_told(difference) for difference in grounding.differences))
    if grounding.found is not Found.FOLDED:
        return "\n".join(told)
    return "\n".join(told[:SEVERAL] + _further(len(told)))


def _further(count: int) -> list[str]:
    return [f"and {count - SEVERAL} more"] if count > SEVERAL else []


def _told(difference: Difference) -> str:
    show = _named if difference.kind is DifferenceKind.TYPOGRAPHY else _line
    said, written = show(difference.quote), show(difference.source)
    if not said:
        return f"{difference.kind}: left out: {written}"
    return f"{difference.kind}: {said}; the source has {written or 'nothing there'}"


def _named(form: str) -> str:
    """Marks as they are, and blanks and unseen characters by their names."""
    return " ".join(name(char, f"U+{ord(char):04X}").lower() if _unseen(char) else char for char in form)


def _unseen(char: str) -> bool:
    return category(char)[0] in "ZC"


def _line(text: str) -> str:
    return printable(" ".join(text.split()))


def _place(place: Quote) -> dict[str, Any]:
    return {"start": place.start, "end": place.end, "text": place.text}


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "quote": difference.quote,
        "source": difference.source,
        "kind": difference.kind.value,
        "start": difference.start,
        "end": difference.end,
    }
