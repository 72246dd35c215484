"""From label scores to spans: the best sequence in which no span begins inside."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float32, intp
    from numpy.typing import NDArray

FORBIDDEN = np.float32(-1e4)


class Decoder:
    """Decodes BIO labels; `labels` in the order of the columns, `transitions[a][b]` what is added where b follows a."""

    def __init__(self, labels: list[str], transitions: list[list[float]] | None = None) -> None:
        self.labels = labels
        barred = np.array([[_cost(a, b) for b in labels] for a in labels], dtype=np.float32)
        self._step = barred if transitions is None else barred + np.array(transitions, dtype=np.float32)
        self._start = np.array([_cost("O", b) for b in labels], dtype=np.float32)

    def best(self, scores: "NDArray[float32]") -> "NDArray[intp]":
        """The label numbers of the best path through `(words, labels)` log-probabilities (Viterbi)."""
        return self.best_of([scores])[0]

    def best_of(self, windows: Sequence["NDArray[float32]"]) -> list["NDArray[intp]"]:
        """The best path of each window; all take their steps at once, and none sways another."""
        lengths = np.array([len(window) for window in windows], dtype=np.intp)
        count, longest, width = len(windows), int(lengths.max(initial=0)), len(self.labels)
        if not longest:
            return [np.zeros(0, dtype=np.intp) for _ in windows]
        table = np.zeros((longest, count, width), dtype=np.float32)
        for number, window in enumerate(windows):
            table[: len(window), number] = window
        back = np.empty((longest, count, width), dtype=np.intp)
        value, stay = table[0] + self._start, np.arange(width)
        for i in range(1, longest):
            going = (i < lengths)[:, None]
            reach = value[:, :, None] + self._step
            back[i] = np.where(going, reach.argmax(1), stay)
            value = np.where(going, reach.max(1) + table[i], value)
        return self._traced(value, back, lengths)

    def _traced(
        self, value: "NDArray[float32]", back: "NDArray[intp]", lengths: "NDArray[intp]"
    ) -> list["NDArray[intp]"]:
        """The paths that end best, from their ends to their beginnings."""
        rows = np.arange(len(lengths))
        paths = np.empty(back.shape[:2], dtype=np.intp)
        paths[-1] = value.argmax(1)
        for i in range(len(back) - 1, 0, -1):
            paths[i - 1] = back[i, rows, paths[i]]
        return [paths[:length, number] for number, length in enumerate(lengths.tolist())]

    def runs(self, path: "NDArray[intp]") -> list[tuple[str, int, int]]:
        """The maximal runs of a path as `(kind, first word, one past the last)`."""
        found: list[tuple[str, int, int]] = []
        for i, number in enumerate(path.tolist()):
            label = self.labels[number]
            if label.startswith("B-"):
                found.append((label[2:], i, i + 1))
            elif label.startswith("I-"):
                kind, first, _ = found[-1]
                found[-1] = (kind, first, i + 1)
        return found


def _cost(before: str, after: str) -> np.float32:
    inside = after.startswith("I-")
    return FORBIDDEN if inside and before[2:] != after[2:] else np.float32(0)


def log_softmax(scores: "NDArray[float32]") -> "NDArray[float32]":
    """Along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: NDArray[float32] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
