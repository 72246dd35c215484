"""The best tree of a sentence is one: a single root, no circle, and none better."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pledgebook.analysis.trees import ROOT, best_tree

NUMBERS = st.floats(-5, 5, width=32)
SENTENCES = st.integers(1, 4).flatmap(
    lambda n: st.tuples(
        arrays.arrays(np.float32, (n, n), elements=NUMBERS), arrays.arrays(np.float32, n, elements=NUMBERS)
    )
)


def is_tree(heads):
    """One root, and every word reaches it."""
    for word in range(len(heads)):
        seen = set()
        while word != ROOT:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word]
    return heads.count(ROOT) == 1


def worth(heads, scores, roots):
    return sum(float(roots[i] if head == ROOT else scores[i, head]) for i, head in enumerate(heads))


@settings(max_examples=80, deadline=None)
@given(SENTENCES)
def test_no_tree_is_better(sentence):
    """What is found is a tree, and no other one has a higher sum."""
    scores, roots = sentence
    found = best_tree(scores, roots)
    assert is_tree(found)
    others = [list(heads) for heads in product(range(-1, len(roots)), repeat=len(roots)) if is_tree(list(heads))]
    assert worth(found, scores, roots) >= max(worth(heads, scores, roots) for heads in others) - 1e-3


def test_no_words_no_tree():
    """A sentence of nothing has no heads."""
    assert best_tree(np.zeros((0, 0), np.float32), np.zeros(0, np.float32)) == []
