"""What `make run` makes: a tracker full enough to be looked at, which says that it is a demonstration."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "samples" / "demonstration.py"


def fill(place: Path) -> str:
    called = subprocess.run([sys.executable, str(SCRIPT), str(place)], capture_output=True, text=True, check=True)
    return called.stdout


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_run_changes_nothing(demonstration):
    """What is there is left to the last byte, and said to be there."""
    before = contents(demonstration)
    assert "is there already" in fill(demonstration)
    assert contents(demonstration) == before


def test_another_tracker_is_left_alone(tmp_path):
    """A folder that holds something else stays as it is, and the run does not fail."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mine").write_text("mine")
    assert "stays as it is" in fill(tmp_path / "data")
    assert contents(tmp_path) == {tmp_path / "data" / "mine": b"mine"}


def test_every_page_says_that_it_is_a_demonstration(demo, new_page):
    """The banner stands on public pages and at the desk, and the promise that was taken through has its verdict."""
    page = new_page()
    for path in ("/", "/pledges/", "/accuracy/", "/nothing/there/", "/desk/sign-in/"):
        page.goto(demo.url(path))
        assert page.get_by_text("A demonstration.").is_visible(), path
    demo.sign_in(page)
    assert page.get_by_text("A demonstration.").is_visible()
    (verdict,) = demo.nouns("verdict")
    assert (verdict["standing"], len(verdict["signed_by"])) == ("in_force", 2)
    assert {one["state"] for one in demo.nouns("sighting")} == {"waiting", "accepted"}
