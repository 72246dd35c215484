"""Paragraphs are packed into windows that the network can hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.analysis.encoder import Pieces
from pledgebook.analysis.windows import pack

PARAGRAPHS = st.lists(st.lists(st.integers(1, 30), max_size=8), max_size=12)  # lengths of sentences, in pieces


def laid_out(lengths):
    """Paragraphs of sentences of these lengths, one character a piece, and where the sentences begin."""
    found, starts, at = [], [], 0
    for paragraph in lengths:
        offsets = []
        for sentence in paragraph:
            starts.append(at)
            offsets += [(i, i + 1) for i in range(at, at + sentence)]
            at += sentence
        found.append(Pieces([a for a, _ in offsets], offsets))
        at += 2
    return found, starts


@settings(max_examples=80, deadline=None)
@given(PARAGRAPHS, st.integers(4, 60))
def test_every_piece_is_in_one_window(lengths, longest):
    """The windows follow one another without a gap, none is empty, and none is longer than allowed."""
    paragraphs, starts = laid_out(lengths)
    row, windows = pack(paragraphs, starts, longest=longest)
    assert row.ids == [i for p in paragraphs for i in p.ids]
    assert row.offsets == [o for p in paragraphs for o in p.offsets]
    assert [n for w in windows for n in range(w.first, w.last)] == list(range(len(row.ids)))
    assert all(0 < w.last - w.first <= longest for w in windows)


def test_whole_paragraphs_share_a_window():
    """As many whole paragraphs as fit stand in one window; one that does not fit begins the next."""
    paragraphs, starts = laid_out([[4], [5], [4]])
    windows = pack(paragraphs, starts, longest=10)[1]
    assert [(w.first, w.last) for w in windows] == [(0, 9), (9, 13)]


def test_long_paragraphs_are_cut_at_sentences():
    """A paragraph that is too long is cut where the last fitting sentence ends."""
    paragraphs, starts = laid_out([[4, 3, 6]])
    windows = pack(paragraphs, starts, longest=10)[1]
    assert [(w.first, w.last) for w in windows] == [(0, 7), (7, 13)]


def test_endless_sentences_are_cut_anyway():
    """A sentence that is longer than a window is cut where the window is full."""
    paragraphs, starts = laid_out([[25]])
    windows = pack(paragraphs, starts, longest=10)[1]
    assert [(w.first, w.last) for w in windows] == [(0, 10), (10, 20), (20, 25)]


def test_nothing_makes_no_window():
    """No paragraph, or one without a piece, makes no window."""
    assert pack([], [], longest=10)[1] == []
    assert pack([Pieces([], [])], [], longest=10)[1] == []
