"""A PostgreSQL database to measure on, where one can be had.

Asked in this order: the server that PLEDGEBOOK_TEST_POSTGRESQL names, that of DATABASE_URL (its user makes a database
of its own on it), and a server started for the occasion, as the user `postgres` where root asks, since initdb refuses
root.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

SERVERS = ("PLEDGEBOOK_TEST_POSTGRESQL", "DATABASE_URL")
SECONDS = 120


class NoServerError(Exception):
    """Why there is no PostgreSQL to measure on, in one line."""


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database, which is gone after; NoServerError if none can be had."""
    with _server() as server:
        name = f"pledgebook_bench_{os.getpid()}"
        _administer(server, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _server() -> Iterator[str]:
    told = next((os.environ[name] for name in SERVERS if os.environ.get(name, "").startswith("postgresql:")), None)
    if told is not None:
        yield told
        return
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="pledgebook-") as place, _started(programs, Path(place)) as url:
        yield url


def _programs() -> Path:
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists():
            return place
    raise NoServerError(
        f"no server: initdb is not installed, and none of {', '.join(SERVERS)} names a PostgreSQL server"
    )


@contextmanager
def _started(programs: Path, place: Path) -> Iterator[str]:
    """A server in an empty folder, reached by a socket in it."""
    if os.geteuid() == 0:
        if shutil.which("runuser") is None:
            raise NoServerError("no server: initdb refuses root, and there is no runuser")
        shutil.chown(place, "postgres")
    _as_server(place, programs / "initdb", "-D", place / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8")
    control = (programs / "pg_ctl", "-D", place / "data", "-w")
    _as_server(place, *control, "-l", place / "log", "-o", f"-k {place} -c listen_addresses=''", "start")
    try:
        yield f"postgresql://postgres@/postgres?host={place}"
    finally:
        _as_server(place, *control, "-m", "immediate", "stop")


def _as_server(place: Path, *words: object) -> None:
    before = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    command = [str(word) for word in (*before, *words)]
    try:
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=SECONDS, cwd=place
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise NoServerError(f"no server: {Path(str(words[0])).name} failed: {error}") from None


def _administer(server: str, statement: str) -> None:
    import psycopg

    try:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]
    except psycopg.Error as error:
        raise NoServerError(f"no database: {str(error).strip().splitlines()[0]}") from None
