"""The names that times.yml gives to its own fields, prefixes and lists, and the values of TIMEX3 that it uses."""

from enum import StrEnum, auto


class Field(StrEnum):
    """A field of a form; what its words stand for is told in times.yml."""

    COUNT = auto()
    END_YEAR = auto()
    MANY = auto()
    MONTH = auto()
    MORE = auto()
    NEXT_DAY = auto()
    ONE = auto()
    PART = auto()
    SEASON = auto()
    SHIFTED = auto()
    SHORT_DECADE = auto()
    SPAN = auto()
    TERM = auto()
    TONIGHT = auto()
    UNIT = auto()
    WEEKDAY = auto()
    WHICH = auto()
    YEAR = auto()
    YEAR_BACK = auto()


class Prefix(StrEnum):
    """A kind of words that belong to the time after them."""

    EDGE = auto()
    SIDE = auto()
    LIMIT = auto()
    SHARE = auto()
    MODIFIER = auto()
    WEEKDAY = auto()
    CLOCK = auto()
    MIDDAY = auto()


class Opening(StrEnum):
    """How a deadline opens."""

    BY = auto()
    BEFORE = auto()
    WITHIN = auto()
    FROM = auto()
    AT = auto()
    BETWEEN = auto()
    BARE = auto()


class Nearby(StrEnum):
    """A list of words that decide something by standing right beside a time."""

    YEAR = auto()
    MONTH = auto()
    YEAR_WITH = auto()
    AFTER_YEAR = auto()
    MEASURED = auto()
    BEFORE_FUTURE = auto()
    BEFORE_PAST = auto()


class _Timex(StrEnum):
    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[str]) -> str:
        return name


class Mod(_Timex):
    """The part of a period that is meant."""

    START = auto()
    MID = auto()
    END = auto()


class Vague(_Timex):
    """A time that is told only by its side."""

    PAST_REF = auto()
    PRESENT_REF = auto()
    FUTURE_REF = auto()
