"""The day of a feast in a year: a day of a month, a weekday of a month, or so many days from Easter."""

import calendar
import re
from datetime import date, timedelta

_EASTER = re.compile(r"E([+-]\d+)")
_WEEKDAY = re.compile(r"(\d\d)-(\d)-(-?\d)")


def feast(told: str, year: int) -> date | None:
    """The day that `told` names in a year, None if there is none.

    Told are 12-25, or 11-4-4 for the fourth Thursday of November (-1 is the last), or E-2 for two days before Easter.
    """
    if (match := _EASTER.fullmatch(told)) is not None:
        return easter(year) + timedelta(days=int(match[1]))
    if (match := _WEEKDAY.fullmatch(told)) is not None:
        return _weekday_of(year, *map(int, match.groups()))
    month, _, day = told.partition("-")
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _weekday_of(year: int, month: int, weekday: int, number: int) -> date:
    """The first, second … of a weekday in a month; the last for -1."""
    last = calendar.monthrange(year, month)[1]
    days = [day for day in range(1, last + 1) if date(year, month, day).isoweekday() == weekday]
    return date(year, month, days[number - 1 if number > 0 else number])


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the algorithm published in Nature, 20 April 1876)."""
    century, of_century = divmod(year, 100)
    corrected = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - century // 4 - corrected + 15) % 30
    after = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * after) // 451
    month, day = divmod(epact + after - 7 * late + 114, 31)
    return date(year, month, day + 1)
