"""Document -> Analysis: words, tags, sentences, who-said-what spans and acts, by the trained encoder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pledgebook.analysis.deciding import likeliest, middle
from pledgebook.analysis.decoding import Decoder, log_softmax
from pledgebook.analysis.encoder import Encoder, Pieces
from pledgebook.analysis.segments import Segmenter
from pledgebook.analysis.sentences import Pool, SentenceReader
from pledgebook.analysis.stretches import stretches
from pledgebook.analysis.weights import Weights, load
from pledgebook.analysis.windows import pack
from pledgebook.analysis.words import Parsed, WordReader
from pledgebook.errors import LanguageError
from pledgebook.languages import READABLE, language
from pledgebook.records import ActScores, Analysis, Document, Role, RoleSpan, Sentence, Token

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

LONGEST = 192  # pieces in a window, as in training


class Analyst:
    """Reads with one model; the same text gives the same analysis, alone or among others, on any thread count."""

    def __init__(self, model: str | Path | None = None, *, threads: int = 1, longest: int = LONGEST) -> None:
        self.weights: Weights = load(model)
        self._encoder = Encoder(self.weights, threads=threads)
        self._columns = self.weights.columns()
        self._decoder = Decoder(self.weights.heads["attribution"], self.weights.priors["attribution"])
        self._words = WordReader(self.weights, self._encoder, self._decoder)
        self._sentences = SentenceReader(self.weights, self._encoder, longest=longest)
        self._longest = longest

    def analyse(self, document: Document) -> Analysis:
        """The analysis of a whole document; LanguageError where no model reads its language."""
        if document.language not in READABLE:
            name = document.path or document.url or "The source"
            raise LanguageError(
                f'{name}: language "{document.language}" cannot be read yet: readable are {", ".join(READABLE)}. '
                "If the language was guessed wrongly, tell it with --language."
            )
        segmenter = Segmenter(language(document.language))
        spans, tokens, sentences = segmenter.segment(document.text, stretches(document))
        paragraphs = [self._encoder.pieces(document.text[s.start : s.end], start=s.start) for s in spans]
        row, windows = pack(paragraphs, [s.start for s in sentences], longest=self._longest)
        parts = self._encoder.logits(row.part(w.first, w.last) for w in windows)
        scores = np.concatenate(parts) if parts else np.zeros((1, self._width()), dtype=np.float32)
        first = _first_pieces(tokens, row)
        roles = self._roles(scores[first], tokens, [row.offsets[w.first][0] for w in windows])
        judged = [(s.start, s.end) for s in sentences] + _content_parts(roles, sentences)
        acts = Pool(scores, row, self._columns, self.weights.heads).acts(judged)
        tagged = self._tagged(scores[first], tokens, document.language)
        return Analysis(tagged, tuple(sentences), tuple(roles), tuple(acts))

    def label_tokens(self, tokens: Sequence[str]) -> list[str]:
        """BIO labels of a sentence that somebody else has cut into words."""
        return self._words.labels(tokens)

    def names(self, tokens: Sequence[str]) -> list[tuple[str, int, int]]:
        """The names in a sentence of words, `(kind, first, one past the last)`; ModelError if it knows none."""
        return self._words.names(tokens)

    def parse(self, tokens: Sequence[str]) -> list[Parsed]:
        """The classes and the tree of a sentence of words; ModelError where the model draws none."""
        return self._words.parse(tokens)

    def score_sentences(self, texts: Sequence[str]) -> list[ActScores]:
        """The acts of sentences that somebody else has cut, in the order of their document; one text stands alone."""
        return self._sentences.scores(texts)

    def act(self, scores: ActScores) -> str:
        """The act of a sentence where every act matters alike; its probabilities stay what they are."""
        return likeliest(scores.heads["act"], self.weights.shares.get("act"))

    def degree(self, scores: ActScores) -> int:
        """How specific a sentence is, from 1 (no promise) to 7 (detailed), where every degree matters alike."""
        return int(middle(scores.heads["degree"], self.weights.shares.get("degree")))

    def _width(self) -> int:
        return sum(map(len, self.weights.heads.values()))

    def _tagged(self, scores: "NDArray[float32]", tokens: list[Token], code: str) -> tuple[Token, ...]:
        """The words with their classes: the likeliest, or the only one that a word can have."""
        always = {word: tag for tag, words in language(code).data("tagging")["always"].items() for word in words}
        labels = self.weights.heads["tag"]
        best = scores[:, self._columns["tag"]].argmax(-1)
        pairs = zip(tokens, best.tolist(), strict=True)
        return tuple(Token(t.start, t.end, t.text, always.get(t.text.lower(), labels[k])) for t, k in pairs)

    def _roles(self, scores: "NDArray[float32]", tokens: list[Token], starts: list[int]) -> list[RoleSpan]:
        """The role spans of all windows; each is decoded on its own, as it was encoded."""
        logs = log_softmax(scores[:, self._columns["attribution"]])
        ends = np.searchsorted([t.start for t in tokens], [*starts[1:], 1 << 60]).tolist()
        begins = [0, *ends[:-1]]
        paths = self._decoder.best_of([logs[first:last] for first, last in zip(begins, ends, strict=True)])
        found = []
        for first, path in zip(begins, paths, strict=True):
            sure = np.exp(logs[np.arange(first, first + len(path)), path])
            for role, a, b in self._decoder.runs(path):
                score = round(float(sure[a:b].mean()), 4)
                found.append(RoleSpan(Role(role), tokens[first + a].start, tokens[first + b - 1].end, score))
        return found


def _first_pieces(tokens: list[Token], row: Pieces) -> list[int]:
    """The number of each token's first piece; where it has none, the piece before it."""
    found, piece, last = [], 0, max(0, len(row.offsets) - 1)
    for token in tokens:
        while piece < last and row.offsets[piece][1] <= token.start:
            piece += 1
        found.append(piece)
    return found


def _content_parts(roles: list[RoleSpan], sentences: list[Sentence]) -> list[tuple[int, int]]:
    """What each content covers of each sentence, where that is not all of it."""
    contents = [r for r in roles if r.role is Role.CONTENT]
    parts, k = [], 0
    for content in contents:
        while sentences[k].end <= content.start:
            k += 1
        at = k
        while at < len(sentences) and sentences[at].start < content.end:
            parts.append((max(content.start, sentences[at].start), min(content.end, sentences[at].end)))
            at += 1
    return parts
