"""Is it the same promise? A logistic of the weighted sum of named features."""

from dataclasses import dataclass
from functools import cache
from math import exp, fsum
from pathlib import Path
from typing import NamedTuple

import yaml

from pledgebook.compare.features import measured
from pledgebook.compare.folded import Folded
from pledgebook.compare.rarity import Rarity
from pledgebook.compare.wording import Wording

_WEIGHTS = Path(__file__).with_name("weights.yml")
_PLAIN = Rarity()


class Feature(NamedTuple):
    """One row of the table: its value, 0 to 1, times its weight is what it adds to the sum."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Sameness:
    """How surely two wordings are one promise, 0 to 1, and the whole table of features that tells why."""

    score: float
    why: tuple[Feature, ...]


def same(a: Wording | Folded, b: Wording | Folded, *, rarity: Rarity | None = None) -> Sameness:
    """Whether two wordings are the same promise; `same(a, b) == same(b, a)`.

    `rarity` tells how much each word says; without it all content words say as much. Fold what you compare often.
    """
    one, other = (side if isinstance(side, Folded) else Folded.of(side) for side in (a, b))
    values = measured(one, other, rarity=_PLAIN if rarity is None else rarity)
    heavy = weights()
    total = fsum([value * heavy[name] for name, value in values.items() if value])
    return Sameness(1 / (1 + exp(-total)), tuple([Feature(name, value, heavy[name]) for name, value in values.items()]))


@cache
def weights() -> dict[str, float]:
    """The weights by the names of their features, as `weights.yml` has them."""
    return {str(name): float(weight) for name, weight in yaml.safe_load(_WEIGHTS.read_bytes()).items()}
