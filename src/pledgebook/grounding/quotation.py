"""A quotation as it is looked for: without blanks and a pair of quotation marks around it, and folded."""

import re
from functools import cached_property

from pledgebook.grounding.characters import BLANK, ELLIPSIS, members, unseen
from pledgebook.grounding.edges import units
from pledgebook.grounding.folding import Folded

_PAIRS = {
    '"': '"',
    "'": "'",
    "`": "'",
    "“": "”",
    "”": "”",
    "„": "“”„",
    "‘": "’",
    "’": "’",
    "‚": "‘’",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "＂": "＂",
}
_OUTER = "".join(map(chr, [*members(BLANK), *unseen()]))
_NESTED = 3
_SOME = 200  # no ellipsis at an end is longer
_LEFT_OUT = rf"(?:{ELLIPSIS}|[\[(][{BLANK}]?{ELLIPSIS}[{BLANK}]?[\])])"
_LEADING = re.compile(rf"{_LEFT_OUT}[{BLANK}]*")
_TRAILING = re.compile(rf"(?<![{BLANK}])[{BLANK}]*{_LEFT_OUT}\Z")


class Quotation:
    """The words to look for, and whether an ellipsis was set aside before or after them."""

    def __init__(self, core: str, *, before: str = "", after: str = "") -> None:
        self.core, self.before, self.after = core, before, after

    @cached_property
    def folded(self) -> Folded:
        """The core, folded."""
        return Folded(self.core)

    @cached_property
    def units(self) -> list[tuple[int, int]]:
        """The words and numbers of the core, as spans of it."""
        return units(self.core)

    @property
    def says_something(self) -> bool:
        """Whether there is a letter or a digit to look for."""
        return any(char.isalnum() for char in self.core)

    def without_outer_ellipses(self) -> "Quotation":
        """The same without ellipses at its ends, which only say that the source goes on there."""
        leading = _LEADING.match(self.core)
        start = leading.end() if leading is not None else 0
        trailing = _TRAILING.search(self.core, max(start, len(self.core) - _SOME))
        end = trailing.start() if trailing is not None else len(self.core)
        return Quotation(self.core[start:end], before=self.core[:start], after=self.core[end:])


def quotation(given: str) -> Quotation:
    """What to look for when told to look for these words."""
    core = given.strip(_OUTER)
    for _ in range(_NESTED):
        if _is_enclosed(core):
            core = core[1:-1].strip(_OUTER)
    return Quotation(core)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and unseen characters at its ends."""
    while start < end and text[start] in _OUTER:
        start += 1
    while start < end and text[end - 1] in _OUTER:
        end -= 1
    return start, end


def _is_enclosed(text: str) -> bool:
    """Whether the first and the last mark are a pair that holds all between them."""
    if len(text) < 3 or text[-1] not in _PAIRS.get(text[0], ""):
        return False
    opening, closing = text[0], text[-1]
    if opening == closing:
        return not _closes_early(text[1:-1], opening)
    depth = 1
    for place in range(1, len(text) - 1):
        char = text[place]
        if char == opening:
            depth += 1
        elif char == closing and not _is_apostrophe(text, place):
            depth -= 1
        if depth == 0:
            return False
    return True


def _closes_early(inner: str, mark: str) -> bool:
    """Whether the first further mark of the same form, if any, ends something and begins nothing."""
    place = inner.find(mark)
    while place != -1 and _is_apostrophe(inner, place):
        place = inner.find(mark, place + 1)
    return place != -1 and not (place == 0 or inner[place - 1] in _OUTER or inner[place - 1] in "([—–-")


def _is_apostrophe(text: str, place: int) -> bool:
    return 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum()
