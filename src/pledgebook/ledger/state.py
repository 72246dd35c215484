"""What the log adds up to: its nouns. Mutable, because folding fills them in; nothing here is a truth of its own.

Ids are those of the log. A noun whose words were taken out of the record, or withheld from a public copy, is
`missing`: it exists, and its fields are null. Partial dates and clocks are as in `entries`.
"""

from collections.abc import MutableMapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from pledgebook.ledger.values import (
    AccountRole,
    Bearing,
    EvidenceKind,
    EvidenceState,
    Phase,
    Rights,
    SightingState,
    Standing,
    VerdictsOf,
)

Made = TypeVar("Made")


@dataclass(slots=True, kw_only=True)
class DocumentNoun:
    """A text that was taken in; `readers` have read it, in order."""

    id: str
    taken_at: str
    missing: bool = False
    text_sha256: str | None = None
    source_sha256: str | None = None
    identity: list[str | None] = field(default_factory=list)
    url: str | None = None
    published: str | None = None
    published_from: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    genre: str | None = None
    media_type: str | None = None
    extractor: str | None = None
    speaker: str | None = None
    file_name: str | None = None
    retrieved: str | None = None
    rights: Rights = Rights.EXCERPT
    length: int = 0
    pages: list[list[int]] = field(default_factory=list)
    turns: list[dict[str, Any]] = field(default_factory=list)
    timecodes: list[list[int]] = field(default_factory=list)
    readers: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class SightingNoun:
    """A place where a pledge is made: its words, what was suggested about them (`told`), and the decision.

    `told` is the payload of its proposal without document and bounds, as far as it lies within the bounds; under
    `outside` the rest, which counts again where the bounds are widened. `promisor` is as confirmed by a person.
    """

    id: str
    proposed_at: str
    missing: bool = False
    document: str | None = None
    state: SightingState = SightingState.WAITING
    decided_at: str | None = None
    reason: str | None = None
    pledge: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    promisor: dict[str, Any] | None = None
    told: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class PledgeNoun:
    """A promise with all its sightings; `verdict` is the one in force, `status` its entry on the scale."""

    id: str
    made_at: str
    titles: dict[str, str] = field(default_factory=dict)
    summaries: dict[str, str] = field(default_factory=dict)
    promisor: dict[str, Any] | None = None
    kind: str | None = None
    firmness: str | None = None
    specificity: str | None = None
    testable: str | None = None
    polarity: str | None = None
    topics: list[str] = field(default_factory=list)
    responsible: str | None = None
    deadline: dict[str, Any] | None = None
    part_of: str | None = None
    verdicts_of: VerdictsOf = VerdictsOf.OWN
    programme: str | None = None
    tracked: bool = True
    why_tracked: str | None = None
    withdrawn: str | None = None
    sightings: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    verdict: str | None = None
    status: str | None = None


@dataclass(slots=True, kw_only=True)
class EvidenceNoun:
    """What bears on a pledge: words of a document, an address with a note, or the record of a search."""

    id: str
    proposed_at: str
    author: str
    missing: bool = False
    state: EvidenceState = EvidenceState.WAITING
    decided_at: str | None = None
    reason: str | None = None
    pledge: str | None = None
    kind: EvidenceKind | None = None
    bearing: Bearing | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    url: str | None = None
    title: str | None = None
    date: str | None = None
    note: str | None = None
    search: dict[str, Any] | None = None


@dataclass(slots=True, kw_only=True)
class VerdictNoun:
    """A status that was given to a pledge; `signed_by` are those whose signature counts, the giver among them."""

    id: str
    given_at: str
    effective_at: str
    given_by: str
    missing: bool = False
    standing: Standing = Standing.UNSIGNED
    in_force_at: str | None = None
    withdrawn_at: str | None = None
    reason: str | None = None
    signed_by: list[str] = field(default_factory=list)
    signatures_needed: int = 1
    pledge: str | None = None
    scale: str | None = None
    rubric: str | None = None
    status: str | None = None
    phase: Phase | None = None
    reason_code: str | None = None
    explanation: str | None = None
    evidence: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class PersonNoun:
    """Somebody who promises."""

    id: str
    missing: bool = False
    name: str | None = None
    names: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class OfficeNoun:
    """An office and its body."""

    id: str
    missing: bool = False
    name: str | None = None
    body: str | None = None


@dataclass(slots=True, kw_only=True)
class TermNoun:
    """A person's time in an office."""

    id: str
    missing: bool = False
    person: str | None = None
    office: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(slots=True, kw_only=True)
class ProgrammeNoun:
    """A named set of pledges."""

    id: str
    missing: bool = False
    name: str | None = None
    kind: str | None = None
    start: str | None = None
    end: str | None = None
    closed: bool = False
    reason: str | None = None


@dataclass(slots=True, kw_only=True)
class RemarkNoun:
    """A correction by the tracker (`about` any id) or a reply that it received (`about` a pledge)."""

    id: str
    made_at: str
    kind: str
    missing: bool = False
    about: str | None = None
    by: str | None = None
    text: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(slots=True, kw_only=True)
class AuthorNoun:
    """Somebody who writes in the log; only who can sign in counts as a signature."""

    id: str
    missing: bool = False
    role: AccountRole | None = None
    sign_in: bool = False


@dataclass(slots=True, kw_only=True)
class KeyNoun:
    """A key of the log: it signs heads of more than `from_size` entries, until another takes over."""

    vkey: str
    from_size: int


@dataclass(frozen=True, slots=True)
class Problem:
    """An entry that breaks a rule of the ledger, and which."""

    entry: int
    text: str


@dataclass(slots=True, kw_only=True)
class State:
    """The whole record at a moment. The mappings may load what they hold when it is asked for."""

    documents: MutableMapping[str, DocumentNoun] = field(default_factory=dict)
    sightings: MutableMapping[str, SightingNoun] = field(default_factory=dict)
    pledges: MutableMapping[str, PledgeNoun] = field(default_factory=dict)
    evidence: MutableMapping[str, EvidenceNoun] = field(default_factory=dict)
    verdicts: MutableMapping[str, VerdictNoun] = field(default_factory=dict)
    people: MutableMapping[str, PersonNoun] = field(default_factory=dict)
    offices: MutableMapping[str, OfficeNoun] = field(default_factory=dict)
    terms: MutableMapping[str, TermNoun] = field(default_factory=dict)
    programmes: MutableMapping[str, ProgrammeNoun] = field(default_factory=dict)
    remarks: MutableMapping[str, RemarkNoun] = field(default_factory=dict)
    authors: MutableMapping[str, AuthorNoun] = field(default_factory=dict)
    settings: MutableMapping[str, Any] = field(default_factory=dict)
    scales: MutableMapping[str, Any] = field(default_factory=dict)
    keys: list[KeyNoun] = field(default_factory=list)
    continued: list[dict[str, Any]] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)
    redacted: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def to_data(noun: object) -> dict[str, Any]:
    """A noun as JSON can hold it; enumerations are strings already."""
    return {one.name: getattr(noun, one.name) for one in fields(noun)}  # type: ignore[arg-type]


def from_data(kind: type[Made], data: dict[str, Any]) -> Made:
    """The noun that `to_data` has written."""
    return kind(**data)
