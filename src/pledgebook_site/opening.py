"""From a data folder to an open tracker: is there one, does its database fit this version, can it be reached?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

from pledgebook_site.boot import boot
from pledgebook_site.config import DATABASE, DataFolder
from pledgebook_site.durable import sync_file
from pledgebook_site.errors import StoreError

OLDEST_POSTGRESQL = 150000


@contextmanager
def opened(data: DataFolder) -> Iterator[None]:
    """A tracker whose models, services and selectors can be used within; StoreError if it is not made or not ready."""
    boot(data)
    with reached(data):
        if not is_tracker(data):
            raise StoreError(_not_made(data))
        if pending():
            raise StoreError(
                f"{data.path} was made by an earlier version. "
                f"Upgrade it: pledgebook init {quote(str(data.path))} --upgrade"
            )
        _finish_redactions()
        yield


def _finish_redactions() -> None:
    """Delete what a redaction had still to delete when it was interrupted."""
    from pledgebook_site.ledger.models import Erasure

    if Erasure.objects.exists():
        from pledgebook_site.ledger.services.redaction import finish

        finish()


@contextmanager
def reached(data: DataFolder) -> Iterator[None]:
    """Say in one line what is wrong with the database, and let go of it in the end."""
    from django.db import DatabaseError, InterfaceError, connection

    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        where = f"the database of {DATABASE}" if data.sqlite is None else str(data.sqlite)
        raise StoreError(f"{where} cannot be used: {_first_line(error)}.") from error
    finally:
        connection.close()


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def is_tracker(data: DataFolder) -> bool:
    """Whether a log has begun there; looking makes nothing. Booted first."""
    from django.db import connection

    if data.sqlite is not None and not data.sqlite.is_file():
        return False
    check_server()
    if "ledger_log" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM ledger_log")
        return cursor.fetchone() is not None


def check_server() -> None:
    """StoreError if the PostgreSQL server is too old, or its database cannot hold all writing."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    if connection.pg_version < OLDEST_POSTGRESQL:
        raise StoreError("the PostgreSQL server is too old: version 15 or later is needed.")
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        if cursor.fetchone() != ("UTF8",):
            raise StoreError("the database does not keep its text as UTF8: make one with ENCODING 'UTF8'.")


def _not_made(data: DataFolder) -> str:
    from pledgebook_site.secrets import Secrets

    if data.secrets.is_dir() and Secrets(data).settled():
        return lost(data)
    return f"{data.path} is no tracker yet. Make one: pledgebook init {quote(str(data.path))}"


def lost(data: DataFolder) -> str:
    """What to say of a tracker whose log is not in the database: a copy is to be put back, or another one named."""
    file = data.sqlite
    if file is None:
        return f"{data.path} is a tracker whose database is elsewhere: set {DATABASE} to the one that it was made with."
    if data.database_url is None and _was_there(file):
        return f"{data.path} is a tracker, but its database {file} is missing or empty: put a copy of it back."
    return (
        f"{data.path} is a tracker, but its database {file} is missing or empty: put a copy of it back, "
        f"or set {DATABASE} if it was made with another one."
    )


def _was_there(file: Path) -> bool:
    """Whether a file of SQLite has left anything there: itself, what it wrote beside it, or a copy of an upgrade."""
    beside = [file.with_name(file.name + end) for end in ("", "-wal", "-shm")]
    return any(one.exists() for one in beside) or any(file.parent.glob(f"{file.stem}-before-*"))


def pending() -> list[str]:
    """The migrations that the database lacks; StoreError if a later version has already changed it."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    known = executor.loader.disk_migrations
    foreign = [name for app, name in executor.loader.applied_migrations if (app, name) not in known]
    if foreign:
        raise StoreError(f"the database was changed by a later version of pledgebook ({foreign[0]}): install that one.")
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Bring the database to this version; SQLite brings all of it to the disk in the end, not step by step."""
    from django.core.management import call_command
    from django.db import connection

    with _synchronous("NORMAL"):
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(FULL)")


@contextmanager
def _synchronous(mode: str) -> Iterator[None]:
    """Let SQLite write in another mode of safety within."""
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={mode}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=FULL")


def upgrade(data: DataFolder) -> tuple[list[str], Path | None]:
    """Apply what is pending to a tracker: the migrations' names, and the copy made of an SQLite file before."""
    boot(data)
    with reached(data):
        if not is_tracker(data):
            raise StoreError(_not_made(data))
        names = pending()
        copy = _copy(data) if names else None
        if names:
            migrate()
        return names, copy


def _copy(data: DataFolder) -> Path | None:
    """A copy of the database beside it, for its owner only, on the disk before this returns."""
    from django.db import connection

    if data.sqlite is None:
        return None
    copy = data.sqlite.with_name(f"{data.sqlite.stem}-before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite3")
    copy.touch(mode=0o600, exist_ok=False)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    sync_file(copy)
    return copy
