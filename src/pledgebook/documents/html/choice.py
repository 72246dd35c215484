"""Which blocks of a page are its main text: those that trafilatura chose, found again in the page.

trafilatura hands back a tree of its own, in which text may be trimmed, normalised or lost inside a paragraph. So its
tree only points: every chosen paragraph is looked up in the page, in order, and the page's own blocks are taken whole.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

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
    keys = [key_of(paragraph) for paragraph in paragraphs]
    found = sum(len(key) for key in keys if key and finder.mark(key))
    chosen = set(finder.covered())
    chosen |= _between(page, chosen) | _captions(page, chosen)
    return Choice(tuple(sorted(chosen)), found / max(1, sum(map(len, keys))))


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
    cursor: int = 0

    @classmethod
    def over(cls, page: Sequence[Block]) -> "_Finder":
        keys = [key_of(block.text) for block in page]
        starts, at = [], 0
        for key in keys:
            starts.append(at)
            at += len(key)
        return cls(keys, "".join(keys), starts, [0] * len(keys))

    def mark(self, key: str) -> bool:
        """Find a key at or after the last one, else anywhere, and count it as covered."""
        at = self._place(key)
        if at < 0:
            return False
        self.cursor = end = at + len(key)
        number = bisect_right(self.starts, at) - 1
        while number < len(self.starts) and self.starts[number] < end:
            stop = self.starts[number] + len(self.keys[number])
            self.cover[number] += min(stop, end) - max(self.starts[number], at)
            number += 1
        return True

    def _place(self, key: str) -> int:
        if len(key) < LONG_KEY:
            return self._short(key)
        at = self.whole.find(key, self.cursor)
        return at if at >= 0 else self.whole.find(key)

    def _short(self, key: str) -> int:
        """A short key counts as a block of its own first, and as part of one only nearby."""
        first = bisect_right(self.starts, self.cursor) - 1
        for number in range(max(0, first), len(self.keys)):
            if self.keys[number] == key and self.starts[number] >= self.cursor:
                return self.starts[number]
        return self.whole.find(key, self.cursor, self.cursor + NEAR)

    def covered(self) -> list[int]:
        """The numbers of the blocks of which enough is covered to take them whole."""
        return [
            number
            for number, (key, cover) in enumerate(zip(self.keys, self.cover, strict=True))
            if cover and (cover >= ENOUGH_SHARE * len(key) or cover >= ENOUGH_CHARACTERS)
        ]


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
