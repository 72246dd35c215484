"""A few columns of what flows between layers are many times as large as the others, and stay out of int8.

The step of the rounding is as wide as the largest value asks for, so that two columns of three thousand cost all others
their last bits. As in LLM.int8() (Dettmers and others, 2022) those columns are multiplied in float32, beside the rest;
which they are is the network's own, and is found once, on a few windows.
"""

import copy
from collections.abc import Iterable

import torch
from torch import nn

from .network import Reader

FEW = 16  # columns, of 384 to 3,072
WATCHED = ("qkv", "wide", "narrow")  # linear maps of a layer; what `out` reads is even
APART = "few"  # of the names in the file
REST, ASIDE = ".rest.", (f".{APART}.", ".apart", ".kept")  # the same: what is as before, and what was added


class Split(nn.Module):
    """A linear map whose largest input columns go a way of their own."""

    def __init__(self, known: nn.Linear, largest: torch.Tensor) -> None:
        super().__init__()
        apart = largest.topk(min(FEW, len(largest) // 4)).indices.sort().values
        self.rest = copy.deepcopy(known)
        self.few = nn.Linear(len(apart), known.out_features, bias=False)
        self.few.weight.data = known.weight.data[:, apart].clone()
        self.register_buffer("apart", apart)
        self.register_buffer("kept", torch.ones(known.in_features).index_fill(0, apart, 0.0))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.rest(x * self.kept) + self.few(x.index_select(-1, self.apart))


def joined(found: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights of a split network by the names that they had before."""
    return {name.replace(REST, "."): one for name, one in found.items() if not any(part in name for part in ASIDE)}


def split(model: Reader, batches: Iterable[tuple[torch.Tensor, torch.Tensor]]) -> Reader:
    """A copy of the network that says the same; these ids and shapes `(n, t)` show which columns are large."""
    model = copy.deepcopy(model).eval()
    largest: dict[tuple[int, str], torch.Tensor] = {}

    def watch(place: tuple[int, str], put: torch.Tensor) -> None:
        found = put.detach().abs().flatten(0, -2).amax(0)
        largest[place] = torch.maximum(largest.get(place, found), found)

    hooks = [
        getattr(layer, name).register_forward_pre_hook(lambda _, put, place=(n, name): watch(place, put[0]))
        for n, layer in enumerate(model.encoder.layers)
        for name in WATCHED
    ]
    with torch.no_grad():
        for ids, shapes in batches:
            model(ids, shapes)
    for hook in hooks:
        hook.remove()
    for (n, name), found in largest.items():
        layer = model.encoder.layers[n]
        setattr(layer, name, Split(getattr(layer, name), found))
    return model
