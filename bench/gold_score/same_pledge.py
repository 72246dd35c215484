"""Scoring "is it the same promise?": pairs of the gold with what was answered, figures out."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench.figures import Hits, percent

OTHER_ACTOR, RELATED = "other actor", "related"


@dataclass(frozen=True, slots=True)
class Answer:
    """A pair of the gold, and what was answered: the same or not, and how surely."""

    gold: dict
    same: bool
    score: float


def score(answers: list[Answer]) -> dict[str, object]:
    """Every figure by the gold's own names, in percent; names that end in `_n` count pairs."""
    hits = Hits()
    for answer in answers:
        hits.count(answer.same and answer.gold["same"], answer.gold["same"], answer.same)
    figures: dict[str, object] = {
        "pairs": len(answers),
        "precision": percent(hits.right, hits.found),
        "recall": percent(hits.right, hits.gold),
        "f1": hits.f1,
        "average_precision": percent(average_precision((a.score, a.gold["same"]) for a in answers), 1),
    }
    for name, belongs in parts(answers).items():
        figures |= accuracy(name, [answer for answer in answers if belongs(answer.gold)])
    return figures


def parts(answers: list[Answer]) -> dict[str, Callable[[dict], bool]]:
    """The parts of the gold whose accuracy is told, each with the pairs that belong to it."""
    kinds = sorted({answer.gold["change"] for answer in answers if answer.gold["same"]})
    return {
        "accuracy": lambda pair: True,
        "accuracy_hard_negatives": _is_hard_negative,
        "accuracy_hard_negatives_same_actor": lambda p: _is_hard_negative(p) and p["relation"] != OTHER_ACTOR,
        "accuracy_related": lambda pair: pair["relation"] == RELATED,
        "accuracy_easy_negatives": lambda pair: not pair["hard"] and not pair["same"],
        "recall_hard_positives": lambda pair: pair["hard"] and pair["same"],
        "recall_cross_document": lambda pair: pair["same"] and pair["cross_document"],
        **{f"recall[{kind}]": lambda p, kind=kind: p["same"] and p["change"] == kind for kind in kinds},
    }


def accuracy(name: str, answers: list[Answer]) -> dict[str, object]:
    """The share of right answers and their number; nothing where there are none."""
    right = sum(answer.same == answer.gold["same"] for answer in answers)
    return {name: percent(right, len(answers)), f"{name}_n": len(answers)} if answers else {}


def average_precision(rows: Iterable[tuple[float, bool]]) -> float:
    """The mean precision at each right pair, the surest first, 0 to 1; equal scores count as one block."""
    blocks: dict[float, list[bool]] = defaultdict(list)
    for surely, same in rows:
        blocks[surely].append(same)
    seen = hits = 0
    area = 0.0
    for surely in sorted(blocks, reverse=True):
        seen, hits = seen + len(blocks[surely]), hits + sum(blocks[surely])
        area += sum(blocks[surely]) * hits / seen
    return area / hits if hits else 0.0


def _is_hard_negative(pair: dict) -> bool:
    return pair["hard"] and not pair["same"]
