"""Word classes and trees, on CoNLL-U files (UD English-EWT), each sentence alone and cut into words as the file says.

`upos`: words with the right universal class. `uas`: words with the right head; `las`: with the right head and relation,
by the universal part of a relation ("acl" for "acl:relcl"), as in the CoNLL 2018 shared task; marks of punctuation
count. Documents whose trees the model was trained on are left out, unless everything is asked for; it may have seen
the names in them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.data import DataError, files, fingerprint
from bench.figures import percent
from bench.options import Options
from bench.seen import trained_on, unseen

HOME = "ud/en_ewt-ud-dev.conllu"
PINNED = ("upos", "uas", "las")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the file has it; `head` is -1 for the root."""

    form: str
    pos: str
    head: int
    relation: str


@dataclass(slots=True)
class Document:
    """The sentences of one document."""

    sentences: list[list[Word]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(word.form for word in sentence) for sentence in self.sentences)


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of every document that the model has not seen."""
    paths = files(data, "*.conllu")
    everything = [document for path in paths for document in documents(path)]
    kept, seen = unseen(everything, lambda d: d.text, trained_on(options.model, "ud"), everything=options.everything)
    analyst, hits = options.analyst_telling("pos", "trees"), Counter[str]()
    for sentence in (s for d in kept for s in d.sentences):
        for word, found in zip(sentence, analyst.parse([word.form for word in sentence]), strict=True):
            right = word.head == found.head
            hits["words"] += 1
            hits["upos"] += word.pos == found.pos
            hits["uas"] += right
            hits["las"] += right and universal(word.relation) == universal(found.relation)
    return {
        **{figure: percent(hits[figure], hits["words"]) for figure in PINNED},
        "words": hits["words"],
        "documents": len(everything),
        "measured": len(kept),
        "seen": seen,
        "data": fingerprint(paths),
    }


def universal(relation: str) -> str:
    """The universal part of a relation."""
    return relation.partition(":")[0]


def documents(path: Path) -> Iterator[Document]:
    """The documents of a file; one that marks none is one. DataError names the first line that is no word."""
    found, rows = Document(), []
    for number, line in enumerate([*path.read_text(encoding="utf8").splitlines(), ""], 1):
        if line.startswith("# newdoc") and found.sentences:
            yield found
            found = Document()
        if line.startswith("#"):
            continue
        if line:
            rows.append((number, line.split("\t")))
        elif rows:
            found.sentences.append([word for n, columns in rows if (word := _word(path, n, columns)) is not None])
            rows = []
    if found.sentences:
        yield found


def _word(path: Path, number: int, columns: list[str]) -> Word | None:
    """The word of a line; None where it is a contraction or an empty node."""
    if len(columns) != 10 or not (columns[0].isdigit() and columns[6].isdigit()):
        if len(columns) == 10 and columns[0].replace("-", "").replace(".", "").isdigit():
            return None
        raise DataError(f"{path}, line {number}: not a word in ten columns.")
    return Word(columns[1], columns[3], int(columns[6]) - 1, columns[7])
