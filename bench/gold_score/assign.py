"""One-to-one pairs of gold and found, by the Hungarian method."""

from collections.abc import Callable

from bench.gold_score.spans import ENOUGH, extents, overlap

Pairs = list[tuple[int, int]]
INFINITE = float("inf")


def pair_up(gold: list[dict], found: list[dict], likeness: Callable[[dict, dict], float]) -> Pairs:
    """As many pairs as possible that overlap by half of the smaller; among those the likest."""
    return assign([[_weight(g, f, likeness) for f in found] for g in gold])


def _weight(gold: dict, found: dict, likeness: Callable[[dict, dict], float]) -> float:
    smaller, both = overlap(extents(gold), extents(found))
    return 100 + 20 * likeness(gold, found) + 5 * both if smaller >= ENOUGH else 0.0


def assign(weights: list[list[float]]) -> Pairs:
    """The pairs `(row, column)` of the greatest total weight; weight 0 allows none."""
    if not weights or not weights[0]:
        return []
    size = max(len(weights), len(weights[0]))
    cost = [[-_cell(weights, row, column) for column in range(size)] for row in range(size)]
    pairs = [(row, column) for column, row in enumerate(_hungarian(cost))]
    return [(row, column) for row, column in pairs if _cell(weights, row, column) > 0]


def _cell(weights: list[list[float]], row: int, column: int) -> float:
    inside = row < len(weights) and column < len(weights[0])
    return weights[row][column] if inside else 0.0


def _hungarian(cost: list[list[float]]) -> list[int]:
    """For each column of a square matrix the row that it gets at the least total cost.

    Rows and columns count from 1 inside, as in the textbook: 0 stands for "not yet".
    """
    size = len(cost)
    of_row, of_column = [0.0] * (size + 1), [0.0] * (size + 1)
    match = [0] * (size + 1)
    for row in range(1, size + 1):
        match[0] = row
        column, way = _shortest(cost, of_row, of_column, match)
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return [row - 1 for row in match[1:]]


def _shortest(
    cost: list[list[float]], of_row: list[float], of_column: list[float], match: list[int]
) -> tuple[int, list[int]]:
    """The free column that the shortest alternating path from column 0 reaches, and that path; moves the potentials."""
    size = len(cost)
    low, used, way = [INFINITE] * (size + 1), [False] * (size + 1), [0] * (size + 1)
    column = 0
    while match[column]:
        used[column] = True
        row, step, following = match[column], INFINITE, 0
        for other in (c for c in range(1, size + 1) if not used[c]):
            reduced = cost[row - 1][other - 1] - of_row[row] - of_column[other]
            if reduced < low[other]:
                low[other], way[other] = reduced, column
            if low[other] < step:
                step, following = low[other], other
        for other in range(size + 1):
            if used[other]:
                of_row[match[other]] += step
                of_column[other] -= step
            else:
                low[other] -= step
        column = following
    return column, way
