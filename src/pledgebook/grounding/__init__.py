"""Is this quotation in this source? Answered from the characters alone: no model, any language."""

from collections.abc import Iterator
from functools import lru_cache

from pledgebook.grounding.nearest import around, nearest
from pledgebook.grounding.quotation import Quotation, quotation
from pledgebook.grounding.source import Source
from pledgebook.grounding.stitching import lost_denials, parts
from pledgebook.grounding.typography import typography
from pledgebook.grounding.words import Words, words
from pledgebook.records import Difference, Document, Found, Grounding, Quote

__all__ = ["Grounder", "ground"]


class Grounder:
    """One source made ready for many quotations."""

    def __init__(self, document: Document | str) -> None:
        text = document if isinstance(document, str) else document.text
        self._source = _source(text)
        self._words: Words = words(None if isinstance(document, str) else document.language)

    def ground(self, quote: str) -> Grounding:
        """Whether the quotation is in the source: exact, folded, stitched or absent, with the evidence for it.

        A quotation without a letter or a digit is absent.
        """
        sought = quotation(quote)
        if not sought.says_something:
            return Grounding(quote, Found.ABSENT)
        bare = sought.without_outer_ellipses()
        return (
            self._verbatim(quote, sought)
            or (self._verbatim(quote, bare) if bare.core != sought.core else None)
            or self._stitched(quote, bare)
            or self._absent(quote, bare)
        )

    def _verbatim(self, quote: str, sought: Quotation) -> Grounding | None:
        """Exact if the very characters stand somewhere, else folded if they do but for their form, else None."""
        spans = [(start, end) for start, end, whole in self._occurrences(sought) if whole]
        if not spans:
            return None
        text = self._source.text
        exact = [span for span in spans if text[slice(*span)] == sought.core and not (sought.before or sought.after)]
        differences = [] if exact else [found for span in spans for found in typography(text, sought, *span)]
        return self._told(quote, Found.EXACT if exact else Found.FOLDED, exact or spans, differences)

    def _stitched(self, quote: str, sought: Quotation) -> Grounding | None:
        spans = parts(self._source, sought, words=self._words)
        lost = lost_denials(self._source, spans, words=self._words)
        return self._told(quote, Found.STITCHED, spans, lost) if spans else None

    def _absent(self, quote: str, sought: Quotation) -> Grounding:
        cut = next(self._occurrences(sought), None)
        if cut is not None:
            span, differences = around(self._source, sought, cut[0], cut[1], words=self._words)
        else:
            span, differences = nearest(self._source, sought, words=self._words)
        return Grounding(quote, Found.ABSENT, (), tuple(differences), None if span is None else self._quote(*span))

    def _occurrences(self, sought: Quotation) -> Iterator[tuple[int, int, bool]]:
        return self._source.occurrences(sought.folded.text) if sought.says_something else iter(())

    def _told(self, quote: str, found: Found, spans: list[tuple[int, int]], differences: list[Difference]) -> Grounding:
        return Grounding(quote, found, tuple(self._quote(*span) for span in spans), tuple(differences))

    def _quote(self, start: int, end: int) -> Quote:
        return Quote(start, end, self._source.text[start:end])


def ground(document: Document | str, quote: str) -> Grounding:
    """Whether a quotation is in a document or a text: exact, folded, stitched or absent; offsets in code points.

    The last sources are kept ready; for many quotations of one source `Grounder` keeps it as long as you do.
    """
    return Grounder(document).ground(quote)


@lru_cache(maxsize=2)
def _source(text: str) -> Source:
    return Source(text)
