"""From scores to spans and trees, by the very functions of `pledgebook.analysis`, for the figures of a run."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import torch

from pledgebook.analysis.decoding import Decoder, log_softmax
from pledgebook.analysis.trees import best_tree

from .labels import ARC, COLUMNS, HEADS, RELATION, RELATIONS
from .units import UNLABELLED, Bound

PRIORS = {"name": 0.3}  # the heads that are told what follows what, and its weight
Spans = set[tuple[str, int, int]]


def prior(documents: Iterable[Bound], head: str) -> list[list[float]]:
    """How likely one label of a head follows another, in log and weighed, from the labels of pieces."""
    size = len(HEADS[head])
    counts = np.ones((size, size))
    for document in documents:
        for unit in document.units:
            for before, after in pairwise(unit.marks.get(head, [])):
                if UNLABELLED not in (before, after):
                    counts[before, after] += 1
    logs = np.log(counts / counts.sum(1, keepdims=True)).clip(min=-8)
    return (PRIORS[head] * logs).round(4).tolist()  # type: ignore[no-any-return]


def spans(logits: torch.Tensor, first: list[int], head: str, transitions: list[list[float]] | None = None) -> Spans:
    """The spans of words in the best row, each word judged by its first piece; one that has none is no evidence."""
    decoder = Decoder(HEADS[head], transitions)
    return set(decoder.runs(decoder.best(_rows(logits, first, head))))


def likely(logits: torch.Tensor, first: list[int], head: str, transitions: list[list[float]] | None = None) -> Spans:
    """The spans of words that are each likely to be right to the word."""
    return set(Decoder(HEADS[head], transitions).likely(_rows(logits, first, head)))


def _rows(logits: torch.Tensor, first: list[int], head: str) -> np.ndarray:
    scores = log_softmax(logits[:, COLUMNS[head]].numpy())
    nothing = np.zeros(scores.shape[1], dtype=np.float32)
    return np.array([scores[p] if 0 <= p < len(scores) else nothing for p in first], dtype=np.float32)


def tree(
    logits: torch.Tensor, projected: torch.Tensor, first: list[int], relations: torch.Tensor
) -> list[tuple[int, str]]:
    """The head (-1: root) and relation of each word, by first pieces."""
    own = projected[first]
    scores = (own[:, :ARC] @ own[:, ARC : 2 * ARC].T).numpy()
    heads = best_tree(scores, logits[first][:, COLUMNS["root"]][:, 0].numpy())
    at = torch.tensor([max(0, head) for head in heads])
    d, h = own[:, 2 * ARC : 2 * ARC + RELATION], own[at][:, 2 * ARC + RELATION :]
    best = (torch.cat([d * h, d + h, torch.ones_like(d[:, :1])], -1) @ relations).argmax(-1).tolist()
    return [(head, RELATIONS[k] if head >= 0 else "root") for head, k in zip(heads, best, strict=True)]
