"""The task site, on a tracker so small that it is made in seconds."""

import pytest

from bench.data import DataError
from bench.options import Options
from bench.tracker import site
from bench.tracker.making import Size

TINY = Size(pledges=40, sightings=200, documents=10)


def test_the_task(tmp_path):
    """Pages of each kind are asked for and measured; a folder that holds something is left alone."""
    found = site.run(tmp_path / "kept", Options(), size=TINY, waiting=200)
    assert all(found[name] > 0 for name in (*site.PINNED, "front_ms", "largest_kb"))
    assert found["largest_kb"] < 150
    with pytest.raises(DataError, match="is not empty"):
        site.run(tmp_path / "kept", Options(), size=TINY, waiting=200)


def test_a_page_that_does_not_come_is_no_figure(tmp_path, monkeypatch):
    """Where an address answers with a fault nothing is measured."""
    monkeypatch.setattr(site, "queue_pages", lambda: ["/desk/queue/nothing-here/"])
    with pytest.raises(DataError, match="answers 404"):
        site.run(tmp_path / "kept", Options(), size=TINY, waiting=100)
