"""From label scores to spans: the best sequence in which no span begins inside."""

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
        count = len(scores)
        path = np.zeros(count, dtype=np.intp)
        if not count:
            return path
        back = np.zeros(scores.shape, dtype=np.intp)
        value = scores[0] + self._start
        columns = np.arange(len(self.labels))
        for i in range(1, count):
            reach = value[:, None] + self._step
            back[i] = reach.argmax(0)
            value = reach[back[i], columns] + scores[i]
        path[-1] = value.argmax()
        for i in range(count - 1, 0, -1):
            path[i - 1] = back[i, path[i]]
        return path

    def runs(self, path: "NDArray[intp]") -> list[tuple[str, int, int]]:
        """The maximal runs of a path as `(kind, first word, one past the last)`."""
        found: list[tuple[str, int, int]] = []
        for i, number in enumerate(path):
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
