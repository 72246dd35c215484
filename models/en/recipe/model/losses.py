"""What a step learns from: each head's labels, and a teacher's scores."""

import torch
from torch import nn

from ..labels import COLUMNS, SENTENCE_HEADS, TOKEN_HEADS
from ..units import UNLABELLED
from ..windows import Batch
from .network import Reader, arcs, relation_scores

TEMPERATURE = 2.0
HARD = 0.4  # the share of the labels, where there is a teacher
WEIGHTS = {"attribution": 1.5, "arc": 1.0, "relation": 0.7, "tag": 0.7, "pos": 0.7, "name": 1.0, "time": 0.3}
NEVER = -1e4
# A head whose labels are rare in a batch does not weigh as much as one whose labels are many: what its sum is divided
# by is never less than such a share of the pieces.
PIECES, UNITS, WORDS = 1 / 4, 1 / 200, 1 / 8


def loss_of(model: Reader, scores: tuple[torch.Tensor, torch.Tensor], batch: Batch) -> torch.Tensor:
    """The weighted sum over the heads that the batch has labels for; with a teacher, partly what it says."""
    logits, tree = scores
    pooled = batch.pool @ logits.reshape(-1, logits.shape[-1])
    nothing = logits.sum() * 0
    hard = sum([*token_losses(logits, batch, model.moves), *unit_losses(pooled, batch)], start=nothing)
    trees = sum(tree_losses(model, logits, tree, batch), start=nothing)
    if batch.taught is None:
        return hard + trees
    return HARD * hard + (1 - HARD) * soft_loss(logits, pooled, batch) + trees  # no teacher tells of trees


def token_losses(logits: torch.Tensor, batch: Batch, moves: torch.Tensor) -> list[torch.Tensor]:
    """What the heads that label pieces lose: who said what by whole windows, the others by cross-entropy."""
    parts = []
    for head in TOKEN_HEADS:
        labels = batch.marks[head]
        known = labels != UNLABELLED
        if known.any():
            scores = logits[..., COLUMNS[head]]
            if head == "name":
                loss = name_loss(scores[known], labels[known], batch.hidden[known])
            elif head == "attribution":
                loss = sequence_loss(scores, labels, moves)
            else:
                loss = nn.functional.cross_entropy(scores[known], labels[known], reduction="sum")
            parts.append(WEIGHTS[head] * _mean(loss, int(known.sum()), batch, PIECES))
    return parts


def _mean(total: torch.Tensor, count: int, batch: Batch, share: float) -> torch.Tensor:
    return total / max(count, share * batch.ids.numel())


def name_loss(scores: torch.Tensor, labels: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
    """A summed cross-entropy in which an O stands for itself and every kind of name that its corpus does not mark."""
    allowed = torch.zeros_like(scores, dtype=torch.bool)
    allowed[torch.arange(len(labels)), labels] = True
    allowed |= (labels == 0)[:, None] & hidden
    right = scores.masked_fill(~allowed, NEVER).logsumexp(-1)
    return (scores.logsumexp(-1) - right).sum()


def sequence_loss(scores: torch.Tensor, labels: torch.Tensor, moves: torch.Tensor) -> torch.Tensor:
    """How unlikely the rows of labels are among all rows (a linear-chain CRF, Lafferty et al. 2001), summed.

    `scores` (n, t, k), `labels` (n, t), UNLABELLED where there is nothing to tell, `moves` (k, k) from a label to the
    next. The sum over all rows is taken in pairs of neighbouring steps, so that it takes log2(t) steps and not t.
    """
    known = labels != UNLABELLED
    order = known.int().argsort(dim=1, descending=True, stable=True)[:, : int(known.sum(1).max())]
    known, labels = known.gather(1, order), labels.gather(1, order).clamp(min=0)
    scores = scores.gather(1, order[..., None].expand(-1, -1, scores.shape[-1]))
    nothing = torch.full_like(moves, NEVER).fill_diagonal_(0.0)
    steps = torch.where(known[:, 1:, None, None], moves + scores[:, 1:, None, :], nothing)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, nothing.expand(len(steps), 1, -1, -1)], 1)
        steps = (steps[:, ::2, :, :, None] + steps[:, 1::2, None]).logsumexp(-2)
    last = scores[:, 0, :, None] + (steps[:, 0] if steps.shape[1] else nothing)
    told = scores.gather(2, labels[..., None])[..., 0] * known
    moved = moves[labels[:, :-1], labels[:, 1:]] * known[:, 1:]
    rows = known[:, 0]
    return (last.logsumexp((1, 2)) * rows).sum() - told.sum() - moved.sum()


def unit_losses(pooled: torch.Tensor, batch: Batch) -> list[torch.Tensor]:
    """Cross-entropy of the heads that label whole units."""
    parts = []
    for head in SENTENCE_HEADS:
        labels = batch.acts[head]
        if count := int((labels != UNLABELLED).sum()):
            found = pooled[:, COLUMNS[head]]
            loss = nn.functional.cross_entropy(found, labels, ignore_index=UNLABELLED, reduction="sum")
            parts.append(_mean(loss, count, batch, UNITS))
    return parts


def tree_losses(model: Reader, logits: torch.Tensor, tree: torch.Tensor, batch: Batch) -> list[torch.Tensor]:
    """Cross-entropy of each word's head among the words of its sentence and the root, and of its relation."""
    if not len(batch.edges):
        return []
    row, piece, head, relation = batch.edges.unbind(1)
    rows = sorted(set(row.tolist()))  # most windows of a batch have no tree
    where = torch.zeros(len(batch.ids), dtype=torch.long)
    where[rows] = torch.arange(len(rows))
    group = batch.group[rows]
    barred = (group[:, :, None] != group[:, None, :]) | (group == 0)[:, None, :]
    scores = torch.cat([arcs(tree[rows]).masked_fill(barred, NEVER), logits[rows][..., COLUMNS["root"]]], -1)
    arc = nn.functional.cross_entropy(scores[where[row], piece], head, reduction="sum")
    held = head < batch.ids.shape[1]  # the root's relation is its own
    pairs = relation_scores(tree[row[held], piece[held]], tree[row[held], head[held]], model.tree.relations)
    named = nn.functional.cross_entropy(pairs, relation[held], reduction="sum")
    losses = (("arc", arc), ("relation", named))
    return [WEIGHTS[kind] * _mean(loss, len(row), batch, WORDS) for kind, loss in losses]


def soft_loss(logits: torch.Tensor, pooled: torch.Tensor, batch: Batch) -> torch.Tensor:
    """How far each piece's labels and each unit's are from the teacher's."""
    assert batch.taught is not None
    parts = []
    for head in TOKEN_HEADS:
        ours, theirs = logits[..., COLUMNS[head]], batch.taught[..., COLUMNS[head]]
        told = theirs.abs().sum(-1) > 0
        if told.any():
            parts.append(WEIGHTS[head] * divergence(ours[told], theirs[told]))
    taught = batch.pool @ batch.taught.reshape(-1, batch.taught.shape[-1])
    parts += [divergence(pooled[:, COLUMNS[head]], taught[:, COLUMNS[head]]) for head in SENTENCE_HEADS]
    return torch.stack(parts).sum()


def divergence(ours: torch.Tensor, theirs: torch.Tensor) -> torch.Tensor:
    """Of two distributions, softened."""
    t = TEMPERATURE
    return t * t * nn.functional.kl_div((ours / t).log_softmax(-1), (theirs / t).softmax(-1), reduction="batchmean")
