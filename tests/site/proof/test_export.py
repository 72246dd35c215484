"""Exports: the same bytes for one state, and they hold whatever has happened."""

import json
from pathlib import Path

import pytest


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("public", [False, True], ids=["private", "public"])
def test_an_export_is_the_same_twice(filled, exported, public):
    """Two exports of one state are byte for byte the same, and exporting adds nothing to the log."""
    from pledgebook_site.ledger.selectors.log import head

    before = head()
    first, report = exported(public=public)
    second, _ = exported(public=public)
    assert files(first) == files(second)
    assert head() == before
    assert (first / "checkpoint").read_text() == before
    assert (report.public, report.counts["quotes_cut"] > 0) == (public, True)


def test_head_prints_the_checkpoint(store, filled, exported):
    """`ledger head` prints exactly the bytes of the export's checkpoint, and adds no event."""
    folder, _ = exported()
    told = store.run("ledger", "head")
    assert (told.exit_code, told.stdout_bytes) == (0, (folder / "checkpoint").read_bytes())
    assert json.loads(store.run("ledger", "head", "--format", "json").stdout)["checkpoint"] == told.stdout
    assert store.run("ledger", "head").stdout == told.stdout


def test_a_fresh_tracker_can_be_exported(store, exported):
    """A log of nothing but its first events is exported and holds."""
    assert exported()[1].counts["events"] > 0
    assert exported(public=True)[1].counts["withheld"] == 0


@pytest.mark.parametrize("place", [(), ("copy",), ("texts", "copy")], ids=["the folder", "within", "deeper"])
def test_no_export_into_the_trackers_own_folder(store, filled, place):
    """The data folder and all that lies in it are no place for an export: one line, and nothing is written."""
    folder = store.data.path.joinpath(*place)
    before = files(store.data.path / "secrets")
    told = store.run("ledger", "export", str(folder))
    assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
    assert "lies in the tracker's own folder" in told.stderr
    assert files(store.data.path / "secrets") == before
    assert not place or not folder.exists()


def test_nothing_else_is_replaced(store, desk, filled, exported, tmp_path):
    """A folder with anything but an export of this log is refused, and stays as it is; an older export is replaced."""
    folder, _ = exported()
    desk.judge(filled.pledge, "broken")
    assert store.run("ledger", "export", str(folder)).exit_code == 0
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    told = store.run("ledger", "export", str(other))
    assert told.exit_code != 0
    assert files(other) == {"letter.txt": b"mine"}
