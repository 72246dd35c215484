"""Word classes and trees of parties' own sentences, which nobody has labelled, on the releases of `speech-acts`.

`sure`: of the words that have one class wherever they stand (such as "the", "of", "we", "should", "2031"), how many
have it. `articles`: of "the", "a" and "an", how many hang as a determiner on a word that comes after them. Neither
needs labels; on UD English-EWT, `--data ud/en_ewt-ud-dev.conllu`, the annotators' own figures are printed beside as
`gold`. A network that reads party sentences as wholes may lose sight of their words, which no labelled corpus shows.
Documents of parties that the model was trained on are measured as well, since their words had no labels.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.data import DataError, files, fingerprint
from bench.figures import percent
from bench.options import Options
from bench.seen import seen
from bench.tasks.acts import release
from bench.tasks.parse import Word, documents, universal
from pledgebook.analysis.segments import words
from pledgebook.records import Span

HOME = "speech-acts"
PINNED = ("sure", "articles")
ARTICLES = frozenset({"the", "a", "an"})
# English words that UD gives one universal class wherever they stand.
SURE = {
    "DET": ARTICLES | {"every"},
    "PRON": frozenset(
        [
            "i",
            "he",
            "she",
            "we",
            "they",
            "me",
            "him",
            "us",
            "them",
            "my",
            "our",
            "your",
            "their",
            "itself",
            "themselves",
            "ourselves",
        ]
    ),
    "CCONJ": frozenset({"and", "or"}),
    "ADP": frozenset({"of", "into", "from", "with", "during"}),
    "AUX": frozenset({"would", "could", "should", "must"}),
    "PUNCT": frozenset(".,;()"),
    "SYM": frozenset("$£€"),
}
CLASS = {word: pos for pos, found in SURE.items() for word in found}
NUMBER = re.compile(r"\d[\d.,]*")


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of every sentence, and of the annotators where the file has their classes."""
    everything, gold, texts, paths = _read(data)
    analyst = options.analyst_telling("pos", "trees")
    ours: Counter[str] = Counter()
    for sentence in everything:
        count(ours, sentence, ((w.pos, w.head, w.relation) for w in analyst.parse(sentence)))
    theirs: Counter[str] = Counter()
    for annotated in gold:
        count(theirs, [w.form for w in annotated], ((w.pos, w.head, w.relation) for w in annotated))
    return {
        **_figures(ours),
        **({"gold": _figures(theirs)} if gold else {}),
        "words": ours["sure"],
        "documents": len(texts),
        "measured": len(texts),
        "seen": seen(texts, model=options.model, corpora=["ud"]),
        "data": fingerprint(paths),
    }


def _read(data: Path) -> tuple[list[list[str]], list[list[Word]], list[str], list[Path]]:
    """The sentences as words, those that have classes, the texts of the documents, and the files."""
    try:
        paths = files(data, "*.csv")
    except DataError:
        paths = files(data, "*.conllu")
    if paths[0].suffix == ".conllu":
        found = [document for path in paths for document in documents(path)]
        gold = [sentence for document in found for sentence in document.sentences]
        return [[w.form for w in sentence] for sentence in gold], gold, [d.text for d in found], paths
    releases = [release(path) for path in paths]
    said = [sentence.text for r in releases for sentence in r.sentences]
    cut = [[t.text for t in words(text, Span(0, len(text)))] for text in said]
    return [sentence for sentence in cut if sentence], [], [r.text for r in releases], paths


def count(counts: Counter[str], forms: Sequence[str], parsed: Iterable[tuple[str, int, str]]) -> None:
    """Count the words of a sentence that are sure, and the articles, and those that are right."""
    for place, (form, (pos, head, relation)) in enumerate(zip(forms, parsed, strict=True)):
        word = form.lower()
        wanted = "NUM" if NUMBER.fullmatch(word) else CLASS.get(word)
        if wanted is not None:
            counts["sure"] += 1
            counts["sure right"] += pos == wanted
        if word in ARTICLES:
            counts["articles"] += 1
            counts["articles right"] += head > place and universal(relation) == "det"


def _figures(counts: Counter[str]) -> dict[str, float]:
    return {figure: percent(counts[f"{figure} right"], counts[figure]) for figure in PINNED}
