"""From label scores to spans: the best sequence in which no span begins inside, or the spans that are likeliest right.

The best sequence is what reading asks for, since source, cue and content should fit each other. Where each span counts
for itself, and only if it is right to the word, those are told whose own probability, summed over all sequences, is
high enough: minimum Bayes risk for exact F1 (docs/why/0022).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float32, float64, intp
    from numpy.typing import NDArray

Run = tuple[str, int, int]  # a kind, its first word, one past the last

FORBIDDEN = np.float32(-1e4)
# How likely a span must be to be right to the word. F1 is highest where that is half of the F1 that is reached (Lipton,
# Elkan and Narayanaswamy 2014).
WORTH = 0.4


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

    def runs(self, path: "NDArray[intp]") -> list[Run]:
        """The maximal runs of a path."""
        found: list[Run] = []
        for i, number in enumerate(path.tolist()):
            label = self.labels[number]
            if label.startswith("B-"):
                found.append((label[2:], i, i + 1))
            elif label.startswith("I-"):
                kind, first, _ = found[-1]
                found[-1] = (kind, first, i + 1)
        return found

    def likely(self, scores: "NDArray[float32]") -> list[Run]:
        """The spans of `(words, labels)` log-probabilities that are likely enough to be right to the word, in order.

        Of two that overlap the likelier.
        """
        taken, found = np.zeros(len(scores), dtype=bool), []
        for _, (kind, first, last) in sorted(self._sure(scores), reverse=True):
            if not taken[first:last].any():
                taken[first:last] = True
                found.append((kind, first, last))
        return sorted(found, key=lambda run: run[1])

    def _sure(self, scores: "NDArray[float32]") -> Iterator[tuple[float, Run]]:
        """Every span that is likely enough, after how likely it is, by forward and backward sums."""
        if not len(scores):
            return
        logs, step = scores.astype(np.float64), self._step.astype(np.float64)
        before, after = np.empty_like(logs), np.zeros_like(logs)
        before[0] = self._start + logs[0]
        for i in range(1, len(logs)):
            before[i] = _log_sum(before[i - 1][:, None] + step, 0) + logs[i]
        for i in range(len(logs) - 2, -1, -1):
            after[i] = _log_sum(step + (logs[i + 1] + after[i + 1]), 1)
        whole = _log_sum(before[-1], 0)
        first, last = np.triu_indices(len(logs))
        for b, label in enumerate(self.labels):
            if not label.startswith("B-"):
                continue
            i = self.labels.index("I-" + label[2:])
            inside = np.cumsum(logs[:, i] + step[i, i])
            ends = np.zeros((len(logs), 2))  # what may follow a span of one word, and a longer one
            for k, label_before in enumerate((b, i)):
                following = step[label_before] + logs[1:] + after[1:]
                following[:, i] = FORBIDDEN
                ends[:-1, k] = _log_sum(following, 1)
            longer = step[b, i] - step[i, i] + inside[last] - inside[first] + ends[last, 1]
            chance = np.exp(before[first, b] + np.where(first == last, ends[last, 0], longer) - whole)
            for place in np.flatnonzero(chance > WORTH).tolist():
                yield float(chance[place]), (label[2:], int(first[place]), int(last[place]) + 1)


def _log_sum(values: "NDArray[float64]", axis: int) -> "NDArray[float64]":
    """The logarithm of the sum of exponentials along an axis."""
    most = values.max(axis, keepdims=True)
    found: NDArray[float64] = np.squeeze(most + np.log(np.exp(values - most).sum(axis, keepdims=True)), axis)
    return found


def _cost(before: str, after: str) -> np.float32:
    inside = after.startswith("I-")
    return FORBIDDEN if inside and before[2:] != after[2:] else np.float32(0)


def log_softmax(scores: "NDArray[float32]") -> "NDArray[float32]":
    """Along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: NDArray[float32] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
