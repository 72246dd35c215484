"""From label scores to spans, as `pledgebook.analysis` does it, for the figures of a run."""

import torch

from .labels import HEADS

LABELS = HEADS["attribution"]
STEP = torch.tensor([[-1e4 if b[0] == "I" and (a == "O" or a[2:] != b[2:]) else 0.0 for b in LABELS] for a in LABELS])
START = torch.tensor([-1e4 if label[0] == "I" else 0.0 for label in LABELS])


def viterbi(scores: torch.Tensor) -> list[str]:
    """The best sequence in which no span begins inside; `scores` is (t, labels)."""
    value, back = scores[0] + START, []
    for row in scores[1:]:
        best, arg = (value[:, None] + STEP).max(0)
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
