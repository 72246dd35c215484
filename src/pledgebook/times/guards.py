"""What must be true around some words before they are taken for a time: each guard answers for one place in a text."""

import re
from collections.abc import Callable
from functools import cache

from pledgebook.languages.dates import BLANK
from pledgebook.times.names import Field, Nearby, Prefix
from pledgebook.times.vocabulary import Words, any_of, vocabulary

_LONGEST_OPENER = 30
_LONGEST_RANGE = 50
_LIKELY_YEARS = range(1900, 2100)


def year(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """Four digits are a year after words such as "in", or where nothing tells that they count or name something."""
    if not text[start:end].isdecimal():
        return True
    if re.match(r"[.,:/-]?\d|%|°", text[end:]) or (
        start and text[start - 1] in "$£€¥#№.,:/-–—+" and not _edged(text, start, code)
    ):
        return False
    if _following(code, Nearby.MEASURED).match(text, end):
        return False
    if _opened(text, start, code, Nearby.YEAR):
        return True
    return int(words["year"]) in _LIKELY_YEARS and not _named(text, start, code) and _free(text, start, end, code)


def _named(text: str, start: int, code: str) -> bool:
    """Whether a capitalised word stands before, as in the name of a plan."""
    before = re.search(r"([^\W\d_][\w’'-]*)[^\S\n]\Z", text[max(0, start - _LONGEST_OPENER) : start])
    return before is not None and before[1][0].isupper() and not _opened(text, start, code, Nearby.YEAR_WITH)


def _free(text: str, start: int, end: int, code: str) -> bool:
    """Whether no small word follows that the number could count."""
    if _opened(text, start, code, Nearby.YEAR_WITH) or not re.match(rf"{BLANK}[a-z]", text[end : end + 8]):
        return True
    return _following(code, Nearby.AFTER_YEAR).match(text, end) is not None


def month(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """A month whose name is also another word needs a word such as "in" before it."""
    both = vocabulary(code).data["guards"]["both"]
    return (
        text[start:end].casefold() not in both or _opened(text, start, code, Nearby.MONTH) or _edged(text, start, code)
    )


def _edged(text: str, start: int, code: str) -> bool:
    known = vocabulary(code)
    return any(known.before(text, start, kind) is not None for kind in (Prefix.EDGE, Prefix.LIMIT))


def rising(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """Two years are a range if the second comes within two generations of the first, and no third number follows."""
    first, until = words["year"], words["end_year"]
    years = int(first[: 4 - len(until)] + until) - int(first)
    return 0 < years <= _LONGEST_RANGE and re.match(r"[-–/.,]?\d", text[end:]) is None


def dayless(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """A month that the number of a day follows belongs to that day."""
    return re.match(rf"{BLANK}\d\d?(?!\d)", text[end : end + 12]) is None


def counted(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """Quarters are parts of anything: without a word that says so they are no time."""
    return not str(words.get(Field.UNIT, "")).endswith("Q")


def uncounted(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """No number follows, which would count something else."""
    return _number(code).match(text, end) is None


@cache
def _number(code: str) -> re.Pattern[str]:
    return re.compile(rf"{BLANK}(?:\d|(?i:{any_of(vocabulary(code).fields[Field.COUNT])})(?!\w))")


def _opened(text: str, start: int, code: str, name: Nearby) -> bool:
    return _preceding(code, name).search(text, max(0, start - _LONGEST_OPENER), start) is not None


@cache
def _preceding(code: str, name: Nearby) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{_listed(code, name)})(?:{BLANK}|-)\Z")


@cache
def _following(code: str, name: Nearby) -> re.Pattern[str]:
    return re.compile(rf"{BLANK}(?i:{_listed(code, name)})(?!\w)")


def _listed(code: str, name: Nearby) -> str:
    return any_of(vocabulary(code).data["guards"][name])


GUARDS: dict[str, Callable[[str, int, int, Words, str], bool]] = {
    function.__name__: function for function in (year, month, dayless, rising, counted, uncounted)
}
"""The guards by the names that times.yml gives them."""
