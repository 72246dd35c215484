"""Dates, moments and numbers as the reader's language writes them; what is partial stays partial."""

import re
from datetime import date, datetime
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import format_decimal, format_percent
from django.utils import translation
from django.utils.translation import gettext, pgettext

from pledgebook.languages.dates import find
from pledgebook.ledger.entries import is_partial_date
from pledgebook_site.web.settings import SPOKEN

_REGION = {"en": "en_GB"}  # 12 March 2024
_YEAR, _MONTH, _DAY = 4, 7, 10


def locale() -> Locale:
    """How the language of the page writes dates and numbers."""
    code = (translation.get_language() or "en").partition("-")[0]
    return Locale.parse(_REGION.get(code, code))


def partial(told: str | None) -> str:
    """A partial date or a clock in words: "12 March 2024", "March 2024", "2024"; nothing for nothing."""
    if not told:
        return ""
    if len(told) <= _YEAR:
        return told
    if len(told) == _MONTH:
        return _in_a_sentence(format_skeleton("yMMMM", date.fromisoformat(f"{told}-01"), locale=locale()))
    return _in_a_sentence(format_date(date.fromisoformat(told[:_DAY]), "long", locale=locale()))


def _in_a_sentence(told: str) -> str:
    """A date without the abbreviation for "year" at its end, whose stop a sentence would double."""
    return _YEAR_WORD.sub("", told)


_YEAR_WORD = re.compile(r"\sг\.$")


def moment(told: str | datetime | None) -> str:
    """A clock in words, to the minute, in UTC: "12 March 2024 at 16:40 UTC"; a partial date as `partial` has it."""
    if isinstance(told, datetime):
        told = told.strftime("%Y-%m-%dT%H:%M")
    if not told or len(told) <= _DAY:
        return partial(told)
    return gettext("%(day)s at %(time)s UTC") % {"day": partial(told), "time": told[11:16]}


def interval(earliest: str | None, latest: str | None) -> str:
    """When something is due: "in 2027", "on 12 March 2024", "not before …, at the latest …", "at the latest …"."""
    if earliest and latest:
        if earliest == latest:
            on = pgettext("a day", "on %(date)s") if len(latest) == _DAY else pgettext("a year or month", "in %(date)s")
            return on % {"date": partial(latest)}
        told = {"earliest": partial(earliest), "latest": partial(latest)}
        return gettext("not before %(earliest)s, at the latest %(latest)s") % told
    if latest:
        return gettext("at the latest %(date)s") % {"date": partial(latest)}
    return gettext("not before %(date)s") % {"date": partial(earliest)} if earliest else ""


def number(told: float | None) -> str:
    """A number with the separators of the language."""
    return "" if told is None else str(format_decimal(told, locale=locale()))


def score(told: float | None) -> str:
    """How sure a reader is, or how much a reason weighs: two decimals, as the language writes them."""
    return "" if told is None else str(format_decimal(told, format="0.00", locale=locale()))


def percent(told: float | None) -> str:
    """A share between 0 and 1 as a whole percentage."""
    return "" if told is None else str(format_percent(told, locale=locale()))


def read_partial(told: str) -> str | None:
    """The partial date that somebody typed: "2024-03", "12 March 2024", "12.3.2024"; None if it is none.

    Also as texts of one of the languages of the pages have it ("March 12, 2024", "12 марта 2024 года"); but with
    strokes it is none, since 3/4/2024 is a day of March to some and of April to others.
    """
    told = " ".join(told.split())
    if is_partial_date(told):
        return told
    numbers = _DOTTED.fullmatch(told) or _DASHED.fullmatch(told)
    if numbers is not None:
        return _existing(numbers["year"], numbers["month"], numbers["day"])
    worded = _WORDED.fullmatch(told.casefold())
    if worded is None or worded["month"] not in _months():
        return _in_a_text(told)
    return _existing(worded["year"], str(_months()[worded["month"]]), worded["day"])


_DOTTED = re.compile(r"(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
_DASHED = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?", re.ASCII)
_WORDED = re.compile(r"(?:(?P<day>[0-9]{1,2})\.? )?(?P<month>[^\W\d]+)\.?,? (?P<year>[0-9]{4})")


def _in_a_text(told: str) -> str | None:
    """The date that fills these words, in the first language that knows such a form."""
    if "/" in told:
        return None
    read = (date for code in SPOKEN for date in find(told, language=code))
    return next((date.iso for date in read if (date.start, date.end) == (0, len(told)) and date.iso), None)


def _existing(year: str, month: str, day: str | None) -> str | None:
    told = f"{year}-{int(month):02}" + ("" if day is None else f"-{int(day):02}")
    return told if is_partial_date(told) else None


@cache
def _months() -> dict[str, int]:
    """The number of each month by its names, long and short, in the languages that the pages speak."""
    tables = (
        get_month_names(width, context, Locale.parse(code))
        for code in SPOKEN
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
    )
    return {name.casefold().rstrip("."): number for table in tables for number, name in table.items()}
