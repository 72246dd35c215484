"""Floors: what was reached once is not lost, and moves in one direction only."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import __main__ as command
from bench import floors

RESULT = {"figure": 80.0, "false_alarms": 3, "documents": 5, "measured": 5, "seen": 0, "data": "0123456789abcdef"}


@pytest.mark.parametrize(
    ("floor", "lines"),
    [
        ({"figure": 80.0}, 0),
        ({"figure": 80.04}, 0),
        ({"figure": 80.1}, 1),
        ({"false_alarms": 3}, 0),
        ({"false_alarms": 2}, 1),
        ({"gone": 1.0}, 1),
    ],
)
def test_below(floor, lines):
    """Worse by more than rounding is told, a figure that is gone as well; ceilings work the other way."""
    assert len(floors.below(RESULT, {"data": "0123456789abcdef", **floor})) == lines


def test_other_data_is_not_compared():
    """A floor holds for the data that it was reached on; null stands for any."""
    assert floors.cannot_hold(RESULT, {"data": "0123456789abcdef"}) is None
    assert floors.cannot_hold(RESULT, {"data": None}) is None
    assert "other data" in floors.cannot_hold(RESULT, {"data": "f" * 16})
    assert floors.cannot_hold(RESULT, None) == "no floor yet"


def test_seen_documents_hold_nothing():
    """Nothing is compared, or raised, on documents that the weights were trained on, or may have been."""
    for seen in (1, None):
        result = {**RESULT, "seen": seen}
        assert "trained on" in floors.cannot_hold(result, {"data": None})
        assert floors.raised(result, None, ("figure",)) == {}
    assert floors.cannot_hold({**RESULT, "seen": 2, "measured": 3}, {"data": None}) is None


def test_floors_are_raised_and_never_lowered():
    """A better figure raises its floor, a worse one leaves it; only pinned figures get one."""
    first = floors.raised(RESULT, None, ("figure", "false_alarms"))
    assert first == {"data": "0123456789abcdef", "figure": 79.5, "false_alarms": 3.5}
    better = floors.raised({**RESULT, "figure": 90.0, "false_alarms": 0}, first, ("figure", "false_alarms"))
    assert better == {"data": "0123456789abcdef", "figure": 89.5, "false_alarms": 0.5}
    assert floors.raised(RESULT, better, ("figure", "false_alarms")) == better


def test_a_distance_has_less_slack():
    """A mean distance of a few degrees is no percentage: its ceiling lies close to what was reached."""
    found = floors.raised({**RESULT, "macro_mae": 1.34}, None, ("macro_mae",))
    assert found["macro_mae"] == 1.39


def test_floors_of_a_machine_do_not_move():
    """How fast a reader must be is required, not reached: a quick machine raises nothing."""
    floor = {"data": None, "words_per_second": 4000}
    assert floors.raised({**RESULT, "words_per_second": 9000}, floor, ("words_per_second",)) == floor


def test_the_shipped_floors():
    """floors.json names known tasks only, with numbers and the fingerprint of their data, as `save` writes it."""
    shipped = floors.load()
    assert set(shipped) <= set(command.TASKS)
    for floor in shipped.values():
        assert floor["data"] is None or len(floor["data"]) == 16
        assert all(isinstance(value, int | float) for name, value in floor.items() if name != "data")
    assert floors.PATH.read_text() == json.dumps(shipped, indent=2, sort_keys=True) + "\n"


@pytest.fixture
def task(monkeypatch):
    """A task of this module's own that measures RESULT."""
    monkeypatch.setitem(command.TASKS, "attribution", __name__)
    monkeypatch.setitem(sys.modules, __name__, sys.modules[test_below.__module__])


HOME, PINNED = "nowhere", ("figure",)


def run(data, options):
    if not Path(data).exists():
        raise command.DataError(f"{data} is not there: say where.")
    return dict(RESULT)


def invoke(*arguments):
    return CliRunner().invoke(command.main, [str(argument) for argument in arguments])


def test_the_last_line_is_json(task, tmp_path):
    """A task prints its figures and ends with one JSON object; with --json it prints nothing else."""
    shown = invoke("attribution", "--data", tmp_path)
    assert shown.exit_code == 0
    assert json.loads(shown.output.splitlines()[-1]) == {"task": "attribution", "model": "en", **RESULT}
    assert invoke("attribution", "--data", tmp_path, "--json").output == shown.output.splitlines()[-1] + "\n"


def test_missing_data_is_one_line(task, tmp_path):
    """Data that is not there is bad input: one line, exit status 2."""
    failed = invoke("attribution", "--data", tmp_path / "nowhere")
    assert (failed.exit_code, len(failed.output.splitlines())) == (2, 1)


def test_floors_skip_what_is_not_there(task, monkeypatch, tmp_path):
    """Without the data a floor is skipped with a reason, exit status 0."""
    monkeypatch.setenv("PLEDGEBOOK_CORPORA", str(tmp_path))
    skipped = invoke("attribution", "--floors")
    assert (skipped.exit_code, "skipped" in skipped.output) == (0, True)


def test_floors_fail_below(task, monkeypatch, tmp_path):
    """A figure below its floor fails with exit status 1 and says which; --update leaves it, there and on the page."""
    monkeypatch.setenv("PLEDGEBOOK_CORPORA", str(tmp_path))
    (tmp_path / "nowhere").mkdir()
    kept, page, publish = tmp_path / "floors.json", tmp_path / "page.json", floors.publish
    page.write_text(json.dumps({"tasks": [{"key": "attribution", "corpus": "A corpus", "data": "old", "figures": {}}]}))
    floors.save({"attribution": {"data": None, "figure": 95.0}}, kept)
    monkeypatch.setattr(floors, "load", lambda: json.loads(kept.read_text()))
    monkeypatch.setattr(floors, "save", lambda known: kept.write_text(json.dumps(known)))
    monkeypatch.setattr(floors, "publish", lambda known: publish(known, page))
    failed = invoke("attribution", "--floors", "--update")
    assert failed.exit_code == 1
    assert "figure is 80.0, the floor is 95.0" in failed.output
    assert json.loads(kept.read_text()) == {"attribution": {"data": None, "figure": 95.0}}
    shown = {"key": "attribution", "corpus": "A corpus", "data": None, "figures": {"figure": 95.0}}
    assert json.loads(page.read_text()) == {"tasks": [shown]}
