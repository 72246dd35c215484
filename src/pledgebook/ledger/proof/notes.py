"""Signed notes by C2SP signed-note: a text, a blank line, and one line a signature."""

from collections.abc import Iterable
from dataclasses import dataclass

from pledgebook.ledger.proof.errors import ProofError
from pledgebook.ledger.proof.keys import VerifyingKey
from pledgebook.ledger.proof.spelling import DASH, check_name, check_text, from_base64, signature_line

MOST_SIGNATURES = 100
KEY_HASH_BYTES = 4


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the name and the hash (4 bytes) of the key that it claims, and the signature's bytes."""

    name: str
    hash: bytes
    signature: bytes

    def line(self) -> str:
        return signature_line(self.name, self.hash, self.signature)


@dataclass(frozen=True, slots=True)
class Note:
    """A text, its final newline included, and the signatures that stand below it, none of them checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    def whole(self) -> str:
        """The note as it was written, character for character."""
        return f"{self.text}\n{''.join(signature.line() for signature in self.signatures)}"


def parse_note(note: str | bytes) -> Note:
    """The parts of a signed note; ProofError unless it is one, letter by letter. Checks no signature."""
    whole = check_text(note if isinstance(note, str) else _decoded(note))
    text, blank, below = whole.rpartition("\n\n")
    if not blank or not below:
        raise ProofError("a signed note has a text, a blank line and at least one signature line")
    lines = below[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise ProofError(f"a note has {len(lines)} signatures, more than {MOST_SIGNATURES}")
    return Note(f"{text}\n", tuple(_signature(line) for line in lines))


def _decoded(note: bytes) -> str:
    try:
        return note.decode("utf8")
    except UnicodeDecodeError:
        raise ProofError("a note is not UTF-8") from None


def _signature(line: str) -> Signature:
    name, blank, encoded = line.removeprefix(DASH).partition(" ")
    if not line.startswith(DASH) or not blank:
        raise ProofError(f"a signature line is an em dash, a name and base64, with blanks between: {line[:80]!r}")
    told = from_base64(encoded)
    if len(told) <= KEY_HASH_BYTES:
        raise ProofError(f"a signature is too short: {line[:80]!r}")
    return Signature(check_name(name), told[:KEY_HASH_BYTES], told[KEY_HASH_BYTES:])


def verify_note(note: Note, keys: Iterable[VerifyingKey]) -> list[VerifyingKey]:
    """The keys, in their order, whose signatures stand below the note and hold; signatures of others are ignored.

    An empty list means that nothing vouches for the text. ProofError if a signature by one of the keys does not
    hold or stands there twice.
    """
    return [key for key in dict.fromkeys(keys) if _has_signed(key, note)]


def _has_signed(key: VerifyingKey, note: Note) -> bool:
    own = [one for one in note.signatures if one.name == key.name and one.hash == key.hash]
    if len(own) > 1:
        raise ProofError(f"the key {key.vkey} has signed one note twice")
    if own and not key.verifies(own[0].signature, text=note.text):
        raise ProofError(f"the signature by the key {key.vkey} does not hold")
    return bool(own)
