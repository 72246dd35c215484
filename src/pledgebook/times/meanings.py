"""From the words of a time to its meaning: one function a rule, by the name that times.yml gives it.

Each takes what the fields of its form stand for and what is known around the place, and raises UnknownTimeError
where the meaning hangs on a date that is not known.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pledgebook.records import TimeType
from pledgebook.times import periods
from pledgebook.times.direction import Direction, Side
from pledgebook.times.names import Field, Vague
from pledgebook.times.periods import Meaning, Unit, UnknownTimeError
from pledgebook.times.vocabulary import Words

_DAYS_IN_DOUBT = 300


@dataclass(frozen=True, slots=True)
class Around:
    """What a time may hang on: publication date, direction, the last date before it (in its sentence, and at all)."""

    published: str | None
    direction: Direction
    side_if_untold: Side
    here: Meaning | None
    last: Meaning | None

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


def year(words: Words, around: Around) -> Meaning:
    return periods.year_of(int(words["year"]))


def year_range(words: Words, around: Around) -> Meaning:
    first = words["year"]
    return Meaning(earliest=first, latest=first[: 4 - len(words["end_year"])] + words["end_year"])


def decade(words: Words, around: Around) -> Meaning:
    return periods.decade_of(int(words["decade"]))


def month(words: Words, around: Around) -> Meaning:
    number, today = words["month"], around.today("M")
    if number == today.month:
        return periods.month_of(today.year, number)
    before = date(today.year - (number > today.month), number, 1)
    chosen = around.nearest(before, before.replace(year=before.year + 1))
    return periods.month_of(chosen.year, number)


def which_month(words: Words, around: Around) -> Meaning:
    number, today, which = words["month"], around.today("M"), words["which"]
    later = {-1: number >= today.month, 0: False, 1: number <= today.month}[which]
    return periods.month_of(today.year + {-1: -int(later), 0: 0, 1: int(later)}[which], number)


def month_in_year(words: Words, around: Around) -> Meaning:
    return periods.month_of(around.today("Y").year + words["which_year"], words["month"])


def day_without_year(month_number: int, day: int, around: Around) -> Meaning:
    """A day and month in the year that fits best."""
    today = around.today()
    fitting = [
        date(year, month_number, day)
        for year in range(max(1, today.year - 8), min(9999, today.year + 8))
        if _is_date(year, month_number, day)
    ]
    return periods.day_of(_chosen(fitting, around))


def _is_date(year: int, month_number: int, day: int) -> bool:
    try:
        date(year, month_number, day)
    except ValueError:
        return False
    return True


def _chosen(days: list[date], around: Around) -> date:
    """Of some days in their order, the last till today or the next from today on, by the direction."""
    today = around.today()
    if today in days:
        return today
    before, after = [day for day in days if day < today], [day for day in days if day > today]
    if not before or not after:
        raise UnknownTimeError
    return around.nearest(before[-1], after[0])


def weekday(words: Words, around: Around) -> Meaning:
    today = around.today()
    back = timedelta(days=(today.isoweekday() - words["weekday"]) % 7)
    day = today if not back else around.nearest(today - back, today - back + timedelta(days=7))
    return _in_part(day, words)


def which_weekday(words: Words, around: Around) -> Meaning:
    today = around.today()
    forward = (words["weekday"] - today.isoweekday()) % 7
    days = {-1: forward - 7, 0: forward, 1: forward or 7}[words["which"]]
    return _in_part(today + timedelta(days=days), words)


def near_day(words: Words, around: Around) -> Meaning:
    return _in_part(around.today() + timedelta(days=words["near"]), words)


def part_of_today(words: Words, around: Around) -> Meaning:
    return _in_part(around.today(), {Field.PART: words.get("part", words.get("tonight"))})


def _in_part(day: date, words: Words) -> Meaning:
    whole = periods.day_of(day)
    part = words.get("part")
    return whole if part is None else replace(whole, type=TimeType.TIME, value=f"{whole.value}T{part}")


def clock(words: Words, around: Around) -> Meaning:
    hour, _, minute = words["hour"].partition(":")
    day = periods.day_of(around.today())
    told = f"{day.value}T{int(hour) % 12 + words['half_day']:02}:{minute or '00'}"
    return replace(day, type=TimeType.TIME, value=told)


def which_unit(words: Words, around: Around) -> Meaning:
    unit = unit_of(words)
    return periods.period_of(periods.shifted(around.today(unit.letters), words["which"], unit), unit)


def the_unit(words: Words, around: Around) -> Meaning:
    unit = unit_of(words)
    return periods.period_of(around.today(unit.letters), unit)


def year_end(words: Words, around: Around) -> Meaning:
    return periods.day_of(date(around.today("Y").year, 12, 31))


def fraction(words: Words, around: Around) -> Meaning:
    return periods.share_of(around.today("Y").year, words["fraction"], words["ordinal"])


def season(words: Words, around: Around) -> Meaning:
    if Field.YEAR in words:
        return periods.season_of(int(words["year"]), words["season"])
    today = around.today()
    starts = [periods.season_start(year, words["season"]) for year in range(today.year - 2, today.year + 2)]
    begun = [start for start in starts if start <= today]
    present = periods.season_of(begun[-1].year, words["season"])
    if today <= periods.last_day(str(present.latest)):
        return present
    return periods.season_of(
        around.nearest(begun[-1], begun[-1].replace(year=begun[-1].year + 1)).year, words["season"]
    )


def which_season(words: Words, around: Around) -> Meaning:
    today, which, name = around.today(), words["which"], words["season"]
    this_year = periods.season_start(today.year, name)
    if which == 0:
        return season(
            {Field.SEASON: name}, replace(around, direction=Direction(Side.UNTOLD), side_if_untold=Side.UNTOLD)
        )
    ended = periods.last_day(str(periods.season_of(today.year, name).latest)) < today
    if which < 0:
        return periods.season_of(today.year - (not ended), name)
    return periods.season_of(today.year + (this_year <= today), name)


def holiday(words: Words, around: Around) -> Meaning:
    month_number, _, day = words["holiday"].partition("-")
    return day_without_year(int(month_number), int(day), around)


def duration(words: Words, around: Around) -> Meaning:
    return Meaning(type=TimeType.DURATION, value=unit_of(words).times(words["count"]))


def span(words: Words, around: Around) -> Meaning:
    """A quantity of time that ends or begins with the publication date."""
    unit, count = unit_of(words), words.get("count", 1)
    told = Meaning(type=TimeType.DURATION, value=unit.times(count))
    if around.published is None or len(around.published) < 10:
        return told
    today = around.today()
    if count is None or unit.clock:
        day = today.isoformat()
        return replace(told, earliest=day) if words["span"] > 0 else replace(told, latest=day)
    first, last = sorted((today, periods.shifted(today, words["span"] * count, unit)))
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
    if count is None:
        return Meaning(value=Vague.PAST_REF if sign < 0 else Vague.FUTURE_REF)
    day = periods.shifted(around.today(unit.letters), sign * count, unit)
    return periods.period_of(day, replace(unit, size=1))


def turn(words: Words, around: Around) -> Meaning:
    """So long before or after the last date of the sentence, else before the publication date."""
    base = _base(around.here, around) if around.here or words["turn"] > 0 else around.today()
    return _turned(base, words["turn"], words["count"], unit_of(words))


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


def often(words: Words, around: Around) -> Meaning:
    return Meaning(type=TimeType.SET, value=words["often"])


def every(words: Words, around: Around) -> Meaning:
    return Meaning(type=TimeType.SET, value=unit_of(words).times(words.get("count", 1)))


def every_weekday(words: Words, around: Around) -> Meaning:
    return Meaning(type=TimeType.SET, value=f"XXXX-WXX-{words['weekday']}")


def vague(words: Words, around: Around) -> Meaning:
    return Meaning(value=words["vague"])


def unknown(words: Words, around: Around) -> Meaning:
    raise UnknownTimeError


MEANINGS: dict[str, Callable[[Words, Around], Meaning]] = {
    function.__name__: function
    for function in (
        year, year_range, decade, month, which_month, month_in_year, weekday, which_weekday, near_day, part_of_today,
        clock, which_unit, the_unit, year_end, fraction, season, which_season, holiday, duration, span, ahead, recent,
        ago, from_now, turn, shifted, same, often, every, every_weekday, vague, unknown,
    )
}  # fmt: skip
"""The functions of this module by the names that times.yml calls them."""
