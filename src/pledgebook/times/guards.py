"""What must be true around some words before they are taken for a time: each guard answers for one place in a text."""

import re
from collections.abc import Callable
from functools import cache

from pledgebook.languages.dates import BLANK
from pledgebook.times.vocabulary import Words, any_of, vocabulary

_LONGEST_OPENER = 30
_LONGEST_RANGE = 50
_LIKELY_YEARS = range(1900, 2100)


def year(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """Four digits are a year after words such as "in", or where nothing tells that they count or name something."""
    if not text[start:end].isdecimal():
        return True
    if re.match(r"[.,:/-]?\d|%|°", text[end:]) or (start and text[start - 1] in "$£€¥#№.,:/-–—+"):
        return False
    if _pattern(code, "measured", "after").match(text, end):
        return False
    if _opened(text, start, code, "year"):
        return True
    return int(words["year"]) in _LIKELY_YEARS and not _named(text, start, code) and _free(text, start, end, code)


def _named(text: str, start: int, code: str) -> bool:
    """Whether a capitalised word stands before, as in the name of a plan."""
    before = re.search(r"([^\W\d_][\w’'-]*)[^\S\n]\Z", text[max(0, start - _LONGEST_OPENER) : start])
    return before is not None and before[1][0].isupper() and not _opened(text, start, code, "year_with")


def _free(text: str, start: int, end: int, code: str) -> bool:
    """Whether no small word follows that the number could count."""
    if _opened(text, start, code, "year_with") or not re.match(rf"{BLANK}[a-z]", text[end : end + 8]):
        return True
    return _pattern(code, "after_year", "after").match(text, end) is not None


def month(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """A month whose name is also another word needs a word such as "in" before it."""
    both = vocabulary(code).data["guards"]["both"]
    return text[start:end].casefold() not in both or _opened(text, start, code, "month") or _edged(text, start, code)


def _edged(text: str, start: int, code: str) -> bool:
    known = vocabulary(code)
    return any(known.before(text, start, kind) is not None for kind in ("edge", "limit"))


def rising(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """Two years are a range if the second comes within two generations of the first, and no third number follows."""
    first, until = words["year"], words["until"]
    years = int(first[: 4 - len(until)] + until) - int(first)
    return 0 < years <= _LONGEST_RANGE and re.match(r"[-–/.,]?\d", text[end:]) is None


def dayless(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """A month that the number of a day follows belongs to that day."""
    return re.match(rf"{BLANK}\d\d?(?!\d)", text[end : end + 12]) is None


def counted(text: str, start: int, end: int, words: Words, code: str) -> bool:
    """Quarters are parts of anything: without a word that says so they are no time."""
    return not str(words.get("unit", "")).endswith("Q")


def _opened(text: str, start: int, code: str, name: str) -> bool:
    return _pattern(code, name, "before").search(text, max(0, start - _LONGEST_OPENER), start) is not None


@cache
def _pattern(code: str, name: str, side: str) -> re.Pattern[str]:
    words = f"(?i:{any_of(vocabulary(code).data['guards'][name])})"
    return re.compile(rf"(?<!\w){words}(?:{BLANK}|-)\Z" if side == "before" else rf"{BLANK}{words}(?!\w)")


GUARDS: dict[str, Callable[[str, int, int, Words, str], bool]] = {
    "year": year,
    "month": month,
    "dayless": dayless,
    "rising": rising,
    "counted": counted,
}
"""The guards by the names that times.yml gives them."""
