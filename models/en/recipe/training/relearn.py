"""Heads of word classes learnt anew on frozen weights.

No corpus of parties' sentences has labels of words, so that a network whose other heads read such sentences may say
anything of their words. One that has learnt nothing but words tells what they are.
"""

from collections.abc import Iterable

import torch
from torch import nn

from ..labels import COLUMNS
from ..model.infer import Infer
from ..model.network import Reader
from ..units import UNLABELLED
from ..windows import Window

HEADS = ("tag", "pos")
RATE, LEAST, DECAY = 2e-3, 1e-5, 1e-5
BATCH, TIMES = 4096, 12  # pieces a step, and how often each is seen
SURE = 0.5  # the weight of a piece's labels from which on it has any


class _Plain(nn.Module):
    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        return hidden


def relearn(
    model: Reader, teacher: Reader, windows: list[Window], special: tuple[int, int, int], kind: torch.dtype
) -> Reader:
    """Give a network heads of word classes that say of windows what their labels do, or else the teacher."""
    heads, model.heads = model.heads, _Plain()
    hidden = Infer(model, special, kind)(windows)
    model.heads = heads
    told = Infer(teacher, special, kind)(windows)
    found = torch.cat([one.half() for one, _ in hidden])
    for head in HEADS:
        wanted = torch.cat([_wanted(w, one[:, COLUMNS[head]], head) for w, (one, _) in zip(windows, told, strict=True)])
        _fit(heads, COLUMNS[head], found, wanted)
    return model


def _wanted(window: Window, told: torch.Tensor, head: str) -> torch.Tensor:
    """The shares of labels of each piece: one where it is labelled, none where its unit is labelled and it is not."""
    wanted = told.softmax(-1)
    for start, unit in zip(window.starts(), window.units, strict=True):
        if head in unit.marks:
            labels = torch.tensor(unit.marks[head])
            shares = torch.zeros(len(labels), wanted.shape[1])
            known = labels != UNLABELLED
            shares[known, labels[known]] = 1.0
            wanted[start : start + len(labels)] = shares
    return wanted.half()


def _fit(heads: nn.Linear, columns: slice, hidden: torch.Tensor, wanted: torch.Tensor) -> None:
    """Cross-entropy of some columns, by Adam with a rate that falls in a line."""
    weight = heads.weight.data[columns].clone().requires_grad_()
    bias = heads.bias.data[columns].clone().requires_grad_()
    optimizer = torch.optim.Adam([weight, bias], lr=RATE)
    torch.manual_seed(1)
    steps = [part for _ in range(TIMES) for part in _shuffled(wanted)]
    for number, part in enumerate(steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - number / len(steps)) + LEAST
        scores = hidden[part].float() @ weight.T + bias
        loss = -(wanted[part].float() * scores.log_softmax(-1)).sum(-1).mean() + DECAY * weight.square().sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    heads.weight.data[columns], heads.bias.data[columns] = weight.detach(), bias.detach()


def _shuffled(wanted: torch.Tensor) -> Iterable[torch.Tensor]:
    """The pieces that have labels, in random order, a batch at a time."""
    known = (wanted.sum(-1) > SURE).nonzero()[:, 0]
    return known[torch.randperm(len(known))].split(BATCH)
