"""When a document was published: checking a date that is told, and reading a text's own dateline."""

import re
from datetime import date

from pledgebook.errors import OptionError
from pledgebook.languages import READABLE, dates
from pledgebook.languages import language as language_of

HEAD_LINES, TAIL_LINES = 5, 2
LONGEST_LINE = 100
LATEST_START = 60
NEAR_END = 20_000

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SEPARATOR = r"[,|–—\-•·():/\[\]]"
_BEFORE = re.compile(rf"\A\W*\Z|{_SEPARATOR}\s*\Z")
_AFTER_SHORT = re.compile(rf"\A\s*(?:\Z|{_SEPARATOR}|\w{{0,3}}\s*\d\d?[:.]\d\d)")
_AFTER_PLACE = re.compile(r"\A\s*[.,]?\s*(?:\([^()]{1,40}\)|/[^/]{1,40}/)?\s*[–—:-]")


def partial_date(text: str) -> str | None:
    """The text itself if it is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and such a day exists, else None."""
    found = _PARTIAL.fullmatch(text)
    if not found:
        return None
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return text


def told(published: str) -> str:
    """A date given as an option; OptionError if the calendar has none such."""
    if partial_date(published) is None:
        raise OptionError(f'--published: "{published}" is no date; write YYYY-MM-DD, YYYY-MM or YYYY.')
    return published


def dateline(text: str, *, language: str) -> str | None:
    """The date that stands by itself, year included, in one of the first lines or in the last; nothing is invented."""
    if language not in READABLE:
        return None
    lines = _nonblank_lines(text)
    head, tail = lines[:HEAD_LINES], lines[HEAD_LINES:][-TAIL_LINES:]
    for line in (*head, *reversed(tail)):
        found = _date_of(line, language, leads=line in head)
        if found:
            return found
    return None


def _nonblank_lines(text: str) -> list[str]:
    """The lines that hold something, of a long text only those near its ends."""
    near = text if len(text) <= 2 * NEAR_END else f"{text[:NEAR_END]}\n{text[-NEAR_END:]}"
    return [line.strip() for line in near.splitlines() if line.strip()]


def _date_of(line: str, language: str, *, leads: bool) -> str | None:
    short = len(line) <= LONGEST_LINE
    if not short and not leads:
        return None
    beginning = line if short else line[: LATEST_START * 2]
    for found in dates.find(beginning, language=language):
        if found.year is not None and _stands_alone(line, found, short=short, language=language):
            return found.iso
    return None


def _stands_alone(line: str, found: dates.CalendarDate, *, short: bool, language: str) -> bool:
    before, after = line[: found.start], line[found.end :]
    before = _without_weekday(before, language)
    if found.start < LATEST_START and _AFTER_PLACE.match(after) and _BEFORE.search(before):
        return True
    if not short or not (_AFTER_SHORT.match(after) or (after == "." and not before)):
        return False
    return bool(_BEFORE.search(before)) or _only_labels(before, language)


def _without_weekday(before: str, language: str) -> str:
    names = language_of(language).data("calendar")["weekdays"].values()
    stem = before.rstrip(" ,")
    longest_first = sorted((name for group in names for name in group), key=len, reverse=True)
    return next((stem.removesuffix(name) for name in longest_first if stem.endswith(name)), before)


def _only_labels(before: str, language: str) -> bool:
    labels = set(language_of(language).data("datelines")["labels"].split())
    return all(word in labels for word in re.findall(r"\w+", before.casefold()))
