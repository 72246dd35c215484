"""The calendar: what a time means as a TIMEX3 value and as an interval, and how to count on from a day."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from pledgebook.records import TimeType
from pledgebook.times.names import Mod

_HALF = 0.5
_YEARS_IN_REACH = range(100, 9900)
_MONTHS_OF = {"M": 1, "Q": 3, "Y": 12}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_NARROW_MONTHS = {Mod.START: (1, 1), Mod.MID: (5, 8), Mod.END: (12, 12)}
_BROAD_MONTHS = {Mod.START: (1, 4), Mod.MID: (5, 8), Mod.END: (9, 12)}
_DAYS = {Mod.START: (1, 10), Mod.MID: (11, 20), Mod.END: (21, 31)}


class UnknownTimeError(Exception):
    """What the words mean depends on a date that is not known; never leaves `times`."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 type, value and mod, with the interval as partial ISO dates; None is unknown."""

    type: TimeType | None = TimeType.DATE
    value: str | None = None
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time such as P10Y: its ISO 8601 letters, how many of them it is, and whether a clock counts it."""

    letters: str
    size: int
    clock: bool

    @classmethod
    def from_iso(cls, duration: str) -> Self:
        """The unit of an ISO 8601 duration with one number."""
        clock = duration.startswith("PT")
        told = duration.removeprefix("PT" if clock else "P")
        letters = told.lstrip("0123456789")
        return cls(letters, int(told.removesuffix(letters)), clock)

    def times(self, count: float | None) -> str:
        """The ISO 8601 duration of so many units; X stands for a number that is not told."""
        if self.letters == "H" and count is not None and count % 1 == _HALF:
            return f"PT{int(count)}H30M".replace("PT0H", "PT")
        number = "X" if count is None else f"{count * self.size:g}"
        return f"P{'T' if self.clock else ''}{number}{self.letters}"


def day_of(day: date) -> Meaning:
    return _whole(day.isoformat())


def month_of(year: int, month: int) -> Meaning:
    return _whole(f"{_year(year)}-{month:02}")


def year_of(year: int) -> Meaning:
    return _whole(_year(year))


def decade_of(year: int) -> Meaning:
    first = year - year % 10
    return Meaning(value=_year(first)[:3], earliest=_year(first), latest=_year(first + 9))


def century_of(year: int) -> Meaning:
    """A century by the first figures of its years; whether it begins with 2000 or 2001 is not told."""
    return Meaning(value=_year(year)[:2])


def week_of(day: date) -> Meaning:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return _between(f"{_year(year)}-W{week:02}", monday, monday + timedelta(days=6))


def weekend_of(day: date) -> Meaning:
    year, week, weekday = day.isocalendar()
    saturday = day + timedelta(days=6 - weekday)
    return _between(f"{_year(year)}-W{week:02}-WE", saturday, saturday + timedelta(days=1))


def share_of(year: int, letter: str, number: int) -> Meaning:
    """A half (`H`) or quarter (`Q`) of a year."""
    length = 6 if letter == "H" else 3
    number = min(number, 12 // length)
    first, last = (number - 1) * length + 1, number * length
    return Meaning(
        value=f"{_year(year)}-{letter}{number}", earliest=f"{_year(year)}-{first:02}", latest=f"{_year(year)}-{last:02}"
    )


def season_of(year: int, season: str) -> Meaning:
    """A season; winter is that which begins in the year."""
    first = _SEASONS[season]
    end_year, last = (year + 1, 2) if season == "WI" else (year, first + 2)
    return Meaning(
        value=f"{_year(year)}-{season}", earliest=f"{_year(year)}-{first:02}", latest=f"{_year(end_year)}-{last:02}"
    )


def season_start(year: int, season: str) -> date:
    return date(year, _SEASONS[season], 1)


def period_of(day: date, unit: Unit) -> Meaning:
    """The day, week, month, quarter, year, decade or century around a day."""
    if unit.clock:
        raise UnknownTimeError
    if unit.letters == "Y":
        return {1: year_of, 10: decade_of, 100: century_of}[unit.size](day.year)
    if unit.letters == "Q":
        return share_of(day.year, "Q", (day.month + 2) // 3)
    if unit.letters == "M":
        return month_of(day.year, day.month)
    return {"W": week_of, "WE": weekend_of, "D": day_of}[unit.letters](day)


def shifted(day: date, count: float, unit: Unit) -> date:
    """The day so many units on; the last of the month where the month is too short."""
    if unit.clock or count != int(count):
        raise UnknownTimeError
    number = int(count) * unit.size
    try:
        if unit.letters in _MONTHS_OF:
            return within_reach(_months_on(day, number * _MONTHS_OF[unit.letters]))
        return within_reach(day + timedelta(days=number * (1 if unit.letters == "D" else 7)))
    except (OverflowError, ValueError) as error:
        raise UnknownTimeError from error


def within_reach(day: date) -> date:
    """The day itself; UnknownTimeError at the edges of the calendar, where counting on would fall off it."""
    if day.year not in _YEARS_IN_REACH:
        raise UnknownTimeError
    return day


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise UnknownTimeError
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def narrowed(meaning: Meaning, mod: Mod, *, narrow: bool) -> Meaning:
    """The start, middle or end of a year or a month; of other periods only `mod` is told."""
    value = meaning.value or ""
    told = replace(meaning, mod=mod)
    if len(value) == 4 and value.isdecimal():
        first, last = (_NARROW_MONTHS if narrow else _BROAD_MONTHS)[mod]
    elif len(value) == 7 and value[5:].isdecimal():
        first, last = _DAYS[mod][0], min(_DAYS[mod][1], calendar.monthrange(int(value[:4]), int(value[5:]))[1])
    else:
        return told
    return replace(told, earliest=f"{value}-{first:02}", latest=f"{value}-{last:02}")


def first_day(partial: str) -> date:
    """The first day of a partial ISO date."""
    return date.fromisoformat(partial + "-01-01"[len(partial) - 10 :] if len(partial) < 10 else partial)


def last_day(partial: str) -> date:
    """The last day of a partial ISO date."""
    if len(partial) == 10:
        return date.fromisoformat(partial)
    year, month = int(partial[:4]), int(partial[5:7] or 12)
    return date(year, month, calendar.monthrange(year, month)[1])


def _whole(partial: str) -> Meaning:
    return Meaning(value=partial, earliest=partial, latest=partial)


def _between(value: str, first: date, last: date) -> Meaning:
    return Meaning(value=value, earliest=first.isoformat(), latest=last.isoformat())


def _year(year: int) -> str:
    if not 1 <= year <= 9999:
        raise UnknownTimeError
    return f"{year:04}"
