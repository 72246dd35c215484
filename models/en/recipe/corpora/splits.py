"""Which documents train and which measure."""

import hashlib
from pathlib import Path

from .names import uner, wikigold, worldwide
from .parties import labelled
from .polnear import articles
from .treebanks import treebank

FIVE = 5
DEV_OF_FIVE = {"uner": 2}  # so many documents of five measure and never train: of a small corpus more than one


def fingerprint(text: str) -> str:
    """The name of a document in `splits.json`."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_dev(corpus: str, name: str) -> bool:
    """Whether the document measures; decided by its name alone, so that no shuffle can leak."""
    return int(hashlib.sha256(f"{corpus}/{name}".encode()).hexdigest(), 16) % FIVE < DEV_OF_FIVE.get(corpus, 1)


def words_text(sentences: list[list[str]]) -> str:
    """The text that names a document of words: a sentence a line."""
    return "\n".join(" ".join(words) for words in sentences)


def splits(root: Path) -> dict[str, dict[str, list[str]]]:
    """Which documents train and which measure, by the hash of their text."""
    found: dict[str, dict[str, list[str]]] = {}
    for part in ("train", "dev"):
        found.setdefault("polnear", {})[part] = [a.text for a in articles(root / "polnear" / part)]
        found.setdefault("ud", {})[part] = [
            words_text([[w.form for w in tree.words] for tree in document.trees])
            for bank in ("ewt", "gum")
            for document in treebank(root / "ud" / f"en_{bank}-ud-{part}.conllu")
        ]
    for corpus, documents in labelled(root).items():
        found[corpus] = {"train": [], "dev": []}
        for document in documents:
            found[corpus][part_of(corpus, document.name)].append("\n".join(document.sentences))
    for corpus, marked in (
        ("worldwide", worldwide(root / "ner" / "worldwide")),
        ("wikigold", wikigold(root / "ner" / "wikigold.conll.txt")),
        ("uner", uner(root / "ner" / "uner_ewt_dev.iob2")),
    ):
        found[corpus] = {"train": [], "dev": []}
        for document in marked:
            text = words_text([words for words, _ in document.sentences])
            found[corpus][part_of(corpus, document.name)].append(text)
    return {c: {p: sorted(map(fingerprint, texts)) for p, texts in parts.items()} for c, parts in found.items()}


def part_of(corpus: str, name: str) -> str:
    """The part of a corpus that has none of its own."""
    return "dev" if is_dev(corpus, name) else "train"
