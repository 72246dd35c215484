"""Dates, moments and numbers as the reader's language writes them; what is partial stays partial."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent
from django.utils import translation
from django.utils.translation import gettext, pgettext

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
        return str(format_skeleton("yMMMM", date.fromisoformat(f"{told}-01"), locale=locale()))
    return str(format_date(date.fromisoformat(told[:_DAY]), "long", locale=locale()))


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


def percent(told: float | None) -> str:
    """A share between 0 and 1 as a whole percentage."""
    return "" if told is None else str(format_percent(told, locale=locale()))
