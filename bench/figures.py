"""Counting hits, and the figures that come of it: percent with one decimal."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

TEMPERATURES = np.arange(0.5, 4.05, 0.1)
LEAST = 5e-5  # half of the last decimal that a probability is told with


@dataclass(slots=True)
class Hits:
    """How many were right, how many there are, how many were found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, gold: set, found: set) -> None:
        """Count two sets: what stands in both is right."""
        self.count(len(gold & found), len(gold), len(found))

    def count(self, right: int, gold: int, found: int) -> None:
        self.right += right
        self.gold += gold
        self.found += found

    @property
    def f1(self) -> float:
        """F1 in percent; 0.0 where there is neither gold nor anything found."""
        return percent(2 * self.right, self.gold + self.found)


def percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def label_f1(gold: Sequence[Hashable], found: Sequence[Hashable], label: Hashable) -> float:
    """F1 of one label over sentences, 0 to 1."""
    right = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return 2 * right / max(1, sum(g == label for g in gold) + sum(f == label for f in found))


def macro_f1(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """The mean of the F1 of every label that stands in the gold or was found, in percent."""
    labels = {*gold, *found}
    return percent(sum(label_f1(gold, found, label) for label in labels), len(labels))


def temperature(gold: Sequence[str], found: Sequence[Mapping[str, float]]) -> float | None:
    """By what the logarithms of probabilities must be divided to make the labels of the gold likeliest.

    1 is right, more is a model that is too sure, less one that is not sure enough (Guo et al. 2017). None without gold.
    """
    if not gold:
        return None
    labels = list(found[0])
    logs = np.log(np.maximum([[scores[label] for label in labels] for scores in found], LEAST))
    right = np.arange(len(gold)), [labels.index(label) for label in gold]

    def unlikely(divisor: float) -> float:
        shares = np.exp(logs / divisor)
        return float(-np.log(shares[right] / shares.sum(1)).mean())

    return round(float(min(TEMPERATURES, key=unlikely)), 1)


def flat(figures: dict, *, under: str = "") -> Iterable[tuple[str, float]]:
    """Every number of a result by its dotted name, in order: `source.exact_f1`."""
    for key, value in figures.items():
        if isinstance(value, dict):
            yield from flat(value, under=f"{under}{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{under}{key}", value
