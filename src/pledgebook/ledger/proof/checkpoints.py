"""The head of a log by C2SP tlog-checkpoint: a signed note of origin, size and root."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pledgebook.ledger.proof.errors import ProofError
from pledgebook.ledger.proof.hashing import HASH_BYTES
from pledgebook.ledger.proof.keys import SigningKey, VerifyingKey
from pledgebook.ledger.proof.notes import Note, parse_note, verify_note
from pledgebook.ledger.proof.spelling import check_name, from_base64, to_base64

_SIZE = re.compile(r"(?:0|[1-9][0-9]{0,18})\Z")
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log was at one time: whose, how many leaves, under which root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        check_name(self.origin)
        if not 0 <= self.size <= _LARGEST:
            raise ProofError(f"a log cannot have {self.size} entries")
        if len(self.root) != HASH_BYTES:
            raise ProofError(f"the root in a checkpoint has {HASH_BYTES} bytes, not {len(self.root)}")

    def text(self) -> str:
        """The three lines of the note's text, without extension lines."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"


def parse_checkpoint(note: str | bytes) -> tuple[Checkpoint, Note]:
    """What a checkpoint says, and the note that says it; ProofError unless it is one. Checks no signature.

    Extension lines below the root are allowed, not understood, and signed with the rest of `Note.text`.
    """
    parsed = parse_note(note)
    lines = parsed.text[:-1].split("\n")
    if len(lines) < 3 or not all(lines):
        raise ProofError("a checkpoint has at least three lines, none of them empty: origin, size, root")
    if _SIZE.match(lines[1]) is None:
        raise ProofError(f"the size in a checkpoint is not a plain decimal number: {lines[1][:40]!r}")
    return Checkpoint(lines[0], int(lines[1]), from_base64(lines[2])), parsed


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> str:
    """The signed checkpoint, ready to be kept or published; ProofError if the key is not named as its origin."""
    if key.name != checkpoint.origin:
        raise ProofError(f"the key of {key.name} cannot sign a checkpoint of {checkpoint.origin}")
    return key.sign(checkpoint.text())


def open_checkpoint(note: str | bytes, keys: Iterable[VerifyingKey]) -> Checkpoint:
    """What a checkpoint says, once one of the keys that is named as its origin vouches for it; ProofError if none."""
    checkpoint, parsed = parse_checkpoint(note)
    if not verify_note(parsed, [key for key in keys if key.name == checkpoint.origin]):
        raise ProofError(f"no known key of {checkpoint.origin} has signed this checkpoint")
    return checkpoint
