"""One encoder with a head for each task: BERT's or MPNet's layers, told the shapes of letters, written to be quick.

Attention is one fused multiplication for queries, keys and values, then written out: PyTorch's own is several times
slower on the way back. The bias by distance of MPNet is not trained.
"""

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from ..labels import ARC, HEADS, RELATION, RELATIONS, WIDTH

SHAPES = 5  # as in pledgebook.analysis.shapes
DROPPED = 26  # of 256 values, where noise is drawn
BUCKETS, FARTHEST = 32, 128  # of MPNet's distances
DOMAIN, ATTENTION = "com.microsoft", "MultiHeadAttention"  # an operation of onnxruntime
GIVEN, BIAS = 3, 5  # its inputs before the two that are left out, and the place of its bias


@dataclass(frozen=True)
class Size:
    """How large an encoder is; `first` is the number of its first position, `near` whether distance sways attention."""

    layers: int
    width: int
    heads: int
    inner: int
    pieces: int
    positions: int
    first: int
    near: bool
    epsilon: float


class Noise(nn.Module):
    """Dropout by bytes of random whole numbers, eight of them a draw: a tenth of the time of a draw for each value."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return x
        drawn = torch.empty(x.numel() // 8 + 1, dtype=torch.int64).random_(-(2**63), None)
        kept = drawn.view(torch.uint8)[: x.numel()].view(x.shape) >= DROPPED
        return x * (kept.to(x.dtype) * (256 / (256 - DROPPED)))


def attention(qkv: torch.Tensor, bias: torch.Tensor | None, heads: int) -> torch.Tensor:
    """Queries, keys and values `(n, t, 3 * width)` -> what each head mixed of the values, `(n, t, width)`."""
    n, t, width = qkv.shape[0], qkv.shape[1], qkv.shape[2] // 3
    q, k, v = qkv.view(n, t, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
    scores = q @ k.transpose(-1, -2) / math.sqrt(width // heads)
    mixed = (scores if bias is None else scores + bias).softmax(-1) @ v
    return mixed.transpose(1, 2).reshape(n, t, width)


class Attention(torch.autograd.Function):
    """The same as one operation of onnxruntime, which is quicker, for the file that ships."""

    @staticmethod
    def forward(ctx: Any, qkv: torch.Tensor, bias: torch.Tensor | None, heads: int) -> torch.Tensor:
        return attention(qkv, bias, heads)

    @staticmethod
    def symbolic(g: Any, qkv: Any, bias: Any, heads: int) -> Any:
        """The node, with the bias as its fourth input: see `in_place`."""
        parts = g.op("Split", qkv, axis_i=-1, outputs=3)
        given = parts if bias is None else [*parts, bias]
        found = g.op(f"{DOMAIN}::{ATTENTION}", *given, num_heads_i=heads)
        return found.setType(qkv.type().with_sizes([None, None, None]))


def in_place(node: Any) -> None:
    """Give a node of attention its bias where it is looked for, after two inputs that it has none of."""
    if node.op_type == ATTENTION and len(node.input) > GIVEN:
        for _ in range(BIAS - GIVEN):
            node.input.insert(GIVEN, "")


class Layer(nn.Module):
    """Attention, then a feed-forward net, each added to its input and normed."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.wide, self.narrow = nn.Linear(size.width, size.inner), nn.Linear(size.inner, size.width)
        self.first, self.second = (nn.LayerNorm(size.width, eps=size.epsilon) for _ in range(2))
        self.drop = Noise()

    def forward(self, x: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        attend = Attention.apply if torch.onnx.is_in_onnx_export() else attention
        x = self.first(x + self.out(attend(self.qkv(x), bias, self.heads)))  # drawing noise twice costs a tenth
        return self.second(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """`(n, t)` piece ids, shapes, and a mask where there is padding -> `(n, t, width)`."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.pieces = nn.Embedding(size.pieces, size.width)
        self.positions = nn.Embedding(size.positions, size.width)
        self.shapes = nn.Embedding(SHAPES, size.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.drop = Noise()
        self.distances = nn.Embedding(BUCKETS, size.heads) if size.near else None
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.pieces(ids) + self.positions(places + self.size.first) + self.shapes(shapes)
        x, bias = self.drop(self.norm(x)), self._bias(places, mask)
        if torch.is_autocast_enabled("cpu"):  # once, and not in every layer
            kind = torch.get_autocast_dtype("cpu")
            x, bias = x.to(kind), None if bias is None else bias.to(kind)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def _bias(self, places: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor | None:
        """What is added to attention: `(n or 1, heads or 1, t, t)`."""
        near = None
        if self.distances is not None:
            bucket = buckets(places[None] - places[:, None])
            near = self.distances(bucket).permute(2, 0, 1)[None].detach()
        if mask is None or bool(mask.all()):
            return near
        barred = (1.0 - mask[:, None, None].float()) * -1e4
        return barred.expand(-1, -1, len(places), -1) if near is None else near + barred


def buckets(distance: torch.Tensor) -> torch.Tensor:
    """MPNet's bucket of a distance: half for either side, near ones apart, far ones by their logarithm."""
    half, exact = BUCKETS // 2, BUCKETS // 4
    side, far = (distance > 0).long() * half, distance.abs()
    logs = torch.log(far.clamp(min=1).float() / exact) / math.log(FARTHEST / exact) * (half - exact)
    return side + torch.where(far < exact, far, (exact + logs.long()).clamp(max=half - 1))


class TreeHead(nn.Module):
    """Projections for trees: an arc's score is `dependent . head`; of relations see `relation_scores`."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.project = nn.Linear(width, 2 * ARC + 2 * RELATION)
        self.turn = nn.Linear(ARC, ARC)
        self.relations = nn.Parameter(torch.randn(2 * RELATION + 1, len(RELATIONS)) * 0.05)
        self.drop = nn.Dropout(0.2)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        found = self.drop(functional.relu(self.project(hidden)))
        return torch.cat([self.turn(found[..., :ARC]) / 8, found[..., ARC:]], -1)


def arcs(tree: torch.Tensor) -> torch.Tensor:
    """`(n, t, t)`: how well the second piece would be the head of the first."""
    return tree[..., :ARC] @ tree[..., ARC : 2 * ARC].transpose(-1, -2)


def relation_scores(dependent: torch.Tensor, head: torch.Tensor, relations: torch.Tensor) -> torch.Tensor:
    """The relations of pairs, from the tree projections of either end, `(e, relations)`."""
    d, h = dependent[:, 2 * ARC : 2 * ARC + RELATION], head[:, 2 * ARC + RELATION :]
    return torch.cat([d * h, d + h, torch.ones_like(d[:, :1])], -1) @ relations


class Reader(nn.Module):
    """Ids, shapes, mask -> logits `(n, t, WIDTH)` and projections for trees; a unit's score is its pieces' mean.

    `moves[a, b]` is what a word's label of who said what adds to the score of the next word's.
    """

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.encoder = Encoder(size)
        self.drop = Noise()
        self.heads = nn.Linear(size.width, WIDTH)
        self.tree = TreeHead(size.width)
        self.moves = nn.Parameter(torch.zeros(len(HEADS["attribution"]), len(HEADS["attribution"])))

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = self.drop(self.encoder(ids, shapes, mask))
        return self.heads(hidden), self.tree(hidden)
