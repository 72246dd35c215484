"""A source made ready, once, for many quotations: its folded copy and where each of its words stands."""

from array import array
from collections.abc import Iterator
from functools import cached_property

from pledgebook.grounding.characters import atoms
from pledgebook.grounding.edges import inside
from pledgebook.grounding.folding import Folded
from pledgebook.grounding.quotation import trimmed

_MANY = 1000


class Source:
    """A text with its folded copy; offsets named `at` are of the folded copy, all others of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = Folded(text)

    def occurrences(self, folded_words: str) -> Iterator[tuple[int, int, bool]]:
        """Every place of some folded words, as a span of the text, and whether it begins and ends at edges.

        Of more than a thousand that overlap one another, only those that do not overlap the one before.
        """
        at, count = self.folded.text.find(folded_words), 0
        while at != -1:
            start, end = self.span(at, at + len(folded_words))
            yield start, end, self.is_whole(start, end)
            count += 1
            at = self.folded.text.find(folded_words, at + (1 if count < _MANY else len(folded_words)))

    def span(self, at: int, until: int) -> tuple[int, int]:
        """Where a stretch of the folded copy stands in the text."""
        return trimmed(self.text, self.folded.spot(at)[0], self.folded.spot(until - 1)[1])

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a span cuts no word and no number in two."""
        return not inside(self.text, start) and not inside(self.text, end)

    def postings(self, atom: str) -> "array[int]":
        """Where a run of letters or digits, in whatever case, stands in the folded copy, in order."""
        return self._atoms.get(atom.casefold(), array("L"))

    @cached_property
    def _atoms(self) -> "dict[str, array[int]]":
        found: dict[str, array[int]] = {}
        for match in atoms().finditer(self.folded.text):
            word = match[0].casefold()
            if word not in found:
                found[word] = array("L")
            found[word].append(match.start())
        return found
