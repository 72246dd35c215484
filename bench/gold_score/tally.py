"""Named counts: how many were right of how many."""

from bench.figures import percent


class Tally(dict[str, tuple[int, int]]):
    """For each name `(right, all)`."""

    def add(self, name: str, right: int, of: int = 1) -> None:
        before, whole = self.get(name, (0, 0))
        self[name] = (before + right, whole + of)

    def merge(self, other: "Tally") -> None:
        for name, (right, whole) in other.items():
            self.add(name, right, whole)

    def rate(self, name: str) -> float:
        """Percent with one decimal; 0.0 of nothing."""
        return percent(*self.get(name, (0, 0)))

    def share(self, name: str) -> float:
        right, whole = self.get(name, (0, 0))
        return right / whole if whole else 0.0

    def f1(self, name: str) -> float:
        """The F1 of `NAME_precision` and `NAME_recall` in percent."""
        precision, recall = self.share(f"{name}_precision"), self.share(f"{name}_recall")
        return percent(2 * precision * recall, precision + recall)
