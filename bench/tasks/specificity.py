"""How specific, from 1 (no promise) to 7 (detailed), on manifestos (pledge-specificity): `Sentence`, `labels` in CSV.

`macro_mae`: the mean distance from the label, averaged over the labels so that rare ones count as much (lower is
better); each sentence is read alone and between its neighbours, and the model's answer is the middle of what it holds
possible, each degree weighed by how rare it was in training. `temperature`: how much too sure the network is of the
degrees (1: not at all). Manifestos that the model was trained on are left out, unless everything is asked for.
"""

from collections.abc import Sequence
from pathlib import Path

from bench import table
from bench.data import files, fingerprint
from bench.figures import temperature
from bench.options import Options

HOME = "pledge-specificity"
PINNED = ("macro_mae",)
COLUMNS = ("sentence", "labels")
DEGREES = ("1", "2", "3", "4", "5", "6", "7")


def run(data: Path, options: Options) -> dict[str, object]:
    """The figure of every manifesto that the model has not seen."""
    paths = files(data, "*.csv")
    held = table.held_out([manifesto(path) for path in paths], options)
    analyst = options.analyst()
    scores = held.scores(analyst)
    return {
        "macro_mae": macro_mae(held.labels, [analyst.degree(said) for said in scores]),
        "temperature": temperature([str(label) for label in held.labels], [said.heads["degree"] for said in scores]),
        **held.counts,
        "data": fingerprint(paths),
    }


def manifesto(path: Path) -> list[tuple[str, int]]:
    """The sentences of one file with their degrees; rows without a known one are no part of it."""
    rows = table.rows(path, COLUMNS)
    return [(row["sentence"], int(row["labels"])) for row in rows if row["sentence"] and row["labels"] in DEGREES]


def macro_mae(gold: Sequence[int], found: Sequence[int]) -> float:
    """The mean absolute error of each label of the gold, averaged over them, with two decimals."""
    errors: dict[int, list[int]] = {}
    for g, f in zip(gold, found, strict=True):
        errors.setdefault(g, []).append(abs(g - f))
    return round(sum(sum(e) / len(e) for e in errors.values()) / len(errors), 2) if errors else 0.0
