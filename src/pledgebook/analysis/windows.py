"""Paragraphs packed into windows of word pieces, as the network was trained to see them."""

from dataclasses import dataclass

from pledgebook.analysis.encoder import Pieces


@dataclass(frozen=True, slots=True)
class Window:
    """The pieces `[first, last)` of a document: what one inference call sees."""

    first: int
    last: int


def pack(paragraphs: list[Pieces], sentence_starts: list[int], *, longest: int) -> tuple[Pieces, list[Window]]:
    """All pieces in one row, and the windows over it: as many whole paragraphs as fit, long ones cut at sentences."""
    row = Pieces([], [])
    windows: list[Window] = []
    starts = set(sentence_starts)
    for paragraph in paragraphs:
        at = len(row.ids)
        row.ids.extend(paragraph.ids)
        row.offsets.extend(paragraph.offsets)
        row.shapes.extend(paragraph.shapes)
        if windows and len(row.ids) - windows[-1].first <= longest:
            windows[-1] = Window(windows[-1].first, len(row.ids))
        else:
            windows += _cut(row, at, starts, longest)
    return row, [w for w in windows if w.last > w.first]


def _cut(row: Pieces, first: int, starts: set[int], longest: int) -> list[Window]:
    """A new paragraph as one window, or as several that begin where a sentence does, if one begins late enough."""
    found = []
    while len(row.ids) - first > longest:
        limit = first + longest
        last = next((i for i in range(limit, first + longest // 2, -1) if row.offsets[i][0] in starts), limit)
        found.append(Window(first, last))
        first = last
    return [*found, Window(first, len(row.ids))]
