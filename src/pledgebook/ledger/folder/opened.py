"""An export folder as it lies there: its files, its signed manifest, and whether the files are the listed ones."""

import os
from hashlib import sha256
from pathlib import Path

from pledgebook.errors import LedgerError
from pledgebook.ledger.folder.layout import (
    KEYS,
    MANIFEST,
    MANIFEST_SIGNATURE,
    Manifest,
    manifest_text,
    parse_manifest,
    stored,
)
from pledgebook.ledger.folder.report import Fault
from pledgebook.ledger.proof import Note, ProofError, VerifyingKey, parse_note, verify_note

_BLOCK = 1 << 15  # a buffer is made for each file, and nearly all are smaller
_DEEPEST = 4


class Folder:
    """The files of a folder, by path with slashes; what is neither a file nor a folder is a Fault."""

    def __init__(self, root: Path) -> None:
        self._root = os.fspath(root) + "/"
        self.names = frozenset(self._listed("", 0))

    def _listed(self, folder: str, depth: int) -> list[str]:
        names: list[str] = []
        try:
            with os.scandir(self._root + folder) as found:
                for one in found:
                    name = folder + one.name
                    if one.is_file(follow_symlinks=False):
                        names.append(name)
                    elif one.is_dir(follow_symlinks=False) and depth < _DEEPEST:
                        names.extend(self._listed(f"{name}/", depth + 1))
                    else:
                        raise Fault("is neither a file nor a folder of an export", file=name)
        except OSError as error:
            raise Fault(f"cannot be read: {error.strerror}", file=folder or None) from None
        return names

    def read(self, name: str, *, event: int | None = None) -> bytes:
        """The bytes of a file; a Fault if it is not there."""
        if name not in self.names:
            raise Fault("is missing", file=name, event=event)
        try:
            handle = os.open(self._root + name, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                return _whole(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise Fault(f"cannot be read: {error.strerror}", file=name, event=event) from None


def _whole(handle: int) -> bytes:
    content = block = os.read(handle, _BLOCK)
    if len(block) < _BLOCK:
        return content
    parts = [content]
    while block := os.read(handle, _BLOCK):
        parts.append(block)
    return b"".join(parts)


def read_manifest(folder: Folder) -> Manifest:
    """The manifest, once its signature is the only one that it can have; a Fault names the file that was altered.

    The key is taken from `keys`, of which `check_keys` says whether it is the log's.
    """
    content, signature = folder.read(MANIFEST), folder.read(MANIFEST_SIGNATURE)
    try:
        manifest = parse_manifest(content)
    except LedgerError as error:
        raise Fault(str(error), file=MANIFEST) from None
    keys, key_bytes = _keys(folder), folder.read(KEYS)
    listed = sha256(key_bytes).hexdigest() == manifest.files.get(KEYS)
    text = manifest_text(manifest.origin, sha256(content).hexdigest())
    note = _note(signature)
    if note is None or note.text != text:
        altered = MANIFEST if note is not None and _signs(keys, note) else MANIFEST_SIGNATURE
        raise Fault("manifest.json is not what manifest.sig signs", file=altered)
    if not _signs(keys[-1:], note) or len(note.signatures) != 1:
        raise Fault("the signature under manifest.json does not hold", file=MANIFEST_SIGNATURE if listed else KEYS)
    return manifest


def _keys(folder: Folder) -> list[VerifyingKey]:
    """The keys that can be read in the file, in their order."""
    found = []
    for line in folder.read(KEYS).decode("utf8", "replace").split("\n"):
        try:
            found.append(VerifyingKey.parse(line))
        except ProofError:
            continue
    return found


def _note(content: bytes) -> Note | None:
    """The note that these bytes spell letter by letter, None where they are none."""
    try:
        note = parse_note(content)
    except ProofError:
        return None
    return note if note.whole().encode() == content else None


def _signs(keys: list[VerifyingKey], note: Note) -> bool:
    try:
        return bool(verify_note(note, keys))
    except ProofError:
        return False


def check_names(folder: Folder, manifest: Manifest) -> None:
    """Refuse an export that lacks a listed file or holds one that is not listed."""
    for name in sorted(manifest.files.keys() - folder.names):
        raise Fault("is missing", file=name, event=_event_of(folder, manifest, name))
    for name in sorted(folder.names - manifest.files.keys() - {MANIFEST, MANIFEST_SIGNATURE}):
        raise Fault("is there, and manifest.json does not list it", file=name)


def _event_of(folder: Folder, manifest: Manifest, name: str) -> int | None:
    """The event whose payload a file should be, by the lines as they lie there; None if it is none's."""
    kind, digest = stored(name) or ("", "")
    if kind != "payloads":
        return None
    wanted, first = f'"payload":"{digest}"'.encode(), 0
    for events in sorted(one for one in folder.names & manifest.files.keys() if one.startswith("events/")):
        content = folder.read(events)
        place = content.find(wanted)
        if place >= 0:
            return first + content.count(b"\n", 0, place)
        first += content.count(b"\n")
    return None


def read_listed(folder: Folder, manifest: Manifest, name: str) -> bytes:
    """The bytes of a file, once their hash is the listed one."""
    content = folder.read(name)
    if sha256(content).hexdigest() != manifest.files.get(name):
        raise Fault("its hash is not the one in manifest.json", file=name)
    return content


def check_stored(folder: Folder, manifest: Manifest, kind: str) -> frozenset[str]:
    """The hashes of all stored `texts` or `sources`, once each file's bytes have the hash that is its name."""
    found = set()
    for name, listed in manifest.files.items():
        parts = stored(name) if name.startswith(kind) else None
        if parts is None:
            continue
        if not sha256(folder.read(name)).hexdigest() == listed == parts[1]:
            raise Fault("its bytes do not have the hash that is its name", file=name)
        found.add(parts[1])
    return frozenset(found)
