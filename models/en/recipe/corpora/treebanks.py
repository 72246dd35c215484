"""UD English: words, their classes, trees; from GUM also names and time expressions."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..labels import HEADS, RELATIONS

TAGS = set(HEADS["tag"])
TAG_OF = {"RBS": "RBR", "WP$": "WP", "LS": "CD"}
MARKS = {".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP", "$", "SYM", "#"}
MENTION = re.compile(
    r"\((?P<opens>\d+)(?:\[\d+/\d+\])?-(?P<kind>[a-z]+)[^()]*|(?P<closes>\d+)(?:\[\d+/\d+\])?\)|(?P<end>\))"
)


@dataclass
class Word:
    """A word of a sentence, counted from 0; `head` is -1 for the root."""

    form: str
    lemma: str
    pos: str
    tag: str
    head: int
    relation: str
    after: bool  # whether a blank follows


@dataclass
class Tree:
    """A sentence, and the mentions in it as `(first word, one past the last, kind)`."""

    words: list[Word]
    mentions: list[tuple[int, int, str]] = field(default_factory=list)

    def text(self) -> tuple[str, list[tuple[int, int]]]:
        """The sentence as it was written, and where each word stands in it."""
        text, places = "", []
        for word in self.words:
            places.append((len(text), len(text) + len(word.form)))
            text += word.form + (" " if word.after else "")
        return text.rstrip(), places


@dataclass
class Document:
    """The sentences of one document, in order."""

    name: str
    trees: list[Tree]


def tag_of(penn: str) -> int:
    """The label of a Penn tag: rare ones are joined, all marks are one."""
    penn = "PUNCT" if penn in MARKS else TAG_OF.get(penn, penn)
    return HEADS["tag"].index(penn if penn in TAGS else "X")


def relation_of(relation: str) -> int:
    """The number of a relation; a rare one is its universal part."""
    plain = relation.partition(":")[0]
    return RELATIONS.index(relation if relation in RELATIONS else plain if plain in RELATIONS else "dep")


def treebank(path: Path) -> Iterator[Document]:
    """A CoNLL-U file, document by document."""
    document, lines = Document(path.stem, []), []
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            if document.trees:
                yield document
            document = Document(line.partition("=")[2].strip() or path.stem, [])
        elif line and not line.startswith("#"):
            lines.append(line.split("\t"))
        elif not line and lines:
            document.trees.append(_tree(lines))
            lines = []
    if document.trees:
        yield document


def _tree(rows: list[list[str]]) -> Tree:
    """One sentence from its columns; "don't" is written whole, and its two words follow."""
    words, covered, joined = [], 0, False
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            covered, joined = last - first + 1, "SpaceAfter=No" in row[9]
            continue
        after = "SpaceAfter=No" not in row[9]
        if covered:
            covered -= 1
            after = not covered and not joined
        words.append(Word(row[1], row[2], row[3], row[4], int(row[6]) - 1, row[7], after))
    misc = [row[9] for row in rows if row[0].isdigit()]
    return Tree(words, list(mentions(misc)))


def mentions(misc: list[str]) -> Iterator[tuple[int, int, str]]:
    """The mentions that begin and end in a sentence, from the last column of its words."""
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, column in enumerate(misc):
        told = next((part[7:] for part in column.split("|") if part.startswith("Entity=")), "")
        latest = ""
        for match in MENTION.finditer(told):
            if match["opens"]:
                latest = match["opens"]
                opened[latest].append((at, match["kind"]))
            name = match["closes"] or (latest if match["end"] else "")
            if name and opened[name]:
                first, kind = opened[name].pop()
                yield first, at + 1, kind


def head_of(tree: Tree, first: int, last: int) -> int:
    """The word of a stretch whose own head lies outside of it."""
    return next((i for i in range(first, last) if not first <= tree.words[i].head < last), first)
