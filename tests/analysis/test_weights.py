"""A model that does not fit is refused with one line that says what to do."""

import hashlib
import json

import pytest

from pledgebook.analysis import Analyst
from pledgebook.analysis.weights import FORMAT, HEADS, load
from pledgebook.errors import ModelError

BYTES = b"no network at all"


@pytest.fixture
def folder(tmp_path):
    """A folder whose parts fit one another, though the network in it is none."""
    (tmp_path / "model.onnx").write_bytes(BYTES)
    told = {
        "format": FORMAT,
        "name": "tiny",
        "version": "0.1",
        "heads": {head: ["a", "b"] for head in HEADS},
        "transitions": [[0.0, 0.0], [0.0, 0.0]],
        "sha256": hashlib.sha256(BYTES).hexdigest(),
    }
    (tmp_path / "labels.json").write_text(json.dumps(told), encoding="utf8")
    return tmp_path


def change(folder, **changes):
    path = folder / "labels.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf8")) | changes), encoding="utf8")


def refusal(call, *told):
    with pytest.raises(ModelError) as caught:
        call(*told)
    line = str(caught.value)
    assert "\n" not in line
    assert line.endswith(".")
    return line


def test_a_fitting_folder_is_taken(folder):
    """A folder is named by its model, version and fingerprint, and its columns lie side by side."""
    weights = load(folder)
    assert weights.name == f"tiny@0.1+{hashlib.sha256(BYTES).hexdigest()[:8]}"
    assert [(c.start, c.stop) for c in weights.columns().values()] == [(n, n + 2) for n in range(0, 12, 2)]


def test_other_weights_are_refused(folder):
    """Weights whose bytes are not those that the labels name are refused."""
    (folder / "model.onnx").write_bytes(BYTES + b"!")
    assert str(folder) in refusal(load, folder)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": FORMAT + 1},
        {"heads": {"act": ["a"]}},
        {"heads": {}},
        {"transitions": [[0.0]]},
        {"priors": [0.0]},
        {"priors": {"act": [[0.0, 0.0]]}},
    ],
)
def test_other_versions_are_refused(folder, changes):
    """Another format, missing heads and priors of another size are another version of the program's."""
    change(folder, **changes)
    assert "another version" in refusal(load, folder)


@pytest.mark.parametrize("name", ["labels.json", "model.onnx"])
def test_missing_files_are_told(folder, name):
    """The line names the file that is missing."""
    (folder / name).unlink()
    assert name in refusal(load, folder)


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", "null", '{"format": 1, "heads": null}'])
def test_broken_labels_are_told(folder, content):
    """Labels that are no JSON object, or an odd one, are refused like any unfit model."""
    (folder / "labels.json").write_text(content, encoding="utf8")
    assert str(folder) in refusal(load, folder)


def test_unknown_models_are_told():
    """A name that is neither a language's model nor a folder is named."""
    assert "nowhere/model" in refusal(load, "nowhere/model")


@pytest.mark.parametrize("parts", ["no tokenizer", "no network"])
def test_a_model_that_cannot_run_is_refused(folder, parts):
    """A folder without a tokenizer, or with bytes that are no network, is refused before anything is read."""
    if parts == "no network":
        own = load().folder / "tokenizer.json"
        (folder / "tokenizer.json").write_bytes(own.read_bytes())
    assert str(folder) in refusal(Analyst, folder)
