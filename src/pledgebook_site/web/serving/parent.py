"""The parent: it holds the port, starts the pages and the queue, keeps the queue alive, and ends both with itself."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

from pledgebook_site.config import DATA, DataFolder
from pledgebook_site.errors import StoreError
from pledgebook_site.web.options import WebOptions

PAGES, QUEUE = "pledgebook_site.web.serving.pages", "pledgebook_site.web.serving.queue"
GRACE = 20.0
"""Seconds in which a child may finish what it is at."""

_BACKLOG = 256
_STEP = 0.25
_PATIENCE = 60.0
_PAUSE = 2.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections there, port 0 being any that is free; StoreError, in one line, if it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OverflowError:
        raise StoreError(f"there is no port {port}: name one between 1 and 65535.") from None
    except OSError as error:
        raise StoreError(_why(host, port, error)) from None


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is in use already: end what uses it, or name another with --port."
    if error.errno == errno.EACCES:
        return f"port {port} of {host} is for the system's own programs: name one above 1023 with --port."
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error.__context__, socket.gaierror):
        return f"{host} is no address of this machine: name one with --host, as 127.0.0.1."
    return f"port {port} of {host} cannot be listened on: {error.strerror or error}."


@dataclass(slots=True)
class Serving:
    """A tracker being served on a socket until it is told to stop."""

    data: DataFolder
    options: WebOptions
    listening: socket.socket
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, ready: Callable[[], None]) -> None:
        """Serve, call `ready` once the pages answer, and return when SIGINT or SIGTERM has ended all of it.

        StoreError if the pages do not start, or end by themselves.
        """
        with self._heeding_signals(), self._child(PAGES, str(self.listening.fileno())) as pages:
            self._await(pages)
            if not self.stopping.is_set():
                ready()
            self._keep_queue(pages)

    def _keep_queue(self, pages: subprocess.Popen[bytes]) -> None:
        """Start the process of the queue, and again where it has died, as long as the pages run."""
        while not self.stopping.is_set():
            with self._child(QUEUE) as queue:
                while queue.poll() is None and not self.stopping.wait(_STEP):
                    if pages.poll() is not None:
                        raise StoreError(f"the process of the pages ended by itself (status {pages.returncode}).")
            self.stopping.wait(_PAUSE)

    def _await(self, pages: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + _PATIENCE
        while not self.stopping.is_set() and not self._answers():
            if pages.poll() is not None or time.monotonic() > until:
                raise StoreError("the pages do not start; what went wrong stands above.")
            self.stopping.wait(_STEP)

    def _answers(self) -> bool:
        host, port = self.listening.getsockname()[:2]
        connection = HTTPConnection(_EVERYWHERE.get(host, host), port, timeout=_STEP * 8)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    @contextmanager
    def _child(self, module: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """A process of ours; it ends with the block, and by itself when this process is gone: its input closes."""
        environment = {**os.environ, **self.options.environment(), DATA: str(self.data.path)}
        child = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            env=environment,
            stdin=subprocess.PIPE,
            pass_fds=(self.listening.fileno(),) if words else (),
            start_new_session=True,
        )
        try:
            yield child
        finally:
            _end(child)

    @contextmanager
    def _heeding_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, lambda *_: self.stopping.set()) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ask a child to end; after the time of grace end it. A task of the queue that is cut off is put back later."""
    with suppress(OSError):
        child.terminate()
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    if child.stdin is not None:
        child.stdin.close()
