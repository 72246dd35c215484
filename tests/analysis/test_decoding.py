"""Label scores become the best sequence in which no span begins inside, or the spans that are likeliest right."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pledgebook.analysis.decoding import WORTH, Decoder, log_softmax
from pledgebook.records import Role

LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue"]
DECODER = Decoder(LABELS, [[0.0] * len(LABELS) for _ in LABELS])
SWAYED = Decoder(LABELS, [[0.3 * (a - b) for b in range(len(LABELS))] for a in range(len(LABELS))])
SCORES = st.integers(0, 5).flatmap(
    lambda words: arrays.arrays(np.float32, (words, len(LABELS)), elements=st.floats(-8, 8, width=32))
)


def allowed(path):
    """Whether each inside label follows a label of its own role."""
    steps = zip(["O", *path], path, strict=False)
    return all(not after.startswith("I-") or before[2:] == after[2:] for before, after in steps)


@settings(max_examples=60, deadline=None)
@given(SCORES)
def test_the_best_path(scores):
    """No allowed sequence of labels has a higher sum than the one that is found, and it is allowed itself."""
    path = DECODER.best(scores)
    assert allowed([LABELS[k] for k in path])
    sums = [
        sum(float(scores[i, k]) for i, k in enumerate(other))
        for other in product(range(len(LABELS)), repeat=len(scores))
        if allowed([LABELS[k] for k in other])
    ]
    found = sum(float(scores[i, k]) for i, k in enumerate(path))
    assert found == pytest.approx(max(sums), abs=1e-2)


def test_no_span_begins_inside():
    """Where every word looks like the inside of a span, the first one begins it."""
    scores = np.zeros((3, len(LABELS)), dtype=np.float32)
    scores[:, LABELS.index("I-cue")] = 5
    assert [LABELS[k] for k in DECODER.best(scores)] == ["B-cue", "I-cue", "I-cue"]


def test_runs():
    """A span goes from its first label to its last; two that touch stay two."""
    path = np.array([LABELS.index(x) for x in ("B-source", "I-source", "B-source", "O", "B-cue", "I-cue")])
    assert DECODER.runs(path) == [(Role.SOURCE, 0, 2), (Role.SOURCE, 2, 3), (Role.CUE, 4, 6)]
    assert DECODER.runs(path[:0]) == []


def test_log_softmax():
    """The exponents of each row sum to one, also where the scores are large."""
    rows = log_softmax(np.array([[1000.0, 999.0], [-1000.0, 0.0]], dtype=np.float32))
    assert np.exp(rows).sum(-1) == pytest.approx([1, 1])


@settings(max_examples=40, deadline=None)
@given(st.lists(SCORES, max_size=5))
def test_windows_do_not_sway_each_other(windows):
    """Many windows at once have the very paths that each has by itself, empty ones included."""
    together = DECODER.best_of(windows)
    assert [path.tolist() for path in together] == [DECODER.best(window).tolist() for window in windows]


def chances(scores):
    """How likely each span is: the share of all allowed sequences that have it, each weighed by its sum."""
    spans, whole = {}, 0.0
    for path in product(range(len(LABELS)), repeat=len(scores)):
        if allowed([LABELS[k] for k in path]):
            steps = sum(0.3 * (a - b) for a, b in pairwise(path))
            weight = np.exp(sum(float(scores[i, k]) for i, k in enumerate(path)) + steps)
            whole += weight
            for run in SWAYED.runs(np.array(path)):
                spans[run] = spans.get(run, 0.0) + weight
    return {run: weight / whole for run, weight in spans.items()}


@settings(max_examples=40, deadline=None)
@given(SCORES)
def test_likely_spans(scores):
    """A span is told if all sequences together make it likely enough, unless a likelier one overlaps it."""
    chance = chances(scores)
    found = SWAYED.likely(scores)
    words = [word for _, first, last in found for word in range(first, last)]
    assert words == sorted(set(words))
    assert all(chance[run] > WORTH - 1e-3 for run in found)
    for run, sure in chance.items():
        rivals = [other for other in found if other[1] < run[2] and run[1] < other[2]]
        assert sure < WORTH + 1e-3 or any(chance[other] > sure - 1e-3 for other in rivals)


def test_unlikely_edges():
    """Where it is even where a span ends, no end is likely to be right, and the span is not told."""
    scores = np.zeros((4, len(LABELS)), dtype=np.float32)
    scores[0, LABELS.index("B-cue")] = scores[3, LABELS.index("O")] = 30
    scores[1:3, LABELS.index("I-cue")] = scores[1:3, LABELS.index("O")] = 15
    assert Decoder(LABELS).likely(scores) == []
    assert Decoder(LABELS).runs(Decoder(LABELS).best(scores))[0][:2] == ("cue", 0)
    scores[2, LABELS.index("I-cue")] = 30
    assert Decoder(LABELS).likely(scores) == [("cue", 0, 3)]
