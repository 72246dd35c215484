"""From a private export back to a tracker: whole, or not at all."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.folder.layout import AUTHORS, CHECKPOINT, KEYS, MANIFEST, Manifest, parse_manifest, stored
from pledgebook.ledger.folder.verifying import verify_folder
from pledgebook.ledger.proof import read_json
from pledgebook.ledger.values import AccountRole
from pledgebook_site.config import DataFolder
from pledgebook_site.errors import StoreError
from pledgebook_site.files import Files
from pledgebook_site.making import checked_origin, making, new_origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A tracker that came back: its log `origin` continues another one from entry `size` on."""

    origin: str
    continues: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A private export that was verified; `authors` are `name`, `role` and `sign_in` by id."""

    root: Path
    manifest: Manifest
    authors: dict[str, dict[str, Any]]
    keys: list[str]
    checkpoint: str

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()


def restore_tracker(data: DataFolder, folder: Path, *, origin: str | None = None) -> Restored:
    """Make a tracker of a private export; LedgerError or StoreError, and nothing is made, where that cannot be."""
    export = open_export(folder)
    origin = new_origin() if origin is None else checked_origin(origin)
    if origin in {vkey.partition("+")[0] for vkey in export.keys}:
        raise StoreError(f"{origin} is the log that is to be continued: a restored one needs an origin of its own.")
    try:
        with making(data, origin=origin) as key:
            _keep_files(export, Files(data))
            from pledgebook_site.ledger.services.continuing.restoring import continue_log

            continue_log(export, key)
    except OSError as error:
        raise StoreError(f"{data.path} could not be made from {folder}: {error.strerror or error}.") from None
    return Restored(origin=origin, continues=export.manifest.origin, size=export.manifest.size)


def open_export(folder: Path) -> Export:
    """The private export in a folder, once all of it holds; LedgerError otherwise."""
    if not folder.is_dir():
        raise LedgerError(f"{folder} is no folder: name one that 'pledgebook ledger export' has written.")
    report = verify_folder(folder)
    if report.fault is not None:
        raise LedgerError(f"{folder} does not hold, and nothing was restored: {report.fault.line()}.")
    if report.public:
        raise LedgerError(
            f"{folder} is a public export, which lacks what is not public: only a private one comes back."
        )
    return Export(
        root=folder,
        manifest=parse_manifest((folder / MANIFEST).read_bytes()),
        authors=_authors(read_json((folder / AUTHORS).read_bytes())),
        keys=(folder / KEYS).read_text("utf8").splitlines(),
        checkpoint=(folder / CHECKPOINT).read_bytes().decode("utf8"),
    )


def _authors(told: Any) -> dict[str, dict[str, Any]]:
    try:
        return {
            author: {"name": str(one["name"]), "role": AccountRole(one["role"]), "sign_in": bool(one["sign_in"])}
            for author, one in told.items()
        }
    except (AttributeError, KeyError, TypeError, ValueError):
        raise LedgerError(f"{AUTHORS} does not tell name, role and sign_in of each author.") from None


def _keep_files(export: Export, files: Files) -> None:
    """Texts and sources first: no event ever names a file that is not there."""
    for name in sorted(export.manifest.files):
        kind = (stored(name) or ("", ""))[0]
        if kind == "texts":
            files.keep_text(export.read(name).decode("utf8"))
        elif kind == "sources":
            files.keep_source(export.read(name))
