"""Which nouns an event touches."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_ID = re.compile(r"[0-9a-f]{32}\Z")


def ids_in(payload: Mapping[str, Any]) -> set[str]:
    """Every id that a payload holds, at any depth: ids are 128 random bits, so no other value is one by chance."""
    return set(_ids(payload))


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if _ID.match(value) is not None:
            yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _ids(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _ids(one)
