"""Events about the log itself: its keys, its settings, who writes in it, what was undone or taken out."""

from dataclasses import dataclass
from typing import Any

from pledgebook.ledger.events.base import Event
from pledgebook.ledger.values import AccountRole, RedactionReason

__all__ = (
    "AuthorPasswordReset",
    "AuthorRecorded",
    "AuthorRoleChanged",
    "EventUndone",
    "KeyMade",
    "KeyRotated",
    "LogContinued",
    "RedactionMade",
    "ScaleRecorded",
    "SettingChanged",
)


@dataclass(frozen=True, kw_only=True)
class KeyMade(Event, name="key.made"):
    """The log begins: `vkey` is its C2SP verifier key, whose name is the log's origin."""

    vkey: str


@dataclass(frozen=True, kw_only=True)
class KeyRotated(Event, name="key.rotated"):
    """A new key signs from here; `note` is signed by the old one over `ORIGIN/rotation` and the new vkey."""

    vkey: str
    note: str


@dataclass(frozen=True, kw_only=True)
class LogContinued(Event, name="log.continued"):
    """The entries before this one were another log's: its last checkpoint, verbatim, and its keys."""

    origin: str
    size: int
    checkpoint: str
    keys: list[str]
    vkey: str


@dataclass(frozen=True, kw_only=True)
class AuthorRecorded(Event, name="author.recorded"):
    """Somebody can write in the log; his name is no part of it. `sign_in` is whether he has a password."""

    role: AccountRole
    sign_in: bool


@dataclass(frozen=True, kw_only=True)
class AuthorRoleChanged(Event, name="author.role_changed"):
    """What an author may do has changed."""

    role: AccountRole


@dataclass(frozen=True, kw_only=True)
class AuthorPasswordReset(Event, name="author.password_reset"):
    """An author was given a new password; nothing of it is here."""


@dataclass(frozen=True, kw_only=True)
class SettingChanged(Event, name="setting.changed"):
    """A setting of the tracker has a new value."""

    key: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class ScaleRecorded(Event, name="scale.recorded"):
    """A scale as it is at this moment, whole: verdicts name its id and its rubric's version."""

    scale: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class EventUndone(Event, name="event.undone"):
    """The entries with these numbers no longer count."""

    entries: list[int]


@dataclass(frozen=True, kw_only=True)
class RedactionMade(Event, name="redaction.made"):
    """The payloads of these entries and the texts and sources of these documents were deleted for good."""

    entries: list[int]
    texts: list[str]
    reason_code: RedactionReason
    note: str | None
