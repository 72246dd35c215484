"""The trained model as a folder: `labels.json`, `model.onnx`, `tokenizer.json`; refused where they do not fit."""

import hashlib
import json
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pledgebook.errors import ModelError

FORMAT = 1
HEADS = ("attribution", "tag", "act", "specificity", "pledge", "degree")
TREE = ("arc", "relation", "relations")  # what a network with trees tells of them, since 0.2.0
# The installed models by name, and how each is installed.
INSTALL = {
    "en": "pip install --no-deps ./models/en (in pledgebook's own folder)",
    "small": "pip install --no-deps ./models/en-small (in pledgebook's own folder)",
}
PACKAGES = {"en": "pledgebook_en", "small": "pledgebook_en_small"}


@dataclass(frozen=True, slots=True)
class Trees:
    """The sizes of a network's projections for arcs and for relations, and the names of the relations."""

    arc: int
    relation: int
    relations: list[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """A model's folder, its name with version and fingerprint, and the labels of its heads in column order.

    `priors[head][a][b]` is added, in log, where label b follows label a, for attribution and what other heads have it;
    `trees` is None where the network draws none; `shares` says of some heads how often each label occurred in training.
    """

    folder: Path
    name: str
    heads: dict[str, list[str]]
    priors: dict[str, list[list[float]]]
    trees: Trees | None = None
    shares: dict[str, list[float]] = field(default_factory=dict)

    def columns(self) -> dict[str, slice]:
        """Which output columns belong to which head."""
        found, at = {}, 0
        for head, labels in self.heads.items():
            found[head] = slice(at, at + len(labels))
            at += len(labels)
        return found


def load(model: str | Path | None = None) -> Weights:
    """The weights of an installed model or of a folder (None: English); ModelError if missing or unfit."""
    folder = _folder(str(model or "en"))
    try:
        told = json.loads((folder / "labels.json").read_text(encoding="utf8"))
        found = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    except (OSError, ValueError) as error:
        raise ModelError(f"The model in {folder} cannot be used: {error}. Install it again.") from error
    if not _fits(told):
        raise ModelError(f"The model in {folder} was made for another version of pledgebook: {INSTALL['en']}.")
    if told.get("sha256") != found:
        raise ModelError(f"The weights in {folder} are not those that its labels.json names. Install it again.")
    name = f"{told['name']}@{told['version']}+{found[:8]}"
    trees = Trees(**{key: told["tree"][key] for key in TREE}) if "tree" in told else None
    return Weights(folder, name, told["heads"], _priors(told), trees, told.get("shares", {}))


def _fits(told: object) -> bool:
    """Whether the labels are those of this version of the program."""
    heads = told.get("heads") if isinstance(told, dict) and told.get("format") == FORMAT else None
    if not isinstance(heads, dict) or not isinstance(told, dict) or not set(HEADS) <= set(heads):
        return False
    if "tree" in told and not (isinstance(told["tree"], dict) and set(TREE) <= set(told["tree"]) and "root" in heads):
        return False
    shares = told.get("shares", {})
    if not isinstance(shares, dict) or any(len(heads.get(h, ())) != len(parts) for h, parts in shares.items()):
        return False
    if not isinstance(told.get("priors", {}), dict):
        return False
    return all(_are_steps(rows, len(heads.get(head, ()))) for head, rows in _priors(told).items())


def _priors(told: dict[str, Any]) -> dict[str, Any]:
    """All priors, of which a file has that of attribution under another name than those that came later."""
    return {**told.get("priors", {}), "attribution": told.get("transitions")}


def _are_steps(rows: object, size: int) -> bool:
    """Whether there is a number for each label after each label."""
    return isinstance(rows, list) and [len(row) for row in rows] == [size] * size


def _folder(model: str) -> Path:
    """Where a model lies: a folder as given, or an installed package."""
    if model not in INSTALL:
        if not Path(model).is_dir():
            raise ModelError(f'There is no model "{model}": give one of {", ".join(INSTALL)}, or a folder.')
        return Path(model)
    if find_spec(PACKAGES[model]) is None:
        raise ModelError(f'The model "{model}" is not installed: {INSTALL[model]}.')
    return Path(import_module(PACKAGES[model]).FOLDER)
