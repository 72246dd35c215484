"""A copy of a text in which what is only form is made equal, and the way back to the text's own offsets.

Quotation marks, dashes, ellipses and blanks become one of each; blanks beside a dash or an ellipsis, inside
guillemets and before `?!:;%` go; unseen characters go; canonically equal letters become equal (NFC). Letters,
digits, case, and the sign of a number stay.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from pledgebook.grounding.characters import (
    BLANK,
    CLOSE_UP,
    DASH,
    ELLIPSIS,
    QUOTE,
    SIGN,
    UNSEEN,
    currencies,
    marks,
    singletons,
)

MINUS = "−"
_FORM = DASH + QUOTE + UNSEEN
_OTHER_BLANKS = BLANK.replace("\x20", "\x1f")  # all but the plain one
_RUN = (
    rf"(?:\x20(?=[{_FORM}{BLANK}{CLOSE_UP}]|{ELLIPSIS})|[{_FORM}{_OTHER_BLANKS}]|{ELLIPSIS})"
    rf"(?:[{_FORM}{BLANK}]|{ELLIPSIS})*"
)
_JAMO = "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]"
_ITEM = re.compile(
    rf"(?P<unseen>[{UNSEEN}])|(?P<blank>[{BLANK}])|(?P<dash>[{DASH}])|(?P<ellipsis>{ELLIPSIS})"
    rf"|(?P<quote>''|``|’’|‘‘|[{QUOTE}])"
)
_FOLDED = {"blank": " ", "dash": "-", "ellipsis": "…", "quote": '"', "sign": MINUS}


_LEADING_DIGIT = re.compile(rf"[{UNSEEN}]*\d")
_SHORT = 16  # runs that come often
_Cut = tuple[str, tuple[tuple[int, int], ...] | None]
"""A run as it is folded, and which part of it each character stands for; None if character for character."""


class _Item(NamedTuple):
    """A stretch of one kind of form within a run."""

    kind: str
    start: int
    end: int


class Folded:
    """A folded text; `spot` leads from its offsets back to those of the text that it was made from."""

    __slots__ = ("_at", "_ends", "_starts", "text")

    def __init__(self, text: str) -> None:
        pattern = _plain() if is_normalized("NFC", text) else _composing()
        self._at, self._starts, self._ends = array("q", [0]), array("q", [0]), array("q", [1])
        self.text = "".join(self._pieces(text, pattern))

    def spot(self, index: int) -> tuple[int, int]:
        """Where the character at an index of the folded text comes from: `[start, end)` in code points."""
        entry = bisect_right(self._at, index) - 1
        beyond = index - self._at[entry]
        return self._starts[entry] + beyond, self._ends[entry] + beyond

    def index(self, offset: int) -> int:
        """The index of the first folded character that comes from this offset of the text or a later one."""
        return bisect_left(range(len(self.text)), offset, key=lambda index: self.spot(index)[0])

    def _pieces(self, text: str, pattern: re.Pattern[str]) -> Iterator[str]:
        size = done = 0
        for match in pattern.finditer(text):
            start, end = match.span()
            out, cuts = _folded(match[0], _side_before(text[start - 1 : start]), _side_after(text, end))
            if out == match[0]:
                continue
            yield text[done:start]
            yield out
            size += start - done
            if cuts is not None:
                for number, (cut_start, cut_end) in enumerate(cuts):
                    self._enter(size + number, start + cut_start, start + cut_end)
                self._enter(size + len(out), end, end + 1)
            size += len(out)
            done = end
        yield text[done:]

    def _enter(self, index: int, start: int, end: int) -> None:
        self._at.append(index)
        self._starts.append(start)
        self._ends.append(end)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The folded copy of a short text."""
    return Folded(text).text


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(_RUN)


@cache
def _composing() -> re.Pattern[str]:
    return re.compile(rf"[^{marks()}][{marks()}]+|{_JAMO}|{_RUN}|[{singletons()}]")


def _side_before(char: str) -> str:
    """What stands before a run of form, as far as it matters."""
    if char.isdigit():
        return "digit"
    return "word" if char.isalnum() or char in tuple(")]%°") else "other"


def _side_after(text: str, at: int) -> str:
    """What stands after a run of form, as far as it matters."""
    char = text[at : at + 1]
    if (char == "." or _is_currency(char)) and _LEADING_DIGIT.match(text, at + 1):
        return "digit"
    return "close" if char in tuple(CLOSE_UP) else _side_before(char)


@lru_cache(maxsize=256)
def _is_currency(char: str) -> bool:
    return re.fullmatch(f"[{currencies()}]", char) is not None


def _folded(run: str, before: str, after: str) -> _Cut:
    return _folded_anew(run, before, after) if len(run) > _SHORT else _folded_once(run, before, after)


@lru_cache(maxsize=16384)
def _folded_once(run: str, before: str, after: str) -> _Cut:
    return _folded_anew(run, before, after)


def _folded_anew(run: str, before: str, after: str) -> _Cut:
    items = _items(run)
    if items is None:
        composed = normalize("NFC", run)
        return composed, ((0, len(run)),) * len(composed)
    _find_sign(items, run, before=before, after=after)
    kept = [number for number in range(len(items)) if not _drops(items, number, run, before=before, after=after)]
    out = "".join(_FOLDED[items[number].kind] for number in kept)
    if len(out) == len(run):
        return out, None
    ends = [items[number].end for number in kept[:-1]] + [len(run)] * bool(kept)
    return out, tuple(zip([0, *ends], ends, strict=False))


def _items(run: str) -> list[_Item] | None:
    """Kind, start and end of what a run is made of, the same kinds united (but not quotation marks)."""
    items: list[_Item] = []
    at = 0
    while at < len(run):
        match = _ITEM.match(run, at)
        if match is None:
            return None
        kind, at = str(match.lastgroup), match.end()
        if items and kind != "quote" and items[-1].kind == kind:
            items[-1] = _Item(kind, items[-1].start, at)
        elif kind != "unseen":
            items.append(_Item(kind, match.start(), at))
    return items


def _find_sign(items: list[_Item], run: str, *, before: str, after: str) -> None:
    """Take a dash that stands free before a number for its sign."""
    if not items or after != "digit":
        return
    kind, start, end = items[-1]
    free = len(items) > 1 or before == "other"
    if kind == "dash" and free and re.fullmatch(f"[{SIGN}]", run[start:end]):
        items[-1] = _Item("sign", start, end)


def _drops(items: list[_Item], number: int, run: str, *, before: str, after: str) -> bool:
    """Whether a blank is only a matter of form: some set it and some do not."""
    if items[number].kind != "blank":
        return False
    left = items[number - 1] if number else None
    right = items[number + 1] if number + 1 < len(items) else None
    if any(side is not None and side.kind in ("dash", "ellipsis") for side in (left, right)):
        return True
    if right is None and after == "close":
        return True
    opened = left is not None and run[left.start] in "«‹" and _parts(items, number - 2, before)
    return opened or (right is not None and run[right.start] in "»›" and _parts(items, number + 2, after))


def _parts(items: list[_Item], beyond: int, outside: str) -> bool:
    """Whether what stands on the far side of a guillemet parts it from the words there."""
    if 0 <= beyond < len(items):
        return items[beyond].kind != "quote"
    return outside not in ("word", "digit")
