"""The values that fields of the record may have; import them from `pledgebook.records`."""

from enum import StrEnum


class Manner(StrEnum):
    """How a statement's words reach us."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OWN = "own"


class Act(StrEnum):
    """What a statement or a sentence does."""

    PLEDGE = "pledge"
    STANCE = "stance"
    ASSERTION = "assertion"
    DEMAND = "demand"
    QUESTION = "question"
    EXPRESSION = "expression"


class Kind(StrEnum):
    """What is promised: a doing in the promisor's hands, or a state of the world."""

    ACTION = "action"
    OUTCOME = "outcome"


class Firmness(StrEnum):
    """How firmly a thing is promised."""

    FIRM = "firm"
    CONDITIONAL = "conditional"
    ASPIRATION = "aspiration"


class Specificity(StrEnum):
    """Whether an observer could say done or not done without judging a degree."""

    SPECIFIC = "specific"
    VAGUE = "vague"


class Testable(StrEnum):
    """Whether an observer could say kept or broken."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Polarity(StrEnum):
    """Whether a thing is promised to be, or not to be."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Basis(StrEnum):
    """What tells us who the promisor is."""

    NAMED = "named"
    PRONOUN = "pronoun"
    SPEAKER = "speaker"
    INFERRED = "inferred"


class Missing(StrEnum):
    """What a promise does not say."""

    DATE = "date"
    NUMBER = "number"
    OWNER = "owner"


class Genre(StrEnum):
    """The kind of document, which decides whether its author's own sentences are statements."""

    NEWS = "news"
    SPEECH = "speech"
    MANIFESTO = "manifesto"
    TRANSCRIPT = "transcript"

    @property
    def is_own(self) -> bool:
        """Whether its sentences are its author's own words, where nobody else is quoted."""
        return self is not Genre.NEWS


class PublishedFrom(StrEnum):
    """Where a publication date was found."""

    OPTION = "option"
    METADATA = "metadata"
    DATELINE = "dateline"


class TimeType(StrEnum):
    """The TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Role(StrEnum):
    """The part that some words play in a report of speech."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


class Found(StrEnum):
    """How a quotation stands in a source."""

    EXACT = "exact"
    FOLDED = "folded"
    STITCHED = "stitched"
    ABSENT = "absent"


class DifferenceKind(StrEnum):
    """What kind of word or character differs between a quotation and its source."""

    NUMBER = "number"
    NEGATION = "negation"
    NAME = "name"
    WORD = "word"
    TYPOGRAPHY = "typography"
