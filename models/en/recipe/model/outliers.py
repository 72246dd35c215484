"""A few columns of what flows between layers are many times as large as the others, and meet int8 in parts.

The step of the rounding is as wide as the largest value asks for, so that two columns of three thousand cost all others
their last bits. So a large column comes several times, each time as a part of itself, and its weights with it: the sum
is the same, and nothing is large any more. Which they are is the network's own, and is found once, on a few windows.
"""

import copy
from collections.abc import Iterable

import torch
from torch import nn

from .network import Reader

MORE = 64  # columns, of 384 to 3,072; processors take so many bytes at once
UNEVEN = 0.2  # how far the parts of a column lie apart, so that not all of them are rounded alike
WATCHED = ("qkv", "wide", "narrow")  # linear maps of a layer; what `out` reads is even
REST = ".rest."  # of the names in a file: what was there before
AGAIN, WIDE = ".again", ".wide.rest."
ASIDE = (AGAIN, ".first", ".further", ".few.weight", ".apart", ".kept")  # what was added, the last by older recipes


class Parted(nn.Module):
    """A linear map that reads its large columns in parts: `again` the numbers of those that come once more."""

    def __init__(self, rest: nn.Linear, again: torch.Tensor, *, made: bool = False) -> None:
        super().__init__()
        self.rest, self.made = rest, made  # made: the map before has made the columns that come once more
        shares = _shares(rest.in_features - len(again), again)
        self.register_buffer("again", again)
        self.register_buffer("first", shares if made else shares[: -len(again)].clone())
        self.register_buffer("further", shares[-len(again) :].clone())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.made:
            return self.rest(x * self.first)
        return self.rest(torch.cat([x * self.first, x.index_select(-1, self.again) * self.further], -1))


def repeated(largest: torch.Tensor) -> torch.Tensor:
    """Which columns to read once more, so that the largest part is as small as may be; the first of each by turns."""
    counts = torch.ones(len(largest))
    for _ in range(MORE):
        counts[(largest / counts).argmax()] += 1
    turns = [(turn, column) for column in range(len(counts)) for turn in range(int(counts[column]) - 1)]
    return torch.tensor([column for _, column in sorted(turns)], dtype=torch.long)


def _shares(columns: int, again: torch.Tensor) -> torch.Tensor:
    """How much of its column each part is, those that come again after all others; a column's parts sum to one."""
    order = torch.cat([torch.arange(columns), again])
    counts = order.bincount(minlength=columns)[order]
    turn = torch.tensor([int((order[:place] == column).sum()) for place, column in enumerate(order.tolist())])
    return (1 + UNEVEN * (turn / (counts - 1).clamp(min=1) - 0.5) * (counts > 1)) / counts


def split(model: Reader, batches: Iterable[tuple[torch.Tensor, torch.Tensor]]) -> Reader:
    """A copy of the network that says the same; these ids and shapes `(n, t)` show which columns are large."""
    model = copy.deepcopy(model).eval()
    found = _largest(model, batches)
    for n, layer in enumerate(model.encoder.layers):
        again = {name: repeated(found[n, name]) for name in WATCHED}
        qkv, wide, narrow = (_reading(getattr(layer, name), again[name]) for name in WATCHED)
        layer.qkv = Parted(qkv, again["qkv"])
        layer.wide = Parted(_making(wide, again["narrow"]), again["wide"])
        layer.narrow = Parted(narrow, again["narrow"], made=True)
    return model


def _largest(
    model: Reader, batches: Iterable[tuple[torch.Tensor, torch.Tensor]]
) -> dict[tuple[int, str], torch.Tensor]:
    """The largest value of every column that the watched maps of each layer read."""
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
    return largest


def _reading(known: nn.Linear, again: torch.Tensor) -> nn.Linear:
    """The same map of some columns once more."""
    found = nn.Linear(known.in_features + len(again), known.out_features)
    found.weight.data = torch.cat([known.weight.data, known.weight.data[:, again]], 1)
    found.bias.data = known.bias.data.clone()
    return found


def _making(known: nn.Linear, again: torch.Tensor) -> nn.Linear:
    """The same map, that makes some columns once more."""
    found = nn.Linear(known.in_features, known.out_features + len(again))
    found.weight.data = torch.cat([known.weight.data, known.weight.data[again]])
    found.bias.data = torch.cat([known.bias.data, known.bias.data[again]])
    return found


def joined(found: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights of a split network by the names that they had before, and as large."""
    more = next((len(one) for name, one in found.items() if name.endswith(AGAIN)), 0)
    kept = {}
    for name, one in found.items():
        if REST in name:
            whole = one[: len(one) - more] if WIDE in name else one
            kept[name.replace(REST, ".")] = whole[:, : whole.shape[1] - more] if whole.dim() > 1 else whole
        elif not name.endswith(ASIDE):
            kept[name] = one
    return kept
