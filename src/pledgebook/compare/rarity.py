"""How much a word says: the rarer it is in a collection, the more."""

from collections import Counter
from collections.abc import Iterable
from math import fsum, log, sqrt
from typing import Self

from pledgebook.compare.content import content


class Rarity:
    """Weights of content words by the share of texts that have them; a word that none has is the rarest."""

    def __init__(self, counts: Counter[str] | None = None, *, texts: int = 0) -> None:
        self._counts = Counter() if counts is None else counts
        self._texts = texts
        self._squares: dict[str, float] = {}

    @classmethod
    def of(cls, texts: Iterable[str], *, language: str | None) -> Self:
        """The rarity of words in some texts of one language."""
        made = cls()
        for text in texts:
            made.add(content(text, language))
        return made

    def add(self, words: Iterable[str]) -> None:
        """Count the content words of one further text, each once."""
        self._counts.update(words)
        self._texts += 1
        self._squares.clear()

    def weight(self, word: str) -> float:
        """From about 0.7 for a word of every text to 1 + log of their number; of no texts, 1 for all words."""
        return 1.0 + log((self._texts + 1) / (self._counts[word] + 1)) if self._texts else 1.0

    def rarest(self, words: Iterable[str]) -> float:
        """The weight of the rarest of these words as a share of the greatest that there can be; 0 of no words."""
        squares = self._squares
        most = max([squares[word] if word in squares else self._square(word) for word in words], default=0.0)
        return min(1.0, sqrt(most) / (1.0 + log(self._texts + 1)))

    def mass(self, words: Iterable[str]) -> float:
        """The sum of the squares of the weights; equal in whatever order the words come."""
        squares = self._squares
        return fsum([squares[word] if word in squares else self._square(word) for word in words])

    def _square(self, word: str) -> float:
        square = self._squares[word] = self.weight(word) ** 2
        return square
