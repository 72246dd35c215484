"""Which known promises may be meant? An index over their content words, so that few need comparing."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from heapq import nlargest
from math import sqrt
from typing import Generic, TypeVar

from pledgebook.compare.content import content
from pledgebook.compare.folded import Folded
from pledgebook.compare.rarity import Rarity
from pledgebook.compare.sameness import Sameness, same
from pledgebook.compare.wording import Wording

Id = TypeVar("Id", bound=Hashable)
_WEIGHED = 80  # those that share most, by rarity
_COMPARED = 3  # times as many as are asked for: those of them that share most for their length
_COMMON = 2000  # places of a word beyond which it leads nowhere, if rarer ones do


class Candidates(Generic[Id]):
    """Wordings by id, found again by what they share with another; an id may have several wordings."""

    def __init__(self, items: Iterable[tuple[Id, Wording]] = (), *, rarity: Rarity | None = None) -> None:
        self._own = rarity is None
        self._rarity = Rarity() if rarity is None else rarity
        self._items: list[tuple[Id, Wording, frozenset[str]]] = []
        self._folded: dict[int, Folded] = {}
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for key, wording in items:
            self.add(key, wording)

    def add(self, key: Id, wording: Wording) -> None:
        """Take in one further wording."""
        words = content(wording.text, wording.language)
        if self._own:
            self._rarity.add(words)
        for word in words:
            self._places[word].append(len(self._items))
        self._items.append((key, wording, words))

    def find(self, wording: Wording, *, limit: int = 5) -> list[tuple[Id, Sameness]]:
        """The likeliest ids, the likeliest first, each once; none that shares no content word."""
        sought = Folded.of(wording)
        best: dict[Id, Sameness] = {}
        for number in self._nearest(content(wording.text, wording.language), many=_COMPARED * limit):
            key = self._items[number][0]
            found = same(sought, self._fold(number), rarity=self._rarity)
            if key not in best or found.score > best[key].score:
                best[key] = found
        return sorted(best.items(), key=lambda item: -item[1].score)[:limit]

    def _nearest(self, words: frozenset[str], *, many: int) -> list[int]:
        """The items that are nearest to some words by their cosine, in the order of the items."""
        shared = self._sharing(words)
        most = nlargest(max(_WEIGHED, many), shared, key=lambda number: (shared[number], -number))

        def nearness(number: int) -> tuple[float, int]:
            held = self._items[number][2]
            return self._rarity.mass(held & words) / sqrt(self._rarity.mass(held)), -number

        return sorted(nlargest(many, most, key=nearness))

    def _sharing(self, words: frozenset[str]) -> dict[int, float]:
        """The items that share some words, with how much these weigh; the rarest words are looked up first."""
        weights: defaultdict[int, float] = defaultdict(float)
        known = sorted((len(self._places[word]), word) for word in words if word in self._places)
        for count, word in known:
            if weights and count > _COMMON:
                break
            weight = self._rarity.mass((word,))
            for number in self._places[word]:
                weights[number] += weight
        return weights

    def _fold(self, number: int) -> Folded:
        if number not in self._folded:
            self._folded[number] = Folded.of(self._items[number][1])
        return self._folded[number]
