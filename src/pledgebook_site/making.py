"""How a tracker comes to be: whole, or not at all."""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pledgebook.ledger.proof import ProofError, SigningKey, check_name
from pledgebook_site.boot import boot
from pledgebook_site.config import DATABASE, DataFolder
from pledgebook_site.durable import make_folder
from pledgebook_site.errors import StoreError
from pledgebook_site.opening import check_server, is_tracker, lost, migrate, reached
from pledgebook_site.secrets import FOLDER_MODE, Secrets

_ORIGIN = re.compile(r"[^\s+/:]+(:\d+)?(/[^\s+/]+)+\Z")


def make_tracker(data: DataFolder, *, origin: str | None = None, name: str) -> str:
    """A new tracker with its key, the account `local` and safe settings; its origin. StoreError if there is one."""
    origin = new_origin() if origin is None else checked_origin(origin)
    with making(data, origin=origin) as key:
        from pledgebook_site.ledger.services.tracker import begin

        begin(key, name=name)
    return origin


def new_origin() -> str:
    """An origin that nobody else has, under a domain that never resolves (RFC 2606)."""
    return f"pledgebook.invalid/{secrets.token_hex(16)}"


def checked_origin(origin: str) -> str:
    """The origin; StoreError unless it is HOST/PATH without scheme, blank and plus."""
    try:
        check_name(origin)
    except ProofError as error:
        raise StoreError(f"{error}; an origin is HOST/PATH.") from None
    if _ORIGIN.match(origin) is None:
        raise StoreError(f"{origin!r} is no origin: write HOST/PATH, as in example.org/promises.")
    return origin


@contextmanager
def making(data: DataFolder, *, origin: str) -> Iterator[SigningKey]:
    """An empty database and a new key, for a block in which a log begins; where it fails, all that is new goes again.

    What stays after a crash within is no tracker, and can be made one by making it again.
    """
    boot(data)
    if data.path.exists() and not data.path.is_dir():
        raise StoreError(f"{data.path} is a file: name a folder.")
    new = _missing(data)
    make_folder(data.path, mode=FOLDER_MODE)
    with _leaving_no_empty(new), _alone(data.path), reached(data):
        _refuse_what_is_there(data)
        try:
            key = _prepare(data, origin)
            yield key
        except BaseException:
            _remove(new)
            raise
        Secrets(data).settle(key)


@contextmanager
def _leaving_no_empty(new: list[Path]) -> Iterator[None]:
    """Where making fails, take away the new folders that hold nothing; what somebody else has made there stays."""
    try:
        yield
    except BaseException:
        for path in reversed(new):
            with suppress(OSError):
                path.rmdir()
        raise


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others from making a tracker in the same folder at the same time."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise StoreError(f"{folder} is being made a tracker by another process.") from None
    finally:
        os.close(descriptor)


def _refuse_what_is_there(data: DataFolder) -> None:
    if is_tracker(data):
        what = f"the database of {DATABASE}" if data.sqlite is None else str(data.path)
        raise StoreError(f"{what} is a tracker already; nothing was changed.")
    if Secrets(data).settled():
        raise StoreError(lost(data))


def _missing(data: DataFolder) -> list[Path]:
    """What is not there yet and may come to be, the highest folder first."""
    above = [path for path in (data.path, *data.path.parents) if not path.exists()]
    inside = [data.secrets, data.texts, data.sources]
    if data.sqlite is not None:
        inside += [data.sqlite.with_name(data.sqlite.name + end) for end in ("", "-wal", "-shm")]
    return [path for path in (*reversed(above), *inside) if not path.exists()]


def _prepare(data: DataFolder, origin: str) -> SigningKey:
    for folder in (data.texts, data.sources):
        make_folder(folder)
    if data.sqlite is not None:
        make_folder(data.sqlite.parent)
    check_server()
    migrate()
    key = SigningKey.make(origin)
    Secrets(data).propose(key)
    Secrets(data).web_key()
    return key


def _remove(new: list[Path]) -> None:
    from django.db import connection

    connection.close()
    for path in new:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
