"""What a run will see: so many minutes, measured pieces a second, and how often each corpus is worth seeing.

A stage is a row of rounds. In each round every corpus gives the next documents of its own endless shuffled row, as many
as its share asks for; which they are depends on the seed and the round alone, so that a killed run meets them again.
"""

import math
import random
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ..units import Bound
from ..windows import Window, cut

# How often a document of each corpus is seen, in relation to the others; the limits of a stage scale it.
PASSES = {
    "polnear": 1.2,
    "speech-acts": 1.4,
    "pledge-specificity": 1.0,
    "mimac": 1.2,
    "ewt": 1.3,
    "gum": 1.5,
    "worldwide": 1.3,
    "wikigold": 1.0,
    "uner": 6.0,
    "plain": 0.0,
}
MOST_PASSES = 10.0  # of any corpus: more would be learnt by heart
# How often neighbouring units share a window.
TOGETHER = {"polnear": 0.6, "ewt": 0.15, "gum": 0.3, "worldwide": 0.3, "wikigold": 0.3, "uner": 0.15, "plain": 0.5}
OTHERS_TOGETHER = 0.25
ROUND = 300_000  # pieces, about
ROUNDS, SMALL = 12, 100_000  # no fewer rounds, so that a stage can be cut short, unless it is as small as this


@dataclass(frozen=True)
class Stage:
    """One run: its name, the base it begins with, minutes, learning rate and seed; the stage that teaches it."""

    name: str
    base: str
    minutes: float
    rate: float
    seed: int = 1
    teacher: str | None = None
    begins: str | None = None  # the stage whose weights it begins with, or the installed model
    batch: int = 1536  # pieces
    plain: float = 0.0  # passes over unlabelled text
    distinct_share: float = 1.0  # of the rounds have windows of their own; then the same come again
    only: tuple[str, ...] = ()  # corpora; all unless told
    words: str | None = None  # the stage that tells the words of sentences of which nobody has labelled any
    frozen: int = 0  # of the layers, from below, with what comes before them: they stay as they are
    share: float = 1.0  # of the trained weights in the stage's; the rest are those that it begins with

    def lasting(self, minutes: float) -> "Stage":
        """The same stage in so many minutes."""
        return replace(self, minutes=minutes)

    def taught(self, teacher: str, **changes: Any) -> "Stage":
        """The same stage with a teacher."""
        return replace(self, teacher=teacher, **changes)

    def distinct(self, rounds: int) -> int:
        """How many of so many rounds have windows of their own."""
        return max(1, math.ceil(self.distinct_share * rounds))

    def window_round(self, number: int, rounds: int) -> int:
        """Which round's windows a round meets."""
        return number % self.distinct(rounds)


@dataclass(frozen=True)
class Drawn:
    """How many rounds there are, and how often each corpus is passed through in all of them."""

    rounds: int
    passes: dict[str, float]


def draw(sizes: dict[str, int], stage: Stage, *, per_second: float) -> Drawn:
    """Spend the minutes of a stage: the passes of every corpus by one scale, none more often than makes sense."""
    relative = PASSES | {"plain": stage.plain}
    known = set(stage.only or sizes)
    wanted = {c: relative[c] for c, size in sizes.items() if size and relative[c] and c in known}
    budget = stage.minutes * 60 * per_second
    whole = sum(sizes[corpus] * passes for corpus, passes in wanted.items())
    scale = min(budget / whole, MOST_PASSES / max(wanted.values()))
    passes = {corpus: round(scale * times, 3) for corpus, times in wanted.items()}
    return Drawn(
        max(1, round(scale * whole / min(ROUND, scale * whole / ROUNDS)) if scale * whole > SMALL else 1), passes
    )


class Larder:
    """The documents of every corpus, and the windows of each round of a stage."""

    def __init__(self, documents: dict[str, list[Bound]]) -> None:
        self.documents = documents

    def sizes(self) -> dict[str, int]:
        """The pieces of every corpus."""
        return {corpus: sum(d.pieces for d in found) for corpus, found in self.documents.items()}

    def round(self, drawn: Drawn, seed: int, number: int) -> list[Window]:
        """The windows of one round."""
        rng, found = random.Random(f"{seed}/{number}"), []
        for corpus, passes in drawn.passes.items():
            documents = self.documents[corpus]
            each = passes * len(documents) / drawn.rounds
            for place in range(round(number * each), round((number + 1) * each)):
                document = documents[_shuffled(len(documents), f"{seed}/{corpus}", place)]
                found += cut(document, rng, together=TOGETHER.get(corpus, OTHERS_TOGETHER))
        return found


def _shuffled(count: int, seed: str, place: int) -> int:
    """The number at a place of an endless row in which each stretch of `count` is a shuffle of its own."""
    return _order(count, seed, place // count)[place % count]


@cache
def _order(count: int, seed: str, turn: int) -> list[int]:
    return random.Random(f"{seed}/{turn}").sample(range(count), count)
