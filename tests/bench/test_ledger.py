"""The task ledger, on a tracker so small that it is made in seconds."""

import json
from types import SimpleNamespace

import pytest

from bench import floors
from bench.__main__ import show
from bench.data import DataError
from bench.options import Options
from bench.tracker import ledger, servers
from bench.tracker.invented import World
from bench.tracker.making import Size

TINY = Size(pledges=40, sightings=200, documents=10)


def quotes(told):
    """Every quotation in what a reader would have found, as start, end and words."""
    if isinstance(told, dict):
        if {"start", "end", "text"} <= told.keys() and told["text"] is not None:
            yield told["start"], told["end"], told["text"]
        for one in told.values():
            yield from quotes(one)


def test_invented_texts_hold_what_is_told_of_them():
    """Each quotation stands at its place, each promise has its turn, and one seed gives one world."""
    world = World(40)
    texts = list(world.texts(4, sightings=10))
    for text in texts:
        words = text.document().text
        assert all(words[start:end] == quote for told in text.told for start, end, quote in quotes(told))
    assert sorted(number for text in texts for number in text.promises) == list(range(40))
    again = World(40).texts(4, sightings=10)
    assert [text.document() for text in again] == [text.document() for text in texts]
    assert World(40, seed=12).promises != world.promises


def test_the_task(monkeypatch, tmp_path, capsys):
    """A tracker is made and measured on SQLite; without a server the other half is null and says why."""

    def none():
        raise servers.NoServerError("no server here")

    monkeypatch.setattr(ledger, "postgresql", none)
    found = ledger.run(tmp_path / "kept", Options(), size=TINY)
    sqlite = found["sqlite"]
    assert set(sqlite) == set(ledger.FIGURES) == set(found["postgresql"])
    assert all(value > 0 for name, value in sqlite.items() if name != "mb")
    assert sqlite["events"] > TINY.sightings
    assert found["postgresql"]["list_ms"] is None
    assert found["skipped"] == {"postgresql": "no server here"}
    assert json.loads(json.dumps(found))["documents"] == TINY.documents
    show("ledger", found)
    assert "postgresql was not measured: no server here" in capsys.readouterr().out
    with pytest.raises(DataError, match="is not empty"):
        ledger.run(tmp_path / "kept", Options(), size=TINY)


def test_a_tracker_on_postgresql(tmp_path):
    """The same on PostgreSQL, where a server can be had."""
    world = World(TINY.pledges)
    try:
        with servers.postgresql() as url:
            found = ledger.measured(tmp_path, url, world, TINY)
    except servers.NoServerError as reason:
        pytest.skip(str(reason))
    assert set(found) == set(ledger.FIGURES)
    assert found["events"] > TINY.sightings


def test_null_figures_hold_nothing():
    """A figure that could not be measured is not below its floor; one that is gone is; ceilings go by the last part."""
    floor = {"data": None, "postgresql.list_ms": 50, "postgresql.verify_events_per_second": 20000}
    reached = {"list_ms": None, "verify_events_per_second": 19000}
    below = floors.below({"postgresql": reached}, floor)
    assert below == ["postgresql.verify_events_per_second is 19000, the floor is 20000"]
    assert floors.below({"postgresql": {"list_ms": 51.0, "verify_events_per_second": 30000}}, floor) == [
        "postgresql.list_ms is 51.0, the ceiling is 50"
    ]
    assert len(floors.below({}, floor)) == 2


def test_a_server_that_cannot_be_had_is_a_reason(monkeypatch):
    """Neither a named server nor a program to start one: NoServerError says so in one line."""
    for name in servers.SERVERS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(servers.shutil, "which", lambda name: None)
    monkeypatch.setattr(servers, "Path", lambda told: SimpleNamespace(glob=lambda pattern: []))
    with pytest.raises(servers.NoServerError, match="initdb is not installed"), servers.postgresql():
        pass
