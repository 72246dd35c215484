"""Texts and sources of a tracker, each under the hash of its bytes.

They are written before the transaction that speaks of them is committed, so that no event ever names a file that is
not there.
"""

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pledgebook_site.config import DataFolder
from pledgebook_site.durable import complaining, make_folder, sync, write
from pledgebook_site.errors import StoreError

_HASH = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Files:
    """The content-addressed files of one data folder; the name of each is the SHA-256 of its bytes, in lower hex."""

    data: DataFolder

    def keep_text(self, text: str) -> str:
        """Keep a text, as UTF-8; its hash. Keeping it again changes nothing."""
        content = text.encode("utf8")
        return _keep(content, _place(self.data.texts, _sha256(content), ".txt"))

    def keep_source(self, source: bytes) -> str:
        """Keep the bytes of a source; their hash. Keeping them again changes nothing."""
        return _keep(source, _place(self.data.sources, _sha256(source)))

    @contextmanager
    def keeping(self, *, source: bytes, text: str) -> Iterator[None]:
        """Keep a source and its text while the block runs: both are there for good when it ends, or it fails.

        The disk takes its time for each of them; meanwhile other work is done.
        """
        with ThreadPoolExecutor(max_workers=2) as writers:
            kept = [writers.submit(self.keep_source, source), writers.submit(self.keep_text, text)]
            yield
            for one in kept:
                one.result()

    def text(self, sha256: str) -> str:
        """The text with this hash; StoreError if it is missing or was altered."""
        return _read(_place(self.data.texts, sha256, ".txt"), sha256).decode("utf8")

    def source(self, sha256: str) -> bytes:
        """The source with this hash; StoreError if it is missing or was altered."""
        return _read(_place(self.data.sources, sha256), sha256)

    def has_text(self, sha256: str) -> bool:
        return _place(self.data.texts, sha256, ".txt").is_file()

    def has_source(self, sha256: str) -> bool:
        return _place(self.data.sources, sha256).is_file()

    def delete_text(self, sha256: str) -> None:
        """Delete the text for good; nothing happens where it is not there."""
        _delete(_place(self.data.texts, sha256, ".txt"))

    def delete_source(self, sha256: str) -> None:
        """Delete the source for good; nothing happens where it is not there."""
        _delete(_place(self.data.sources, sha256))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _place(folder: Path, sha256: str, ending: str = "") -> Path:
    if _HASH.match(sha256) is None:
        raise StoreError(f"{sha256[:80]!r} is not the hash of a file: 64 hexadecimal digits.")
    return folder / sha256[:2] / f"{sha256}{ending}"


def _keep(content: bytes, path: Path) -> str:
    sha256 = _sha256(content)
    if not _holds(path, sha256):
        make_folder(path.parent)
        write(path, content)
    return sha256


def _holds(path: Path, sha256: str) -> bool:
    with complaining(path, "read"):
        return path.is_file() and _sha256(path.read_bytes()) == sha256


def _read(path: Path, sha256: str) -> bytes:
    if not path.is_file():
        raise StoreError(f"{path} is missing; bring it back from a copy of the data folder.")
    with complaining(path, "read"):
        content = path.read_bytes()
    if _sha256(content) != sha256:
        raise StoreError(f"{path} was altered: its hash is no longer its name; bring it back from a copy.")
    return content


def _delete(path: Path) -> None:
    with complaining(path, "deleted"):
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync(path.parent)
