"""Which documents the weights were trained on, by the hash of their text."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


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


def seen(texts: Iterable[str], *, model: str) -> int | None:
    """How many of these documents the model was trained on; None where it does not say."""
    known = trained_on(model)
    return None if known is None else sum(name(text) in known for text in texts)


def _folder(model: str) -> Path:
    if Path(model).is_dir():
        return Path(model)
    from pledgebook.analysis.weights import load  # not every task needs the weights

    return load(model).folder
