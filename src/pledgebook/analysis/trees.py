"""From scores of arcs to the best tree of a sentence (Chu-Liu/Edmonds), one word of which is the root."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float32, float64
    from numpy.typing import NDArray

ROOT = -1
NEVER = -1e9


def best_tree(scores: "NDArray[float32]", roots: "NDArray[float32]") -> list[int]:
    """The head of each word, ROOT for one; `scores[i, j]` is how well j heads i, `roots[i]` how well i is the root."""
    count = len(roots)
    if not count:
        return []
    table = np.full((count + 1, count + 1), NEVER, dtype=np.float64)
    table[1:, 1:] = scores
    table[1:, 0] = roots
    np.fill_diagonal(table, NEVER)
    heads = _greedy(table)
    if _is_tree(heads) and sum(head == 0 for head in heads[1:]) == 1:
        return [head - 1 for head in heads[1:]]
    return [head - 1 for head in _one_root(table)[1:]]


def _greedy(table: "NDArray[float64]") -> list[int]:
    return [0, *table[1:].argmax(1).tolist()]


def _is_tree(heads: list[int]) -> bool:
    return _cycle(heads) is None


def _cycle(heads: list[int]) -> list[int] | None:
    """The words of one cycle, if there is any; word 0 is the root of all."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return None


def _one_root(table: "NDArray[float64]") -> list[int]:
    """The best tree of all whose root has one child: the child is tried from the likeliest on, a few of them."""
    best: tuple[float, list[int]] | None = None
    for child in np.argsort(-table[1:, 0])[:5] + 1:
        barred = table.copy()
        barred[1:, 0] = NEVER
        barred[child] = NEVER
        barred[child, 0] = table[child, 0]
        heads = _spanning(barred)
        worth = float(sum(table[i, heads[i]] for i in range(1, len(heads))))
        if best is None or worth > best[0]:
            best = (worth, heads)
    assert best is not None  # a sentence has a word
    return best[1]


def _spanning(table: "NDArray[float64]") -> list[int]:
    """The best tree under word 0: greedy, and each cycle is drawn into one word, solved, and opened again."""
    heads = _greedy(table)
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    others = [i for i in range(len(heads)) if i not in inside]
    small = np.full((len(others) + 1, len(others) + 1), NEVER, dtype=np.float64)
    small[:-1, :-1] = table[np.ix_(others, others)]
    own = np.array([table[i, heads[i]] for i in cycle])
    into = table[np.ix_(cycle, others)] - own[:, None]
    small[-1, :-1] = into.max(0) + own.sum()
    small[:-1, -1] = table[np.ix_(others, cycle)].max(1)
    np.fill_diagonal(small, NEVER)
    solved = _spanning(small)
    found = list(heads)
    for place, word in enumerate(others[1:], 1):
        head = solved[place]
        if head < len(others):
            found[word] = others[head]
        else:
            found[word] = cycle[int(table[word, cycle].argmax())]
    entered = cycle[int(into[:, solved[-1]].argmax())]
    found[entered] = others[solved[-1]]
    return found
