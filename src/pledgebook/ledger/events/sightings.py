"""Events about sightings: one place in one document where a pledge is made, repeated, changed or reported."""

from dataclasses import dataclass
from typing import Any

from pledgebook.ledger.events.base import Event
from pledgebook.records import Firmness, Kind, Polarity, Specificity, Testable

__all__ = (
    "SightingAccepted",
    "SightingBoundsChanged",
    "SightingJoined",
    "SightingPromisorChanged",
    "SightingProposed",
    "SightingPutOff",
    "SightingRejected",
    "SightingSplit",
)


@dataclass(frozen=True, kw_only=True)
class SightingProposed(Event, name="sighting.proposed"):
    """Somebody or something suggests that words of a document are a pledge.

    `proposed_by` is `{"kind": "person|reader|import", "reader": {…} or null}`. `newer` says that the document had
    been read before, by an older reader. The other fields are those of a pledge in the reading's contract;
    `statement` is its statement with content as offsets only.
    """

    document: str
    proposed_by: dict[str, Any]
    newer: bool
    start: int
    end: int
    text: str
    statement: dict[str, Any] | None
    promisor: dict[str, Any] | None
    action: str | None
    object: str | None
    spans: dict[str, Any]
    beneficiary: dict[str, Any] | None
    amount: dict[str, Any] | None
    deadline: dict[str, Any] | None
    condition: dict[str, Any] | None
    polarity: Polarity
    kind: Kind | None
    firmness: Firmness | None
    specificity: Specificity | None
    testable: Testable | None
    missing: list[str]
    score: float | None
    why: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class SightingPutOff(Event, name="sighting.put_off"):
    """To be decided later."""

    reason: str | None


@dataclass(frozen=True, kw_only=True)
class SightingAccepted(Event, name="sighting.accepted"):
    """A person took it for a pledge: `pledge` begins with it, or is one that is known.

    `promisor` is `{"name", "role", "person"}` as the person saw and confirmed it, null where nobody is named.
    """

    pledge: str
    promisor: dict[str, Any] | None
    confirmed: bool


@dataclass(frozen=True, kw_only=True)
class SightingRejected(Event, name="sighting.rejected"):
    """A person took it for no pledge."""

    reason: str | None


@dataclass(frozen=True, kw_only=True)
class SightingBoundsChanged(Event, name="sighting.bounds_changed"):
    """The pledge's words are these ones."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class SightingPromisorChanged(Event, name="sighting.promisor_changed"):
    """Who promises here, as a person says."""

    promisor: dict[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class SightingJoined(Event, name="sighting.joined"):
    """An accepted sighting belongs to this pledge, with others."""

    pledge: str


@dataclass(frozen=True, kw_only=True)
class SightingSplit(Event, name="sighting.split"):
    """An accepted sighting is no longer of the pledge it was with: it begins this one."""

    pledge: str
