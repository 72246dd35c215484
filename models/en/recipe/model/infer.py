"""A network as a function from windows to scores, batched by length."""

import torch

from ..windows import Window, collate
from .network import Reader


def moves_of(model: Reader) -> list[list[float]]:
    """What one label of who said what adds to the next, as a decoder takes it."""
    return model.moves.detach().double().round(decimals=4).tolist()  # type: ignore[no-any-return]


class Infer:
    """Windows -> of each its logits and tree projections, without [CLS] and [SEP], in float32."""

    def __init__(self, model: Reader, special: tuple[int, int, int], kind: torch.dtype, *, batch: int = 3072) -> None:
        self.model, self.special, self.kind, self.batch = model, special, kind, batch

    @property
    def relations(self) -> torch.Tensor:
        return self.model.tree.relations.detach()

    @property
    def moves(self) -> list[list[float]]:
        return moves_of(self.model)

    def __call__(self, windows: list[Window]) -> list[tuple[torch.Tensor, torch.Tensor]]:
        out: list[tuple[torch.Tensor, torch.Tensor] | None] = [None] * len(windows)
        was = self.model.training
        self.model.eval()
        for part in self._parts(windows):
            batch = collate([windows[i] for i in part], self.special)
            with torch.no_grad(), torch.autocast("cpu", dtype=self.kind, enabled=self.kind is not torch.float32):
                logits, tree = self.model(batch.ids, batch.shapes, batch.mask)
            for row, i in enumerate(part):
                here = slice(1, windows[i].size + 1)
                out[i] = (logits[row, here].float().clone(), tree[row, here].float().clone())
        self.model.train(was)
        return [found for found in out if found is not None]

    def _parts(self, windows: list[Window]) -> list[list[int]]:
        """The numbers of windows of like length."""
        parts: list[list[int]] = []
        for i in sorted(range(len(windows)), key=lambda i: windows[i].size):
            if not parts or (windows[i].size + 2) * (len(parts[-1]) + 1) > self.batch:
                parts.append([])
            parts[-1].append(i)
        return parts
