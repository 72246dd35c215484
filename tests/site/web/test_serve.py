"""`serve` as a process of its own, on a port of loopback."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

SECONDS = 60
PASSWORD = "seven grey herons"


class Served:
    """A running `serve`: what it printed, and answers to requests."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines = [process.stdout.readline()]
        found = re.search(r"127\.0\.0\.1:(\d+)", self.lines[0])
        assert found is not None, (self.lines, process.stderr.read() if process.poll() is not None else "")
        self.port = int(found[1])

    def get(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        with contextlib.closing(connection):
            connection.request("GET", path, headers={"Host": "localhost"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def children(self) -> list[int]:
        """The processes that it has started, and those that these have."""
        if shutil.which("ps") is None:
            pytest.skip("ps is not installed (Debian: apt-get install procps)")
        return sorted(_below(self.process.pid))


def _below(parent: int) -> Iterator[int]:
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        child, above = map(int, line.split())
        if above == parent:
            yield child
            yield from _below(child)


def gone(numbers: list[int]) -> bool:
    """Whether none of these processes is there any more, after some patience."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if not any(_alive(number) for number in numbers):
            return True
        time.sleep(0.1)
    return False


def _alive(number: int) -> bool:
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip()) and not listed.stdout.strip().startswith("Z")


@pytest.fixture
def serve(store) -> Iterator[Callable[..., Served]]:
    """A function that serves the tracker; what still runs in the end is ended."""
    started: list[subprocess.Popen[str]] = []

    def begun(*words: str) -> Served:
        started.append(store.started("serve", "--port", "0", *words))
        return Served(started[-1])

    yield begun
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(SECONDS)
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


def test_from_the_first_minute(serve):
    """A tracker that was just made answers on every public page, and its setup opens with the printed token only."""
    served = serve()
    assert served.get("/healthz") == (200, "ok\n")
    for page in ("/", "/pledges/", "/desk/sign-in/"):
        assert served.get(page)[0] == 200
    line = served.process.stdout.readline()
    token = re.search(r"/setup/\?token=(\S+)", line)[1]
    assert served.get("/setup/")[0] == 403
    assert "Set up your tracker" in served.get(f"/setup/?token={token}")[1]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_its_children(serve, number):
    """A signal ends it in order, with status 0 and nothing left running."""
    served = serve()
    children = served.children()
    assert len(children) >= 3
    served.process.send_signal(number)
    assert served.process.wait(SECONDS) == 0
    assert gone(children)


def test_children_do_not_outlive_it(serve):
    """Where the parent is killed, the children end by themselves."""
    served = serve()
    children = served.children()
    served.process.kill()
    served.process.wait()
    assert gone(children)


def test_the_queue_is_kept_alive(serve):
    """A process of the queue that dies is started again, while the pages go on."""
    served = serve()
    time.sleep(1)
    (queue,) = [number for number in served.children() if "serving.queue" in _command(number)]
    os.kill(queue, signal.SIGKILL)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        again = [number for number in served.children() if "serving.queue" in _command(number) and number != queue]
        if again:
            break
        time.sleep(0.2)
    assert again
    assert served.get("/healthz")[0] == 200


def _command(number: int) -> str:
    return subprocess.run(["ps", "-o", "args=", "-p", str(number)], capture_output=True, text=True, check=False).stdout


def test_once_somebody_can_sign_in_there_is_no_setup(store, serve):
    """With an account that has a password no token is made and /setup/ is not there."""
    store.run("user", "add", "Ilmara", stdin=f"{PASSWORD}\n{PASSWORD}\n")
    served = serve()
    assert served.get("/setup/")[0] == 404
    assert not (store.data.secrets / "setup.token").exists()


def test_a_port_in_use(store):
    """A port that another program listens on is answered in one line."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = store.process("serve", "--port", str(port))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"port {port} of 127.0.0.1 is in use" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "192.0.2.1"), "is no address of this machine"),
        (("--host", "no.such.host.invalid"), "is no address of this machine"),
        (("--public-url", "promises.example.org"), "is no public address"),
    ],
)
def test_bad_options(store, words, said):
    """What cannot be served is said in one line."""
    done = store.process("serve", "--port", "0", *words)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_no_tracker(nowhere):
    """Where no tracker is, nothing is made and one line says what to do."""
    done = nowhere.process("serve", "--port", "0")
    assert done.returncode == 2
    assert "pledgebook init" in done.stderr
    assert not nowhere.data.path.exists()


def test_check_deploy(store):
    """Without a public address there is something to mend; with one, and somebody who can sign in, nothing."""
    bare = store.process("check-deploy")
    assert bare.returncode == 1
    assert "--public-url" in bare.stdout
    assert "Nobody can sign in" in bare.stdout
    store.run("user", "add", "Ilmara", stdin=f"{PASSWORD}\n{PASSWORD}\n")
    clean = store.process("check-deploy", "--public-url", "https://promises.example.org")
    assert (clean.returncode, clean.stdout) == (0, "Fit for the public.\n")
    (store.data.secrets / "web.key").chmod(0o644)
    open_to_all = store.process("check-deploy", "--public-url", "https://promises.example.org")
    assert open_to_all.returncode == 1
    assert "web.key" in open_to_all.stdout


def test_an_earlier_version_is_brought_to_this_one(tmp_path, sqlite_template):
    """A database that lacks migrations gets them before the pages open, after a copy that only its owner can read."""
    from pledgebook_site.boot import boot
    from pledgebook_site.config import DataFolder

    data = DataFolder(tmp_path / "data")
    shutil.copytree(sqlite_template.data.path, data.path)
    boot(data)
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", "axes", "0009", verbosity=0, skip_checks=True)
    connection.close()
    words = [sys.executable, "-m", "pledgebook", "--data", str(data.path), "serve", "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        served = Served(process)
        assert served.get("/healthz")[0] == 200
        process.terminate()
        said = process.stderr.read()
    (copy,) = Path(data.path).glob("pledgebook-before-*.sqlite3")
    assert str(copy) in said
    assert copy.stat().st_mode & 0o077 == 0


def test_behind_a_proxy(serve):
    """With a public address, plain requests are sent to HTTPS, and what a proxy here says came by HTTPS is answered."""
    served = serve("--public-url", "https://promises.example.org")

    def asked(**headers: str) -> tuple[int, str | None]:
        connection = HTTPConnection("127.0.0.1", served.port, timeout=SECONDS)
        with contextlib.closing(connection):
            connection.request("GET", "/desk/sign-in/", headers={"Host": "promises.example.org", **headers})
            answer = connection.getresponse()
            return answer.status, answer.headers["Location"]

    assert asked() == (301, "https://promises.example.org/desk/sign-in/")
    assert asked(**{"X-Forwarded-Proto": "https"}) == (200, None)
    assert served.get("/healthz") == (200, "ok\n")
