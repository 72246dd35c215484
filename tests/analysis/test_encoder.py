"""The same words give the same numbers, however many threads there are."""

import hashlib

import numpy as np
import pytest

from pledgebook.analysis import Analyst
from pledgebook.analysis.encoder import Encoder
from pledgebook.analysis.weights import load
from pledgebook.errors import LanguageError
from pledgebook.records import Document, Role

TEXT = (
    "The mayor of Port Lindane, Vera Aldane, said on Monday that the city would open three libraries.\n\n"
    "“We will plant a thousand trees,” she said. “And we will water them.”"
)


def document(text, language="en"):
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        text=text,
        text_sha256=digest,
        source_sha256=digest,
        extractor="test",
        media_type="text/plain",
        language=language,
    )


@pytest.fixture(scope="module")
def encoder():
    return Encoder(load())


def test_threads_change_nothing(encoder):
    """Windows of many lengths have the very same logits with one thread and with eight, in their order."""
    pieces = encoder.pieces(TEXT * 3)
    windows = [pieces.part(0, n) for n in (1, 7, 20, 33, 64, 90)]
    alone = encoder.logits(windows)
    among = Encoder(load(), threads=8).logits(windows[::-1])[::-1]
    assert all(np.array_equal(a, b) for a, b in zip(alone, among, strict=True))
    assert [len(a) for a in alone] == [len(w.ids) for w in windows]


def test_pieces_know_their_place(encoder):
    """Each piece is told where it stands in the document, also behind letters outside of the basic plane."""
    text = "🚢 Öresund naïve “bridge”"
    pieces = encoder.pieces("🚢 Öresund naïve “bridge”", start=100)
    words = {text[a - 100 : b - 100] for a, b in pieces.offsets}
    assert {"🚢", "bridge"} <= words
    assert all(100 <= a <= b <= 100 + len(text) for a, b in pieces.offsets)


def test_words_of_others_are_labelled():
    """Every word of a sentence that somebody else has cut gets a label, odd words and none at all included."""
    analyst = Analyst()
    assert analyst.label_tokens([]) == []
    words = ["The", "mayor", "said", "that", "\u200d", "she", "would", "build", "a", "bridge", "."]
    labels = analyst.label_tokens(words)
    assert len(labels) == len(words)
    assert set(labels) <= set(analyst.weights.heads["attribution"])
    assert len(analyst.label_tokens(["word"] * 700)) == 700


@pytest.mark.parametrize("text", ["", "   ", "We will build a bridge."])
def test_sentences_are_scored(text):
    """The shares of each head sum to one, also for a sentence of nothing."""
    heads = Analyst().score_sentences([text])[0].heads
    assert all(sum(shares.values()) == pytest.approx(1, abs=0.01) for shares in heads.values())


def test_neighbours_have_their_say():
    """A sentence among others is judged alone and between them, one by itself alone, and none of them is left out."""
    analyst, sentences = Analyst(), ["Our plan is this.", "More nurses in every ward.", "", "word " * 300]
    among = analyst.score_sentences(sentences)
    alone = [analyst.score_sentences([text])[0] for text in sentences]
    assert [(scores.start, scores.end) for scores in among] == [(0, len(text)) for text in sentences]
    assert among[0].heads != alone[0].heads
    assert among[1].heads != alone[1].heads
    assert among[2].heads == alone[2].heads  # has nothing to judge
    assert among[3].heads == alone[3].heads  # leaves its neighbours no room
    assert analyst.score_sentences([]) == []


def test_an_analysis_is_whole():
    """Every word has a tag, every sentence its scores, and every role lies in the text; a plain report is seen."""
    analysis = Analyst().analyse(document(TEXT))
    assert all(t.tag and TEXT[t.start : t.end] == t.text for t in analysis.tokens)
    assert [(a.start, a.end) for a in analysis.acts[: len(analysis.sentences)]] == [
        (s.start, s.end) for s in analysis.sentences
    ]
    assert {r.role for r in analysis.roles} == set(Role)
    assert all(0 <= r.start < r.end <= len(TEXT) and 0 <= r.score <= 1 for r in analysis.roles)


def test_other_languages_are_refused():
    """A language that no model reads is named, with what to do if it was guessed wrongly."""
    with pytest.raises(LanguageError, match=r'"ru".*--language'):
        Analyst().analyse(document("Мы построим мост.", language="ru"))
