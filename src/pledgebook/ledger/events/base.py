"""What an event is: a frozen object whose fields are the payload, and the check that a payload is one."""

import types
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import is_partial_date

EVENTS: dict[str, type["Event"]] = {}
Check = Callable[[Any], bool]


class PartialDate(str):
    """A year, a month or a day: `2017`, `2017-03`, `2017-03-01`."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to the record; `TYPE` is its name in the log, its fields are its payload."""

    TYPE: ClassVar[str]

    def __init_subclass__(cls, *, name: str = "", **more: Any) -> None:
        super().__init_subclass__(**more)
        if name:
            cls.TYPE = name
            EVENTS[name] = cls

    def to_payload(self) -> dict[str, Any]:
        """The fields by name, as JSON can hold them."""
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}


def event_of(name: str, payload: Mapping[str, Any]) -> Event:
    """The event that a payload is; LedgerError if the type is unknown or the payload does not fit it."""
    fault = check_payload(name, payload)
    if fault is not None:
        raise LedgerError(fault)
    return EVENTS[name](**payload)


_CHECKS: dict[str, tuple[Set[str], tuple[tuple[str, frozenset[type], Check], ...]]] = {}


def check_payload(name: str, payload: Mapping[str, Any]) -> str | None:
    """What is wrong with a payload, in a few words; None if it is one of this type."""
    if name not in _CHECKS:
        if name not in EVENTS:
            return f"{name} is no type of event that this version knows"
        hints = {one.name: get_type_hints(EVENTS[name])[one.name] for one in fields(EVENTS[name])}
        _CHECKS[name] = hints.keys(), tuple((field, _sure(hint), _check(hint)) for field, hint in hints.items())
    names, checks = _CHECKS[name]
    if payload.keys() != names:
        return f"a payload of {name} lacks or has too much: {', '.join(sorted(payload.keys() ^ names))}"
    for field, sure, fits in checks:
        value = payload[field]
        if type(value) not in sure and not fits(value):
            return f"the {field} of {name} is of the wrong form"
    return None


_PLAIN = frozenset({str, int, float, bool, types.NoneType})


def _plain(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def _sure(hint: Any) -> frozenset[type]:
    """The types of which every value fits, so that most values need no further look."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return frozenset[type]().union(*map(_sure, get_args(hint)))
    if hint is float:
        return frozenset({int, float})
    return frozenset({dict} if origin is dict else {hint} & _PLAIN)


def _check(hint: Any) -> Check:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _either(get_args(hint))
    if origin in (list, tuple):
        inner = _check(get_args(hint)[0])
        return lambda value: isinstance(value, (list, tuple)) and all(inner(one) for one in value)
    if origin is dict:
        return lambda value: isinstance(value, dict)
    return _plain_check(hint)


def _either(hints: tuple[Any, ...]) -> Check:
    checks = [_check(one) for one in hints if one is not types.NoneType]
    if len(checks) == 1:
        (fits,) = checks
        return lambda value: value is None or fits(value)
    optional = len(checks) < len(hints)
    return lambda value: (optional and value is None) or any(fits(value) for fits in checks)


def _plain_check(hint: Any) -> Check:
    if hint is types.NoneType:
        return lambda value: value is None
    if hint is Any:
        return lambda value: True
    if hint is PartialDate:
        return is_partial_date
    if isinstance(hint, type) and issubclass(hint, Enum):
        allowed = frozenset(one.value for one in hint)
        return lambda value: isinstance(value, str) and value in allowed
    if hint is int:
        return lambda value: isinstance(value, int) and not isinstance(value, bool)
    if hint is float:
        return lambda value: isinstance(value, (int, float)) and not isinstance(value, bool)
    kind: type = hint
    return lambda value: isinstance(value, kind)
