"""Spans of a text by their places, so that those at one place are found without asking all."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from pledgebook.records import Span

T = TypeVar("T")


class Meeting(Generic[T]):
    """Spans, each with what it belongs to."""

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=lambda item: item[0].start)
        self._starts = [span.start for span, _ in self._items]
        self._farthest = list(accumulate((span.end for span, _ in self._items), max))

    def at(self, start: int, end: int) -> Iterator[tuple[Span, T]]:
        """Those that share a place with `[start, end]`, the last first."""
        place = bisect_right(self._starts, end) - 1
        while place >= 0 and self._farthest[place] >= start:
            if self._items[place][0].end >= start:
                yield self._items[place]
            place -= 1
