"""Names of persons, organisations and places, on files with a word a line and BIO labels (UNER English-EWT, `.iob2`).

`f1`: spans that agree exactly in both ends and in kind, over all sentences, each read alone. What the model tells
besides (nationalities, dates, money, offices) is left out. `kinds` has the F1 of each. Documents that the model was
trained on are left out, unless everything is asked for.
"""

from collections.abc import Iterator
from pathlib import Path

from bench.data import DataError, files, fingerprint
from bench.figures import Hits
from bench.options import Options
from bench.seen import trained_on, unseen

HOME = "ner/uner_ewt_dev.iob2"
PINNED = ("f1",)
KINDS = ("PER", "ORG", "LOC")
WORD, LABEL = 1, 2  # columns

Span = tuple[str, int, int]


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of every sentence."""
    paths = files(data, "*.iob2")
    everything = [document for path in paths for document in documents(path)]
    kept, seen = unseen(everything, text_of, trained_on(options.model), everything=options.everything)
    analyst, hits = options.analyst_telling("name", "names"), {kind: Hits() for kind in KINDS}
    for words, gold in (sentence for document in kept for sentence in document):
        found = set(analyst.names(words))
        for kind in KINDS:
            hits[kind].add({s for s in gold if s[0] == kind}, {s for s in found if s[0] == kind})
    total = Hits()
    for part in hits.values():
        total.count(part.right, part.gold, part.found)
    return {
        "f1": total.f1,
        "kinds": {kind: {"f1": hits[kind].f1} for kind in KINDS},
        "documents": len(everything),
        "measured": len(kept),
        "seen": seen,
        "data": fingerprint(paths),
    }


def text_of(document: list[tuple[list[str], set[Span]]]) -> str:
    """What a document is named by: a sentence a line."""
    return "\n".join(" ".join(words) for words, _ in document)


def documents(path: Path) -> Iterator[list[tuple[list[str], set[Span]]]]:
    """The documents of a file as sentences of words and spans; one that marks none is one."""
    found: list[tuple[list[str], set[Span]]] = []
    words, labels = [], []
    for number, line in enumerate([*path.read_text(encoding="utf8").splitlines(), ""], 1):
        if line.startswith("# newdoc") and found:
            yield found
            found = []
        if line.startswith("# "):
            continue
        columns = line.split("\t")
        if line and len(columns) <= LABEL:
            raise DataError(f"{path}, line {number}: not a number, a word and a label, with tabs between.")
        if line:
            words.append(columns[WORD])
            labels.append(columns[LABEL])
        elif words:
            found.append((words, set(runs(labels))))
            words, labels = [], []
    if found:
        yield found


def runs(labels: list[str]) -> Iterator[Span]:
    """The spans of BIO labels as `(kind, first, one past the last)`."""
    start, kind = 0, ""
    for place, label in enumerate([*labels, "O"]):
        now = label[2:]
        if kind and (now != kind or label.startswith("B-")):
            yield kind, start, place
            kind = ""
        if now and not kind:
            start, kind = place, now
