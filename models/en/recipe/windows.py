"""Windows of neighbouring units, packed into batches, batches into tensors."""

import random
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import torch

from .labels import COLUMNS, HEADS, SENTENCE_HEADS, TOKEN_HEADS
from .units import LONGEST, UNLABELLED, Bound, Unit

ALONE = 8  # a window that is "full" at so few pieces holds one unit
CASELESS, SHOUTED = 0.1, 0.02  # of the windows lose their capitals, or are written in them
UPPER = 3
SENTENCES = 0.15  # of the paragraphs come sentence by sentence


@dataclass
class Window:
    """What the network sees at once: units side by side, and a teacher's scores of each piece if there are any."""

    units: list[Unit]
    taught: torch.Tensor | None = None

    @property
    def size(self) -> int:
        return sum(len(unit.ids) for unit in self.units)

    def starts(self) -> list[int]:
        """Where each unit begins."""
        return [0, *accumulate(len(unit.ids) for unit in self.units)][:-1]


def cut(document: Bound, rng: random.Random, *, together: float) -> list[Window]:
    """The windows of a document: a share of them hold as many units as fit, the others one; long units are broken.

    Now and then a paragraph is broken into its sentences, since such are met as well.
    """
    found: list[Window] = []
    limit = 0
    for unit in (part for whole in document.units for part in _broken(whole, rng)):
        if not found or found[-1].size + len(unit.ids) > limit:
            found.append(Window([]))
            limit = LONGEST if rng.random() < together else ALONE
        found[-1].units.append(unit)
    return [_begun(_written(window, rng.random())) for window in found]


def _broken(unit: Unit, rng: random.Random) -> list[Unit]:
    """A unit in parts that a window can hold: at its sentences, where that is drawn, else where it is too long."""
    ends = [*(unit.sentences if rng.random() < SENTENCES else ()), len(unit.ids)]
    stretches = [
        (a, min(a + LONGEST, last)) for first, last in pairwise([0, *ends]) for a in range(first, last, LONGEST)
    ]
    return [unit] if len(stretches) == 1 else [unit.part(a, b) for a, b in stretches]


def _begun(window: Window) -> Window:
    """A span that began before the window begins with it, since no path of labels may begin inside of one."""
    first = window.units[0]
    labels = first.marks.get("attribution", [])
    at = next((i for i, label in enumerate(labels) if label != UNLABELLED), None)
    if at is None or not HEADS["attribution"][labels[at]].startswith("I-"):
        return window
    begun = HEADS["attribution"].index("B" + HEADS["attribution"][labels[at]][1:])
    marks = first.marks | {"attribution": [*labels[:at], begun, *labels[at + 1 :]]}
    return Window([replace(first, marks=marks), *window.units[1:]], window.taught)


def _written(window: Window, drawn: float) -> Window:
    """Now and then without the knowledge of capitals, so that the network does not lean on them alone."""
    if drawn >= CASELESS + SHOUTED:
        return window
    to = 0 if drawn < CASELESS else UPPER
    return Window([replace(u, shapes=[to if s else 0 for s in u.shapes]) for u in window.units])


def batches(windows: list[Window], rng: random.Random, *, budget: int) -> list[list[Window]]:
    """Windows of like length together, at most `budget` pieces a batch with padding, in random order."""
    ordered = sorted(((w.size + 2, rng.random(), w) for w in windows), key=lambda told: told[0] + told[1] * 6)
    out: list[list[Window]] = []
    width = 0
    for size, _, window in ordered:
        wider = max(width, size)
        if not out or wider * (len(out[-1]) + 1) > budget:
            out.append([])
            wider = size
        out[-1].append(window)
        width = wider
    rng.shuffle(out)
    return out


@dataclass
class Batch:
    """Tensors of one batch, `(n, t)` where nothing else is said.

    `pool` (s, n*t) is the mean over each unit, `acts` the labels of those units, `hidden` (n, t, names) the kinds of
    names that an O may hide. `group` numbers the sentences on first pieces of words, 0 elsewhere; `edges` (e, 4): row,
    piece, piece of the head (t for the root), relation. `taught` (n, t, columns) is there if all windows have it; in
    columns of zeros nothing is told.
    """

    ids: torch.Tensor
    shapes: torch.Tensor
    mask: torch.Tensor
    marks: dict[str, torch.Tensor]
    hidden: torch.Tensor
    pool: torch.Tensor
    acts: dict[str, torch.Tensor]
    group: torch.Tensor
    edges: torch.Tensor
    taught: torch.Tensor | None


def collate(windows: list[Window], special: tuple[int, int, int]) -> Batch:
    """One padded batch; `special` are the ids of [CLS], [SEP] and [PAD]."""
    width = max(w.size for w in windows) + 2
    shape = (len(windows), width)
    ids = torch.full(shape, special[2])
    shapes, mask, group = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    marks = {head: torch.full(shape, UNLABELLED) for head in TOKEN_HEADS}
    hidden = torch.zeros(*shape, len(HEADS["name"]), dtype=torch.bool)
    stretches, edges = [], []
    for row, window in enumerate(windows):
        ids[row, 0], ids[row, window.size + 1] = special[0], special[1]
        mask[row, : window.size + 2] = 1
        for number, (start, unit) in enumerate(zip(window.starts(), window.units, strict=True), 1):
            here = slice(start + 1, start + 1 + len(unit.ids))
            ids[row, here], shapes[row, here] = torch.tensor(unit.ids), torch.tensor(unit.shapes)
            for head, labels in unit.marks.items():
                marks[head][row, here] = torch.tensor(labels)
            hidden[row, here] = _hidden(unit.untold)
            stretches.append((row * width + start + 1, row * width + start + 1 + len(unit.ids), unit.acts))
            for piece, head, relation in unit.tree:
                group[row, start + 1 + piece] = number
                edges.append((row, start + 1 + piece, start + 1 + head if head >= 0 else width, relation))
    acts = {h: torch.tensor([labels.get(h, UNLABELLED) for _, _, labels in stretches]) for h in SENTENCE_HEADS}
    taught = _taught(windows, width) if all(w.taught is not None for w in windows) else None
    edge = torch.tensor(edges, dtype=torch.long).reshape(-1, 4)
    return Batch(ids, shapes, mask, marks, hidden, _pool(stretches, len(windows) * width), acts, group, edge, taught)


def _pool(stretches: list[tuple[int, int, dict[str, int]]], size: int) -> torch.Tensor:
    pool = torch.zeros(len(stretches), size)
    for row, (a, b, _) in enumerate(stretches):
        pool[row, a:b] = 1 / max(1, b - a)
    return pool


def _hidden(untold: tuple[str, ...]) -> torch.Tensor:
    return torch.tensor([label[2:] in untold for label in HEADS["name"]])


def _taught(windows: list[Window], width: int) -> torch.Tensor:
    found = torch.zeros(len(windows), width, windows[0].taught.shape[-1])  # type: ignore[union-attr]
    for row, window in enumerate(windows):
        found[row, 1 : window.size + 1] = window.taught.float()  # type: ignore[union-attr]
        for start, unit in zip(window.starts(), window.units, strict=True):
            for head in unit.deaf:
                found[row, start + 1 : start + 1 + len(unit.ids), COLUMNS[head]] = 0.0
    return found
