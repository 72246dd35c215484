"""The page of accuracy is what the bench measured, and says whose figures are whose."""

import json

import pytest

from bench import accuracy, floors
from bench.__main__ import TASKS
from pledgebook.analysis.weights import load

MEASURED = json.loads(accuracy.MEASURED.read_text(encoding="utf8"))


def test_the_page_is_not_stale():
    """The page in the repository is the one that the kept figures make."""
    assert accuracy.PAGE.read_text(encoding="utf8") == accuracy.page(MEASURED)


def test_the_figures_are_of_the_weights():
    """What is kept for an installed model was measured with the weights that are installed."""
    assert MEASURED["en"]["name"] == load("en").name


def test_no_figure_lies_below_its_floor():
    """The kept figures of the default model hold the floors, and each task that has a floor of quality stands there."""
    known, found = floors.load(), MEASURED["en"]["tasks"]
    rows = {row["task"]: row["figures"] for row in accuracy.published()}
    for task, figures in found.items():
        result = {**figures, "skipped": {}}
        assert floors.below(result, {k: v for k, v in known.get(task, {}).items() if k in rows[task]}) == []
    assert set(known) - {"ledger", "site", "speed"} <= set(found)


def test_every_row_is_a_task():
    """Each row names a task of the bench, its figures, and the source of every published one."""
    for row in accuracy.published():
        assert row["task"] in TASKS
        assert row["figures"]
        assert all(p["source"] and set(p["values"]) <= set(row["figures"]) for p in row["published"])


@pytest.fixture
def told():
    return {"small": {"name": "tiny@0", "tasks": {"mimac": {"day": "2030-01-02", "macro_f1": 51.5}}}}


def test_what_is_dev_is_said(told):
    """Our figures are marked as dev with their day; what was not measured says so."""
    page = accuracy.page(told)
    assert "| **pledgebook `small`**, dev, 2030-01-02 | 51.5 |" in page
    assert "| **pledgebook `small`**, dev | not measured | not measured | not measured |" in page


def test_other_weights_are_measured_anew(monkeypatch):
    """Figures of the same weights are kept where the data is missing, those of other weights are not."""

    def missing(task, data, options):
        raise accuracy.DataError("nowhere")

    monkeypatch.setattr(accuracy, "measure", missing)
    name = load("en").name
    before = {"name": name, "tasks": {"mimac": {"macro_f1": 1.0}}}
    assert accuracy.renewed(before, "en", ["mimac"]) == before
    assert accuracy.renewed({**before, "name": "other"}, "en", ["mimac"])["tasks"] == {}
