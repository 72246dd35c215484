"""A log written as one folder that strangers can check: byte for byte the same for one state of one log."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.folder.contents import Contents, Log
from pledgebook.ledger.folder.layout import (
    AUTHORS,
    CHECKPOINT,
    EVENTS_IN_A_FILE,
    KEYS,
    LEAVES,
    MANIFEST,
    MANIFEST_SIGNATURE,
    README,
    Manifest,
    events_path,
    manifest_text,
    parse_manifest,
    payload_path,
    source_path,
    text_path,
)
from pledgebook.ledger.proof import canonical
from pledgebook.ledger.showing import public as what_is_public


def write_folder(contents: Contents, path: Path, *, public: bool = False) -> Manifest:
    """Write the export of a log to `path`, whole or not at all, and return its manifest.

    An export of the same log that is already there is replaced; LedgerError if anything else is.
    """
    target = path.resolve()
    log = Log(contents)
    _check_target(target, told=path, origin=log.origin)
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.mkdir(mode=0o755 if public else 0o700)
        manifest = _Writer(partial, log, public=public).write()
        _swap(partial, target)
    except OSError as error:
        raise LedgerError(f"{path} cannot be written: {error.strerror}. Name another folder.") from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


class _Writer:
    """Writes one folder, and keeps what the manifest says of each file."""

    def __init__(self, root: Path, log: Log, *, public: bool) -> None:
        self.root, self.log, self.public = root, log, public
        self.state = log.state()
        self.shown = what_is_public(self.state, log.entries) if public else None
        self.files: dict[str, str] = {}
        self.made = {""}
        self.base = f"{root}/"

    def write(self) -> Manifest:
        withheld = tuple(self._write_payloads())
        self._write_events()
        self._write_documents()
        self._put(LEAVES, b"".join(leaf.hex().encode() + b"\n" for leaf in self.log.leaves))
        self._put(CHECKPOINT, self.log.contents.checkpoint.encode())
        self._put(KEYS, "".join(f"{vkey}\n" for vkey in self.log.chain.vkeys()).encode())
        self._put(AUTHORS, canonical(self._authors()))
        self._put(README, readme(public=self.public))
        return self._seal(withheld)

    def _seal(self, withheld: tuple[int, ...]) -> Manifest:
        size, origin = len(self.log.entries), self.log.origin
        manifest = Manifest(files=dict(self.files), origin=origin, public=self.public, size=size, withheld=withheld)
        content = manifest.to_bytes()
        self._put(MANIFEST, content)
        text = manifest_text(origin, hashlib.sha256(content).hexdigest())
        self._put(MANIFEST_SIGNATURE, self.log.contents.sign(text).encode())
        return manifest

    def _write_events(self) -> None:
        for number, start in enumerate(range(0, len(self.log.entries), EVENTS_IN_A_FILE)):
            some = self.log.entries[start : start + EVENTS_IN_A_FILE]
            self._put(events_path(number), b"".join(entry.line + b"\n" for entry in some))

    def _write_payloads(self) -> Iterator[int]:
        """Write what may be shown, and give the numbers of the entries whose payload is there and may not be."""
        for entry in self.log.entries:
            blob = self.log.contents.payload(entry.payload_sha256)
            if blob is None:
                continue
            if self.shown is None or entry.index in self.shown.entries:
                self._put(payload_path(entry.payload_sha256), blob)
            else:
                yield entry.index

    def _write_documents(self) -> None:
        gone = self.log.redacted_texts(self.state)
        known = [one for one in self.state.documents.values() if not one.missing and one.text_sha256 not in gone]
        texts = {one.text_sha256 for one in known} if self.shown is None else self.shown.texts - gone
        for sha256 in sorted(one for one in texts if one is not None):
            self._put_stored(text_path(sha256), self.log.contents.text(sha256))
        if self.shown is None:
            for sha256 in sorted({one.source_sha256 for one in known if one.source_sha256 is not None}):
                self._put_stored(source_path(sha256), self.log.contents.source(sha256))

    def _authors(self) -> dict[str, Any]:
        """All of it in a private export; as much as the setting `authors_shown` says in a public one."""
        told = self.log.contents.authors()
        shown = self.state.settings.get("authors_shown") if self.public else "all"
        if shown == "all":
            return {name: dict(author) for name, author in told.items()}
        names = {"role": ("role",), "name": ("name", "role")}.get(str(shown), ())
        return {
            name: {key: author.get(key) for key in names}
            for name, author in told.items()
            if names and name in self.state.authors
        }

    def _put_stored(self, path: str, content: bytes | None) -> None:
        if content is not None:
            self._put(path, content)

    def _put(self, path: str, content: bytes) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self.made:
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            self.made.add(folder)
        handle = os.open(self.base + path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            written = os.write(handle, content)
            while written < len(content):
                written += os.write(handle, content[written:])
        finally:
            os.close(handle)
        self.files[path] = hashlib.sha256(content).hexdigest()


def readme(*, public: bool) -> bytes:
    """What an export says of itself: how to check it with standard tools, and what cannot be checked."""
    return (Path(__file__).parent / ("public.md" if public else "private.md")).read_bytes()


def _check_target(target: Path, *, told: Path, origin: str) -> None:
    """Refuse to replace anything but an export of the same log, or an empty folder."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if target.is_dir() and _is_export(target, origin):
        return
    raise LedgerError(f"{told} is there already and is no export of this log. Name an empty folder or a new one.")


def _is_export(target: Path, origin: str) -> bool:
    try:
        manifest = parse_manifest((target / MANIFEST).read_bytes())
    except (OSError, LedgerError):
        return False
    known = {*manifest.files, MANIFEST, MANIFEST_SIGNATURE}
    there = (place for place in target.rglob("*") if place.is_symlink() or not place.is_dir())
    return manifest.origin == origin and all(place.relative_to(target).as_posix() in known for place in there)


def _swap(partial: Path, target: Path) -> None:
    """Put the new folder where the old one is; the old one comes back if that fails."""
    old = target.with_name(f"{partial.name}.old")
    if target.exists():
        target.rename(old)
    try:
        partial.rename(target)
    except OSError:
        with suppress(OSError):
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
