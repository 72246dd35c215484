"""The training loop: seeded, saves itself every few minutes, and goes on where it was killed."""

import contextlib
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from .labels import COLUMNS, SENTENCE_HEADS
from .network import Reader
from .windows import UNLABELLED, Batch, Window, batches, collate

SAVE_EVERY = 150  # steps
WARM_UP = 0.06  # of a run
LEAST = 0.02  # of the learning rate, at its end


@dataclass(frozen=True)
class Plan:
    """One run: its name, epochs, learning rate and seed."""

    name: str
    epochs: int
    rate: float
    seed: int = 1


def seconds(model: Reader, kind: torch.dtype) -> float:
    """How long one pass forward and back takes in this precision, after one to warm up."""
    ids = torch.randint(1000, 20000, (8, 128))
    took = 0.0
    for _ in range(2):
        begun = time.perf_counter()
        with autocast(kind):
            scores = model(ids, torch.ones_like(ids))
        scores.float().square().mean().backward()
        took = time.perf_counter() - begun
    model.zero_grad()
    return took


def quicker(model: Reader) -> torch.dtype:
    """The precision to train in: some processors that have bfloat16 are slower with it, so it is measured."""
    return min((torch.float32, torch.bfloat16), key=lambda kind: seconds(model, kind))


def autocast(kind: torch.dtype = torch.float32) -> contextlib.AbstractContextManager:
    """A context in which the network computes in `kind`."""
    return torch.autocast("cpu", dtype=kind) if kind is not torch.float32 else contextlib.nullcontext()


def loss_of(scores: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Cross-entropy of each head that the batch has labels for, summed."""
    pooled = batch.pool @ scores.reshape(-1, scores.shape[-1])
    parts = []
    for head, labels in (("attribution", batch.tokens), ("tag", batch.tags)):
        known = labels != UNLABELLED
        if known.any():
            parts.append(nn.functional.cross_entropy(scores[known][:, COLUMNS[head]], labels[known]))
    for head in SENTENCE_HEADS:
        labels = batch.sentences[head]
        if (labels != UNLABELLED).any():
            parts.append(nn.functional.cross_entropy(pooled[:, COLUMNS[head]], labels, ignore_index=UNLABELLED))
    return torch.stack(parts).sum() if parts else scores.sum() * 0


def factor(done: float) -> float:
    """The share of the learning rate when `done` of the run is done: up at first, then down in a line."""
    return min(1, (done + 1e-4) / WARM_UP) * max(LEAST, 1 - done)


class Run:
    """One plan carried out on a model; `windows(rng)` gives an epoch's windows, `report(model)` its dev figures."""

    def __init__(
        self,
        model: Reader,
        plan: Plan,
        work: Path,
        windows: Callable[[random.Random], list[Window]],
        special: tuple[int, int, int],
        report: Callable[[Reader], str],
    ) -> None:
        self.model, self.plan, self.windows, self.special, self.report = model, plan, windows, special, report
        self.path, self.kept = work / f"{plan.name}.pt", work / f"{plan.name}.resume.pt"
        groups = [
            {"params": model.encoder.parameters(), "lr": plan.rate, "weight_decay": 0.01},
            {"params": model.heads.parameters(), "lr": plan.rate * 15, "weight_decay": 0.0},
        ]
        self.optimizer = torch.optim.AdamW(groups)
        self.rates = [plan.rate, plan.rate * 15]
        self.epoch, self.skip, self.spent, self.begun = 0, 0, 0.0, time.time()

    def finish(self) -> Reader:
        """Train to the end, from wherever an earlier call was stopped; at once if it is done."""
        if self.path.exists():
            self.model.load_state_dict(torch.load(self.path))
            return self.model
        self.kind = quicker(self.model)
        print(self.plan.name, "trains in", self.kind, flush=True)
        self._resume()
        while self.epoch < self.plan.epochs:
            self._one_epoch()
            self.epoch, self.skip = self.epoch + 1, 0
            self._save(0)
            print(self.plan.name, "epoch", self.epoch, self.report(self.model), f"{self._time():.0f} s", flush=True)
        torch.save(self.model.state_dict(), self.path)
        self.kept.unlink()
        return self.model

    def _one_epoch(self) -> None:
        rng = random.Random(self.plan.seed * 1000 + self.epoch)
        todo = batches(self.windows(rng), rng)
        for i, part in enumerate(todo):
            if i < self.skip:
                continue
            torch.manual_seed(self.plan.seed * 10**6 + self.epoch * 10**4 + i)
            self._step(collate(part, self.special), (self.epoch + i / len(todo)) / self.plan.epochs)
            if i % SAVE_EVERY == SAVE_EVERY - 1:
                self._save(i + 1)
                place = f"epoch {self.epoch + 1}/{self.plan.epochs} step {i + 1}/{len(todo)}"
                print(self.plan.name, place, f"{self._time():.0f} s", flush=True)

    def _step(self, batch: Batch, done: float) -> None:
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor(done)
        with autocast(self.kind):
            scores = self.model(batch.ids, batch.mask)
        loss = loss_of(scores.float(), batch)
        if not math.isfinite(loss.item()):
            raise SystemExit("The loss is not a number: lower the learning rate.")
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()

    def _time(self) -> float:
        return self.spent + time.time() - self.begun

    def _resume(self) -> None:
        if self.kept.exists():
            state = torch.load(self.kept)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.epoch, self.skip, self.spent = state["epoch"], state["step"], state["spent"]

    def _save(self, step: int) -> None:
        """Whole or not at all: written beside, then renamed."""
        part = self.kept.with_suffix(".part")
        state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}
        torch.save(state | {"epoch": self.epoch, "step": step, "spent": self._time()}, part)
        part.replace(self.kept)
