"""Which nouns an event touches."""

import re
from collections.abc import Mapping
from typing import Any

_DIGITS = 32
_ID = re.compile(rf"[0-9a-f]{{{_DIGITS}}}\Z")


def ids_in(payload: Mapping[str, Any]) -> set[str]:
    """Every id that a payload holds, at any depth: ids are 128 random bits, so no other value is one by chance."""
    found: set[str] = set()
    waiting: list[Any] = [payload]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if len(value) == _DIGITS and _ID.match(value) is not None:
                found.add(value)
        elif isinstance(value, Mapping):
            waiting.extend(value.values())
        elif isinstance(value, (list, tuple)):
            waiting.extend(value)
    return found
