"""Weights of the newer kind, told how letters are written and drawing trees; on a network too small to know much."""

from pathlib import Path

import numpy as np
import pytest

from pledgebook.analysis import Analyst
from pledgebook.analysis.encoder import Encoder
from pledgebook.analysis.trees import ROOT
from pledgebook.analysis.weights import load
from pledgebook.errors import ModelError

TINY = Path(__file__).parent / "tiny"
WORDS = ["Mayor", "Voss", "said", "we", "will", "build", "a", "bridge", "."]


@pytest.fixture(scope="module")
def analyst():
    return Analyst(TINY)


def test_every_word_is_parsed(analyst):
    """Each word has a class, a head and a relation; one is the root, and all hang on it."""
    parsed = analyst.parse(WORDS)
    assert len(parsed) == len(WORDS)
    assert [word.relation for word in parsed if word.head == ROOT] == ["root"]
    for word in parsed:
        for _ in WORDS:
            word = parsed[word.head] if word.head != ROOT else word
        assert word.head == ROOT
    assert {word.pos for word in parsed} <= set(analyst.weights.heads["pos"])


@pytest.mark.parametrize("words", [[], ["\u200d"], ["\u200d", "Voss"], ["word"] * 700])
def test_odd_sentences_are_parsed(analyst, words):
    """No word, words of no piece, and more words than the network can see have their trees as well."""
    parsed = analyst.parse(words)
    assert len(parsed) == len(words)
    assert sum(word.head == ROOT for word in parsed) == min(1, len(words))
    assert all(0 <= first < last <= len(words) for _, first, last in analyst.names(words))


def test_capitals_are_told():
    """The same letters written in another way have other scores; the same way, the same."""
    encoder = Encoder(load(TINY))
    small, large, again = (encoder.scores(encoder.word_pieces([word])[0]).logits for word in ("voss", "Voss", "Voss"))
    assert not np.array_equal(small, large)
    assert np.array_equal(large, again)


def test_windows_and_words_agree():
    """A text and the same words by themselves have the same scores."""
    encoder = Encoder(load(TINY))
    text = encoder.pieces(" ".join(WORDS))
    words, first = encoder.word_pieces(WORDS)
    assert (text.ids, text.shapes) == (words.ids, words.shapes)
    assert first == list(range(len(WORDS)))


def test_older_weights_say_what_they_lack():
    """A model without the heads is named, with what it cannot tell."""
    installed = Analyst()
    if "name" in installed.weights.heads:
        pytest.skip("the installed model has every head")
    for ask in (installed.names, installed.parse):
        with pytest.raises(ModelError, match="was not trained to tell"):
            ask(WORDS)
