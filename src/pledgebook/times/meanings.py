"""From the words of a time to its meaning: one function a rule, by the name that times.yml gives it.

Each takes what the fields of its form stand for and what is known around the place, and raises UnknownTimeError
where the meaning hangs on a date that is not known. Those of quantities are in `quantities`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from pledgebook.records import TimeType
from pledgebook.times import periods, quantities
from pledgebook.times.around import Around, unit_of
from pledgebook.times.direction import Direction, Side
from pledgebook.times.feasts import feast
from pledgebook.times.names import Field
from pledgebook.times.periods import Meaning, Unit, UnknownTimeError
from pledgebook.times.vocabulary import Words


def year(words: Words, around: Around) -> Meaning:
    return periods.year_of(int(words["year"]))


def year_range(words: Words, around: Around) -> Meaning:
    first = words["year"]
    return Meaning(earliest=first, latest=first[: 4 - len(words["end_year"])] + words["end_year"])


def decade(words: Words, around: Around) -> Meaning:
    return periods.decade_of(int(words["decade"]))


def short_decade(words: Words, around: Around) -> Meaning:
    """The '80s: the last that have begun when the text is published."""
    now, told = around.today("Y").year, int(words["short_decade"])
    return periods.decade_of(now - (now - told) % 100)


def century(words: Words, around: Around) -> Meaning:
    return Meaning(value=words["century"])


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


def last_night(words: Words, around: Around) -> Meaning:
    return _in_part(around.today() + timedelta(days=words["last_night"]), {Field.PART: "NI"})


def clock(words: Words, around: Around) -> Meaning:
    return at_hour(periods.day_of(around.today()), hour_of(words))


def midday(words: Words, around: Around) -> Meaning:
    return at_hour(periods.day_of(around.today()), words["midday"])


def hour_of(words: Words) -> str:
    """Hours and minutes of a clock with two halves, as 17:30."""
    hour, _, minute = words["hour"].partition(":")
    return f"{int(hour) % 12 + words['half_day']:02}:{minute or '00'}"


def at_hour(day: Meaning, hour: str) -> Meaning:
    """That time of a day."""
    if day.type is not TimeType.DATE or day.value is None:
        raise UnknownTimeError
    return replace(day, type=TimeType.TIME, value=f"{day.value}T{hour}")


def which_unit(words: Words, around: Around) -> Meaning:
    unit = unit_of(words)
    return periods.period_of(periods.shifted(around.today(unit.letters), words["which"], unit), unit)


def span_unit(words: Words, around: Around) -> Meaning:
    return which_unit({**words, Field.WHICH: words[Field.SPAN]}, around)


def this_time(words: Words, around: Around) -> Meaning:
    """The day so many units on from the day of publication."""
    return periods.day_of(periods.shifted(around.today(), words["which"], unit_of(words)))


def the_unit(words: Words, around: Around) -> Meaning:
    unit = unit_of(words)
    return periods.period_of(around.today(unit.letters), unit)


def weekend(words: Words, around: Around) -> Meaning:
    today = around.today()
    saturday = today + timedelta(days=6 - today.isoweekday())
    before = saturday if today >= saturday else saturday - timedelta(days=7)
    return periods.weekend_of(around.nearest(before, before + timedelta(days=7)))


def term(words: Words, around: Around) -> Meaning:
    """The quarter, year, month or week that is spoken of, else the present one."""
    unit = Unit.from_iso(words["term"])
    if unit.letters == "Q":
        return around.quarter or latest_term(words, around)
    return periods.period_of(around.today(unit.letters), unit)


def latest_term(words: Words, around: Around) -> Meaning:
    """The last that is over."""
    unit = Unit.from_iso(words["term"])
    if unit.letters == "Q" and around.quarter is not None:
        return around.quarter
    return periods.period_of(periods.shifted(around.today(unit.letters), -1, unit), unit)


def year_end(words: Words, around: Around) -> Meaning:
    return periods.day_of(date(around.today("Y").year, 12, 31))


def fraction(words: Words, around: Around) -> Meaning:
    told = int(words["year"]) if Field.YEAR in words else around.today("Y").year
    return periods.share_of(told, words["fraction"], words["ordinal"])


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
    return periods.day_of(_chosen(_feasts(words, around), around))


def which_holiday(words: Words, around: Around) -> Meaning:
    today, days = around.today(), _feasts(words, around)
    if words["which"] == 0:
        return periods.day_of(next(day for day in days if day.year == today.year))
    return periods.day_of(next(day for day in days if day > today) if words["which"] > 0 else _last(days, today))


def _last(days: list[date], today: date) -> date:
    return [day for day in days if day < today][-1]


def _feasts(words: Words, around: Around) -> list[date]:
    """The days of a feast in the years around the publication."""
    now = around.today().year
    days = (feast(words["holiday"], year) for year in range(now - 2, now + 3))
    return [day for day in days if day is not None]


def often(words: Words, around: Around) -> Meaning:
    return Meaning(type=TimeType.SET, value=words["often"])


def every(words: Words, around: Around) -> Meaning:
    return Meaning(type=TimeType.SET, value=unit_of(words).times(words.get("count", 1)))


def every_weekday(words: Words, around: Around) -> Meaning:
    return Meaning(type=TimeType.SET, value=f"XXXX-WXX-{words['weekday']}")


def vague(words: Words, around: Around) -> Meaning:
    return Meaning(value=next(iter(words.values())))


def unknown(words: Words, around: Around) -> Meaning:
    raise UnknownTimeError


MEANINGS: dict[str, Callable[[Words, Around], Meaning]] = {
    function.__name__: function
    for function in (
        year, year_range, decade, short_decade, century, month, which_month, month_in_year, weekday, which_weekday,
        near_day, part_of_today, last_night, clock, midday, which_unit, span_unit, this_time, the_unit, weekend,
        term, latest_term, year_end,
        fraction, season, which_season, holiday, which_holiday, often, every, every_weekday, vague, unknown,
        quantities.duration, quantities.span, quantities.ahead, quantities.recent, quantities.ago, quantities.from_now,
        quantities.turn, quantities.shifted, quantities.same, quantities.year_back,
    )
}  # fmt: skip
"""The functions of this module and of `quantities` by the names that times.yml calls them."""
