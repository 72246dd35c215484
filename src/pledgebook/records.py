"""Every noun that flows through pledgebook, frozen. Read this first.

All offsets are half-open `[start, end)` in Unicode code points of `document.text`; wherever words are
quoted, `document.text[start:end]` is exactly those words. Dates are partial ISO 8601: `YYYY`, `YYYY-MM` or
`YYYY-MM-DD`; a month or a day that the source does not give is never invented.
"""

from dataclasses import dataclass, field

from pledgebook.values import (
    Act as Act,
)
from pledgebook.values import (
    Basis as Basis,
)
from pledgebook.values import (
    DifferenceKind as DifferenceKind,
)
from pledgebook.values import (
    Firmness as Firmness,
)
from pledgebook.values import (
    Found as Found,
)
from pledgebook.values import (
    Genre as Genre,
)
from pledgebook.values import (
    Kind as Kind,
)
from pledgebook.values import (
    Manner as Manner,
)
from pledgebook.values import (
    Missing as Missing,
)
from pledgebook.values import (
    Polarity as Polarity,
)
from pledgebook.values import (
    PublishedFrom as PublishedFrom,
)
from pledgebook.values import (
    Role as Role,
)
from pledgebook.values import (
    Specificity as Specificity,
)
from pledgebook.values import (
    Testable as Testable,
)
from pledgebook.values import (
    TimeType as TimeType,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open `[start, end)` in code points of `document.text`."""

    start: int
    end: int

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def stripped(self, text: str) -> "Span":
        """The span without the blanks at its edges; empty, at its end, where it holds nothing else."""
        words = text[self.start : self.end]
        start = self.start + len(words) - len(words.lstrip())
        return Span(start, max(start, self.start + len(words.rstrip())))


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source with their place: `document.text[start:end] == text`."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a transcript and who speaks in it, with his role if the transcript tells one.

    What nobody speaks, labels and notes such as "[Applause]", stands in no turn.
    """

    start: int
    end: int
    speaker: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Timecode:
    """A stretch of a transcript and when it is spoken, in milliseconds from the start of the recording."""

    start: int
    end: int
    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text, with where it came from. Immutable; identity is `(text_sha256, url, published)`.

    `notes` are one-line remarks for people about what was guessed; they are no part of the record.
    """

    text: str
    text_sha256: str
    source_sha256: str
    extractor: str
    media_type: str
    title: str | None = None
    language: str = "en"
    genre: Genre = Genre.NEWS
    published: str | None = None
    published_from: PublishedFrom | None = None
    publisher: str | None = None
    author: str | None = None
    retrieved: str | None = None
    url: str | None = None
    path: str | None = None
    speaker: str | None = None
    pages: tuple[Span, ...] = ()
    turns: tuple[Turn, ...] = ()
    timecodes: tuple[Timecode, ...] = ()
    notes: tuple[str, ...] = ()

    def quote(self, start: int, end: int) -> Quote:
        """Cut `[start, end)` from the text: the only way in which a quotation comes to be."""
        return Quote(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark of punctuation, and its Penn Treebank tag ("" before the encoder has read it)."""

    start: int
    end: int
    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the number of its paragraph, and which of `Analysis.tokens` it holds (half-open)."""

    start: int
    end: int
    paragraph: int
    first: int
    last: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Words that the encoder takes for a source, a cue or a content, before any trimming; `score` is 0 to 1."""

    role: Role
    start: int
    end: int
    score: float

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class ActScores:
    """What the encoder says of a sentence, or of the part of one that lies in a content.

    `heads` gives probabilities by label name, each head summing to 1; heads and labels are those of the model's
    `labels.json`: `act`, `specificity`, `pledge`, `degree`.
    """

    start: int
    end: int
    heads: dict[str, dict[str, float]]

    @property
    def commissive(self) -> float:
        """The probability that somebody binds himself here."""
        return sum(p for label, p in self.heads["act"].items() if label.startswith("commissive"))


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (TIMEX3 extent, no preposition) and the interval that it means, null where unknown."""

    id: str
    start: int
    end: int
    text: str
    type: TimeType | None = None
    value: str | None = None
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Words about a time with the interval that they mean: a deadline, or when something was said."""

    start: int
    end: int
    text: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker: his fullest name in the document and his role, if it is told."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody (source) is reported (cue) to have said, thought or meant something (content)."""

    id: str
    start: int
    end: int
    manner: Manner
    act: Act
    source: Quote | None
    cue: Quote | None
    content: tuple[Quote, ...]
    quoted: tuple[Span, ...]
    speaker: Person | None
    speakers: tuple[Person, ...] = ()
    addressee: Quote | None = None
    occasion: Quote | None = None
    said: Interval | None = None
    within: str | None = None
    score: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was taken for a promise or refused: a named rule, for or against, where, and how heavily."""

    rule: str
    speaks_for: bool
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Promisor:
    """Who binds himself; the words that name him are null where nothing does."""

    name: str
    role: str | None
    basis: Basis
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Modifier, number and noun, with the number's value and its unit."""

    start: int
    end: int
    text: str
    value: float | int
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One place in one document where a pledge is made, repeated, changed or reported."""

    id: str
    statement: str | None
    start: int
    end: int
    text: str
    promisor: Promisor | None
    action: str
    object: str
    action_spans: tuple[Span, ...]
    object_spans: tuple[Span, ...]
    beneficiary: Quote | None = None
    amount: Amount | None = None
    deadline: Interval | None = None
    condition: Quote | None = None
    polarity: Polarity = Polarity.AFFIRMED
    kind: Kind = Kind.ACTION
    firmness: Firmness = Firmness.FIRM
    specificity: Specificity = Specificity.VAGUE
    testable: Testable = Testable.UNSURE
    missing: tuple[Missing, ...] = ()
    score: float
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Words that looked like a promise and were not taken for one."""

    start: int
    end: int
    text: str
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the encoder and the segmenter say of a document, before any rule.

    `acts` holds one entry for each sentence, in their order, then one for each part of a sentence in a content.
    """

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    roles: tuple[RoleSpan, ...]
    acts: tuple[ActScores, ...]


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """Which reader made a reading."""

    name: str
    version: str
    model: str
    settings_sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one document: the contract `pledgebook/reading/1`."""

    reader: ReaderInfo
    document: Document
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    pledges: tuple[Sighting, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation and what its source has in their place; `[start, end)` is the place in the source."""

    quote: str
    source: str
    kind: DifferenceKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grounding:
    """Whether a quotation stands in a source: every place, each difference, the nearest passage if absent."""

    quote: str
    found: Found
    places: tuple[Quote, ...] = ()
    differences: tuple[Difference, ...] = field(default=())
    nearest: Quote | None = None
