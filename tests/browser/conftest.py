"""Trackers served on loopback by `pledgebook serve`, and Debian's Chromium before them.

Chromium is the one that PLEDGEBOOK_TEST_CHROMIUM names, which must then be there; else the one found; else all is
skipped with the reason.
"""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

TOLD = "PLEDGEBOOK_TEST_CHROMIUM"
ROOT = Path(__file__).parents[2]
PATIENCE, PAGE_PATIENCE = 40.0, 10.0
"""Seconds until a served tracker must stand, and until a page must show what is waited for."""

WIDELY = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AXE = """async (values) => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const found = await axe.run(document, { runOnly: values, resultTypes: ["violations"] });
  return found.violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200) + " " + node.failureSummary)]);
}"""
FAILED = pytest.StashKey[bool]()
_APART = ("DATABASE_URL", "PLEDGEBOOK_DATA", "PLEDGEBOOK_AUTHOR", "PLEDGEBOOK_DEBUG")


@dataclass(frozen=True)
class Place:
    """A data folder, reached by the command line in a process of its own."""

    data: Path

    def run(self, *words: str, stdin: str | None = None) -> str:
        """What a command prints, which must succeed."""
        called = subprocess.run(
            [sys.executable, "-m", "pledgebook", "--data", str(self.data), *words],
            env=_environment(),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert called.returncode == 0, called.stderr
        return called.stdout


@dataclass(frozen=True)
class Served:
    """A tracker that answers at an address; `said` is what `serve` has printed."""

    place: Place
    address: str
    said: str = field(repr=False)

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def path(self, page: Any) -> str:
        """Where a page of this tracker stands, without the host."""
        return page.url.removeprefix(self.address)

    @property
    def passwords(self) -> dict[str, str]:
        """The passwords of a demonstration's editors."""
        told = (self.place.data / "sign-in.txt").read_text()
        return dict(re.findall(r"^  (\w+ \w+)\s+(\S+)", told, flags=re.MULTILINE))

    def sign_in(self, page: Any, name: str = "Mira Aldane") -> Any:
        """The page, at the desk of that editor."""
        page.goto(self.url("/desk/sign-in/"))
        page.fill("#username", name)
        page.fill("#password", self.passwords[name])
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/")
        return page

    def nouns(self, noun: str) -> list[dict[str, Any]]:
        """All `sighting`, `pledge` or `other` rows of the record; the other ones are people, programmes and so on.

        They are read beside the tracker, since a command for each would take longer than the walk.
        """
        return [json.loads(data) for (data,) in self._asked(f"SELECT data FROM ledger_{noun}row ORDER BY id")]

    @property
    def last_event(self) -> str:
        """The type of the last entry of the log."""
        return str(self._asked('SELECT type FROM ledger_entryrow ORDER BY "index" DESC LIMIT 1')[0][0])

    def _asked(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.place.data}/pledgebook.sqlite3?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()

    def sighting(self, words: str) -> dict[str, Any]:
        """The one suggestion whose words hold these."""
        (found,) = (one for one in self.nouns("sighting") if words in one["text"])
        return found

    def pledge(self, title: str) -> dict[str, Any]:
        """The one promise with this English title."""
        (found,) = (one for one in self.nouns("pledge") if one["titles"].get("en") == title)
        return found

    @property
    def setup(self) -> str:
        """The path, with the token in it, at which the tracker is set up."""
        found = re.search(r"/setup/\?token=\S+", self.said)
        assert found is not None, self.said
        return found[0]


def _environment() -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if name not in _APART}
    return {**told, "PYTHONUNBUFFERED": "1", "WEB_CONCURRENCY": "1"}


@contextmanager
def serving(place: Place, log: Path, *words: str) -> Iterator[Served]:
    """A tracker served on a free port of loopback while the block runs."""
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "pledgebook", "--data", str(place.data), "serve", "--port", "0", *words],
            env=_environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield _opened(place, process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
    assert "Traceback" not in log.read_text()


@pytest.fixture
def place_at(tmp_path) -> Callable[[str], Place]:
    """A function that names a data folder of this test."""
    return lambda name: Place(tmp_path / name)


@pytest.fixture
def serve(tmp_path) -> Callable[..., Any]:
    """A function that serves a data folder while a block runs."""
    return lambda place, *words: serving(place, tmp_path / "serve.log", *words)


def _opened(place: Place, process: subprocess.Popen[bytes], log: Path) -> Served:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        said = log.read_text()
        found = re.search(r"open at (\S+?)/ and its desk[^\n]*\n(?s:.*)", said)
        if found and (place_has_accounts(place) or "/setup/" in said):
            return Served(place, found[1], said)
        time.sleep(0.05)
    raise AssertionError(f"The tracker is not served:\n{log.read_text()}")


def place_has_accounts(place: Place) -> bool:
    """Whether somebody can sign in, so that `serve` tells no address of a first run."""
    return not (place.data / "secrets" / "setup.token").exists()


@pytest.fixture(scope="module")
def demo(demonstration, tmp_path_factory, chromium) -> Iterator[Served]:
    """A demonstration of this module's own, served."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(demonstration, folder / "data")
    with serving(Place(folder / "data"), folder / "serve.log") as served:
        yield served


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser; for one module only, since its loop keeps Django from the database of this process."""
    path = os.environ.get(TOLD) or shutil.which("chromium")
    if path is None:
        pytest.skip("no Chromium (Debian: apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="the driver of Chromium is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember that a test has failed: its pages are then kept as pictures."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def new_page(chromium, request, tmp_path) -> Iterator[Callable[..., Any]]:
    """A function that opens a page in a profile of its own; what it is told goes to the profile.

    No page may complain on its console: a script or style that the policy refuses fails the test.
    """
    opened: list[Any] = []
    complaints: list[str] = []

    def new(**told: Any) -> Any:
        profile = chromium.new_context(viewport=told.pop("viewport", {"width": 1280, "height": 900}), **told)
        profile.set_default_timeout(PAGE_PATIENCE * 1000)
        page = profile.new_page()
        page.on("console", lambda said: complaints.append(said.text) if _complains(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append(profile)
        return page

    yield new
    said = list(complaints)  # taking a picture says something, too
    for number, profile in enumerate(opened):
        if request.node.stash.get(FAILED, False):
            profile.pages[0].screenshot(path=tmp_path / f"page-{number}.png", full_page=True)
        profile.close()
    assert said == []


def _complains(said: Any) -> bool:
    """An answer such as 404 or 409, which a test may ask for, is told on the console too."""
    return said.type == "error" and "the server responded with a status" not in said.text


@pytest.fixture(scope="session")
def serious() -> Callable[..., list[Any]]:
    """A function that gives what axe finds serious or critical on a page, all that unfolds unfolded."""
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf8")

    def found(page: Any, *, colours: bool = False) -> list[Any]:
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(axe)
        return page.evaluate(AXE, COLOURS if colours else WIDELY)

    return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *told: object) -> None:
        """Say nothing."""


@pytest.fixture
def newspaper(tmp_path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address on loopback at which its files are read."""
    folder = tmp_path / "newspaper"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
