"""The training loop: seeded, saves itself every few minutes, and goes on where it was killed."""

import contextlib
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from .labels import COLUMNS, SENTENCE_HEADS, TOKEN_HEADS
from .network import Reader
from .windows import UNLABELLED, Batch, Window, batches, collate

SAVE_EVERY = 150  # steps
TEMPERATURE = 2.0
HARD_SHARE = 0.3  # of the loss, when a teacher is there


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
        with torch.autocast("cpu", dtype=kind, enabled=kind is not torch.float32):
            scores = model(ids, torch.ones_like(ids))
        scores.float().square().mean().backward()
        took = time.perf_counter() - begun
    model.zero_grad()
    return took


def quicker(model: Reader) -> torch.dtype:
    """The precision to train in: some processors that have bfloat16 are slower with it, so it is measured."""
    kinds = (torch.float32, torch.bfloat16)
    return min(kinds, key=lambda kind: seconds(model, kind))


def autocast(kind: torch.dtype = torch.float32):
    """A context in which the network computes in `kind`."""
    return torch.autocast("cpu", dtype=kind) if kind is not torch.float32 else contextlib.nullcontext()


def loss_of(scores: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Cross-entropy of tokens and of sentences; with a teacher, mostly the divergence from its scores."""
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
    hard = torch.stack(parts).sum() if parts else scores.sum() * 0
    if batch.taught is None:
        return hard
    return HARD_SHARE * hard + (1 - HARD_SHARE) * soft_loss(scores, pooled, batch)


def soft_loss(scores: torch.Tensor, pooled: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Divergence from the teacher: each token's roles, each sentence's heads."""
    real = (batch.mask == 1) & (batch.taught.abs().sum(-1) > 0)
    parts = [divergence(scores[real][:, COLUMNS[h]], batch.taught[real][:, COLUMNS[h]]) for h in TOKEN_HEADS]
    if len(pooled):
        taught = batch.pool @ batch.taught.reshape(-1, batch.taught.shape[-1])
        parts += [divergence(pooled[:, COLUMNS[h]], taught[:, COLUMNS[h]]) for h in SENTENCE_HEADS]
    return torch.stack(parts).sum()


def divergence(ours: torch.Tensor, theirs: torch.Tensor) -> torch.Tensor:
    t = TEMPERATURE
    return t * t * nn.functional.kl_div((ours / t).log_softmax(-1), (theirs / t).softmax(-1), reduction="batchmean")


def optimizer(model: Reader, rate: float) -> torch.optim.Optimizer:
    groups = [
        {"params": model.encoder.parameters(), "lr": rate, "weight_decay": 0.01},
        {"params": model.heads.parameters(), "lr": rate * 15, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups)


def factor(done: float) -> float:
    """The share of the learning rate when `done` of the run is done: up over 6 %, then down in a line."""
    return min(1, (done + 1e-4) / 0.06) * max(0.02, 1 - done)


def train(model: Reader, windows, plan: Plan, work: Path, special, report) -> Reader:
    """Train by `plan`; `windows(rng)` gives an epoch's windows; `report(model)` its dev figures."""
    path, kept = work / f"{plan.name}.pt", work / f"{plan.name}.resume.pt"
    if path.exists():
        model.load_state_dict(torch.load(path))
        return model
    kind = quicker(model)
    print(plan.name, "trains in", kind, flush=True)
    opt = optimizer(model, plan.rate)
    begun, epoch, skip, spent = time.time(), 0, 0, 0.0
    if kept.exists():
        state = torch.load(kept)
        model.load_state_dict(state["model"])
        opt.load_state_dict(state["optimizer"])
        epoch, skip, spent = state["epoch"], state["step"], state["spent"]
    rates = [g["lr"] if not kept.exists() else g["initial"] for g in opt.param_groups]
    for group, rate in zip(opt.param_groups, rates, strict=True):
        group["initial"] = rate
    for now in range(epoch, plan.epochs):
        rng = random.Random(plan.seed * 1000 + now)
        todo = batches(windows(rng), rng)
        steps = len(todo) * plan.epochs
        for i, part in enumerate(todo):
            if i < skip:
                continue
            torch.manual_seed(plan.seed * 10**6 + now * 10**4 + i)
            step(model, opt, collate(part, special), factor(now / plan.epochs + i / steps), kind)
            if i % SAVE_EVERY == SAVE_EVERY - 1:
                save(kept, model, opt, now, i + 1, spent + time.time() - begun)
                print(f"{plan.name} epoch {now + 1}/{plan.epochs} step {i + 1}/{len(todo)} {spent + time.time() - begun:.0f} s", flush=True)
        skip = 0
        save(kept, model, opt, now + 1, 0, spent + time.time() - begun)
        print(plan.name, "epoch", now + 1, report(model), f"{spent + time.time() - begun:.0f} s", flush=True)
    torch.save(model.state_dict(), path)
    kept.unlink()
    return model


def step(model: Reader, opt: torch.optim.Optimizer, batch: Batch, share: float, kind: torch.dtype) -> None:
    """One update."""
    for group in opt.param_groups:
        group["lr"] = group["initial"] * share
    with autocast(kind):
        scores = model(batch.ids, batch.mask)
    loss = loss_of(scores.float(), batch)
    if not math.isfinite(loss.item()):
        raise SystemExit("the loss is not a number: lower the learning rate")
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    opt.step()
    opt.zero_grad()


def save(path: Path, model: Reader, opt: torch.optim.Optimizer, epoch: int, at: int, spent: float) -> None:
    """Whole or not at all: written beside, then renamed."""
    part = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimizer": opt.state_dict(), "epoch": epoch, "step": at, "spent": spent}, part)
    part.replace(path)


def teach(windows: list[Window], teacher: Reader, work: Path, special, rng: random.Random) -> list[Window]:
    """The teacher's logits on each window, computed once and kept."""
    path = work / "taught.pt"
    if not path.exists():
        found: dict[int, torch.Tensor] = {}
        place = {id(w): n for n, w in enumerate(windows)}
        teacher.eval()
        with torch.no_grad():
            for part in batches(windows, rng, 4096):
                batch = collate(part, special)
                with autocast():
                    scores = teacher(batch.ids, batch.mask).float()
                for i, window in enumerate(part):
                    found[place[id(window)]] = scores[i, 1 : len(window.ids) + 1].half().clone()
        torch.save([found[n] for n in range(len(windows))], path)
    for window, taught in zip(windows, torch.load(path), strict=True):
        window.taught = taught
    return windows
