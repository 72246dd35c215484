"""Which blocks of a page are its main text: those that trafilatura chose, found again in the page.

trafilatura hands back a tree of its own, in which text may be trimmed, normalised or lost inside a paragraph. So its
tree only points: every chosen paragraph is looked up in the page, in order, and the page's own blocks are taken whole.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from pledgebook.documents.html.blocks import Block

ENOUGH_SHARE, ENOUGH_CHARACTERS = 0.5, 80
LONG_KEY, NEAR = 25, 2_000
SENTENCE_LETTERS = 40

_FILLED_TAGS = "p blockquote pre h2 h3 h4 h5 h6 li dd dt td th figcaption caption"
_FILLED = frozenset(_FILLED_TAGS.split())
_CAPTIONS = frozenset({"figcaption", "caption"})
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\Z")


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen blocks by number, and which share of trafilatura's text was found among the page's blocks."""

    numbers: tuple[int, ...]
    found: float


def choose(page: Sequence[Block], paragraphs: Sequence[str]) -> Choice:
    """The blocks of a page that hold the given paragraphs, with their captions and what was skipped between them."""
    finder = _Finder.over(page)
    found = sum(finder.mark(paragraph) for paragraph in paragraphs)
    chosen = set(finder.covered())
    chosen |= _repeated(page, finder.keys, chosen)
    chosen |= _between(page, chosen) | _captions(page, chosen)
    return Choice(tuple(sorted(chosen)), found / max(1, sum(len(key_of(paragraph)) for paragraph in paragraphs)))


def key_of(text: str) -> str:
    """What is compared: visible characters in canonical form, without blanks, joiners and control characters."""
    decomposed = unicodedata.normalize("NFD", text)
    if decomposed.isascii() and decomposed.isprintable():
        return decomposed.replace(" ", "")
    return "".join(c for c in decomposed if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})


@dataclass(slots=True)
class _Finder:
    """The keys of all blocks in one string, where each begins, how much of each is covered, and where we are."""

    keys: list[str]
    whole: str
    starts: list[int]
    cover: list[int]
    places: dict[str, list[int]]
    cursor: int = 0

    @classmethod
    def over(cls, page: Sequence[Block]) -> "_Finder":
        keys = [key_of(block.text) for block in page]
        starts = [0, *accumulate(map(len, keys))][: len(keys)]
        places: dict[str, list[int]] = {}
        for key, start in zip(keys, starts, strict=True):
            places.setdefault(key, []).append(start)
        return cls(keys, "".join(keys), starts, [0] * len(keys), places)

    def mark(self, paragraph: str) -> int:
        """Cover what can be found of a paragraph, in halves where the page has words that it lost; how much it was."""
        key = key_of(paragraph)
        at = self._place(key)
        if key and at >= 0:
            self._cover(at, at + len(key))
            return len(key)
        words = paragraph.split()
        middle = len(words) // 2
        return self.mark(" ".join(words[:middle])) + self.mark(" ".join(words[middle:])) if middle else 0

    def _place(self, key: str) -> int:
        """Where a key stands at or after the last one; a short one as a block of its own first, and only nearby."""
        if len(key) >= LONG_KEY:
            at = self.whole.find(key, self.cursor)
            return at if at >= 0 else self.whole.find(key)
        starts = self.places.get(key, [])
        following = bisect_left(starts, self.cursor)
        if following < len(starts) and starts[following] <= self.cursor + NEAR:
            return starts[following]
        return self.whole.find(key, self.cursor, self.cursor + NEAR)

    def _cover(self, at: int, end: int) -> None:
        self.cursor = end
        number = bisect_right(self.starts, at) - 1
        while number < len(self.starts) and self.starts[number] < end:
            stop = self.starts[number] + len(self.keys[number])
            self.cover[number] += min(stop, end) - max(self.starts[number], at)
            number += 1

    def covered(self) -> list[int]:
        """The numbers of the blocks of which enough is covered to take them whole."""
        return [
            number
            for number, (key, cover) in enumerate(zip(self.keys, self.cover, strict=True))
            if cover and (cover >= ENOUGH_SHARE * len(key) or cover >= ENOUGH_CHARACTERS)
        ]


def _repeated(page: Sequence[Block], keys: Sequence[str], chosen: set[int]) -> set[int]:
    """Blocks equal to a chosen one in the same container: trafilatura drops a paragraph that repeats the last."""
    told = {(page[number].holder.getparent(), keys[number]) for number in chosen}
    return {number for number, block in enumerate(page) if (block.holder.getparent(), keys[number]) in told}


def _between(page: Sequence[Block], chosen: set[int]) -> set[int]:
    """Sentences and headings skipped between chosen blocks of the same container: linked paragraphs, mostly."""
    reach: dict[etree._Element | None, tuple[int, int]] = {}
    for number in sorted(chosen):
        parent = page[number].holder.getparent()
        reach[parent] = (reach.get(parent, (number, number))[0], number)
    return {
        number
        for number, block in enumerate(page)
        if block.holder.tag in _FILLED
        and (first_last := reach.get(block.holder.getparent())) is not None
        and first_last[0] < number < first_last[1]
        and _is_sentence(block.text)
    }


def _is_sentence(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= SENTENCE_LETTERS or bool(_SENTENCE_END.search(text))


def _captions(page: Sequence[Block], chosen: set[int]) -> set[int]:
    """Captions of figures and tables that stand beside chosen blocks, or whose own table was chosen."""
    beside = {page[number].holder.getparent() for number in chosen}
    around = beside | {above for holder in beside if holder is not None for above in holder.iterancestors("table")}
    return {number for number, block in enumerate(page) if _is_caption_in(block.holder, around)}


def _is_caption_in(holder: etree._Element, around: set[etree._Element | None]) -> bool:
    caption = holder if holder.tag in _CAPTIONS else next(holder.iterancestors(*_CAPTIONS), None)
    if caption is None:
        return False
    frame = caption.getparent()
    if frame is None or frame in around:
        return frame is not None
    above = frame.getparent()
    while above is not None and len(above) == 1 and above not in around:
        above = above.getparent()
    return above in around
