"""The models that are installed by name read, and say which they are."""

import pytest

from pledgebook.analysis.weights import INSTALL, PACKAGES, load
from pledgebook.reader import Reader, read_text

TEXT = "We will build 500 schools by 2031. The harbour was closed in winter."


@pytest.mark.parametrize("model", list(INSTALL))
def test_an_installed_model_reads(model):
    """A promise is found by each model that is installed, and the reading names the model with its version."""
    pytest.importorskip(PACKAGES[model], reason="the weights are not installed")
    reading = read_text(TEXT, speaker="Ilmara Tennholt", model=model)
    assert ["build 500 schools by 2031" in one.text for one in reading.pledges] == [True]
    assert reading.reader.model == load(model).name
    assert Reader(model=model).info("en").model.startswith(f"pledgebook-{'en' if model == 'en' else 'en-' + model}@")


@pytest.mark.parametrize("model", list(INSTALL))
def test_an_installed_model_draws_trees(model):
    """Each model that is installed knows the trees of sentences, word classes, names and times."""
    pytest.importorskip(PACKAGES[model], reason="the weights are not installed")
    weights = load(model)
    assert weights.trees is not None
    assert {"pos", "name", "time"} <= weights.heads.keys()
    assert "name" in weights.priors
