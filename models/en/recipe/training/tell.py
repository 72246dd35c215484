"""What one network says of the words of sentences that nobody has labelled, as labels for another.

No corpus of parties' sentences has labels of words. A network whose other heads read the mean of such a sentence may
then write anything into its pieces, and its heads of words say nonsense of them. One that has learnt nothing but words
tells what they are.
"""

from bisect import bisect_right
from dataclasses import replace

import torch

from ..decode import spans, tree
from ..labels import COLUMNS, RELATIONS
from ..model.infer import Infer
from ..units import ROOT, UNLABELLED, Bound, Unit, of_words
from ..windows import Window

CLASSES, TIMES = ("tag", "pos"), "time"
SURE = 0.5  # how likely the label of a word must be


def tell(documents: list[Bound], infer: Infer) -> list[Bound]:
    """The documents with classes, times and trees of the units whose words nobody has labelled."""
    bare = [unit for document in documents for unit in document.units if unit.words]
    scores = iter(infer([Window([unit]) for unit in bare]))
    relations = infer.relations
    return [Bound(d.name, [_told(u, *next(scores), relations) if u.words else u for u in d.units]) for d in documents]


def _told(unit: Unit, logits: torch.Tensor, projected: torch.Tensor, relations: torch.Tensor) -> Unit:
    owners = [bisect_right(unit.words, piece) - 1 for piece in range(len(unit.ids))]  # -1 before the first word
    marks = {head: _sure(logits[unit.words][:, COLUMNS[head]], owners) for head in CLASSES}
    found = sorted((a, b, kind) for kind, a, b in spans(logits, unit.words, TIMES))
    marks[TIMES] = of_words(owners, found, TIMES)
    edges = [
        (unit.words[word], unit.words[head] if head >= 0 else ROOT, RELATIONS.index(relation))
        for word, (head, relation) in enumerate(tree(logits, projected, unit.words, relations))
    ]
    return replace(unit, marks=unit.marks | marks, tree=edges, deaf=tuple(marks))


def _sure(scores: torch.Tensor, owners: list[int]) -> list[int]:
    """The likeliest label of each piece's word, where it is likely enough."""
    likely, labels = scores.softmax(-1).max(-1)
    known = torch.where(likely >= SURE, labels, UNLABELLED).tolist()
    return [known[word] if word >= 0 else UNLABELLED for word in owners]
