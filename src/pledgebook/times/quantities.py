"""Meanings of quantities of time, and of times that are counted from another or from the day of publication."""

from dataclasses import replace
from datetime import date

from pledgebook.records import TimeType
from pledgebook.times import periods
from pledgebook.times.around import Around, unit_of
from pledgebook.times.names import Field, Vague
from pledgebook.times.periods import Meaning, Unit, UnknownTimeError
from pledgebook.times.vocabulary import Words

_YEAR = Unit.from_iso("P1Y")


def duration(words: Words, around: Around) -> Meaning:
    count = words.get("count", words.get("half"))
    more = words.get("and_half", 0)
    return Meaning(type=TimeType.DURATION, value=unit_of(words).times(None if count is None else count + more))


def span(words: Words, around: Around) -> Meaning:
    """A quantity of time that ends or begins with the publication date."""
    unit, count = unit_of(words), words.get("count", 1)
    if count is not None:
        count += words.get("and_half", 0)
    told = Meaning(type=TimeType.DURATION, value=unit.times(count))
    if around.published is None or len(around.published) < 10:
        return told
    today = around.today()
    if count is None or unit.clock or count * unit.size % 1:
        day = today.isoformat()
        return replace(told, earliest=day) if words["span"] > 0 else replace(told, latest=day)
    days = periods.shifted(today, words["span"] * round(count * unit.size), replace(unit, size=1))
    first, last = sorted((today, days))
    return replace(told, earliest=first.isoformat(), latest=last.isoformat())


def ahead(words: Words, around: Around) -> Meaning:
    return Meaning(value=Vague.FUTURE_REF, earliest=around.published)


def recent(words: Words, around: Around) -> Meaning:
    return Meaning(value=Vague.PAST_REF, latest=around.published)


def ago(words: Words, around: Around) -> Meaning:
    return _counted(words, around, -1)


def from_now(words: Words, around: Around) -> Meaning:
    return _counted(words, around, 1)


def _counted(words: Words, around: Around, sign: int) -> Meaning:
    unit, count = unit_of(words), words["count"]
    if sign < 0 and (quarter := _quarter_before(count, unit, around)) is not None:
        return quarter
    if count is None:
        return Meaning(value=Vague.PAST_REF if sign < 0 else Vague.FUTURE_REF)
    day = periods.shifted(around.today(unit.letters), sign * count, unit)
    return periods.period_of(day, replace(unit, size=1))


def turn(words: Words, around: Around) -> Meaning:
    """So long before or after the last date of the sentence, else before the publication date."""
    unit, count = unit_of(words), words["count"]
    if words["turn"] < 0 and (quarter := _quarter_before(count, unit, around)) is not None:
        return quarter
    base = _base(around.here, around) if around.here or words["turn"] > 0 else around.today()
    return _turned(base, words["turn"], count, unit)


def shifted(words: Words, around: Around) -> Meaning:
    unit = unit_of(words) if Field.ONE in words else Unit("D", 1, clock=False)
    sign = words["shifted"] if Field.SHIFTED in words else words["next_day"]
    return _turned(_base(around.last, around), sign, 1, unit)


def _turned(base: date, sign: int, count: float | None, unit: Unit) -> Meaning:
    if count is None:
        raise UnknownTimeError
    return periods.period_of(periods.shifted(base, sign * count, unit), replace(unit, size=1))


def _base(spoken_of: Meaning | None, around: Around) -> date:
    if spoken_of is None or spoken_of.earliest is None:
        raise UnknownTimeError
    return periods.first_day(spoken_of.earliest)


def same(words: Words, around: Around) -> Meaning:
    """The date spoken of last, or the period around it."""
    unit = unit_of(words)
    if around.last is None or around.last.earliest is None:
        raise UnknownTimeError
    if unit.letters == "D":
        return replace(around.last, type=TimeType.DATE)
    return periods.period_of(periods.first_day(around.last.earliest), unit)


def year_back(words: Words, around: Around) -> Meaning:
    return _quarter_before(1, _YEAR, around) or periods.year_of(around.today("Y").year - 1)


def _quarter_before(count: float | None, unit: Unit, around: Around) -> Meaning | None:
    """The quarter that is spoken of, so many years before; None where none is, or where no years are counted."""
    if unit != _YEAR or count is None or count != int(count):
        return None
    if around.quarter is None or around.quarter.value is None:
        return None
    year_of_it, _, quarter = around.quarter.value.partition("-Q")
    return periods.share_of(int(year_of_it) - int(count), "Q", int(quarter))
