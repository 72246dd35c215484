"""Events about what bears on a pledge, and about verdicts on it."""

from dataclasses import dataclass

from pledgebook.ledger.events.base import Event, PartialDate
from pledgebook.ledger.values import Bearing, EvidenceKind, Phase

__all__ = (
    "CorrectionMade",
    "EvidenceAccepted",
    "EvidenceProposed",
    "EvidenceRejected",
    "ReplyReceived",
    "VerdictGiven",
    "VerdictSigned",
    "VerdictWithdrawn",
)


@dataclass(frozen=True, kw_only=True)
class EvidenceProposed(Event, name="evidence.proposed"):
    """A dated source, or a search that found nothing, bears on a pledge.

    With a `document` of the ledger, `text` is cut from it at `[start, end)`; without one, `url` and `note` say
    where it is. `search` is `{"who", "where", "from", "to", "terms"}`.
    """

    pledge: str
    kind: EvidenceKind
    bearing: Bearing
    document: str | None
    start: int | None
    end: int | None
    text: str | None
    url: str | None
    title: str | None
    date: PartialDate | None
    note: str | None
    search: dict[str, str] | None


@dataclass(frozen=True, kw_only=True)
class EvidenceAccepted(Event, name="evidence.accepted"):
    """A person says that it counts."""


@dataclass(frozen=True, kw_only=True)
class EvidenceRejected(Event, name="evidence.rejected"):
    """A person says that it does not count."""

    reason: str | None


@dataclass(frozen=True, kw_only=True)
class VerdictGiven(Event, name="verdict.given"):
    """A status on a scale, by the rubric in force, with the evidence it rests on.

    `signatures_needed` is 2 where the rule of two signatures was on at that moment.
    """

    pledge: str
    scale: str
    rubric: str
    status: str
    phase: Phase
    reason_code: str | None
    explanation: str
    evidence: list[str]
    signatures_needed: int


@dataclass(frozen=True, kw_only=True)
class VerdictSigned(Event, name="verdict.signed"):
    """Its author signs a verdict that somebody else has given."""


@dataclass(frozen=True, kw_only=True)
class VerdictWithdrawn(Event, name="verdict.withdrawn"):
    """It no longer counts, and stays on record."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class CorrectionMade(Event, name="correction.made"):
    """The tracker was wrong about `about`, an id, and says so in public."""

    about: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReplyReceived(Event, name="reply.received"):
    """Somebody whom a pledge concerns has answered."""

    pledge: str
    by: str
    text: str
    date: PartialDate | None
    url: str | None
