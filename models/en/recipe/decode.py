"""From label scores to spans, as `pledgebook.analysis` does it, for the figures of a run."""

from itertools import pairwise

import torch

from .labels import HEADS
from .windows import UNLABELLED, Window

LABELS = HEADS["attribution"]
PRIOR_WEIGHT = 0.4
STEP = torch.tensor([[-1e4 if b[0] == "I" and (a == "O" or a[2:] != b[2:]) else 0.0 for b in LABELS] for a in LABELS])
START = torch.tensor([-1e4 if label[0] == "I" else 0.0 for label in LABELS])


def prior(windows: list[Window]) -> torch.Tensor:
    """How likely one label follows another, in log, from the labels of training windows, held above -8."""
    counts = torch.ones(len(LABELS), len(LABELS))
    for window in windows:
        for before, after in pairwise(window.tokens):
            if before != UNLABELLED and after != UNLABELLED:
                counts[before, after] += 1
    return PRIOR_WEIGHT * (counts / counts.sum(1, keepdim=True)).log().clamp(min=-8)


def viterbi(scores: torch.Tensor, transitions: torch.Tensor | None = None) -> list[str]:
    """The best sequence in which no span begins inside; `scores` is (t, labels), `transitions` a prior."""
    move = STEP if transitions is None else STEP + transitions
    value, back = scores[0] + START, []
    for row in scores[1:]:
        best, arg = (value[:, None] + move).max(0)
        back.append(arg)
        value = best + row
    path = [int(value.argmax())]
    for arg in reversed(back):
        path.append(int(arg[path[-1]]))
    return [LABELS[k] for k in reversed(path)]


def runs(labels: list[str]) -> set[tuple[str, int, int]]:
    """Maximal runs as `(role, start, end)`."""
    found, start, role = set(), 0, ""
    for i, label in enumerate([*labels, "O"]):
        kind = label[2:] if label != "O" else ""
        if role and (kind != role or label[0] == "B"):
            found.add((role, start, i))
            role = ""
        if kind and not role:
            start, role = i, kind
    return found
