"""Names: three corpora that mark them, and those that GUM's mentions and the list of offices tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pledgebook.languages import language

from ..labels import HEADS
from .treebanks import Tree, head_of

KINDS = [label[2:] for label in HEADS["name"] if label.startswith("B-")]
WORLDWIDE = {
    "Person": "PER",
    "Organization": "ORG",
    "Location": "LOC",
    "Facility": "LOC",
    "NORP": "NORP",
    "Date": "DATE",
    "Money": "MONEY",
    "Product": "MISC",
    "Misc": "MISC",
}
WIKIGOLD = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": None}  # its MISC holds nationalities as well: not told
GUM = {"person": "PER", "organization": "ORG", "place": "LOC", "time": "DATE"}
INSIDE = {"PROPN", "NUM", "ADP", "CCONJ", "DET", "SYM", "PUNCT"}  # what may stand between the words of a name
LONGEST_TIME = 8
NEW_DOCUMENT = "# newdoc id ="

Span = tuple[int, int, str]


@dataclass
class Marked:
    """Sentences in order, each as words and the spans of names; a kind of "" is not told."""

    name: str
    sentences: list[tuple[list[str], list[Span]]]


def spans(labels: list[str]) -> list[Span]:
    """The runs of BIO (or IO) labels as `(first, one past the last, kind)`."""
    found: list[Span] = []
    for i, label in enumerate(labels):
        kind = label[2:]
        if kind and label[0] == "I" and found and found[-1][1] == i and found[-1][2] == kind:
            found[-1] = (found[-1][0], i + 1, kind)
        elif kind:
            found.append((i, i + 1, kind))
    return found


def columns(path: Path, *, word: int, label: int, separator: str | None) -> Iterator[tuple[list[str], list[Span]]]:
    """The sentences of a file with a word a line."""
    return sentences(path.read_text(encoding="utf8").splitlines(), word=word, label=label, separator=separator)


def sentences(
    lines: list[str], *, word: int, label: int, separator: str | None
) -> Iterator[tuple[list[str], list[Span]]]:
    """The sentences of lines with a word each."""
    words, labels = [], []
    for line in [*lines, ""]:
        cells = line.split(separator)
        if line.startswith("# ") and len(cells) < label + 1:
            continue
        if not line.strip():
            if words:
                yield words, spans(labels)
            words, labels = [], []
        elif len(cells) > max(word, label):
            words.append(cells[word])
            labels.append(cells[label])


def worldwide(folder: Path) -> Iterator[Marked]:
    """Newswire from outside of the United States and Britain; the first line is its address."""
    for path in sorted(folder.glob("*.tsv")):
        found = [
            (words, apart(words, [(a, b, WORLDWIDE[kind]) for a, b, kind in marked if kind in WORLDWIDE]))
            for words, marked in columns(path, word=0, label=1, separator="\t")
            if not words[0].startswith("http")
        ]
        yield Marked(path.name.partition(".")[0], found)


def apart(words: list[str], marked: list[Span]) -> list[Span]:
    """The same names, but a place and what it lies in are two: three of four are marked so, and the benchmarks' all."""
    found = []
    for first, last, kind in marked:
        commas = [i for i in range(first, last) if words[i] == ","] if kind == "LOC" else []
        ends = zip([first, *(i + 1 for i in commas)], [*commas, last], strict=True)
        found += [(a, b, kind) for a, b in ends if a < b]
    return found


def wikigold(path: Path) -> Iterator[Marked]:
    """Articles of an encyclopedia; a name whose kind is not told has the kind ""."""
    found = [
        (words, [(a, b, WIKIGOLD.get(kind) or "") for a, b, kind in marked])
        for words, marked in columns(path, word=0, label=-1, separator=" ")
    ]
    for at in range(0, len(found), 10):
        yield Marked(f"{path.stem}-{at}", found[at : at + 10])


def uner(path: Path) -> Iterator[Marked]:
    """The documents of Universal NER: a number, a word, its label."""
    name, rows = "", []
    for line in [*path.read_text(encoding="utf8").splitlines(), NEW_DOCUMENT]:
        if line.startswith(NEW_DOCUMENT):
            found = list(sentences(rows, word=1, label=2, separator="\t"))
            if found:
                yield Marked(name, found)
            name, rows = line.removeprefix(NEW_DOCUMENT).strip(), []
        else:
            rows.append(line)


def named(tree: Tree) -> list[Span]:
    """The mentions of a sentence of GUM that are names: their head is a proper noun, or they tell a time."""
    found = []
    for first, last, kind in tree.mentions:
        head = head_of(tree, first, last)
        if kind == "time":
            found += [(first, last, "DATE")] if is_time(tree, first, last) else []
        elif tree.words[head].pos == "PROPN":
            a, b = _proper(tree, first, last, head)
            people = kind == "person" and tree.words[head].tag == "NNPS"
            found.append((a, b, "NORP" if people else GUM.get(kind, "MISC")))
    return outermost(found)


def is_time(tree: Tree, first: int, last: int) -> bool:
    """Whether a mention of a time is an expression: short, and no pronoun."""
    words = tree.words[first:last]
    return last - first <= LONGEST_TIME and any(w.pos in ("NOUN", "PROPN", "NUM", "ADV") for w in words)


def _proper(tree: Tree, first: int, last: int, head: int) -> tuple[int, int]:
    """The proper words of a mention around its head."""
    a, b, courtesy = head, head + 1, language("en").data("titles")["courtesy"]
    while a > first and tree.words[a - 1].pos == "PROPN" and tree.words[a - 1].form.lower().strip(".") not in courtesy:
        a -= 1
    at = b
    while at < last and tree.words[at].pos in INSIDE and tree.words[at].form not in (",", ";", ":", "(", ")"):
        at += 1
        b = at if tree.words[at - 1].pos in ("PROPN", "NUM") else b
    return a, b


def outermost(found: list[Span]) -> list[Span]:
    """Spans that lie in no other, in order."""
    kept: list[Span] = []
    for span in sorted(set(found), key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


class Offices:
    """Offices, told from trees by the list of roles: a role with what is compounded to it, tied to a name."""

    def __init__(self) -> None:
        self._roles = {role for role in language("en").data("titles")["roles"] if " " not in role}

    def of(self, tree: Tree) -> list[Span]:
        """The offices of a sentence."""
        found = []
        for i, word in enumerate(tree.words):
            if word.pos in ("NOUN", "PROPN") and word.lemma.lower() in self._roles and self._beside(tree, i):
                first = i
                while (
                    first and tree.words[first - 1].head == i and tree.words[first - 1].relation in ("compound", "amod")
                ):
                    first -= 1
                found.append((first, i + 1, "OFFICE"))
        return outermost(found)

    def _beside(self, tree: Tree, i: int) -> bool:
        """Whether the word is tied to a name: to its left or as an apposition."""
        word = tree.words[i]
        others = [word.head] if word.head >= 0 else []
        others += [j for j, w in enumerate(tree.words) if w.head == i and w.relation in ("flat", "appos")]
        return word.pos == "PROPN" or any(
            tree.words[j].pos == "PROPN"
            and {word.relation, tree.words[j].relation} & {"flat", "appos", "compound", "nmod:desc"}
            for j in others
        )
