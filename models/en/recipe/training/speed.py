"""How quickly this machine trains, and in which way: a few real steps of each."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

from ..model.bases import fresh
from ..windows import batches, collate
from .plan import Drawn, Larder, Stage
from .train import Run

STEPS = 4
WARM = 1
HOPELESS = 3


def pieces_per_second(
    stage: Stage, larder: Larder, work: Path, special: tuple[int, int, int], kind: torch.dtype, *, steps: int = STEPS
) -> float:
    """Pieces that a stage of this base, batch and precision trains on in a second, over batches of all lengths."""
    sizes = larder.sizes()
    drawn = Drawn(max(1, sum(sizes.values()) // 300_000), {c: 1.0 for c in sizes if c != "plain" and sizes[c]})
    windows = larder.round(drawn, 7, 0)
    todo = batches(windows, random.Random(7), budget=stage.batch)[: steps + WARM]
    model = fresh(stage.base, work).train()
    run = Run(model, replace(stage, name="speed"), drawn, larder, work, special, report=lambda _: {}, kind=kind)
    seen, begun = 0, 0.0
    for i, part in enumerate(todo):
        if i == WARM:
            begun, seen = time.perf_counter(), 0
        batch = collate(part, special)
        run._step(batch, 0.5)
        seen += int(batch.mask.sum())
    return seen / (time.perf_counter() - begun)


def quickest(measure: Callable[[torch.dtype], float]) -> tuple[torch.dtype, float]:
    """The precision to train in: some processors that have bfloat16 are slower with it, so it is measured.

    Where one product of matrices already takes several times as long, steps of training would take minutes.
    """
    kinds = (torch.float32, torch.bfloat16)
    plain, short = (_product(kind) for kind in kinds)
    found = {kind: measure(kind) for kind in (kinds if short < HOPELESS * plain else kinds[:1])}
    kind = max(found, key=found.__getitem__)
    return kind, found[kind]


def _product(kind: torch.dtype) -> float:
    """Seconds of a product of two matrices as a network has them, the quickest of a few."""
    a, b = torch.randn(512, 768).to(kind), torch.randn(768, 768).to(kind)
    times = []
    for _ in range(STEPS):
        begun = time.perf_counter()
        a @ b
        times.append(time.perf_counter() - begun)
    return min(times)
