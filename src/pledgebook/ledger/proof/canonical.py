"""Canonical JSON (RFC 8785): one value, one string of bytes; and the strict way back."""

import json
from math import isinf
from typing import Any

import msgspec
import rfc8785

from pledgebook.ledger.proof.errors import ProofError


def canonical(value: Any) -> bytes:
    """The RFC 8785 bytes of a value of dicts, lists, tuples, text, numbers, true, false and null.

    ProofError where it has none: NaN, whole numbers beyond ±(2⁵³ - 1), lone surrogates, keys that are no text.
    """
    try:
        return _ENCODER.encode(value) if _is_plain(value) else rfc8785.dumps(value)
    except ValueError as error:
        raise ProofError(f"this cannot be written as canonical JSON: {error}") from None
    except RecursionError:
        raise ProofError("this cannot be written as canonical JSON: it is nested too deeply") from None


def _is_plain(value: Any) -> bool:
    """Whether msgspec's encoder, which is many times as quick, writes a value as RFC 8785 does.

    What differs: the order of names beyond ASCII, and numbers that are too large, whole with a fraction of nothing, or
    so small or so large that they get an exponent.
    """
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is dict:
        return all(type(name) is str and name.isascii() for name in value) and all(map(_is_plain, value.values()))
    if kind is list or kind is tuple:
        return all(map(_is_plain, value))
    if kind is int:
        fits: bool = -_LARGEST <= value <= _LARGEST
        return fits
    return kind is float and _LEAST <= abs(value) < _MOST and not value.is_integer()


def read_json(data: bytes) -> Any:
    """The value of UTF-8 JSON in which no name stands twice in an object; ProofError otherwise.

    Bytes that two programs could read as two values are refused: other encodings, a byte order mark, NaN. Whole
    numbers beyond ±(2⁵³ - 1) are the nearest double, as RFC 8785 has it.
    """
    many_digits = _has_many_digits(data)
    if not many_digits and (quickly := _written_by_us(data)) is not None:
        return quickly
    decoder = _CAREFUL if many_digits else _STRICT
    try:
        return decoder.decode(data.decode("utf8"))
    except (ValueError, RecursionError) as error:
        raise ProofError(f"this is not JSON that can be read in one way only: {error}") from None


def reads_alike(data: bytes) -> bool:
    """Whether `decode` reads these bytes, all of them JSON, as `read_json` does."""
    return not _has_many_digits(data) and _written_by_us(data) is not None


def decode(data: bytes) -> Any:
    """The value of bytes that `reads_alike` has looked at."""
    return _DECODER.decode(data)


def _has_many_digits(data: bytes) -> bool:
    """Whether a whole number may be among these bytes that is beyond what every program reads alike."""
    return _MANY_DIGITS in data.translate(_DIGITS_AS_0)


def _written_by_us(data: bytes) -> Any:
    """The value of bytes that are as an encoder writes it, so that no name can stand twice; None of others, and null.

    Five times as quick as looking at every name, and nearly all that is read was written like this.
    """
    try:
        value = _DECODER.decode(data)
        return value if _AS_THEY_COME.encode(value) == data else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _double(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError(f"{digits[:20]} … is too large a number")
    return number


def _whole(digits: str) -> int | float:
    if len(digits) <= _SHORT:
        return int(digits)
    number = _double(digits)
    return int(digits) if abs(number) <= _LARGEST else number


_LARGEST = 2**53 - 1
_LEAST, _MOST = 1e-4, 1e15  # between them neither Python nor RFC 8785 writes an exponent
_SHORT = 15  # characters of a whole number that is certainly below it
_MANY_DIGITS = b"0" * (_SHORT + 1)
_DIGITS_AS_0 = bytes.maketrans(b"123456789", b"000000000")
_ENCODER = msgspec.json.Encoder(order="sorted")
_AS_THEY_COME, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder()
_STRICT = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_double)
_CAREFUL = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_double, parse_int=_whole
)
