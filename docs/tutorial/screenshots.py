"""Makes the pictures of the tutorial anew: `make screenshots`. It walks through a new demonstration in Chromium.

.venv/bin/python docs/tutorial/screenshots.py docs/tutorial/pictures [NAME…]
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from small_png import save

ROOT = Path(__file__).parents[2]
WIDTHS = {1280: 800, 390: 780}
PATIENCE = 40.0
EDITOR, SECOND = "Mira Aldane", "Jonas Pell"
SPEECH = """Port Lindane, 4 May 2025

The lighthouse has been dark since the winter, and forty boats came home late for it.

We will build a second lighthouse by June 2026. My ministry will pay for it, and no fisherman will."""


class Walk:
    """Somebody who goes through a tracker and takes pictures on the way, at each width."""

    def __init__(self, page: Any, address: str, folder: Path, only: list[str]) -> None:
        self.page, self.address, self.folder, self.only = page, address, folder, only
        self.blank = page.context.browser.new_page()

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def take(self, name: str, *, to: str | None = None) -> None:
        """Pictures of what is on the page now, or of the part that a selector names."""
        if self.only and name not in self.only:
            return
        for width, height in WIDTHS.items():
            block = "nearest" if width > height else "center"
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.evaluate("scrollTo(0, 0)")
            if to is not None:
                self.page.locator(to).first.evaluate("(one, block) => one.scrollIntoView({ block })", block)
            save(self.blank, self.page.screenshot(), self.folder / f"{name}-{width}.png")
        self.page.set_viewport_size({"width": 1280, "height": WIDTHS[1280]})

    def sign_in(self, data: Path, name: str) -> None:
        passwords = dict(re.findall(r"^  (\w+ \w+)\s+(\S+)", (data / "sign-in.txt").read_text(), flags=re.MULTILINE))
        self.go("/desk/sign-in/")
        self.page.fill("#username", name)
        self.page.fill("#password", passwords[name])
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/desk/")


def first_run(walk: Walk, token: str) -> None:
    """Seven questions and an account."""
    walk.go(token)
    walk.page.get_by_label("What is the tracker called?").fill("The Bay Tracker")
    walk.page.get_by_label("Whose promises come first?").fill("Programme of the Harbour List, 2025")
    walk.take("first-run")


def desk(walk: Walk, data: Path) -> None:
    """From a pasted text to a verdict that waits for its second signature."""
    page = walk.page
    walk.sign_in(data, EDITOR)
    walk.go("/desk/add/")
    page.get_by_label("Or a pasted text").fill(SPEECH)
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_selector("h1:has-text('Is this right?')")
    page.get_by_label("Title").fill("Speech at the dark lighthouse")
    page.get_by_label("What it is").select_option("Speech")
    page.get_by_label("Who speaks").fill("Ilmara Tennholt")
    walk.take("add")
    page.get_by_role("button", name="Take it in and read it").click()
    page.get_by_role("link", name="Review them").wait_for()
    walk.go("/desk/queue/")
    walk.take("queue")
    page.get_by_role("link", name="before 2029").click()
    page.wait_for_selector("#review")
    walk.take("review", to=".mk.here")
    page.keyboard.press("j")
    page.wait_for_selector(".says.done")
    walk.go("/desk/queue/")
    page.get_by_role("link", name="second lighthouse").click()
    page.wait_for_selector("#review")
    page.keyboard.press("a")
    page.wait_for_selector(".says.done:has-text('second lighthouse')")
    page.get_by_role("link", name="Open the promise").click()
    page.wait_for_url("**/desk/pledges/**")
    page.get_by_label("Title", exact=False).first.fill("A second lighthouse by June 2026")
    page.get_by_role("button", name="Save what has changed").click()
    page.get_by_role("link", name="Evidence").first.wait_for()
    walk.take("promise-editor")
    rate(walk)


def rate(walk: Walk) -> None:
    """A search that found nothing, words of a source, and a verdict on both."""
    page = walk.page
    here = page.url.removeprefix(walk.address)
    walk.go(f"{here}evidence/")
    page.get_by_text("Record a search").click()
    form = page.locator("#search")
    told = {"Who looked": EDITOR, "Where": "The harbour gazette", "From": "2025-05-04", "To": "2026-06-30"}
    for label, value in {**told, "For which words": "lighthouse"}.items():
        form.get_by_label(label, exact=True).fill(value)
    form.get_by_label("Against", exact=True).check()
    form.get_by_role("button", name="Record it").click()
    page.get_by_text("The harbour gazette").first.wait_for()
    walk.take("evidence")
    walk.go(f"{here}verdict/")
    page.locator("label.opt", has_text="Stalled").first.click()
    page.get_by_label("Why").fill("The gazette printed no order for a lighthouse up to the end of June 2026.")
    page.locator("input[name=evidence]").first.check()
    walk.take("verdict")
    page.get_by_role("button", name="Give and sign").click()
    page.get_by_text("Waits for somebody else.").wait_for()
    walk.take("second-signature")


def public(walk: Walk) -> None:
    """What everybody sees."""
    walk.go("/")
    walk.take("front")
    walk.go("/pledges/")
    walk.take("list")
    walk.page.get_by_role("link", name="The eastern quay repaired").click()
    walk.page.wait_for_url("**/pledges/*/")
    walk.take("promise")
    walk.take("prove-it", to=".prove")


@contextmanager
def served(data: Path) -> Iterator[tuple[str, str]]:
    """The address of a tracker, and the path of its first run where nobody can sign in yet."""
    with tempfile.TemporaryFile("w+") as log:
        words = [sys.executable, "-m", "pledgebook", "--data", str(data), "serve", "--port", "0"]
        process = subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield _told(log, process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def _told(log: Any, process: subprocess.Popen[bytes]) -> tuple[str, str]:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        log.seek(0)
        said = log.read()
        found = re.search(r"open at (\S+?)/ and its desk.*\n", said)
        if found:
            time.sleep(0.5)
            log.seek(0)
            token = re.search(r"/setup/\?token=\S+", log.read())
            return found[1], token[0] if token else ""
        time.sleep(0.1)
    raise SystemExit(f"The tracker is not served: {log.read()}")


def main(folder: Path, only: list[str]) -> None:
    """Walk through an empty tracker and through the demonstration."""
    for name in ("DATABASE_URL", "PLEDGEBOOK_DATA", "PLEDGEBOOK_AUTHOR"):
        os.environ.pop(name, None)
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium takes the pictures and is not installed (Debian: apt-get install chromium).")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        empty, full = Path(place) / "empty", Path(place) / "full"
        program = [sys.executable, "-m", "pledgebook", "--data", str(empty), "init", "--name", "A tracker"]
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([sys.executable, str(ROOT / "samples" / "demonstration.py"), str(full)], check=True)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with served(empty) as (address, token):
            first_run(Walk(browser.new_page(locale="en"), address, folder, only), token)
        with served(full) as (address, _):
            walk = Walk(browser.new_page(locale="en"), address, folder, only)
            public(walk)
            desk(walk, full)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
