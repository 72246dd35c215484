"""Trackers on both databases, each in a data folder of its own, made from a template that is migrated once.

PostgreSQL is the server that PLEDGEBOOK_TEST_POSTGRESQL names (an address as in DATABASE_URL, whose user may make
databases), else one started for the session where initdb is found and will run, which it refuses as root; else its
half of the tests is skipped with the reason.
"""

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from pledgebook.cli import group
from pledgebook.ledger.entries import check_line, open_blob
from pledgebook.ledger.proof import Tree, VerifyingKey, leaf_hash, open_checkpoint, root_from_leaves
from pledgebook_site.boot import boot
from pledgebook_site.config import DATABASE, DataFolder
from pledgebook_site.making import make_tracker

SERVER = "PLEDGEBOOK_TEST_POSTGRESQL"
DATABASES = ("sqlite", "postgresql")
numbers = itertools.count(1)


# Writes operations of three events each, and says after each one how long the log is.
WRITER = """
import sys
from pathlib import Path
from pledgebook_site.boot import boot
from pledgebook_site.config import data_folder
boot(data_folder(Path(sys.argv[1])))
from pledgebook.ledger.events import PersonRecorded
from pledgebook_site.ledger.selectors.accounts import account
from pledgebook_site.ledger.services.log import operation
author = account("local").author
for count in range(int(sys.argv[3])):
    with operation(author) as made:
        for part in range(3):
            made.record(PersonRecorded(name=f"{sys.argv[2]} {count}", names={}), subject=f"{part:032x}")
    print(made.log.size, flush=True)
"""


@dataclass(frozen=True)
class Tracker:
    """A data folder, booted in this process; `run` calls the command line here and `process` in a process of its own.

    Before using models after another tracker was pointed at, call `boot`.
    """

    data: DataFolder
    environment: dict[str, str | None] = field(repr=False)

    def run(self, *words: str, stdin: str | None = None, **environment: str) -> Result:
        told = {**self.environment, **environment}
        result = CliRunner().invoke(group, ["--data", str(self.data.path), *words], input=stdin, env=told)
        self.boot()
        return result

    def process(self, *words: str, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            **self._called(words, environment), input=stdin, capture_output=True, check=False, timeout=60
        )

    def started(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        return subprocess.Popen(**self._called(words, environment), **pipes)

    def writing(self, name: str, count: int) -> dict:
        """What `subprocess` needs to run WRITER; on its standard output stand lengths of the log."""
        words = ["-c", WRITER, str(self.data.path), name, str(count)]
        return {**self._called((), {}), "args": [sys.executable, *words], "stdout": subprocess.PIPE}

    def _called(self, words: tuple[str, ...], environment: dict[str, str]) -> dict:
        told = {**os.environ, **self.environment, **environment}
        return {
            "args": [sys.executable, "-m", "pledgebook", "--data", str(self.data.path), *words],
            "env": {name: value for name, value in told.items() if value is not None},
            "text": True,
        }

    def boot(self) -> None:
        boot(self.data)


def tracker_at(path: Path, url: str | None = None) -> Tracker:
    environment = {DATABASE: url, "PLEDGEBOOK_DATA": None, "PLEDGEBOOK_AUTHOR": None, "PLEDGEBOOK_DEBUG": "1"}
    return Tracker(DataFolder(path, url), environment)


@pytest.fixture(params=DATABASES)
def store(request, tmp_path) -> Iterator[Tracker]:
    """A tracker that holds nothing but its first events: once on SQLite, once on PostgreSQL."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        yield _copied(template, tmp_path / "data")
        close()
    else:
        template, server = request.getfixturevalue("postgresql_template"), request.getfixturevalue("postgresql_server")
        with database(server, template=template.data.database_url) as url:
            yield _copied(template, tmp_path / "data", url)
            close()


@pytest.fixture(params=DATABASES)
def nowhere(request, tmp_path) -> Iterator[Tracker]:
    """A place where no tracker is yet: no folder; on PostgreSQL an empty database."""
    if request.param == "sqlite":
        yield tracker_at(tmp_path / "data")
        close()
    else:
        with database(request.getfixturevalue("postgresql_server")) as url:
            yield tracker_at(tmp_path / "data", url)
            close()


@pytest.fixture(params=DATABASES)
def make_store(request, tmp_path) -> Iterator[Callable[[], Tracker]]:
    """As `store`, for tests that need several trackers of one kind: each call makes another."""
    sqlite = request.param == "sqlite"
    template = request.getfixturevalue("sqlite_template" if sqlite else "postgresql_template")
    made: list[str] = []

    def make() -> Tracker:
        place = tmp_path / f"data-{next(numbers)}"
        if sqlite:
            return _copied(template, place)
        url = create(request.getfixturevalue("postgresql_server"), template=template.data.database_url)
        made.append(url)
        return _copied(template, place, url)

    yield make
    close()
    for url in made:
        drop(request.getfixturevalue("postgresql_server"), url)


def _copied(template: Tracker, path: Path, url: str | None = None) -> Tracker:
    shutil.copytree(template.data.path, path)
    tracker = tracker_at(path, url)
    tracker.boot()
    return tracker


def close() -> None:
    from django.db import connection

    connection.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Tracker:
    tracker = tracker_at(tmp_path_factory.mktemp("sqlite") / "data")
    make_tracker(tracker.data, name="A test")
    return tracker


@pytest.fixture(scope="session")
def postgresql_template(tmp_path_factory, postgresql_server) -> Iterator[Tracker]:
    with database(postgresql_server) as url:
        tracker = tracker_at(tmp_path_factory.mktemp("postgresql") / "data", url)
        make_tracker(tracker.data, name="A test")
        close()
        yield tracker
        close()


@contextmanager
def database(server: str, *, template: str | None = None) -> Iterator[str]:
    """The address of a database of its own, which is gone after."""
    url = create(server, template=template)
    try:
        yield url
    finally:
        drop(server, url)


def create(server: str, *, template: str | None = None) -> str:
    name = f"pledgebook_test_{os.getpid()}_{next(numbers)}"
    source = "template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'" if template is None else name_in(template)
    administer(server, f"CREATE DATABASE {name} TEMPLATE {source}")
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def drop(server: str, url: str) -> None:
    administer(server, f"DROP DATABASE {name_in(url)} WITH (FORCE)")


def name_in(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


def administer(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory) -> Iterator[str]:
    """The address of a server on which databases can be made."""
    told = os.environ.get(SERVER)
    if told:
        yield told
        return
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server: initdb is not installed (Debian: apt-get install postgresql)")
    if os.geteuid() == 0:
        pytest.skip(f"no PostgreSQL server: initdb refuses root; run as another user, or name a server in {SERVER}")
    # A socket's path may have little more than 100 characters, so it cannot lie among pytest's folders.
    with _started(programs, tmp_path_factory.mktemp("server")) as url:
        yield url


def _programs() -> Path | None:
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


@contextmanager
def _started(programs: Path, folder: Path) -> Iterator[str]:
    import tempfile

    quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    with tempfile.TemporaryDirectory(prefix="pledgebook-") as socket:
        _call(programs / "initdb", "-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        control = (programs / "pg_ctl", "-D", folder, "-w")
        _call(*control, "-l", folder / "log", "-o", f"-k {socket} -c listen_addresses='' {quick}", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={socket}"
        finally:
            _call(*control, "-m", "immediate", "stop")


def _call(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL, timeout=120)


@pytest.fixture
def checked_log() -> Callable[[], list]:
    """A function that gives all entries with their blobs, once it has checked that all of the log belongs together."""
    return _checked_log


def _checked_log() -> list:
    """All entries, after checking that lines, blobs, clocks, nodes, abouts and the signed head belong together."""
    from pledgebook_site.ledger.models import About, Node, PayloadRow
    from pledgebook_site.ledger.selectors.log import entries, head, leaves, the_log

    log = list(entries())
    hashes = [leaf_hash(entry.line) for entry, _ in log]
    for number, (entry, blob) in enumerate(log):
        assert check_line(entry.line, index=number) == entry
        assert blob is None or open_blob(blob) is not None
    assert list(leaves()) == hashes
    assert Node.objects.count() == len(Tree.over([]).extend(hashes))
    assert PayloadRow.objects.count() == sum(blob is not None for _, blob in log)
    assert set(About.objects.values_list("entry_id", flat=True)) == set(range(len(log)))
    clocks = [entry.recorded_at for entry, _ in log]
    assert clocks == sorted(clocks)
    checkpoint = open_checkpoint(head(), [VerifyingKey.parse(the_log().vkey)])
    assert (checkpoint.size, checkpoint.root) == (len(log), root_from_leaves(hashes))
    return log
