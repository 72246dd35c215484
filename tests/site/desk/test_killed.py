"""The process that reads is killed in the middle of it: nothing is lost, and nothing is there twice."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import httpx
import pytest

from tests.site.desk.conftest import ARTICLE
from tests.site.web.test_serve import Served

pytest.importorskip("pledgebook_en", reason="the weights are not installed")

ROOT = Path(__file__).parents[3]
PATIENCE = 90.0
POINTS = ("reading", "recording", "committing", "committed")
MORE_POINTS = ("claimed", "read", "done")
KILLED_IN_A_SOAK = 20
NAME, PASSWORD = "Oda Fenwick", "seven-grey-herons-wade"
LONG = "\n\n".join(
    f"On day {day} Ansa Tevrin said in Marrow Bay that the government would build {day} ferries by 2027. "
    f"The crowd of {day} clapped, and the boats that had waited went out again."
    for day in range(2, 90)
)


def waits_for(told, *, why: str) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE
    while not told():
        assert time.monotonic() < until, why
        time.sleep(0.1)


@pytest.fixture
def brought(store):
    """A browser, and the page of a text that it has pasted and sent to be read; no process works yet."""
    from django.test import Client

    from pledgebook.ledger.values import AccountRole
    from pledgebook_site.desk.models import Incoming
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services.accounts import add_account

    new = add_account(NAME, password=PASSWORD, role=AccountRole.EDITOR, by=account("local"))
    client = Client(headers={"host": "localhost"})
    client.force_login(new, backend="pledgebook_site.web.signing.Accounts")
    job = client.post("/desk/add/", {"text": ARTICLE, "rights": "excerpt"})["Location"]
    (one,) = Incoming.objects.all()
    told = {**{name: value or "" for name, value in one.guessed.items()}, "language": "en", "rights": "excerpt"}
    assert client.post(job, {f"{one.id[:8]}-{name}": value for name, value in told.items()}).status_code == 303
    return client, job


def queue(store, *words: str) -> subprocess.Popen[str]:
    """A process of the queue, whose input holds it alive."""
    told = {**os.environ, **store.environment, "PLEDGEBOOK_DATA": str(store.data.path)}
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env={name: value for name, value in told.items() if value is not None},
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def killed_at(store, point: str) -> None:
    """Let a process read what waits until that point."""
    process = queue(store, "tests.site.desk.doomed", point)
    assert process.wait(PATIENCE) == -signal.SIGKILL
    process.stdin.close()


@contextmanager
def working(store) -> Iterator[None]:
    """A process of the queue works while the block runs."""
    process = queue(store, "pledgebook_site.web.serving.queue")
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)
        process.stdin.close()


def tasks() -> list[str]:
    from django_tasks_db.models import DBTaskResult

    return list(DBTaskResult.objects.values_list("status", flat=True))


def assert_read_once(text: str) -> None:
    """One document, read once, with each suggestion once, as many as reading it undisturbed gives."""
    from pledgebook_site import reading
    from pledgebook_site.ledger.models import DocumentRow, EntryRow, SightingRow
    from pledgebook_site.ledger.selectors.documents import stored
    from pledgebook_site.ledger.selectors.record import document

    (row,) = [one for one in DocumentRow.objects.all() if stored(document(one.pk)).text == text]
    places = sorted(SightingRow.objects.filter(document=row.pk).values_list("start", "data__end"))
    wanted = sorted((one["start"], one["end"]) for one in reading.propose(stored(document(row.pk))))
    assert places == wanted != []
    assert list(EntryRow.objects.filter(subject=row.pk).values_list("type", flat=True).order_by("index")) == [
        "document.taken",
        "document.read",
    ]


def comes_back_from(store, brought, point: str) -> None:
    """Killed at that point and begun again, the reading ends as if nothing had been."""
    client, job = brought
    killed_at(store, point)
    assert tasks() == ["RUNNING"]
    if point != "done":
        assert client.get(job).headers["Refresh"] == "2"
    with working(store):
        waits_for(lambda: tasks() == ["SUCCESSFUL"], why="the task is not done again")
    page = client.get(job)
    assert "Refresh" not in page.headers
    assert "were found" in page.content.decode() or "was found" in page.content.decode()
    assert_read_once(ARTICLE)


@pytest.mark.parametrize("point", POINTS)
def test_killed_in_the_middle(store, brought, checked_log, point):
    """Killed before, during and after it is written, the reading is done again: all of it, once; the log holds."""
    comes_back_from(store, brought, point)
    checked_log()


@pytest.mark.soak
@pytest.mark.parametrize("point", MORE_POINTS)
def test_killed_at_the_edges(store, brought, checked_log, point):
    """As before, killed when the task was just taken, just read, or just not yet called done."""
    comes_back_from(store, brought, point)
    checked_log()


def test_what_kills_its_reader_each_time_is_given_up(store, brought):
    """A text on which the process ends every time is not tried for ever: its page says so, and nothing is on record."""
    from pledgebook_site.ledger.models import DocumentRow
    from pledgebook_site.web.serving.queue import MOST_TRIES

    client, job = brought
    for _ in range(MOST_TRIES):
        killed_at(store, "reading")
    with working(store):
        waits_for(lambda: "Refresh" not in client.get(job).headers, why="the page still waits")
    assert tasks() == ["FAILED"]
    assert "This could not be taken in" in client.get(job).content.decode()
    assert DocumentRow.objects.count() == 0


def test_what_never_got_its_task_is_read(store, brought):
    """Where the pages were killed between keeping a text and queueing it, it is queued when the queue begins."""
    from django_tasks_db.models import DBTaskResult

    client, job = brought
    DBTaskResult.objects.all().delete()
    with working(store):
        waits_for(lambda: "Refresh" not in client.get(job).headers, why="the page still waits")
    assert_read_once(ARTICLE)


class Editor:
    """An editor at the desk of a served tracker, by plain HTTP."""

    def __init__(self, port: int) -> None:
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"Host": "localhost"}, timeout=60)
        self._send("/desk/sign-in/", {"username": NAME, "password": PASSWORD})

    def _send(self, path: str, told: dict[str, str]) -> str:
        """Fill in the form of a page; where it leads."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.http.get(path).text)[1]
        answer = self.http.post(path, data={**told, "csrfmiddlewaretoken": token})
        assert answer.is_redirect, (path, answer.status_code, answer.text)
        return answer.headers["Location"]

    def bring(self, text: str) -> str:
        """Paste a text and have it read; the page that tells how far that is."""
        job = self._send("/desk/add/", {"text": text, "rights": "excerpt"})
        page = self.http.get(job).text
        told = {
            name: unescape(value) for name, value in re.findall(r'name="([0-9a-f]{8}-\w+)"[^>]* value="([^"]*)"', page)
        }
        (prefix,) = {name.partition("-")[0] for name in told}
        told |= {f"{prefix}-{name}": value for name, value in (("language", "en"), ("genre", "news"))}
        told |= {f"{prefix}-rights": "excerpt"}
        told.pop(f"{prefix}-leave", None)
        self._send(job, told)
        return job

    def busy(self, job: str) -> bool:
        answer = self.http.get(job)
        assert answer.status_code == 200
        return "Refresh" in answer.headers


@pytest.fixture
def served(store) -> Iterator[Served]:
    """The tracker, served, with somebody who can sign in."""
    from pledgebook.ledger.values import AccountRole
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services.accounts import add_account

    add_account(NAME, password=PASSWORD, role=AccountRole.EDITOR, by=account("local"))
    process = store.started("serve", "--port", "0", WEB_CONCURRENCY="1")
    try:
        yield Served(process)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


@pytest.fixture
def editor(served) -> Iterator[Editor]:
    """Somebody at its desk."""
    signed_in = Editor(served.port)
    yield signed_in
    signed_in.http.close()


def kill_the_reader(served: Served) -> None:
    """Kill the process of the queue, wherever it is."""
    for number in served.children():
        told = subprocess.run(["ps", "-o", "args=", "-p", str(number)], capture_output=True, text=True, check=False)
        if "serving.queue" in told.stdout:
            os.kill(number, signal.SIGKILL)


def is_read_though_killed(served: Served, editor: Editor, chance: random.Random, text: str) -> None:
    """A text that is sent to be read is, once, though the process that reads is killed in the middle."""
    from pledgebook_site.desk.models import Incoming

    job = editor.bring(text)
    waits_for(lambda: not Incoming.objects.filter(state=Incoming.QUEUED).exists(), why="nobody begins to read")
    time.sleep(chance.uniform(0, 1.5))
    kill_the_reader(served)
    assert served.get("/healthz") == (200, "ok\n")
    waits_for(lambda: not editor.busy(job), why="the page still waits")
    assert "could not be taken in" not in editor.http.get(job).text
    assert_read_once(text)


def test_killed_while_it_serves(served, editor, checked_log):
    """A served tracker whose reader is killed reads by itself what was cut off, and its page tells so."""
    is_read_though_killed(served, editor, random.Random(12), LONG)
    waits_for(lambda: set(tasks()) == {"SUCCESSFUL"}, why="a task is not done")
    checked_log()


@pytest.mark.soak
def test_killed_again_and_again_while_it_serves(served, editor, checked_log):
    """As before, twenty texts, the reader killed once at some moment of each."""
    chance = random.Random()
    for number in range(KILLED_IN_A_SOAK):
        is_read_though_killed(served, editor, chance, f"Report number {number}.\n\n{LONG}")
    waits_for(lambda: set(tasks()) == {"SUCCESSFUL"}, why="a task is not done")
    checked_log()
