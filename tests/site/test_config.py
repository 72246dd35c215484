"""Where a tracker lies: folders and databases as they are told, refused clearly where they cannot be."""

from pathlib import Path

import pytest

from pledgebook_site.config import DataFolder, data_folder
from pledgebook_site.errors import StoreError

SECRET = "hunter-of-herons"


def test_which_folder(tmp_path, monkeypatch):
    """What is told goes before the environment, and that before `./pledgebook-data`."""
    monkeypatch.chdir(tmp_path)
    told = {"PLEDGEBOOK_DATA": str(tmp_path / "b")}
    assert data_folder(Path("a"), environment=told).path == tmp_path / "a"
    assert data_folder(environment=told).path == tmp_path / "b"
    assert data_folder(environment={"PLEDGEBOOK_DATA": ""}).path == tmp_path / "pledgebook-data"
    assert data_folder(environment={"DATABASE_URL": ""}).database_url is None


def test_sqlite_is_the_default(tmp_path):
    """The database is a file in the folder, in WAL mode, with immediate transactions and all that keeps it safe."""
    database = DataFolder(tmp_path).database()
    assert database["NAME"] == str(tmp_path / "pledgebook.sqlite3")
    assert (database["OPTIONS"]["transaction_mode"], database["OPTIONS"]["timeout"]) == ("IMMEDIATE", 30)


def test_pragmas_hold(sqlite_template):
    """An open SQLite database writes ahead, syncs fully, checks foreign keys and overwrites what it deletes."""
    sqlite_template.boot()
    from django.db import connection

    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    connection.close()
    assert found == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000}


@pytest.mark.parametrize(
    ("url", "file"),
    [("sqlite:////srv/promises.db", "/srv/promises.db"), ("sqlite:////srv/a%20b.db", "/srv/a b.db")],
)
def test_sqlite_elsewhere(url, file):
    """DATABASE_URL can name a file elsewhere."""
    assert DataFolder(Path("/data"), url).database()["NAME"] == file


def test_postgresql():
    """An address gives host, port, user, password and name, with their escapes, and further parameters of libpq."""
    url = "postgresql://ilmara:p%40ss@db.example.org:5433/promises?sslmode=require"
    database = DataFolder(Path("/data"), url).database()
    told = [database[key] for key in ("HOST", "PORT", "USER", "PASSWORD", "NAME")]
    assert told == ["db.example.org", "5433", "ilmara", "p@ss", "promises"]
    assert database["OPTIONS"]["sslmode"] == "require"
    socket = DataFolder(Path("/data"), "postgresql:///promises?host=/run/postgresql").database()
    assert (socket["HOST"], socket["NAME"]) == ("/run/postgresql", "promises")


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://ilmara:{SECRET}@db/promises",
        f"postgres://ilmara:{SECRET}@db/promises",
        f"postgresql://ilmara:{SECRET}@db",
        f"postgresql://ilmara:{SECRET}@db/promises?colour=blue",
        f"postgresql://ilmara:{SECRET}@[db/promises",
        "sqlite://",
        "sqlite:///",
        "sqlite://file.db",
        "sqlite:file.db",
        "sqlite:///a.db?mode=memory",
        "promises",
    ],
)
def test_what_cannot_be_a_database(url):
    """Any other address is refused in one line that names DATABASE_URL and shows no password."""
    with pytest.raises(StoreError) as refused:
        data_folder(environment={"DATABASE_URL": url}).database()
    said = str(refused.value)
    assert "DATABASE_URL" in said
    assert SECRET not in said
    assert "\n" not in said
    assert SECRET not in repr(DataFolder(Path("/data"), url))
