"""How a C2SP signed note spells its parts: names, texts, bytes, signature lines; each in one way only."""

import binascii

from pledgebook.ledger.proof.errors import ProofError

DASH = "— "


def to_base64(data: bytes) -> str:
    """Base64 by RFC 4648, section 4, padded and unbroken."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes that `text` spells; ProofError unless it is their one canonical spelling."""
    try:
        data = binascii.a2b_base64(text)
    except ValueError:
        raise ProofError(f"not base64: {text[:40]!r}") from None
    if to_base64(data) != text:
        raise ProofError(f"not the canonical base64 of its bytes: {text[:40]!r}")
    return data


def check_name(name: str) -> str:
    """The name of a key, which is also a log's origin; ProofError if it is empty or holds a blank or a plus.

    Control characters and what UTF-8 cannot spell are refused too.
    """
    if not name:
        raise ProofError("the name of a key is empty")
    if any(letter.isspace() or letter == "+" or letter < " " for letter in name) or not _is_utf8(name):
        raise ProofError(f"the name of a key holds a blank, a plus or a control character: {name[:80]!r}")
    return name


def check_text(text: str) -> str:
    """A text that a note can hold; ProofError unless it ends in a newline and has no other control character."""
    if not text.endswith("\n"):
        raise ProofError("the text of a note must end in a newline")
    if any(letter < " " and letter != "\n" for letter in text) or not _is_utf8(text):
        raise ProofError("a note holds a control character or something that is not UTF-8")
    return text


def signature_line(name: str, key_hash: bytes, signature: bytes) -> str:
    return f"{DASH}{name} {to_base64(key_hash + signature)}\n"


def _is_utf8(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
