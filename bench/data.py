"""Where the data lies, and its fingerprint."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

SHARED = Path(__file__).parents[1].parent / "shared"


class DataError(Exception):
    """The data is not there or not in the layout that was told; the message is one line for a person."""


def corpora() -> Path:
    """The folder of the corpora: PLEDGEBOOK_CORPORA, else `shared/corpora` beside the checkout."""
    return Path(os.environ.get("PLEDGEBOOK_CORPORA") or SHARED / "corpora")


def home(place: str) -> Path:
    """Where a task's data lies if nobody says: `gold/…` beside the corpora, everything else within them."""
    return corpora().parent / place if place.startswith("gold/") else corpora() / place


def files(data: Path, pattern: str) -> list[Path]:
    """The files of a task, sorted by path: DATA itself, or what matches the pattern in it or below. Never empty."""
    if not data.exists():
        raise DataError(f"{data} is not there: name the data with --data, or set PLEDGEBOOK_CORPORA.")
    found = [data] if data.is_file() else sorted(path for path in data.rglob(pattern) if path.is_file())
    if not found:
        raise DataError(f"{data} holds no file {pattern}: see docs/how-to/measure.md for the layout.")
    return found


def text_of(path: Path) -> str:
    """A file's text with its line ends as they are, since spans count them."""
    with path.open(encoding="utf8", newline="") as file:
        return file.read()


def fingerprint(paths: Iterable[Path]) -> str:
    """16 hexadecimal digits over names and bytes of the files, wherever their folder lies."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]
