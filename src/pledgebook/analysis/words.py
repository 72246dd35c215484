"""What the network says of a sentence that somebody else has cut into words: spans, names, classes, a tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pledgebook.analysis.decoding import Decoder, log_softmax
from pledgebook.analysis.encoder import Encoder, Scores
from pledgebook.analysis.trees import ROOT, best_tree
from pledgebook.analysis.weights import Trees, Weights
from pledgebook.errors import ModelError

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

MOST_PIECES = 510


@dataclass(frozen=True, slots=True)
class Parsed:
    """A word's universal class, the number of its head (ROOT for the root) and its relation to it."""

    pos: str
    head: int
    relation: str


class WordReader:
    """Reads words with one network."""

    def __init__(self, weights: Weights, encoder: Encoder, decoder: Decoder) -> None:
        self._weights, self._encoder, self._decoder = weights, encoder, decoder
        self._columns = weights.columns()

    def labels(self, words: Sequence[str]) -> list[str]:
        """BIO labels of who said what, of spans that are each likely to be right to the word."""
        scores, first = self._scores(words)
        rows = _rows(scores.logits[:, self._columns["attribution"]], first)
        found = ["O"] * len(words)
        for role, start, end in self._decoder.likely(rows):
            found[start:end] = [f"B-{role}", *[f"I-{role}"] * (end - start - 1)]
        return found

    def names(self, words: Sequence[str]) -> list[tuple[str, int, int]]:
        """Names as `(kind, first word, one past the last)`."""
        self._demand("name", "names")
        scores, first = self._scores(words)
        decoder = self._name_decoder
        return decoder.runs(decoder.best(_rows(scores.logits[:, self._columns["name"]], first)))

    def parse(self, words: Sequence[str]) -> list[Parsed]:
        """Classes and tree; a word without pieces is taken for the one before it."""
        self._demand("pos", "word classes")
        trees = self._weights.trees
        if trees is None:
            raise ModelError(f"The model {self._weights.name} draws no trees.")
        if not words:
            return []
        scores, first = self._scores(words)
        if not len(scores.logits):
            return [Parsed("X", i - 1, "dep" if i else "root") for i in range(len(words))]
        at = _nearest(first, len(scores.logits))
        logits = scores.logits[at]
        assert scores.tree is not None  # as the labels say that there are trees
        heads, relations = _drawn(scores.tree[at], logits[:, self._columns["root"]][:, 0], trees, self._encoder)
        classes = [self._weights.heads["pos"][k] for k in logits[:, self._columns["pos"]].argmax(-1)]
        return [Parsed(*told) for told in zip(classes, heads, relations, strict=True)]

    def _scores(self, words: Sequence[str]) -> tuple[Scores, list[int | None]]:
        pieces, first = self._encoder.word_pieces(words)
        return self._encoder.scores(pieces.part(0, MOST_PIECES)), first

    @cached_property
    def _name_decoder(self) -> Decoder:
        return Decoder(self._weights.heads["name"], self._weights.priors.get("name"))

    def _demand(self, head: str, what: str) -> None:
        if head not in self._weights.heads:
            raise ModelError(f"The model {self._weights.name} was not trained to tell {what}.")


def _rows(scores: "NDArray[float32]", first: list[int | None]) -> "NDArray[float32]":
    """The log-probabilities of each word by its first piece; a word that has none is no evidence."""
    logs = log_softmax(scores)
    nothing = np.zeros(scores.shape[1], dtype=np.float32)
    found = [logs[p] if p is not None and p < len(logs) else nothing for p in first]
    return np.array(found, dtype=np.float32).reshape(len(first), scores.shape[1])


def _nearest(first: list[int | None], count: int) -> list[int]:
    """The first piece of each word, or the one before it."""
    found, last = [], 0
    for piece in first:
        last = min(piece, count - 1) if piece is not None else last
        found.append(last)
    return found


def _drawn(
    tree: "NDArray[float32]", roots: "NDArray[float32]", sizes: Trees, encoder: Encoder
) -> tuple[list[int], list[str]]:
    """The heads of words and their relations, from projections `(words, 2 arc + 2 relation)`."""
    arc, size = sizes.arc, sizes.relation
    heads = best_tree(tree[:, :arc] @ tree[:, arc : 2 * arc].T, roots)
    at = np.maximum(heads, 0)
    dependent, head = tree[:, 2 * arc : 2 * arc + size], tree[at, 2 * arc + size :]
    pairs = np.concatenate([dependent * head, dependent + head, np.ones((len(at), 1), np.float32)], axis=1)
    best = (pairs @ encoder.relations()).argmax(-1)
    names = [sizes.relations[k] if h != ROOT else "root" for h, k in zip(heads, best.tolist(), strict=True)]
    return heads, names
