"""The training loop: seeded, saves itself every few minutes, goes on where it was killed, and ends in time."""

import contextlib
import json
import math
import random
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import torch
from torch import nn

from ..model.losses import loss_of
from ..model.network import Reader
from ..windows import Batch, batches, collate
from .plan import Drawn, Larder, Stage
from .teach import Teacher

SAVE_EVERY = 300.0  # seconds
TELL_EVERY = 50  # steps
WARM_UP = 0.06  # of a run
LEAST = 0.02  # of the learning rate, at its end
HEADS_FASTER = 10  # how much faster what is new learns


def autocast(kind: torch.dtype = torch.float32) -> contextlib.AbstractContextManager:
    """A context in which the network computes in `kind`."""
    return torch.autocast("cpu", dtype=kind) if kind is not torch.float32 else contextlib.nullcontext()


def factor(done: float) -> float:
    """The share of the learning rate when `done` of the run is done: up at first, then down in a line."""
    return min(1, (done + 1e-4) / WARM_UP) * max(LEAST, 1 - done)


def optimizer_of(model: Reader, rate: float, *, frozen: int = 0) -> torch.optim.Optimizer:
    """AdamW; word pieces and distances stay as they are, also so many layers; what is new learns faster."""
    if frozen:
        still = (model.encoder.positions, model.encoder.shapes, model.encoder.norm, *model.encoder.layers[:frozen])
        for part in still:
            part.requires_grad_(False)
    model.encoder.pieces.weight.requires_grad = False
    if model.encoder.distances is not None:
        model.encoder.distances.weight.requires_grad = False
    new = [*model.heads.parameters(), *model.tree.parameters(), *model.encoder.shapes.parameters(), model.moves]
    new = [p for p in new if p.requires_grad]
    known = {id(p) for p in new}
    old = [p for p in model.encoder.parameters() if p.requires_grad and id(p) not in known]
    groups = [
        {"params": [p for p in old if p.dim() > 1], "lr": rate, "peak": rate, "weight_decay": 0.01},
        {"params": [p for p in old if p.dim() == 1], "lr": rate, "peak": rate, "weight_decay": 0.0},
        {"params": new, "lr": rate * HEADS_FASTER, "peak": rate * HEADS_FASTER, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, fused=True)


class Run:
    """One stage carried out on a model; `report(model)` gives its dev figures, `kind` is the precision."""

    def __init__(
        self,
        model: Reader,
        stage: Stage,
        drawn: Drawn,
        larder: Larder,
        work: Path,
        special: tuple[int, int, int],
        *,
        report: Callable[[Reader], dict],
        kind: torch.dtype,
        teacher: Teacher | None = None,
    ) -> None:
        self.model, self.stage, self.drawn, self.larder = model, stage, drawn, larder
        self.special, self.report, self.kind, self.teacher = special, report, kind, teacher
        self.path, self.kept = work / f"{stage.name}.pt", work / f"{stage.name}.resume.pt"
        self.log = work / "log.jsonl"
        self.optimizer = optimizer_of(model, stage.rate, frozen=stage.frozen)
        self.planned = drawn.rounds  # what a round holds depends on this, also where the last ones are left out
        self.round, self.skip, self.spent, self.pieces, self.loss = 0, 0, 0.0, 0, 0.0
        self.heard = 0.0  # seconds that the teacher took
        self.begun = self.saved = time.monotonic()

    def finish(self) -> Reader:
        """Train to the end, from wherever an earlier call was stopped; at once if it is done."""
        if self.path.exists():
            self.model.load_state_dict(torch.load(self.path))
            return self.model
        self._resume()
        self.model.train()
        while self.round < self.drawn.rounds:
            self._one_round()
            self.round, self.skip = self.round + 1, 0
            self._shorten()
        figures = self.report(self.model)
        part = self.path.with_suffix(".part")
        torch.save(self.model.state_dict(), part)
        part.replace(self.path)
        self.kept.unlink(missing_ok=True)
        passes = {corpus: round(n * self.round / self.planned, 3) for corpus, n in self.drawn.passes.items()}
        self._tell("done", figures=figures, stage=asdict(self.stage), passes=passes)
        return self.model

    def _one_round(self) -> None:
        number = self.stage.window_round(self.round, self.planned)
        windows = self.larder.round(replace(self.drawn, rounds=self.planned), self.stage.seed, number)
        if self.teacher is not None:
            before = time.monotonic()
            windows = self.teacher.taught(windows, self.stage.name, number)
            self.heard += time.monotonic() - before
        rng = random.Random(f"{self.stage.seed}/batches/{self.round}")
        todo = batches(windows, rng, budget=self.stage.batch)
        for i, part in enumerate(todo):
            if i < self.skip:
                continue
            torch.manual_seed(self.stage.seed * 10**6 + self.round * 10**4 + i)
            self._step(collate(part, self.special), (self.round + i / len(todo)) / self.drawn.rounds)
            if i % TELL_EVERY == TELL_EVERY - 1:
                self._tell(f"round {self.round + 1}/{self.drawn.rounds} step {i + 1}/{len(todo)}")
            if time.monotonic() - self.saved > SAVE_EVERY:
                self._save(i + 1)

    def _step(self, batch: Batch, done: float) -> None:
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor(done)
        with autocast(self.kind):
            logits, tree = self.model(batch.ids, batch.shapes, batch.mask)
        loss = loss_of(self.model, (logits.float(), tree.float()), batch)
        told = loss.item()
        if not math.isfinite(told):
            raise SystemExit("The loss is not a number: lower the learning rate.")
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.loss = told if not self.loss else 0.98 * self.loss + 0.02 * told
        self.pieces += int(batch.mask.sum())

    def _shorten(self) -> None:
        """Where rounds take longer than was measured, the last ones are left out, so that the stage ends in time."""
        left = self.stage.minutes * 60 - self._time()
        new = self.stage.distinct(self.planned)  # rounds in which a teacher is heard; later ones are quicker
        own, teachers = (self._time() - self.heard) / self.round, self.heard / min(self.round, new)
        slow = min(max(0, new - self.round), left / (own + teachers))
        more = slow + max(0.0, left - slow * (own + teachers)) / own
        possible = min(self.planned, self.round + max(0, int(more)))
        if possible != self.drawn.rounds:
            self._tell(f"{possible} rounds are possible, not {self.drawn.rounds}")
            self.drawn = replace(self.drawn, rounds=possible)
        self._save(0)

    def _time(self) -> float:
        return self.spent + time.monotonic() - self.begun

    def _tell(self, what: str, **more: object) -> None:
        """A line on the screen and in the log."""
        seconds = self._time()
        told = {"stage": self.stage.name, "at": what, "seconds": round(seconds), "loss": round(self.loss, 3)}
        told |= {"pieces_per_second": round(self.pieces / max(1e-9, seconds))}
        line = json.dumps(told | more)
        print(line, flush=True)
        with self.log.open("a", encoding="utf8") as file:
            file.write(line + "\n")

    def _resume(self) -> None:
        if self.kept.exists():
            state = torch.load(self.kept)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.round, self.skip, self.spent = state["round"], state["step"], state["spent"]
            self.pieces, self.loss, self.heard = state["pieces"], state["loss"], state["heard"]
            self.drawn, self.planned = Drawn(state["rounds"], state["passes"]), state["planned"]
        self.begun = self.saved = time.monotonic()

    def _save(self, step: int) -> None:
        """Whole or not at all: written beside, then renamed."""
        part = self.kept.with_suffix(".part")
        state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}
        state |= {"round": self.round, "step": step, "spent": self._time(), "pieces": self.pieces, "loss": self.loss}
        state |= {"heard": self.heard}
        torch.save(state | {"rounds": self.drawn.rounds, "planned": self.planned, "passes": self.drawn.passes}, part)
        part.replace(self.kept)
        self.saved = time.monotonic()
