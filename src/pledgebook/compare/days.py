"""The dates of a wording: where they stand, and the days between which they lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.compare.figures import is_year
from pledgebook.compare.lexicon import Lexicon, plain
from pledgebook.languages import dates, known

FIRST, LAST = "0000-01-01", "9999-12-31"
_BEGINS, _ENDS = "-01-01", "-12-31"
_YEAR = len("YYYY")

Stretch = tuple[str, str]
"""First and last day, both within, as ISO dates; a day may be one that no calendar has (31 February)."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Words of a date at `[start, end)` of a text, with its days where the year is told."""

    start: int
    end: int
    stretch: Stretch | None


def stretch(earliest: str | None, latest: str | None) -> Stretch | None:
    """The days of a partial interval, open where an end is missing; None where both are."""
    if earliest is None and latest is None:
        return None
    return (
        FIRST if earliest is None else _filled(earliest, _BEGINS),
        LAST if latest is None else _filled(latest, _ENDS),
    )


def meet(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def dated(text: str, lexicon: Lexicon, *, language: str | None, spans: Sequence[tuple[int, int]]) -> list[Dated]:
    """The dates of a text in order: full and partial ones, lone years, lone names of months and days."""
    found = [] if language not in known() else dates.find(text, language=str(language))
    out = [Dated(date.start, date.end, stretch(date.iso, date.iso)) for date in found]
    for start, end in spans:
        if any(date.start < end and start < date.end for date in out):
            continue
        word = text[start:end]
        if is_year(word):
            out.append(Dated(start, end, stretch(word, word)))
        elif word in lexicon.capital_days or plain(word) in lexicon.days:
            out.append(Dated(start, end, None))
    return sorted(out, key=lambda date: date.start)


def _filled(date: str, rest: str) -> str:
    """A partial date up to its first or its last day."""
    return date + rest[len(date) - _YEAR :]
