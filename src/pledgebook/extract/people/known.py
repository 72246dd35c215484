"""A person or body met in a text, and whether a pronoun can mean it."""

from bisect import bisect_left
from dataclasses import dataclass, field

from pledgebook.records import Person

GROUP, SINGLE = "p", ""


@dataclass
class Known:
    """A person or body met in the text: names, role, gender ("m", "f", "p" for several, "" unknown), and where.

    The places are in their order.
    """

    name: str
    role: str | None
    gender: str
    at: list[int] = field(default_factory=list)
    body: bool = False
    lone: bool = False  # known by a role alone

    def as_person(self) -> Person:
        """As the record tells him: a role that is all he is known by is told once."""
        return Person(self.name, None if (self.role or "").casefold() == self.name.casefold() else self.role)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun stands, with all mentions of the text in order, and who has spoken where."""

    sentence: int
    gender: str
    mentions: list[int]
    spoken: set[tuple[int, int]]

    def is_first(self, start: int, at: int) -> bool:
        """Whether nobody is mentioned in `[start, at)`."""
        return bisect_left(self.mentions, start) == bisect_left(self.mentions, at)


def fits(known: Known, gender: str) -> bool:
    """Whether a pronoun of this gender can mean somebody."""
    if gender == GROUP:
        return True
    if known.body:
        return gender == "n"
    return gender != "n" and (not gender or not known.gender or known.gender == gender)
