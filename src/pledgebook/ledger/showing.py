"""What may be shown, and what is public: the one place that says so; every page, answer, feed and export asks here."""

import re
from dataclasses import dataclass

from pledgebook.errors import LedgerError
from pledgebook.ledger.values import Rights

AROUND = 100
"""How many characters an excerpt may hold on each side of the quoted words."""

_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Quoted words with what stands around them: `text[start:end] == before + quote + after`.

    `more_before` and `more_after` say that the source goes on there and is not shown.
    """

    start: int
    end: int
    before: str
    quote: str
    after: str
    more_before: bool
    more_after: bool


def excerpt(rights: Rights, text: str, start: int, end: int) -> Excerpt | None:
    """What may be shown of a text whose words `[start, end)` are quoted; None where nothing may.

    `full`: the whole text. `excerpt`: the quoted words and up to 100 characters on each side, cut between words and
    at the ends of the lines in which the quotation begins and ends, so never across a paragraph.
    """
    if not 0 <= start < end <= len(text):
        raise LedgerError(f"the text has {len(text)} characters and no words at {start} to {end}")
    if rights is Rights.NONE:
        return None
    first, last = (0, len(text)) if rights is Rights.FULL else (_first(text, start), _last(text, end))
    return Excerpt(
        first,
        last,
        text[first:start],
        text[start:end],
        text[end:last],
        more_before=first > 0,
        more_after=last < len(text),
    )


def _first(text: str, start: int) -> int:
    window = text[max(0, start - AROUND) : start]
    breaks = [match.end() for match in _BREAK.finditer(window)]
    if breaks:
        window = window[breaks[-1] :]
    elif start > AROUND and not text[start - AROUND - 1].isspace():
        window = _from_a_blank(window)
    return start - len(window.lstrip())


def _last(text: str, end: int) -> int:
    window = text[end : end + AROUND]
    found = _BREAK.search(window)
    if found is not None:
        window = window[: found.start()]
    elif end + AROUND < len(text) and not text[end + AROUND].isspace():
        window = _to_a_blank(window)
    return end + len(window.rstrip())


def _from_a_blank(window: str) -> str:
    """What follows the first blank: nothing where there is none."""
    place = next((place for place, letter in enumerate(window) if letter.isspace()), len(window))
    return window[place:]


def _to_a_blank(window: str) -> str:
    place = next((place for place in range(len(window) - 1, -1, -1) if window[place].isspace()), 0)
    return window[:place]
