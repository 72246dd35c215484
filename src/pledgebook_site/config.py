"""Where a tracker lies: its data folder, and its database."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pledgebook_site.errors import StoreError

DATA = "PLEDGEBOOK_DATA"
DATABASE = "DATABASE_URL"
DEFAULT = Path("pledgebook-data")
POSTGRESQL, SQLITE = "postgresql", "sqlite"
_CACHE = 65536  # KiB of pages that a connection may keep in memory
_FORMS = f"{DATABASE} is postgresql://USER:PASSWORD@HOST:PORT/NAME or sqlite:///FILE"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder of one tracker; `database_url` names a database elsewhere, and is never shown: it may hold a password.

    Texts, sources and secrets lie in the folder in either case.
    """

    path: Path
    database_url: str | None = field(default=None, repr=False)

    @property
    def sqlite(self) -> Path | None:
        """The file of the database, or None where it is kept by a PostgreSQL server."""
        if self.database_url is None:
            return self.path / "pledgebook.sqlite3"
        return _sqlite_file(self.database_url) if _scheme(self.database_url) == SQLITE else None

    @property
    def texts(self) -> Path:
        return self.path / "texts"

    @property
    def sources(self) -> Path:
        return self.path / "sources"

    @property
    def secrets(self) -> Path:
        return self.path / "secrets"

    def database(self) -> dict[str, Any]:
        """The database as Django's DATABASES describes one; StoreError if DATABASE_URL cannot be understood."""
        file = self.sqlite
        if file is not None:
            return _sqlite(file)
        return _postgresql(self.database_url or "")


def data_folder(told: Path | None = None, *, environment: Mapping[str, str] | None = None) -> DataFolder:
    """The folder that was told, else PLEDGEBOOK_DATA, else `./pledgebook-data`; the database is DATABASE_URL's."""
    environment = os.environ if environment is None else environment
    path = told if told is not None else Path(environment.get(DATA) or DEFAULT)
    url = environment.get(DATABASE) or None
    if url is not None:
        _scheme(url)
    return DataFolder(path.absolute(), url)


def _scheme(url: str) -> str:
    scheme, found, _ = url.partition(":")
    if found and scheme in (POSTGRESQL, SQLITE):
        return scheme
    if scheme == "postgres":
        raise StoreError(f"{DATABASE} begins with postgres://; write postgresql:// instead.")
    raise StoreError(f"{DATABASE} names no database that is known here; {_FORMS}.")


def _sqlite_file(url: str) -> Path:
    parts = urlsplit(url)
    if parts.netloc or not parts.path.startswith("/") or len(parts.path) < 2 or parts.query or parts.fragment:
        raise StoreError(f"{DATABASE} does not name a file: write sqlite:///FILE, and sqlite:////FILE from the root.")
    return Path(unquote(parts.path[1:])).absolute()


def _sqlite(file: Path) -> dict[str, Any]:
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", f"cache_size=-{_CACHE}")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    told = _conninfo(url)
    name = told.pop("dbname", "")
    if not name and "service" not in told:
        raise StoreError(f"{DATABASE} names a server but no database; {_FORMS}.")
    places = {key: str(told.pop(key.lower(), "")) for key in ("HOST", "PORT", "USER", "PASSWORD")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        **places,
        "OPTIONS": {"application_name": "pledgebook", **told},
    }


def _conninfo(url: str) -> dict[str, Any]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return dict(conninfo_to_dict(url))
    except ProgrammingError:
        raise StoreError(f"{DATABASE} cannot be read as an address; {_FORMS}.") from None
