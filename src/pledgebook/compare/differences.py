"""What changed between two wordings: a word diff in which numbers, dates and denials are named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from pledgebook.compare.days import dated
from pledgebook.compare.figures import figures
from pledgebook.compare.lexicon import lexicon
from pledgebook.compare.wording import Wording
from pledgebook.grounding.edges import units
from pledgebook.grounding.kinds import plain
from pledgebook.records import Quote


class ChangeKind(StrEnum):
    """What became of some words; number, date and negation also where one side has none."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the first wording and what the second has in their place, each as it is cut from its text.

    A side that has nothing there is empty, at the place where the words would stand.
    """

    kind: ChangeKind
    a: Quote
    b: Quote


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, a whole number or a whole date; pieces with equal keys are the same."""

    start: int
    end: int
    kind: ChangeKind
    key: object


_Run = tuple[int, int, int, int]
"""Pieces `[a, b)` of the first wording against pieces `[c, d)` of the second."""


def changes(a: Wording, b: Wording) -> tuple[Change, ...]:
    """What became of each word, in order; together the sides hold every word of both, each once.

    Case, marks of punctuation and typography are no change.
    """
    one, other = _pieces(a), _pieces(b)
    told: list[Change] = []
    for same, run in _runs(one, other):
        parts = [(ChangeKind.SAME, run)] if same else _sorted_out(one, other, run)
        for kind, part in parts:
            told.append(Change(kind, _quote(a.text, one, *part[:2]), _quote(b.text, other, *part[2:])))
    return tuple(told)


def _pieces(wording: Wording) -> list[_Piece]:
    text, data = wording.text, lexicon(wording.language)
    spans = units(text)
    found = [
        _Piece(date.start, date.end, ChangeKind.DATE, date.stretch or plain(text[date.start : date.end]))
        for date in dated(text, data, language=wording.language, spans=spans)
    ]
    for figure in figures(text, data, spans=spans):
        if not _met(found, figure.start, figure.end):
            found.append(_Piece(figure.start, figure.end, ChangeKind.NUMBER, (figure.value, figure.measure)))
    large = list(found)
    for start, end in spans:
        if not _met(large, start, end):
            word = plain(text[start:end])
            denies = data.words.denies(word)
            found.append(_Piece(start, end, ChangeKind.NEGATION if denies else ChangeKind.WORD, word))
    return sorted(found, key=lambda piece: piece.start)


def _met(pieces: Sequence[_Piece], start: int, end: int) -> bool:
    return any(piece.start < end and start < piece.end for piece in pieces)


def _runs(one: Sequence[_Piece], other: Sequence[_Piece]) -> Iterator[tuple[bool, _Run]]:
    """Both wordings in runs of what is the same and what is not."""
    said, written = ([piece.key for piece in pieces] for pieces in (one, other))
    at, opposite = 0, 0
    for a, c, size in SequenceMatcher(None, said, written, autojunk=False).get_matching_blocks():
        if (at, opposite) != (a, c):
            yield False, (at, a, opposite, c)
        at, opposite = a + size, c + size
        if size:
            yield True, (a, at, c, opposite)


def _sorted_out(one: Sequence[_Piece], other: Sequence[_Piece], run: _Run) -> Iterator[tuple[ChangeKind, _Run]]:
    """A run that differs, in parts: numbers against numbers, dates against dates, the words between them."""
    a, b, c, d = run
    for left, right in _counterparts(one[a:b], other[c:d]):
        left, right = run[0] + left, run[2] + right
        yield from _between(one, other, (a, left, c, right))
        yield one[left].kind, (left, left + 1, right, right + 1)
        a, c = left + 1, right + 1
    yield from _between(one, other, (a, b, c, d))


def _counterparts(one: Sequence[_Piece], other: Sequence[_Piece]) -> list[tuple[int, int]]:
    """The pairs of pieces of one kind that stand for each other, in order; plain words have none."""
    places = [[place for place, piece in enumerate(some) if piece.kind is not ChangeKind.WORD] for some in (one, other)]
    said, written = ([some[place].kind for place in at] for some, at in zip((one, other), places, strict=True))
    blocks = SequenceMatcher(None, said, written, autojunk=False).get_matching_blocks()
    return [(places[0][a + step], places[1][c + step]) for a, c, size in blocks for step in range(size)]


def _between(one: Sequence[_Piece], other: Sequence[_Piece], run: _Run) -> Iterator[tuple[ChangeKind, _Run]]:
    """Words against words as one change; what stands on one side only by its kind."""
    a, b, c, d = run
    if a < b and c < d and all(piece.kind is ChangeKind.WORD for piece in [*one[a:b], *other[c:d]]):
        yield ChangeKind.WORD, run
        return
    for start, end, kind in _by_kind(one, a, b, lone=ChangeKind.REMOVED):
        yield kind, (start, end, c, c)
    for start, end, kind in _by_kind(other, c, d, lone=ChangeKind.ADDED):
        yield kind, (b, b, start, end)


def _by_kind(
    pieces: Sequence[_Piece], first: int, last: int, *, lone: ChangeKind
) -> Iterator[tuple[int, int, ChangeKind]]:
    """Stretches of one kind; `lone` is what plain words are called."""
    for kind, group in groupby(range(first, last), key=lambda place: pieces[place].kind):
        places = list(group)
        yield places[0], places[-1] + 1, lone if kind is ChangeKind.WORD else kind


def _quote(text: str, pieces: Sequence[_Piece], first: int, last: int) -> Quote:
    """The words from one piece up to another; nothing, at its place, where there is none."""
    if first == last:
        place = pieces[first - 1].end if first else 0
        return Quote(place, place, "")
    start, end = pieces[first].start, pieces[last - 1].end
    return Quote(start, end, text[start:end])
