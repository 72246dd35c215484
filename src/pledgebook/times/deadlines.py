"""Deadlines: words such as "by", "within" or "before" with the time after them, and the interval that they mean."""

import math
import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import cache
from itertools import pairwise

from pledgebook.languages.dates import BLANK
from pledgebook.records import Document, Interval, Time, TimeType
from pledgebook.times import periods
from pledgebook.times.names import Opening, Vague
from pledgebook.times.periods import Unit, UnknownTimeError
from pledgebook.times.vocabulary import any_of, vocabulary

_LONGEST_OPENER = 40
_FULL_DATE, _HOURS = 10, 24
_LONGEST_EVENT = 6  # words
_DURATION = re.compile(r"PT?\d+(?:\.\d+)?(?:D|WE|W|M|Q|Y|H)")

Bounds = tuple[str | None, str | None]


def deadlines(document: Document, times: Iterable[Time], *, start: int, end: int) -> list[Interval]:
    """The deadline phrases between two offsets, with their prepositions, the longest first."""
    inside = [time for time in times if start <= time.start and time.end <= end]
    found = [_ranged(document, one, two, start) for one, two in pairwise(inside)]
    found += [_deadline(document, time, start) for time in inside]
    known = [_with_tail(document, interval, end) for interval in found if interval is not None]
    return sorted(known, key=lambda interval: (interval.start - interval.end, interval.start))


def interval_of(document: Document, times: Iterable[Time], start: int, end: int) -> Interval | None:
    """The interval that a phrase such as "by 2027" means, with the phrase's own offsets; None if it is no deadline."""
    found = deadlines(document, times, start=start, end=end)
    if not found:
        return None
    return Interval(start, end, document.text[start:end], found[0].earliest, found[0].latest)


def _deadline(document: Document, time: Time, start: int) -> Interval | None:
    if time.type in (TimeType.SET, None):
        return None
    openers = _openers(document, time, start)
    if time.type is TimeType.DURATION:
        return _of_quantity(document, time, openers)
    return _of_date(document, time, openers)


def _of_date(document: Document, time: Time, openers: dict[Opening, int]) -> Interval | None:
    kind = next((kind for kind in _OF_DATES if kind in openers), Opening.BARE)
    if _is_over(time, document) or time.value in (Vague.PAST_REF, Vague.PRESENT_REF):
        return None
    if kind is Opening.BARE and not _may_stand_bare(time, document):
        return None
    return _interval(document, openers.get(kind, time.start), time.end, _BOUNDS[kind](time))


def _may_stand_bare(time: Time, document: Document) -> bool:
    """Whether a date without an opening word can be a deadline: it reaches beyond the day of publication."""
    told = vocabulary(document.language).data["deadlines"]["bare"]
    return bool(told) and time.earliest is not None and (time.latest != document.published or time.latest is None)


def _of_quantity(document: Document, time: Time, openers: dict[Opening, int]) -> Interval | None:
    if Opening.WITHIN not in openers or _lies_behind(time, document):
        return None
    if time.earliest is not None or _counts_from_an_event(document, time):
        return _interval(document, openers[Opening.WITHIN], time.end, (time.earliest, time.latest))
    return _interval(document, openers[Opening.WITHIN], time.end, _from_publication(document, time))


def _ranged(document: Document, one: Time, two: Time, start: int) -> Interval | None:
    """ "Between 2025 and 2027": both are dates, joined by nothing but such a word."""
    words = document.text[one.end : two.start]
    told = vocabulary(document.language).data["deadlines"]
    if Opening.BETWEEN not in (openers := _openers(document, one, start)) or _folded(words) not in told["and"]:
        return None
    if {one.type, two.type} != {TimeType.DATE} or _is_over(two, document):
        return None
    return _interval(document, openers[Opening.BETWEEN], two.end, (one.earliest, two.latest))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _by(time: Time) -> Bounds:
    return time.earliest, time.latest


def _before(time: Time) -> Bounds:
    """Up to the day, month or year before the one that is named; a part of one, such as its end, is up to that part."""
    begins = time.earliest
    if begins is None or begins != time.latest or time.mod is not None:
        return None, time.latest
    return None, (periods.first_day(begins) - timedelta(days=1)).isoformat()[: len(begins)]


def _from(time: Time) -> Bounds:
    return time.earliest, None


_BOUNDS: dict[Opening, Callable[[Time], Bounds]] = {
    Opening.BY: _by,
    Opening.BEFORE: _before,
    Opening.FROM: _from,
    Opening.AT: _by,
    Opening.BARE: _by,
}
_OF_DATES = (Opening.BY, Opening.BEFORE, Opening.FROM, Opening.AT)


def _from_publication(document: Document, time: Time) -> Bounds:
    if document.published is None or len(document.published) < _FULL_DATE or not _DURATION.fullmatch(time.value or ""):
        return None, None
    today, told = periods.first_day(document.published), str(time.value)
    unit, count = Unit.from_iso(_one(re.sub(r"[\d.]", "", told))), float(re.sub(r"[^\d.]", "", told))
    try:
        latest = periods.shifted(today, *_in_whole(count, unit))
    except UnknownTimeError:
        return today.isoformat(), None
    return today.isoformat(), latest.isoformat()


def _in_whole(count: float, unit: Unit) -> tuple[float, Unit]:
    """Half years in months, and hours in the days that they may reach."""
    if unit.letters == "H":
        return math.ceil(count / _HOURS), Unit("D", 1, clock=False)
    if unit.letters == "Y" and count % 1:
        return count * 12, Unit("M", 1, clock=False)
    return count, unit


def _one(letters: str) -> str:
    """The ISO 8601 duration of one unit: P1Y for PY."""
    return re.sub(r"(PT?)", r"\g<1>1", letters)


def _is_over(time: Time, document: Document) -> bool:
    return (
        time.latest is not None
        and document.published is not None
        and periods.last_day(time.latest) < periods.first_day(document.published)
    )


def _lies_behind(time: Time, document: Document) -> bool:
    """Whether a quantity ends with the day of publication: "the past three years"."""
    return time.latest is not None and time.latest == document.published


def _counts_from_an_event(document: Document, time: Time) -> bool:
    pattern = _words_after(document.language)
    return pattern.match(document.text, time.end) is not None


@cache
def _words_after(code: str) -> re.Pattern[str]:
    words = any_of(vocabulary(code).data["deadlines"]["unless_followed_by"])
    return re.compile(rf"{BLANK}(?i:{words})(?!\w)")


def _openers(document: Document, time: Time, start: int) -> dict[Opening, int]:
    """The kinds of opening words that end right before a time, each with where its longest starts."""
    first = max(start, time.start - _LONGEST_OPENER)
    found = {}
    for kind, pattern in _opening(document.language).items():
        match = pattern.search(document.text, first, time.start)
        if match is not None:
            found[kind] = match.start()
    return found


@cache
def _opening(code: str) -> dict[Opening, re.Pattern[str]]:
    told = vocabulary(code).data["deadlines"]
    kinds = [kind for kind in Opening if kind is not Opening.BARE]
    return {kind: re.compile(rf"(?<!\w)(?i:{any_of(told[kind])}){BLANK}\Z") for kind in kinds}


def _with_tail(document: Document, interval: Interval, end: int) -> Interval:
    """A deadline with the words after it that belong to it: "at the latest", or the event that it counts from."""
    patterns = (_trailing(document.language), *([_event(document.language)] if interval.latest is None else []))
    tails = (pattern.match(document.text, interval.end, end) for pattern in patterns)
    last = max((tail.end() for tail in tails if tail is not None), default=interval.end)
    return _interval(document, interval.start, last, (interval.earliest, interval.latest))


@cache
def _trailing(code: str) -> re.Pattern[str]:
    told = any_of(vocabulary(code).data["deadlines"]["trailing"])
    return re.compile(rf",?{BLANK}(?i:{told})(?!\w)")


@cache
def _event(code: str) -> re.Pattern[str]:
    told = vocabulary(code).data["deadlines"]
    word = rf"{BLANK}(?!(?i:{any_of(told['event_ends'])})(?!\w))[\w’'-]+"
    return re.compile(rf"{BLANK}(?i:{any_of(told['unless_followed_by'])})(?:{word}){{1,{_LONGEST_EVENT}}}(?!\w)")


def _interval(document: Document, start: int, end: int, bounds: Bounds) -> Interval:
    return Interval(start, end, document.text[start:end], *bounds)
