"""The table of features: what speaks for and against two wordings being one promise, each a number from 0 to 1.

Every function here is symmetric. A feature that cannot be told from what is known is 0.
"""

from math import sqrt

from pledgebook.compare.days import meet
from pledgebook.compare.folded import Folded
from pledgebook.compare.names import can_be_one
from pledgebook.compare.rarity import Rarity


def measured(a: Folded, b: Folded, *, rarity: Rarity) -> dict[str, float]:
    """All features by name, in the order of `weights.yml`."""
    named = bool(a.promisor and b.promisor)
    one = named and can_be_one(a.promisor, b.promisor)
    shared = a.words & b.words
    cosine, contained = _overlap(a, b, shared, rarity)
    return {
        "base": 1.0,
        "promisor-same": float(one),
        "promisor-other": float(named and not one),
        "words": cosine,
        "words-contained": contained,
        "rarest-shared": rarity.rarest(shared),
        "object": _share(a.object, b.object, rarity),
        "action-same": float(not a.action.isdisjoint(b.action)),
        "names-shared": float(not a.names.isdisjoint(b.names)),
        "names-other": float(bool(a.names and b.names) and a.names.isdisjoint(b.words) and b.names.isdisjoint(a.words)),
        **_numbers(a, b),
        **_dates(a, b),
        **_polarity(a, b),
    }


def _overlap(a: Folded, b: Folded, shared: frozenset[str], rarity: Rarity) -> tuple[float, float]:
    """The cosine of the words, and the share of the lighter wording that stands in the other; both by rarity."""
    if a.words == b.words:
        full = float(bool(shared) or a.key == b.key)
        return full, full
    if not shared:
        return 0.0, 0.0
    common, masses = rarity.mass(shared), (rarity.mass(a.words), rarity.mass(b.words))
    return common / sqrt(masses[0] * masses[1]), common / min(masses)


def _share(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """The cosine of two sets of words; 0 where one is not known."""
    shared = one & other
    return rarity.mass(shared) / sqrt(rarity.mass(one) * rarity.mass(other)) if shared else 0.0


def _numbers(a: Folded, b: Folded) -> dict[str, float]:
    equal = a.amounts & b.amounts
    both = bool(a.amounts and b.amounts)
    kinds = {kind for _, kind in a.amounts} & {kind for _, kind in b.amounts}
    return {
        "numbers-equal": len(equal) / max(len(a.amounts), len(b.amounts)) if equal else 0.0,
        "numbers-different": float(both and not equal and bool(kinds)),
        "number-one-sided": float(bool(a.amounts) != bool(b.amounts)),
    }


def _dates(a: Folded, b: Folded) -> dict[str, float]:
    both = bool(a.stretches and b.stretches)
    together = both and any(meet(one, other) for one in a.stretches for other in b.stretches)
    return {
        "dates-meet": float(together),
        "dates-apart": float(both and not together),
        "date-one-sided": float(bool(a.stretches) != bool(b.stretches)),
    }


def _polarity(a: Folded, b: Folded) -> dict[str, float]:
    one_sided = a.denies != b.denies and not (a.negated or b.negated)
    return {
        "polarity-opposite": float(a.negated != b.negated),
        "negation-one-sided": one_sided * (0.5 if a.read and b.read else 1.0),
        "action-opposite": float(_undo(a.sides, b.sides)),
    }


def _undo(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> bool:
    """Whether the one only does what the other only undoes."""
    return any(
        (number, side) not in other and (number, 1 - side) in other and (number, 1 - side) not in one
        for number, side in one
    )
