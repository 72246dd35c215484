"""On which side of the publication date an undated "Friday" or "May" lies, by the words around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from pledgebook.languages.dates import BLANK
from pledgebook.times.names import Nearby
from pledgebook.times.vocabulary import any_of, vocabulary

_SENTENCE_END = re.compile(r"[.!?…;][\"”’»)]*\s+(?=[^\W\d_a-z]|[\"“‘«(])|\n\s*\n|\n(?=\s*[^\W\d_a-z])")
_BOUNDARY = re.compile(r"[,;:()–—\"“”]")
_FARTHEST = 400
_LONGEST_OPENER = 40
_NEAREST = 1  # words between a verb and its time: "closed in May"


class Side(IntEnum):
    """The side of the publication date."""

    PAST = -1
    UNTOLD = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class Direction:
    """A side, and whether it is told by the word right before the time rather than by the tense."""

    side: Side
    certain: bool = False


def direction(text: str, start: int, end: int, *, code: str) -> Direction:
    """The side that the words around `[start, end)` tell."""
    for side, opener in ((Side.FUTURE, Nearby.BEFORE_FUTURE), (Side.PAST, Nearby.BEFORE_PAST)):
        if _before(code, opener).search(text, max(0, start - _LONGEST_OPENER), start):
            return Direction(side, certain=True)
    first, last = sentence(text, start, end)
    cues = list(_tense(code).finditer(text, first, start))
    if cues:
        return _direction_of(text, cues, start, code)
    cue = _tense(code).search(text, end, last)
    return Direction(Side.UNTOLD if cue is None else _told_by(cue))


def _told_by(cue: re.Match[str]) -> Side:
    return Side.FUTURE if cue["future"] is not None else Side.PAST


def _direction_of(text: str, cues: Sequence[re.Match[str]], start: int, code: str) -> Direction:
    """That of the last cue before a time; a participle behind "will" is none of its own: "will be opened".

    It is certain where "will" itself governs what the time belongs to, and no other clause begins between.
    """
    side, before, first = _told_by(cues[0]), cues[0], cues[0]
    for cue in cues[1:]:
        between = text[before.end() : cue.start()]
        joined = _joined(code).fullmatch(between) or _is_participle(cue, between, text, start, code)
        if side is not Side.FUTURE or not joined:
            side, first = _told_by(cue), cue
        before = cue
    between = text[before.end() : start]
    alone = _BOUNDARY.search(between) is None and _clause(code).search(between) is None
    sure = first[0].casefold() in vocabulary(code).data["tense"]["sure_future"]
    return Direction(side, certain=side is Side.FUTURE and alone and sure)


def _is_participle(cue: re.Match[str], between: str, text: str, start: int, code: str) -> bool:
    """Whether a form such as "skilled" only belongs to a noun: nothing begins a clause before it, no time follows."""
    if cue["ending"] is None or _BOUNDARY.search(between) or _clause(code).search(between):
        return False
    return len(text[cue.end() : start].split()) > _NEAREST


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentence around a place, as far as a few hundred characters on each side."""
    first = max(0, start - _FARTHEST)
    for match in _SENTENCE_END.finditer(text, first, start):
        first = match.end()
    match_after = _SENTENCE_END.search(text, end, min(len(text), end + _FARTHEST))
    return first, match_after.start() if match_after else min(len(text), end + _FARTHEST)


@cache
def _before(code: str, name: Nearby) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{any_of(vocabulary(code).data['tense'][name])}){BLANK}\Z")


@cache
def _tense(code: str) -> re.Pattern[str]:
    told = vocabulary(code).data["tense"]
    endings = "|".join(map(re.escape, told["past_endings"]))
    future, past = any_of(told["future"]), any_of(told["past"])
    neither = any_of(told["no_past"])
    return re.compile(
        rf"(?<!\w)(?:(?P<future>(?i:{future}))|(?P<past>(?i:{past})|"
        rf"(?!(?:{neither})\b)(?P<ending>[a-z]{{2,}}(?:{endings}))))(?!\w)"
    )


@cache
def _joined(code: str) -> re.Pattern[str]:
    """Nothing but blanks and small words between two verbs that are one: "will also be"."""
    return re.compile(rf"(?:{BLANK}(?i:{any_of(vocabulary(code).data['tense']['between'])}|\w+ly))*{BLANK}")


@cache
def _clause(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{any_of(vocabulary(code).data['tense']['clause'])})(?!\w)")
