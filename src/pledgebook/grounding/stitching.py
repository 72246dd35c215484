"""Quotations sewn together from parts that stand apart in their source."""

import re
from dataclasses import dataclass
from itertools import pairwise

from pledgebook.grounding.characters import atoms
from pledgebook.grounding.edges import inside, units
from pledgebook.grounding.kinds import plain
from pledgebook.grounding.quotation import Quotation
from pledgebook.grounding.source import Source
from pledgebook.grounding.words import Words
from pledgebook.records import Difference, DifferenceKind

PART = 3
"""The fewest words that make a part."""
_LONGEST = 400  # words; longer quotations are not taken apart
_BUDGET = 200_000  # places looked at for one quotation
_SENTENCE_END = re.compile(r'[.!?…]["\s)]|\n\s*\n')
_LONG_GAP = 600


@dataclass(frozen=True, slots=True)
class _Chain:
    """Parts that give the first words of a quotation: `ends` at this offset of the folded source."""

    parts: int
    ends: int
    last: tuple[int, int] | None = None
    before: "_Chain | None" = None

    def spans(self) -> list[tuple[int, int]]:
        """The parts in order, as spans of the folded source."""
        chain, spans = self, []
        while chain.last is not None and chain.before is not None:
            spans.append(chain.last)
            chain = chain.before
        return spans[::-1]


class _Stitcher:
    """Looks for the fewest parts, each at least three words long, that give a quotation in the source's order."""

    def __init__(self, source: Source, quotation: Quotation, words: Words) -> None:
        self.source, self.words = source, words
        self.text = quotation.folded.text
        self.starts = [quotation.folded.index(start) for start, _ in quotation.units]
        self.ends = [quotation.folded.index(end) for _, end in quotation.units]
        self.budget = _BUDGET

    def chain(self) -> _Chain | None:
        """The chain with the fewest parts that gives all the words, or None."""
        count = len(self.starts)
        chains: list[list[_Chain]] = [[] for _ in range(count + 1)]
        chains[0].append(_Chain(0, 0))
        for first in range(count - PART + 1):
            if chains[first]:
                places = self._places(first)
                for chain in chains[first]:
                    self._prolong(chain, first, places, chains)
        return min(chains[count], key=lambda chain: chain.parts, default=None)

    def _prolong(self, chain: _Chain, first: int, places: list[int], chains: list[list[_Chain]]) -> None:
        """Append to a chain each part that begins with the quotation's word number `first`, at its earliest place."""
        reached = first + PART - 1
        for at in places:
            if at < chain.ends or (first > 0 and not self._are_apart(chain.ends, at, first)):
                continue
            longest = self._longest(first, at)
            for last in range(reached + 1, longest + 1):
                until = at + self.ends[last - 1] - self.starts[first]
                if not inside(self.source.text, self.source.span(at, until)[1]):
                    _add(chains[last], _Chain(chain.parts + 1, until, (at, until), chain))
            reached = max(reached, longest)
            if reached == len(self.starts):
                return

    def _places(self, first: int) -> list[int]:
        """Where the three words from number `first` stand together in the folded source, in order."""
        probe = self.text[self.starts[first] : self.ends[first + PART - 1]]
        rarest = min(
            ((self.source.postings(atom[0]), atom.start()) for atom in atoms().finditer(probe)),
            key=lambda found: len(found[0]),
        )
        self.budget -= len(rarest[0])
        if self.budget < 0:
            return []
        whole = self.source.folded.text
        places = [place - rarest[1] for place in rarest[0] if whole.startswith(probe, max(0, place - rarest[1]))]
        return [at for at in places if at >= 0 and not inside(self.source.text, self.source.span(at, at + 1)[0])]

    def _longest(self, first: int, at: int) -> int:
        """The number after the last word up to which quotation and source agree."""
        last, whole = first + PART, self.source.folded.text
        while last < len(self.ends):
            done = self.ends[last - 1]
            if not whole.startswith(self.text[done : self.ends[last]], at + done - self.starts[first]):
                break
            last += 1
        return last

    def _are_apart(self, ends: int, at: int, first: int) -> bool:
        """Whether what stands between makes two passages of it, and not one passage with a word or a denial lost."""
        gap = self.source.folded.text[ends : min(at, ends + _LONG_GAP)]
        if not any(char.isalnum() for char in gap):
            return False
        told = "…" in self.text[self.ends[first - 1] : self.starts[first]]
        if told or at - ends > _LONG_GAP or _SENTENCE_END.search(gap):
            return True
        lost = [gap[start:end] for start, end in units(gap)]
        return len(lost) >= PART and not any(self.words.denies(plain(word)) for word in lost)


def parts(source: Source, quotation: Quotation, *, words: Words) -> list[tuple[int, int]]:
    """The spans of the source, two or more, that make up a quotation in their order; empty if it is not stitched."""
    if not 2 * PART <= len(quotation.units) <= _LONGEST:
        return []
    chain = _Stitcher(source, quotation, words).chain()
    found = [] if chain is None else chain.spans()
    return [source.span(at, until) for at, until in found] if len(found) > 1 else []


def lost_denials(source: Source, spans: list[tuple[int, int]], *, words: Words) -> list[Difference]:
    """The denials that were left out between two parts of one sentence."""
    lost: list[Difference] = []
    for (_, end), (start, _) in pairwise(spans):
        gap = source.text[end:start]
        if len(gap) > _LONG_GAP or _SENTENCE_END.search(gap):
            continue
        for left, right in units(gap):
            if words.denies(plain(gap[left:right])):
                lost.append(Difference("", gap[left:right], DifferenceKind.NEGATION, end + left, end + right))
    return lost


def _add(chains: list[_Chain], new: _Chain) -> None:
    """Keep a chain unless another with as few parts ends as early."""
    if any(chain.parts <= new.parts and chain.ends <= new.ends for chain in chains):
        return
    chains[:] = [chain for chain in chains if not (new.parts <= chain.parts and new.ends <= chain.ends)]
    chains.append(new)
