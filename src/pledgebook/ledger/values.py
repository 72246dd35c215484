"""The values that fields of the ledger may have."""

from enum import StrEnum


class Rights(StrEnum):
    """What a tracker may show of a source's text."""

    FULL = "full"
    EXCERPT = "excerpt"
    NONE = "none"


class SightingState(StrEnum):
    """What an editor has decided about a sighting."""

    WAITING = "waiting"
    PUT_OFF = "put_off"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class EvidenceState(StrEnum):
    """What an editor has decided about a piece of evidence."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class EvidenceKind(StrEnum):
    """A dated source, or the record of a search that found nothing."""

    SOURCE = "source"
    SEARCH = "search"


class Bearing(StrEnum):
    """For or against: does the evidence say that the pledge is being kept?"""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class Phase(StrEnum):
    """What an entry of a scale says about time."""

    INITIAL = "initial"
    PROGRESS = "progress"
    FINAL = "final"


class Standing(StrEnum):
    """Whether a verdict counts: it may lack a signature, and it may be withdrawn."""

    UNSIGNED = "unsigned"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


class Finder(StrEnum):
    """Who proposed a sighting."""

    PERSON = "person"
    READER = "reader"
    IMPORT = "import"


class VerdictsOf(StrEnum):
    """Whether a part of a pledge has verdicts of its own or its whole carries one for all parts."""

    OWN = "own"
    PARENT = "parent"


class AccountRole(StrEnum):
    """What an account may do, from the most to the least."""

    ADMINISTRATOR = "administrator"
    PUBLISHER = "publisher"
    EDITOR = "editor"
    READER = "reader"


class RedactionReason(StrEnum):
    """Why words were taken out of the record."""

    LAW = "law"
    PERSONAL_DATA = "personal_data"
    COPYRIGHT = "copyright"
    OTHER = "other"
