"""How the form of a quotation differs from that of the passage which has the same words."""

from collections.abc import Iterator

from pledgebook.grounding.folding import Folded
from pledgebook.grounding.quotation import Quotation
from pledgebook.records import Difference, DifferenceKind


def typography(text: str, quotation: Quotation, start: int, end: int) -> Iterator[Difference]:
    """Each place where the passage `[start, end)` of a text and the quotation have other characters for the same."""
    if quotation.before:
        yield Difference(quotation.before.strip(), "", DifferenceKind.TYPOGRAPHY, start, start)
    passage = text[start:end]
    quoted, sourced = _pieces(quotation.core, quotation.folded), _pieces(passage, Folded(passage))
    for (_, said), (at, written) in zip(quoted, sourced, strict=True):
        if said != written:
            yield _narrowed(said, written, start + at)
    if quotation.after:
        yield Difference(quotation.after.strip(), "", DifferenceKind.TYPOGRAPHY, end, end)


def _pieces(text: str, folded: Folded) -> Iterator[tuple[int, str]]:
    """What of a text each character of its folded copy stands for, with its offset."""
    starts = [folded.spot(index)[0] for index in range(len(folded.text))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield start, text[start:end]


def _narrowed(said: str, written: str, at: int) -> Difference:
    """The difference without what both have at its beginning and its end."""
    before = _shared(said, written)
    after = _shared(said[before:][::-1], written[before:][::-1])
    quote, source = said[before : len(said) - after], written[before : len(written) - after]
    return Difference(quote, source, DifferenceKind.TYPOGRAPHY, at + before, at + before + len(source))


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
