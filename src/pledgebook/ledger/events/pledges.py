"""Events about pledges and programmes."""

from dataclasses import dataclass

from pledgebook.ledger.events.base import Event, PartialDate
from pledgebook.ledger.values import VerdictsOf
from pledgebook.records import Firmness, Kind, Polarity, Specificity, Testable

__all__ = (
    "PledgeClassified",
    "PledgeDeadlineGiven",
    "PledgeParted",
    "PledgeProgrammeGiven",
    "PledgePromisorChanged",
    "PledgePromisorConfirmed",
    "PledgeRecordedOnly",
    "PledgeResponsibleGiven",
    "PledgeSummarised",
    "PledgeTitled",
    "PledgeTopicsGiven",
    "PledgeTracked",
    "PledgeWithdrawn",
    "ProgrammeClosed",
    "ProgrammeOpened",
)


@dataclass(frozen=True, kw_only=True)
class PledgeTitled(Event, name="pledge.titled"):
    """Its title in a language."""

    language: str
    title: str


@dataclass(frozen=True, kw_only=True)
class PledgeSummarised(Event, name="pledge.summarised"):
    """Its summary in plain words of a language."""

    language: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class PledgeClassified(Event, name="pledge.classified"):
    """What kind of promise it is; null leaves a field as it was."""

    kind: Kind | None
    firmness: Firmness | None
    specificity: Specificity | None
    testable: Testable | None
    polarity: Polarity | None


@dataclass(frozen=True, kw_only=True)
class PledgeTopicsGiven(Event, name="pledge.topics_given"):
    """Its topics, all of them."""

    topics: list[str]


@dataclass(frozen=True, kw_only=True)
class PledgeResponsibleGiven(Event, name="pledge.responsible_given"):
    """The body that has to do it."""

    body: str | None


@dataclass(frozen=True, kw_only=True)
class PledgeDeadlineGiven(Event, name="pledge.deadline_given"):
    """When it is due, as a person says: partial dates, null where a side is open, and the words if there are any."""

    earliest: PartialDate | None
    latest: PartialDate | None
    text: str | None


@dataclass(frozen=True, kw_only=True)
class PledgePromisorChanged(Event, name="pledge.promisor_changed"):
    """Who promises: a name, a role, and the recorded person if there is one."""

    name: str
    role: str | None
    person: str | None


@dataclass(frozen=True, kw_only=True)
class PledgePromisorConfirmed(Event, name="pledge.promisor_confirmed"):
    """A person has looked, and the promisor is who it seems."""


@dataclass(frozen=True, kw_only=True)
class PledgeParted(Event, name="pledge.parted"):
    """It is a part of another pledge, or of none (null)."""

    part_of: str | None
    verdicts: VerdictsOf


@dataclass(frozen=True, kw_only=True)
class PledgeProgrammeGiven(Event, name="pledge.programme_given"):
    """The programme that it belongs to."""

    programme: str | None


@dataclass(frozen=True, kw_only=True)
class PledgeTracked(Event, name="pledge.tracked"):
    """It gets verdicts and counts in rates."""

    reason: str | None


@dataclass(frozen=True, kw_only=True)
class PledgeRecordedOnly(Event, name="pledge.recorded_only"):
    """It is on record and gets no verdicts, for this reason."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class PledgeWithdrawn(Event, name="pledge.withdrawn"):
    """The tracker takes it back: it was recorded by mistake."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeOpened(Event, name="programme.opened"):
    """A named set of pledges: an election programme, a coalition treaty, a mandate letter."""

    name: str
    kind: str | None
    start: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, kw_only=True)
class ProgrammeClosed(Event, name="programme.closed"):
    """No more pledges join it."""

    reason: str | None
