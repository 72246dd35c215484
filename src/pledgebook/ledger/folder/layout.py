"""What lies where in an export, and the manifest that lists it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.proof import ProofError, canonical, check_name, read_json

README = "README.md"
CHECKPOINT = "checkpoint"
KEYS = "keys"
LEAVES = "leaves"
AUTHORS = "authors.json"
MANIFEST = "manifest.json"
MANIFEST_SIGNATURE = "manifest.sig"
SCHEMA = "pledgebook/export/1"
EVENTS_IN_A_FILE = 10_000

SINGLE = (README, CHECKPOINT, KEYS, LEAVES, AUTHORS)
_STORED_FORMS = (
    r"payloads/(?P<payload>[0-9a-f]{2})/(?P=payload)[0-9a-f]{62}\.json"
    r"|texts/(?P<text>[0-9a-f]{2})/(?P=text)[0-9a-f]{62}\.txt"
    r"|sources/(?P<source>[0-9a-f]{2})/(?P=source)[0-9a-f]{62}"
)
_STORED = re.compile(rf"(?:{_STORED_FORMS})\Z")
_PATH = re.compile(rf"(?:{_STORED_FORMS}|events/\d{{6,}}\.jsonl|{'|'.join(map(re.escape, SINGLE))})\Z", re.ASCII)
_HEX = re.compile(r"[0-9a-f]*\Z")
_HASH_DIGITS = 64


def events_path(number: int) -> str:
    """The file of the `number`th ten thousand events, from 0."""
    return f"events/{number:06d}.jsonl"


def events_path_of(index: int) -> str:
    """The file in which an event stands."""
    return events_path(index // EVENTS_IN_A_FILE)


def payload_path(sha256: str) -> str:
    return f"payloads/{sha256[:2]}/{sha256}.json"


def text_path(sha256: str) -> str:
    return f"texts/{sha256[:2]}/{sha256}.txt"


def source_path(sha256: str) -> str:
    return f"sources/{sha256[:2]}/{sha256}"


def stored(path: str) -> tuple[str, str] | None:
    """The folder and the hash that a path of a payload, text or source names; None for other paths."""
    if _STORED.match(path) is None:
        return None
    kind, _, name = path.split("/")
    return kind, name[:_HASH_DIGITS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Every file of an export but the manifest and its signature, and what a public one withholds.

    `files` maps paths to lower-case SHA-256; `withheld` numbers the entries whose payload is not there.
    """

    files: Mapping[str, str]
    origin: str
    public: bool
    size: int
    withheld: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """RFC 8785 JSON, without a final newline."""
        return canonical(
            {
                "files": dict(self.files),
                "origin": self.origin,
                "public": self.public,
                "schema": SCHEMA,
                "size": self.size,
                "withheld": list(self.withheld),
            }
        )


def manifest_text(origin: str, sha256: str) -> str:
    """What the log's key signs of a manifest with this hash."""
    return f"{origin}/manifest\nsha256:{sha256}\n"


def rotation_text(vkey: str, *, origin: str) -> str:
    """What the old key signs of a new one."""
    return f"{origin}/rotation\n{vkey}\n"


def parse_manifest(content: bytes) -> Manifest:
    """The manifest in these bytes; LedgerError says why it is none."""
    try:
        told = read_json(content)
    except ProofError:
        raise LedgerError("is not JSON that can be read in one way only") from None
    if not isinstance(told, dict) or set(told) != {"files", "origin", "public", "schema", "size", "withheld"}:
        raise LedgerError("does not hold exactly files, origin, public, schema, size and withheld")
    fault = next((name for name, fits in _FITS.items() if not fits(told[name])), None)
    if fault is not None:
        raise LedgerError(f"has no {fault} that could be understood")
    if told["withheld"] and not told["public"]:
        raise LedgerError("withholds payloads, which only a public export may")
    return Manifest(
        files=told["files"],
        origin=told["origin"],
        public=told["public"],
        size=told["size"],
        withheld=tuple(told["withheld"]),
    )


def _is_count(told: object) -> bool:
    return isinstance(told, int) and not isinstance(told, bool) and told >= 0


def _are_files(told: object) -> bool:
    """Whether these are paths of an export, each with a hash; all are looked at together, as there may be very many."""
    if not isinstance(told, dict) or not all(map(_PATH.match, told)):
        return False
    hashes = list(told.values())
    return (
        all(type(one) is str for one in hashes)
        and set(map(len, hashes)) <= {_HASH_DIGITS}
        and _HEX.match("".join(hashes)) is not None
    )


def _is_origin(told: object) -> bool:
    try:
        return isinstance(told, str) and check_name(told) == told
    except ProofError:
        return False


def _are_numbers(told: object) -> bool:
    return isinstance(told, list) and all(map(_is_count, told)) and told == sorted(set(told))


_FITS: dict[str, Any] = {
    "schema": lambda told: told == SCHEMA,
    "origin": _is_origin,
    "public": lambda told: isinstance(told, bool),
    "size": lambda told: _is_count(told) and told > 0,
    "files": _are_files,
    "withheld": _are_numbers,
}
