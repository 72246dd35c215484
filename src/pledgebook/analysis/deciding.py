"""Which label to give a sentence where the rare ones matter as much as the frequent ones.

The network's probabilities are those of its training text, in which some labels are rare, so that the likeliest label
is seldom a rare one. Where each label is to count alike, probabilities are divided by how often the label occurred,
wholly for degrees and by its root for acts (what measured best on documents that never trained).

The network learnt its sentences nearly by heart, so it is too sure of those that it never saw. Which label is likeliest
does not change by that, but the middle of several does: there the probabilities are first brought as near to each other
as makes the labels of such documents likeliest (temperature scaling, Guo et al. 2017; docs/why/0025).
"""

from collections.abc import Mapping

ACT_STRENGTH, DEGREE_STRENGTH = 0.5, 1.0
DEGREE_TEMPERATURE = 1.2  # by what logarithms of degrees are divided


def likeliest(scores: Mapping[str, float], shares: list[float] | None) -> str:
    """The act of a sentence; without shares the most probable one."""
    weighed = _weighed(scores, shares, ACT_STRENGTH)
    return max(weighed, key=weighed.__getitem__)


def middle(scores: Mapping[str, float], shares: list[float] | None) -> str:
    """The least of ordered labels up to which half of the weighed probability lies."""
    nearer = {label: score ** (1 / DEGREE_TEMPERATURE) for label, score in scores.items()}
    weighed = _weighed(nearer, shares, DEGREE_STRENGTH)
    half, total = sum(weighed.values()) / 2, 0.0
    for label, weight in weighed.items():
        total += weight
        if total >= half:
            return label
    return list(weighed)[-1]


def _weighed(scores: Mapping[str, float], shares: list[float] | None, strength: float) -> dict[str, float]:
    if shares is None:
        return dict(scores)
    return {label: score / share**strength for (label, score), share in zip(scores.items(), shares, strict=True)}
