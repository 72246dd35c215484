"""What is known around a time: what its meaning may hang on."""

from dataclasses import dataclass
from datetime import date

from pledgebook.times import periods
from pledgebook.times.direction import Direction, Side
from pledgebook.times.names import Field
from pledgebook.times.periods import Meaning, Unit, UnknownTimeError
from pledgebook.times.vocabulary import Words

_DAYS_IN_DOUBT = 300


@dataclass(frozen=True, slots=True)
class Around:
    """What a time may hang on: publication date, direction, the last date before it (in its sentence, and at all).

    `quarter` is the quarter that is still spoken of: figures of "a year ago" are of the same one.
    """

    published: str | None
    direction: Direction
    side_if_untold: Side
    here: Meaning | None
    last: Meaning | None
    quarter: Meaning | None = None

    def today(self, letters: str = "D") -> date:
        """The publication date, if it is known as finely as a unit needs."""
        needed = {"Y": 4, "M": 7, "Q": 7}.get(letters, 10)
        if self.published is None or len(self.published) < needed:
            raise UnknownTimeError
        return periods.within_reach(periods.first_day(self.published))

    def nearest(self, before: date, after: date) -> date:
        """Of the last fitting day (or today) and the next, that on the told side; a far one only if it is certain."""
        today = self.today()
        side = self.direction.side or self.side_if_untold
        near, far = sorted((before, after), key=lambda day: abs((day - today).days))
        if side is Side.UNTOLD:
            return near
        chosen = after if side is Side.FUTURE else before
        doubtful = chosen == far and abs((far - today).days) > _DAYS_IN_DOUBT
        return near if doubtful and not self.direction.certain else chosen


def unit_of(words: Words) -> Unit:
    """The unit that a form's words name."""
    return Unit.from_iso(next(words[name] for name in (Field.UNIT, Field.ONE, Field.MANY) if name in words))
