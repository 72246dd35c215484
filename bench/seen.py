"""Which documents the weights were trained on, by the hash of their text."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

Document = TypeVar("Document")


def name(text: str) -> str:
    """A document's name in splits.json; a document that is labelled by sentence is its sentences, one a line."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def trained_on(model: str, *corpora: str) -> frozenset[str] | None:
    """The names of all documents of these corpora, or of any, that a model was trained on; None where it won't say."""
    path = _folder(model) / "splits.json"
    if not path.is_file():
        return None
    parts = json.loads(path.read_text(encoding="utf8"))
    return frozenset(document for corpus in corpora or parts for document in parts.get(corpus, {}).get("train", ()))


def unseen(
    documents: Sequence[Document], text: Callable[[Document], str], known: frozenset[str] | None, *, everything: bool
) -> tuple[list[Document], int | None]:
    """The documents to measure, all or those that `trained_on` does not name, and how many of all it names."""
    was = [name(text(document)) in (known or ()) for document in documents]
    kept = [document for document, met in zip(documents, was, strict=True) if everything or not met]
    return kept, None if known is None else sum(was)


def seen(texts: Iterable[str], *, model: str, corpora: Sequence[str] = ()) -> int | None:
    """How many of these documents the model was trained on in these corpora, or any; None where it does not say."""
    known = trained_on(model, *corpora)
    return None if known is None else sum(name(text) in known for text in texts)


def _folder(model: str) -> Path:
    if Path(model).is_dir():
        return Path(model)
    from pledgebook.analysis.weights import load  # not every task needs the weights

    return load(model).folder
