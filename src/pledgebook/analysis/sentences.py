"""What the network says of whole sentences: pooled over their pieces, also of sentences that somebody else has cut."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

import numpy as np

from pledgebook.analysis.decoding import log_softmax
from pledgebook.analysis.encoder import Encoder, Pieces
from pledgebook.analysis.weights import Weights
from pledgebook.records import ActScores

if TYPE_CHECKING:
    from numpy import float32, float64
    from numpy.typing import NDArray

HEADS = ("act", "specificity", "pledge", "degree")


class Row(Protocol):
    """Pieces that can be cut into parts."""

    @property
    def ids(self) -> list[int]:
        """The ids of the pieces."""

    def part(self, first: int, last: int) -> Self:
        """The pieces `[first, last)`."""


R = TypeVar("R", bound=Row)


def beside(rows: Sequence[R], place: int, *, longest: int) -> tuple[R, R]:
    """What finds room in a window of so many pieces beside one row: the end of the row before, then what follows it."""
    own = rows[place]
    room = longest - len(own.ids)
    before = rows[place - 1] if place else own.part(0, 0)
    before = before.part(max(0, len(before.ids) - room), len(before.ids))
    after = rows[place + 1] if place + 1 < len(rows) else own.part(0, 0)
    return before, after.part(0, room - len(before.ids))


class SentenceReader:
    """Reads the sentences of a document with one network."""

    def __init__(self, weights: Weights, encoder: Encoder, *, longest: int) -> None:
        self._heads, self._columns = weights.heads, weights.columns()
        self._encoder, self._longest = encoder, longest

    def scores(self, texts: Sequence[str]) -> list[ActScores]:
        """The acts of sentences in the order of their document: the mean of what is said of each alone and in context.

        A sentence alone is all that some corpora were coded from, its neighbours tell what it goes on with: together
        they are right more often than either (docs/why/0015).
        """
        rows = [self._encoder.pieces(text).part(0, self._longest) for text in texts]
        alone = self._means([(row, 0, len(row.ids)) for row in rows])
        context = self._means([self._between(rows, place) for place in range(len(rows))]) if len(rows) > 1 else alone
        return acts_of((alone + context) / 2, [(0, len(text)) for text in texts], self._columns, self._heads)

    def _between(self, rows: Sequence[Pieces], place: int) -> tuple[Pieces, int, int]:
        """A window of a sentence and its neighbours, as far as they find room, and where in it the sentence is."""
        own = rows[place]
        before, after = beside(rows, place, longest=self._longest)
        parts, first = (before, own, after), len(before.ids)
        ids, shapes = ([n for part in parts for n in part.ids], [n for part in parts for n in part.shapes])
        return Pieces(ids, [offset for part in parts for offset in part.offsets], shapes), first, first + len(own.ids)

    def _means(self, windows: Sequence[tuple[Pieces, int, int]]) -> "NDArray[float64]":
        """`(windows, columns)`: the mean logits of some pieces of each window, zeros where there are none."""
        means = np.zeros((len(windows), sum(map(len, self._heads.values()))))
        filled = [place for place, (_, first, last) in enumerate(windows) if last > first]
        found = self._encoder.logits(windows[place][0] for place in filled)
        for place, logits in zip(filled, found, strict=True):
            _, first, last = windows[place]
            means[place] = logits[first:last].astype(np.float64).mean(0)
        return means


class Pool:
    """Means of a document's logits over stretches of its text."""

    def __init__(
        self, scores: "NDArray[float32]", row: Pieces, columns: dict[str, slice], heads: dict[str, list[str]]
    ) -> None:
        self._sums = np.concatenate([np.zeros((1, scores.shape[1])), scores.astype(np.float64).cumsum(0)])
        self._starts = [a for a, _ in row.offsets]
        self._columns, self._heads = columns, heads

    def acts(self, stretches: list[tuple[int, int]]) -> list[ActScores]:
        """One entry a stretch, given as `(start, end)` in code points."""
        first = np.searchsorted(self._starts, [a for a, _ in stretches])
        last = np.searchsorted(self._starts, [b for _, b in stretches])
        means = (self._sums[last] - self._sums[first]) / np.maximum(1, last - first)[:, None]
        return acts_of(means, stretches, self._columns, self._heads)


def acts_of(
    means: "NDArray[Any]",
    stretches: Sequence[tuple[int, int]],
    columns: dict[str, slice],
    heads: dict[str, list[str]],
) -> list[ActScores]:
    """The shares of the labels of each sentence head, one entry a row of mean logits, to four decimals."""
    shares = {head: np.exp(log_softmax(means[:, columns[head]])).round(4).tolist() for head in HEADS}
    return [
        ActScores(a, b, {head: dict(zip(heads[head], shares[head][n], strict=True)) for head in HEADS})
        for n, (a, b) in enumerate(stretches)
    ]
