"""One line of the log and the payload that it stands for.

A line is the RFC 8785 JSON of `author`, `effective_at`, `payload`, `recorded_at`, `subject` and `type`; its
`payload` is the SHA-256 of a blob, the RFC 8785 JSON of `{"payload": …, "salt": …}`, which lies beside the log
and can be deleted while the log still holds.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pledgebook.errors import LedgerError
from pledgebook.ledger.proof import ProofError, canonical, decode, read_json

KEYS = ("author", "effective_at", "payload", "recorded_at", "subject", "type")
ID = re.compile(r"[0-9a-f]{32}\Z")
CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\Z")
PARTIAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
HASH = re.compile(r"[0-9a-f]{64}\Z")
TYPE = re.compile(r"[a-z]+\.[a-z_]+\Z")


class Entry(NamedTuple):
    """A line of the log with its number, from 0; `line` has no newline, and the other fields are what it says."""

    index: int  # type: ignore[assignment]  # no one asks an entry where in it something stands
    line: bytes
    type: str
    subject: str
    author: str
    recorded_at: str
    effective_at: str
    payload_sha256: str

    @property
    def effective_date(self) -> str:
        """The partial date at which it takes effect: that of its record where nothing else was told."""
        return self.effective_at[:10]


def seal(payload: Mapping[str, Any], *, salt: str) -> bytes:
    """The blob of a payload under a salt of 64 hexadecimal digits."""
    return canonical({"payload": dict(payload), "salt": salt})


def make_line(*, event: str, subject: str, author: str, recorded_at: str, effective_at: str, blob: bytes) -> bytes:
    """The line of an event whose payload is sealed in `blob`."""
    return canonical(
        {
            "author": author,
            "effective_at": effective_at,
            "payload": hashlib.sha256(blob).hexdigest(),
            "recorded_at": recorded_at,
            "subject": subject,
            "type": event,
        }
    )


def open_blob(blob: bytes, *, alike: bool = False) -> dict[str, Any]:
    """The payload in a blob; LedgerError if it is none. `alike` tells that `reads_alike` has looked at it."""
    try:
        told: Any = decode(blob) if alike else read_json(blob)
        payload, salt = told["payload"], told["salt"]
    except (ProofError, KeyError, TypeError):
        raise LedgerError("a payload is not a JSON object of payload and salt") from None
    if len(told) != 2 or not isinstance(payload, dict) or not (isinstance(salt, str) and HASH.match(salt)):
        raise LedgerError("a payload is not a JSON object of payload and salt")
    return payload


def check_line(line: bytes, *, index: int) -> Entry:
    """The entry that a line is; LedgerError says what is wrong with one that is none."""
    found = _SPELLED.match(line)
    if found is not None:
        author, effective, payload, recorded, subject, kind = found[0].decode("ascii").split('"')[3::4]
        if effective == recorded or is_partial_date(effective):
            return Entry(index, line, kind, subject, author, recorded, effective, payload)
    try:
        told: Any = read_json(line)
    except ProofError:
        raise LedgerError(f"entry {index} is not JSON") from None
    if not isinstance(told, dict) or tuple(told) != KEYS:
        raise LedgerError(f"entry {index} does not hold exactly {', '.join(KEYS)}")
    fault = _fault(told)
    if fault is not None:
        raise LedgerError(f"entry {index} holds a {fault} of the wrong form")
    return Entry(
        index,
        line,
        told["type"],
        told["subject"],
        told["author"],
        told["recorded_at"],
        told["effective_at"],
        told["payload"],
    )


_SPELLED = re.compile(
    rb'\{"author":"[0-9a-f]{32}","effective_at":"[0-9T:.Z-]{4,27}","payload":"[0-9a-f]{64}",'
    rb'"recorded_at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z","subject":"[0-9a-f]{32}","type":"[a-z]+\.[a-z_]+"\}\Z'
)
"""A line as RFC 8785 spells it: what does not fit is read as JSON, to say what is wrong with it."""
_FORMS = (("type", TYPE), ("subject", ID), ("author", ID), ("recorded_at", CLOCK), ("payload", HASH))


def _fault(told: Mapping[str, Any]) -> str | None:
    for key, form in _FORMS:
        if not isinstance(told[key], str) or form.match(told[key]) is None:
            return key
    effective = told["effective_at"]
    if effective != told["recorded_at"] and not is_partial_date(effective):
        return "effective_at"
    return None


_FIRST = {4: "-01-01", 7: "-01", 10: ""}


def is_partial_date(told: object) -> bool:
    """Whether this is a year, a month or a day that exists: `2017`, `2017-03`, `2017-03-01`."""
    if not isinstance(told, str) or PARTIAL.match(told) is None:
        return False
    try:
        date.fromisoformat(told + _FIRST[len(told)])
    except ValueError:
        return False
    return True
