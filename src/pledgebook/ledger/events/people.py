"""Events about persons, offices and terms."""

from dataclasses import dataclass

from pledgebook.ledger.events.base import Event, PartialDate

__all__ = ("OfficeRecorded", "PersonRecorded", "TermRecorded")


@dataclass(frozen=True, kw_only=True)
class PersonRecorded(Event, name="person.recorded"):
    """Somebody who promises; `names` gives the name by language. Said again of one person, it replaces."""

    name: str
    names: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class OfficeRecorded(Event, name="office.recorded"):
    """An office, and the body that it belongs to."""

    name: str
    body: str | None


@dataclass(frozen=True, kw_only=True)
class TermRecorded(Event, name="term.recorded"):
    """A person's time in an office; open where a side is null."""

    person: str
    office: str
    start: PartialDate | None
    end: PartialDate | None
