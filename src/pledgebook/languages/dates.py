"""Plain calendar dates in running text: day, month and year, or two of the three."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pledgebook.languages import language as language_of

BLANK = r"(?=\s)[^\S\n]{0,3}\n?[^\S\n]{0,3}"
_BEFORE, _AFTER = r"(?<!\w)(?<!\d[./-])(?<!\d,)", r"(?:(?!\w)|(?=T\d))(?![.,/:-]?\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?P<year>[12]\d{3})"
_NUMERIC_DAY_FIRST = rf"(?P<day>\d\d?)(?P<mark>[./])(?P<number>\d\d?)(?P=mark){_YEAR}"
_NUMERIC_MONTH_FIRST = rf"(?P<number>\d\d?)(?P<mark>[./])(?P<day>\d\d?)(?P=mark){_YEAR}"
_ISO = rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)"
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date at `[start, end)` of a text; what the text does not give is None, and so is `iso` without a year."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    @property
    def iso(self) -> str | None:
        """The date as partial ISO 8601: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
        if self.year is None:
            return None
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)

    @property
    def possible(self) -> bool:
        """Whether the calendar has such a date."""
        if self.month is None or not 1 <= self.month <= 12:
            return self.month is None and self.day is None
        return self.day is None or 1 <= self.day <= calendar.monthrange(self.year or _LEAP_YEAR, self.month)[1]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date: its template as the language file has it, and the pattern made of it."""

    template: str
    pattern: re.Pattern[str]


def find(text: str, *, language: str) -> list[CalendarDate]:
    """All dates of a text in its order, none overlapping; an impossible one (31 February) is none."""
    chosen: list[CalendarDate] = []
    for date in sorted(_candidates(text, language), key=lambda date: (date.start, -date.end)):
        if not chosen or chosen[-1].end <= date.start:
            chosen.append(date)
    return [date for date in chosen if date.possible]


def _candidates(text: str, code: str) -> Iterator[CalendarDate]:
    for form in forms(code):
        yield from (_read(match, code) for match in form.pattern.finditer(text))
    yield from _numeric(text, day_first=language_of(code).data("calendar")["day_first"])


def _read(match: re.Match[str], code: str) -> CalendarDate:
    found = match.groupdict()
    day = found.get("day")
    day_number = None if day is None else int(day) if day.isdecimal() else _ordinals(code)[day.casefold()]
    month = months(code)[found["month"].casefold()]
    year = found.get("year")
    return CalendarDate(match.start(), match.end(), None if year is None else int(year), month, day_number)


def _numeric(text: str, *, day_first: bool) -> Iterator[CalendarDate]:
    iso, forward, backward = _numeric_patterns()
    yield from map(_read_numbers, iso.finditer(text))
    for match in forward.finditer(text):
        date = _read_numbers(match)
        turned = backward.match(text, match.start())
        other = date if turned is None else _read_numbers(turned)
        if day_first or date == other or not other.possible:
            yield date
        elif not date.possible:
            yield other


@cache
def _numeric_patterns() -> tuple[re.Pattern[str], ...]:
    patterns = (_ISO, _NUMERIC_DAY_FIRST, _NUMERIC_MONTH_FIRST)
    return tuple(re.compile(_BEFORE + pattern + _AFTER, re.ASCII) for pattern in patterns)


def _read_numbers(match: re.Match[str]) -> CalendarDate:
    return CalendarDate(match.start(), match.end(), int(match["year"]), int(match["number"]), int(match["day"]))


@cache
def forms(code: str) -> tuple[Form, ...]:
    """The written forms of dates in a language, as its calendar.yml lists them."""
    data = language_of(code).data("calendar")
    fields = {"day": _day(data), "month": month_pattern(code), "year": _YEAR, "ordinal": _ordinal(data)}
    return tuple(Form(form, re.compile(_BEFORE + expression(form, fields) + _AFTER)) for form in data["forms"])


def expression(template: str, fields: dict[str, str]) -> str:
    """A template's regular expression: `{field}`, `[optional|other]`, a blank, and letters in either case."""
    marks = {"[": "(?:", "]": ")?", "|": "|", " ": BLANK}
    parts = re.findall(r"\{\w+\}|[\[\]| ]|[^{}\[\]| ]+", template)
    return "".join(
        marks[part] if part in marks else fields[part[1:-1]] if part[0] == "{" else f"(?i:{re.escape(part)})"
        for part in parts
    )


def _day(data: dict[str, Any]) -> str:
    endings = "|".join(map(re.escape, data["day_endings"]))
    return rf"(?P<day>{_DAY})(?:{endings})?" if endings else rf"(?P<day>{_DAY})"


def _ordinal(data: dict[str, Any]) -> str:
    words = "|".join(sorted(map(re.escape, data["ordinals"]), key=len, reverse=True))
    return rf"(?P<day>(?i:{words or '(?!)'}))"


@cache
def _ordinals(code: str) -> dict[str, int]:
    return {word.casefold(): number for word, number in language_of(code).data("calendar")["ordinals"].items()}


@cache
def months(code: str) -> dict[str, int]:
    """The casefolded names and abbreviations of the months, each with its number."""
    data = language_of(code).data("calendar")
    return {name.casefold(): number for number, names in data["months"].items() for name in names}


@cache
def month_pattern(code: str) -> str:
    """A regular expression with the group `month`, in the letter cases that the language allows."""
    data = language_of(code).data("calendar")
    full = [name for names in data["months"].values() for name in names]
    if data["months_are_capitalised"]:
        words, flags = [case for name in full for case in (name, name.upper())], "(?:"
    else:
        words, flags = full, "(?i:"
    choice = "|".join(sorted(map(re.escape, dict.fromkeys(words)), key=len, reverse=True))
    endings = "|".join(map(re.escape, data["month_endings"]))
    return rf"{flags}(?P<month>{choice})(?:{endings})?)" if endings else rf"{flags}(?P<month>{choice}))"
