"""Documents as units of word pieces with their labels: a unit is a paragraph or a sentence, a window some of them."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from tokenizers import Tokenizer

from pledgebook.analysis.segments import Segmenter
from pledgebook.analysis.shapes import Shapes
from pledgebook.languages import language

from .corpora.names import KINDS, Marked, Offices, Span, is_time, named, outermost
from .corpora.parties import Labelled
from .corpora.plain import Plain
from .corpora.polnear import Article
from .corpora.treebanks import Document, Tree, relation_of, tag_of
from .labels import HEADS

UNLABELLED = -100
ROOT = -1
LONGEST = 192  # pieces in a window, as in pledgebook.analysis


@dataclass
class Unit:
    """Pieces: ids, how they are written, one label a piece for some token heads; labels of the whole; a tree.

    `tree` has `(piece of a word, piece of its head or ROOT, relation)`; `untold` are the kinds of names that the
    corpus does not mark, so that an O may hide one.
    """

    ids: list[int]
    shapes: list[int]
    marks: dict[str, list[int]] = field(default_factory=dict)
    acts: dict[str, int] = field(default_factory=dict)
    tree: list[tuple[int, int, int]] = field(default_factory=list)
    untold: tuple[str, ...] = ()
    deaf: tuple[str, ...] = ()  # token heads in which no teacher is heard
    words: list[int] = field(default_factory=list)  # the pieces with which words begin, where nobody has labelled them
    sentences: list[int] = field(default_factory=list)  # pieces at which a sentence begins, without the first

    def part(self, first: int, last: int) -> "Unit":
        """The pieces `[first, last)`; what was said of the whole is not said of a part, and a tree is not cut."""
        marks = {head: labels[first:last] for head, labels in self.marks.items()}
        return Unit(self.ids[first:last], self.shapes[first:last], marks, untold=self.untold, deaf=self.deaf)


@dataclass
class Bound:
    """A document of units that stand together."""

    name: str
    units: list[Unit]

    @property
    def pieces(self) -> int:
        return sum(len(unit.ids) for unit in self.units)


class Cutter:
    """Cuts the documents of the corpora into units, by one tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer, self._shapes, self._offices = tokenizer, Shapes(), Offices()
        self._segmenter = Segmenter(language("en"))

    def article(self, article: Article) -> Bound:
        """A paragraph a unit, who said what on its pieces; roles are disjoint in PolNeAR, so one label is enough."""
        units, at = [], 0
        for line in article.text.splitlines(keepends=True):
            encoding = self._tokenizer.encode(line, add_special_tokens=False)
            spans = [(a - at, b - at, role) for a, b, role in article.spans if a < at + len(line) and b > at]
            if encoding.ids:
                words, begins = self._segmented(line, encoding.offsets)
                labels = _bio(encoding.offsets, spans, HEADS["attribution"], begun=at)
                marks = {"attribution": _of_first(labels, words, HEADS["attribution"])}
                units.append(Unit(encoding.ids, self._written(line, encoding.offsets), marks, sentences=begins))
            at += len(line)
        return Bound(article.name, units)

    def _segmented(self, line: str, offsets: list[tuple[int, int]]) -> tuple[set[int], list[int]]:
        """The pieces at which words begin, as the library cuts them, and those of sentences, save the first."""
        _, tokens, sentences = self._segmenter.segment(line)
        words = {bisect_left(offsets, (token.start, 0)) for token in tokens}
        starts = [bisect_left(offsets, (sentence.start, 0)) for sentence in sentences]
        return words, sorted({at for at in starts if 0 < at < len(offsets)})

    def labelled(self, document: Labelled) -> Bound:
        """A sentence a unit, with the labels of the whole."""
        pairs = zip(document.sentences, document.labels, strict=True)
        units = [self._plain(sentence, labels) for sentence, labels in pairs]
        return Bound(document.name, [unit for unit in units if unit.ids])

    def plain(self, document: Plain) -> Bound:
        """A sentence a unit, without any label."""
        return Bound(document.name, [u for u in (self._plain(s, {}) for s in document.sentences) if u.ids])

    def _plain(self, sentence: str, labels: dict[str, int]) -> Unit:
        encoding = self._tokenizer.encode(sentence, add_special_tokens=False)
        ids, offsets = encoding.ids[:LONGEST], encoding.offsets[:LONGEST]
        begun = sorted(at for at in self._segmented(sentence, offsets)[0] if at < len(offsets)) if labels else []
        return Unit(ids, self._written(sentence, offsets), acts=labels, words=begun)

    def words(self, words: list[str]) -> tuple[list[int], list[int], list[int], list[int]]:
        """Of words that somebody has cut: ids, shapes, each piece's word, each word's first piece (-1: none)."""
        encoding = self._tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        owners = [word if word is not None else -1 for word in encoding.word_ids]
        shapes = [self._shapes.of(words[w][a:b]) for w, (a, b) in zip(owners, encoding.offsets, strict=True)]
        first = [-1] * len(words)
        for piece in range(len(owners) - 1, -1, -1):
            first[owners[piece]] = piece
        return encoding.ids, shapes, owners, first

    def marked(self, document: Marked, *, untold: tuple[str, ...], deaf: tuple[str, ...] = ()) -> Bound:
        """A sentence a unit, with its names; a name whose kind is not told is not labelled."""
        units = []
        for words, spans in document.sentences:
            ids, shapes, owners, _ = self.words(words)
            units.append(Unit(ids, shapes, {"name": of_words(owners, spans, "name")}, untold=untold, deaf=deaf))
        return Bound(document.name, [u for u in units if 0 < len(u.ids) <= LONGEST])

    def treebank(self, document: Document, *, mentions: bool) -> Bound:
        """A sentence a unit, with classes and tree; every second one as written, where no piece holds two words."""
        units = [self._tree(tree, written=n % 2 == 1, mentions=mentions) for n, tree in enumerate(document.trees)]
        return Bound(document.name, [u for u in units if 0 < len(u.ids) <= LONGEST])

    def _tree(self, tree: Tree, *, written: bool, mentions: bool) -> Unit:
        ids, shapes, owners, first = self._as_written(tree) if written else self.words([w.form for w in tree.words])
        if written and -1 in first:
            ids, shapes, owners, first = self.words([w.form for w in tree.words])
        words = tree.words
        marks = {
            "tag": [tag_of(words[w].tag) if w >= 0 else UNLABELLED for w in owners],
            "pos": [_pos(words[w].pos) if w >= 0 else UNLABELLED for w in owners],
        }
        names = outer(self._offices.of(tree), named(tree) if mentions else [])
        marks["name"] = of_words(owners, names, "name")
        if mentions:
            times = [(a, b, "TIME") for a, b, k in tree.mentions if k == "time" and is_time(tree, a, b)]
            marks["time"] = of_words(owners, outermost(times), "time")
        known = {"PER", "ORG", "LOC", "OFFICE", "DATE"} if mentions else {"OFFICE"}
        edges = [
            (first[i], first[w.head] if w.head >= 0 else ROOT, relation_of(w.relation))
            for i, w in enumerate(words)
            if first[i] >= 0 and (w.head < 0 or first[w.head] >= 0)
        ]
        return Unit(ids, shapes, marks, tree=edges, untold=tuple(k for k in KINDS if k not in known))

    def _as_written(self, tree: Tree) -> tuple[list[int], list[int], list[int], list[int]]:
        """As `words`, of the sentence with its blanks; a word owns the pieces that begin in it."""
        text, places = tree.text()
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        owners, first, word = [], [-1] * len(places), 0
        for piece, (start, _) in enumerate(encoding.offsets):
            while word + 1 < len(places) and places[word + 1][0] <= start:
                word += 1
            owners.append(word)
            first[word] = piece if first[word] < 0 else first[word]
        return encoding.ids, self._written(text, encoding.offsets), owners, first

    def _written(self, text: str, offsets: Iterable[tuple[int, int]]) -> list[int]:
        return [self._shapes.of(text[a:b]) for a, b in offsets]


def outer(*found: list[Span]) -> list[Span]:
    """Spans of several sources that do not meet: of two the earlier source's stays, and the other is cut short."""
    kept: list[Span] = []
    for first, last, kind in (span for source in found for span in source):
        a, b = first, last
        for c, d, _ in kept:
            a = d if c <= a < d else a
            b = c if c < b <= d else b
        if a < b and all(b <= c or a >= d for c, d, _ in kept):
            kept.append((a, b, kind))
    return kept


def _pos(pos: str) -> int:
    return HEADS["pos"].index(pos) if pos in HEADS["pos"] else UNLABELLED


def _bio(offsets: list[tuple[int, int]], spans: list[Span], names: list[str], *, begun: int) -> list[int]:
    """BIO labels of pieces; a span that began before this unit goes on inside of it."""
    labels = [0] * len(offsets)
    for start, end, role in spans:
        inside = [i for i, (a, b) in enumerate(offsets) if b > start and a < end]
        for n, i in enumerate(inside):
            labels[i] = names.index(("B-" if n == 0 and (start >= 0 or not begun) else "I-") + role)
    return labels


def _of_first(labels: list[int], words: set[int], names: list[str]) -> list[int]:
    """The labels of the pieces with which words begin; a span whose first piece is none begins with the next."""
    found, last = [UNLABELLED] * len(labels), ""
    for piece, number in enumerate(labels):
        name = names[number]
        begins = piece in words
        if begins and last and name.startswith("I-") and last[2:] != name[2:]:
            found[piece] = names.index("B" + name[1:])
        elif begins:
            found[piece] = number
        last = name if begins else last
    return found


def of_words(owners: list[int], spans: list[Span], head: str) -> list[int]:
    """BIO labels of pieces from spans of words; a span without a kind is not labelled."""
    kinds: dict[int, tuple[bool, str]] = {}
    for first, last, kind in spans:
        kinds.update({word: (word == first, kind) for word in range(first, last)})
    labels, seen = [], set()
    for word in owners:
        if word not in kinds:
            labels.append(0 if word >= 0 else UNLABELLED)
            continue
        begins, kind = kinds[word]
        label = ("B-" if begins and word not in seen else "I-") + kind
        labels.append(HEADS[head].index(label) if kind else UNLABELLED)
        seen.add(word)
    return labels
