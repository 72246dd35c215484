"""The trained model as a folder: `labels.json`, `model.onnx`, `tokenizer.json`; refused where they do not fit."""

import hashlib
import json
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from pledgebook.errors import ModelError

FORMAT = 1
HEADS = ("attribution", "tag", "act", "specificity", "pledge", "degree")
INSTALL = {"en": "pip install --no-deps ./models/en (in pledgebook's own folder)"}


@dataclass(frozen=True, slots=True)
class Weights:
    """A model's folder, its name with version and fingerprint, and the labels of its heads in column order.

    `transitions[a][b]` is added, in log, where attribution label b follows label a.
    """

    folder: Path
    name: str
    heads: dict[str, list[str]]
    transitions: list[list[float]]

    def columns(self) -> dict[str, slice]:
        """Which output columns belong to which head."""
        found, at = {}, 0
        for head, labels in self.heads.items():
            found[head] = slice(at, at + len(labels))
            at += len(labels)
        return found


def load(model: str | Path | None = None) -> Weights:
    """The weights of a language code or of a folder (None: English); ModelError if missing or unfit."""
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
    return Weights(folder, f"{told['name']}@{told['version']}+{found[:8]}", told["heads"], told["transitions"])


def _fits(told: object) -> bool:
    """Whether the labels are those of this version of the program."""
    heads = told.get("heads") if isinstance(told, dict) and told.get("format") == FORMAT else None
    if not isinstance(heads, dict) or not isinstance(told, dict) or not set(HEADS) <= set(heads):
        return False
    rows, size = told.get("transitions"), len(heads["attribution"])
    return isinstance(rows, list) and [len(row) for row in rows] == [size] * size


def _folder(model: str) -> Path:
    """Where a model lies: a folder as given, or the package of a language."""
    if model not in INSTALL:
        if not Path(model).is_dir():
            raise ModelError(f'There is no model "{model}": give one of {", ".join(INSTALL)}, or a folder.')
        return Path(model)
    package = f"pledgebook_{model}"
    if find_spec(package) is None:
        raise ModelError(f'The model that reads "{model}" is not installed: {INSTALL[model]}.')
    return Path(import_module(package).FOLDER)
