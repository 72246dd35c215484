"""Whether words of a text stand in quotation marks, as far as the marks alone tell."""

import re

_ENDS = {"“": "”", "«": "»", "„": "“”", "»": "«", "‹": "›", "「": "」", '"': '"', "‘": "’"}
_LOOSE = '"»‘'
"""Marks that have other uses too: they open only before a word, and behind none."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\f")


def in_marks(text: str, start: int, end: int) -> bool:
    """Whether one pair of quotation marks, in the paragraph of these words, is around all of them.

    A quotation that goes on in the next paragraph is opened anew there and need not have been closed.
    """
    first, last = _paragraph(text, start)
    opened: int | None = None
    for place in range(first, last):
        if opened is None:
            if place >= start:
                return False
            opened = place if _opens(text, place) else None
        elif _closes(text, place, by=text[opened]):
            if place >= start:
                return place >= end
            opened = None
    return opened == first and end <= last and text[last:].lstrip()[:1] == text[first]


def _paragraph(text: str, place: int) -> tuple[int, int]:
    """Where the paragraph of a place begins and ends."""
    first = max((one.end() for one in _BLANK_LINE.finditer(text, 0, place)), default=0)
    found = _BLANK_LINE.search(text, place)
    return first + len(text[first:]) - len(text[first:].lstrip()), len(text) if found is None else found.start()


def _opens(text: str, place: int) -> bool:
    if text[place] not in _ENDS:
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return text[place] not in _LOOSE or not (before.isalnum() or after.isspace())


def _closes(text: str, place: int, *, by: str) -> bool:
    """Whether what a mark has opened ends here; an apostrophe within a word ends nothing."""
    if text[place] not in _ENDS[by]:
        return False
    return by not in _LOOSE or not text[place + 1 : place + 2].isalnum()
