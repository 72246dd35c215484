"""Counting hits, and the figures that come of it: percent with one decimal."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


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


def flat(figures: dict, *, under: str = "") -> Iterable[tuple[str, float]]:
    """Every number of a result by its dotted name, in order: `source.exact_f1`."""
    for key, value in figures.items():
        if isinstance(value, dict):
            yield from flat(value, under=f"{under}{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{under}{key}", value
