"""Files that are there whole or not at all, also after a crash."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pledgebook_site.errors import StoreError

PARTIAL = ".part"


def write(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Put the bytes at `path` for good: beside it first, to the disk, then under its name; StoreError if it fails."""
    partial = path.with_name(f".{path.name}.{os.urandom(8).hex()}{PARTIAL}")
    with complaining(path, "written"):
        try:
            _fill(partial, data, mode)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        sync(path.parent)


def _fill(path: Path, data: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def make_folder(path: Path, *, mode: int = 0o777) -> None:
    """Make the folder and those above it that are missing, for good; `mode` is that of the last one."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with complaining(path, "made"):
        path.mkdir(mode=mode, exist_ok=True)
        sync(path.parent)


def sync_file(path: Path) -> None:
    """Bring to the disk what a file holds, and that it is there."""
    sync(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Bring to the disk what a file holds, or which files a folder has."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def complaining(path: Path, what: str) -> Iterator[None]:
    """Turn an error of the system into a StoreError: `path` cannot be `what`."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path} cannot be {what}: {error.strerror or error}.") from None
