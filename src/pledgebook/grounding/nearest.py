"""The passage of a source that comes nearest to a quotation that is not in it, and how the two differ word for word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from math import log

from pledgebook.grounding.characters import BLANK, atoms
from pledgebook.grounding.edges import units
from pledgebook.grounding.folding import fold
from pledgebook.grounding.kinds import GRAVITY, Word, kind
from pledgebook.grounding.quotation import Quotation
from pledgebook.grounding.source import Source
from pledgebook.grounding.words import Words
from pledgebook.records import Difference

_LONGEST = 300  # words of a quotation that are compared; of a longer one, its first
_ENOUGH_HITS = 600  # places of shared words that are weighed, the rarest words first
# Shares of the quotation's letters, so that long words count for more; below the first, no passage is near, and
# below the second, none that shares no more than a few letters ("the").
_LEAST_SHARE, _GREAT_SHARE, _FEW = 0.3, 0.6, 6
_REACH = 64
_PART, _FAR = 3, 6  # words
_SENTENCE_ENDS = ".!?…\n"
_BETWEEN_SENTENCES = " \t\xa0\"'“”«»‘’—–-("

_Block = tuple[int, int, int, int]
"""Words `[a, b)` of the quotation against words `[c, d)` of the source."""


def nearest(source: Source, quotation: Quotation, *, words: Words) -> tuple[tuple[int, int] | None, list[Difference]]:
    """The span of the nearest passage, None if nothing is near, and the differences, the gravest first."""
    region = _region(source, quotation)
    if region is None:
        return None, []
    quoted, sourced = _both(source, quotation, region)
    blocks = _matching(quoted, sourced)
    shared, all_letters = sum(_letters(quoted[a:b]) for a, b, _, _ in blocks), _letters(quoted)
    if not blocks or shared < (_LEAST_SHARE if shared >= _FEW else _GREAT_SHARE) * all_letters:
        return None, []
    first, last = _lead(blocks[0], sourced), _trail(blocks[-1], quoted, sourced)
    return _told(quotation, source, quoted, sourced, [first, *blocks, last], words=words)


def around(
    source: Source, quotation: Quotation, start: int, end: int, *, words: Words
) -> tuple[tuple[int, int] | None, list[Difference]]:
    """The same for a passage that has the quotation's characters but goes on within a word or a number."""
    quoted, sourced = _both(
        source, quotation, _widened(source.text, max(0, start - _REACH), min(len(source.text), end + _REACH))
    )
    sourced = [word for word in sourced if word.start < end and word.end > start]
    blocks = [(0, 0, 0, 0), *_matching(quoted, sourced), (len(quoted), len(quoted), len(sourced), len(sourced))]
    return _told(quotation, source, quoted, sourced, blocks, words=words)


def _told(
    quotation: Quotation,
    source: Source,
    quoted: list[Word],
    sourced: list[Word],
    blocks: list[_Block],
    *,
    words: Words,
) -> tuple[tuple[int, int] | None, list[Difference]]:
    """The span of the source that some aligned blocks cover, and what lies between them or differs in case."""
    if blocks[0][2] == blocks[-1][3]:
        return None, []
    span = sourced[blocks[0][2]].start, sourced[blocks[-1][3] - 1].end
    differences: list[Difference] = []
    for a, b, c, d in _changes(blocks, quoted, sourced):
        start, end = (sourced[c].start, sourced[d - 1].end) if d > c else (sourced[c - 1].end if c else span[0],) * 2
        said = quotation.core[quoted[a].start : quoted[b - 1].end] if b > a else ""
        what = kind(quoted[a:b], sourced[c:d], words=words)
        differences.append(Difference(said, source.text[start:end], what, start, end))
    return span, sorted(differences, key=lambda found: (GRAVITY.index(found.kind), found.start))


def _both(source: Source, quotation: Quotation, region: tuple[int, int]) -> tuple[list[Word], list[Word]]:
    first, last = region
    spans = [(first + start, first + end) for start, end in units(source.text[first:last])]
    compared = quotation.units[:_LONGEST]
    until = len(quotation.core) if compared == quotation.units else compared[-1][1]
    return _words(quotation.core, compared, 0, until), _words(source.text, spans, first, last)


def _matching(quoted: list[Word], sourced: list[Word]) -> list[_Block]:
    """What both have in the same order, whatever the case, close to the longest stretch that they share."""
    said, written = ([word.folded.casefold() for word in some] for some in (quoted, sourced))
    a, c, size = SequenceMatcher(_is_mark, said, written, autojunk=False).find_longest_match()
    if not size:
        return []
    # Of equal matches the first is taken, so what stands before is read backwards: the nearest comes first.
    before = [(a - y, a - x, c - w, c - v) for x, y, v, w in _blocks(said[:a][::-1], written[:c][::-1])][::-1]
    b, d = a + size, c + size
    after = [(b + x, b + y, d + v, d + w) for x, y, v, w in _blocks(said[b:], written[d:])]
    return _close_together([*before, (a, b, c, d), *after], quoted)


def _blocks(said: list[str], written: list[str]) -> list[_Block]:
    matcher = SequenceMatcher(_is_mark, said, written, autojunk=False)
    return [(a, a + size, c, c + size) for a, c, size in matcher.get_matching_blocks() if size]


def _is_mark(key: str) -> bool:
    """Whether this is a mark of punctuation, which alone makes no match, only beside matching words."""
    return not any(char.isalnum() for char in key)


def _close_together(blocks: list[_Block], quoted: list[Word]) -> list[_Block]:
    """The blocks without marks alone, or a word or two far off, at either end."""
    while blocks and (not _has_word(quoted, blocks[0]) or (len(blocks) > 1 and _is_stray(blocks[0], *blocks[:2]))):
        del blocks[0]
    while blocks and (not _has_word(quoted, blocks[-1]) or (len(blocks) > 1 and _is_stray(blocks[-1], *blocks[-2:]))):
        del blocks[-1]
    return blocks


def _is_stray(block: _Block, left: _Block, right: _Block) -> bool:
    return block[1] - block[0] < _PART and right[2] - left[3] > right[0] - left[1] + _FAR


def _has_word(quoted: list[Word], block: _Block) -> bool:
    return any(word.is_word for word in quoted[block[0] : block[1]])


def _letters(some: list[Word]) -> int:
    return sum(len(word.text) for word in some if word.is_word)


def _lead(block: _Block, sourced: list[Word]) -> _Block:
    """An empty block before the first one, as far as a few further words of the quotation go, within the sentence."""
    at = block[2]
    for _ in range(block[0] if block[0] <= _PART else 0):
        if at == 0 or sourced[at].opens:
            break
        at -= 1
    return 0, 0, at, at


def _trail(block: _Block, quoted: list[Word], sourced: list[Word]) -> _Block:
    """An empty block behind the last one, as far as a few further words of the quotation go, within the sentence."""
    at, more = block[3], len(quoted) - block[1]
    for _ in range(more if more <= _PART else 0):
        if at == len(sourced) or sourced[at].opens:
            break
        at += 1
    return len(quoted), len(quoted), at, at


def _changes(blocks: list[_Block], quoted: list[Word], sourced: list[Word]) -> Iterator[_Block]:
    """What lies between blocks, word against word where both have as many, and words that differ only in case."""
    for (a, b, c, d), (following_a, _, following_c, _) in pairwise([*blocks, (len(quoted), 0, blocks[-1][3], 0)]):
        yield from _one_by_one((a, b, c, d), quoted, sourced)
        if following_a - b == following_c - d:
            yield from _one_by_one((b, following_a, d, following_c), quoted, sourced)
        else:
            yield b, following_a, d, following_c


def _one_by_one(block: _Block, quoted: list[Word], sourced: list[Word]) -> Iterator[_Block]:
    a, b, c, _ = block
    for step in range(b - a):
        if quoted[a + step].folded != sourced[c + step].folded:
            yield a + step, a + step + 1, c + step, c + step + 1


def _region(source: Source, quotation: Quotation) -> tuple[int, int] | None:
    """The stretch of the source, a little longer than the quotation, that shares most with it, rare words first."""
    text = quotation.folded.text[: 12 * _LONGEST]
    hits = _hits(source, sorted({match[0].casefold() for match in atoms().finditer(text)}))
    if not hits:
        return None
    at, until = _densest(hits, width=len(text) + len(text) // 4 + 20)
    room = len(text) // 2 + 40
    folded = source.folded
    start = folded.spot(max(0, until - len(text) - room))[0]
    return _widened(source.text, start, folded.spot(min(len(folded.text), at + len(text) + room) - 1)[1])


def _hits(source: Source, sought: list[str]) -> list[tuple[int, str, float]]:
    """Where the words sought stand in the source, with how much each says: the rarer, the more."""
    found = sorted((len(places), word, places) for word in sought if len(places := source.postings(word)))
    hits: list[tuple[int, str, float]] = []
    for count, word, places in found:
        weight = log(1 + len(source.folded.text) / count)
        hits.extend((place, word, weight) for place in places[:_ENOUGH_HITS])
        if len(hits) >= _ENOUGH_HITS:
            break
    return sorted(hits)


def _densest(hits: list[tuple[int, str, float]], *, width: int) -> tuple[int, int]:
    """First and last place of the hits within a width that together weigh most, each word weighed once."""
    held: dict[str, int] = {}
    weight, left, best, most = 0.0, 0, (hits[0][0], hits[0][0]), -1.0
    for place, word, worth in hits:
        held[word] = held.get(word, 0) + 1
        weight += worth if held[word] == 1 else 0
        while place - hits[left][0] > width:
            held[hits[left][1]] -= 1
            weight -= hits[left][2] if held[hits[left][1]] == 0 else 0
            left += 1
        if weight > most + 1e-9:
            best, most = (hits[left][0], place), weight
    return best


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch up to the nearest blanks outside it, so that it begins and ends with whole words."""
    left = max(0, start - _REACH)
    blanks = [match.end() for match in _blank().finditer(text, left, start)]
    right = _blank().search(text, end, min(len(text), end + _REACH))
    return (blanks[-1] if blanks else left), (right.start() if right else min(len(text), end + _REACH))


@cache
def _blank() -> re.Pattern[str]:
    return re.compile(f"[{BLANK}]")


def _words(text: str, spans: list[tuple[int, int]], start: int, end: int) -> list[Word]:
    """Words and numbers, and the marks between them and around them in `[start, end)`, in order."""
    found: list[Word] = []
    for left, right in spans:
        found.extend(_marks(text, start, left))
        found.append(Word(left, right, text[left:right], fold(text[left:right]), _opens(text, left)))
        start = right
    found.extend(_marks(text, start, end))
    return found


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a line opens here, as far as its last marks tell."""
    before = text[max(0, start - 6) : start].rstrip(_BETWEEN_SENTENCES)
    return start == 0 or (bool(before) and before[-1] in _SENTENCE_ENDS)


def _marks(text: str, start: int, end: int) -> list[Word]:
    """The marks of punctuation in a stretch, each run that folds to one mark as one."""
    return [
        Word(start + match.start(), start + match.end(), match[0], fold(match[0]), False)
        for match in re.finditer(r"\.{3,}|[^\w\s]", text[start:end])
        if fold(match[0])
    ]
