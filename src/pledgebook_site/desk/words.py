"""From what a browser has selected, or a person has typed, to a place in a document."""

from typing import Any

from django.utils.translation import gettext

from pledgebook.errors import LedgerError
from pledgebook.ledger.state import DocumentNoun
from pledgebook.records import Found
from pledgebook_site import reading
from pledgebook_site.ledger.selectors import documents
from pledgebook_site.ledger.selectors.ids import pledge_of
from pledgebook_site.ledger.services.sightings import Place, cut


def placed(noun: DocumentNoun, told: dict[str, Any], *, near: int = 0) -> Place:
    """Where the words stand; LedgerError if they do not.

    A selection is taken by its offsets, in code points, if those are the words that stand there. Words that were
    typed are looked for: of several places the nearest to `near` is taken.
    """
    start, end, words = told.get("start"), told.get("end"), told["words"]
    if start is not None and end is not None and _equal(cut(noun, (start, end))[2], words):
        return _trimmed(noun, (start, end))
    document = documents.stored(noun)
    if document is None:
        raise LedgerError(gettext("The text of this document was taken out of the record."))
    found = reading.find_words(document, words)
    if found.found not in (Found.EXACT, Found.FOLDED):
        nearest = "" if found.nearest is None else gettext("The nearest are: %s") % found.nearest.text
        raise LedgerError(gettext("These words are not in the source. %s") % nearest)
    best = min(found.places, key=lambda one: abs(one.start - near))
    return best.start, best.end


def meant(told: str) -> str:
    """The whole id of the promise that a person means by the beginning of one; LedgerError if none or several fit."""
    try:
        return pledge_of(told)
    except LedgerError:
        raise LedgerError(
            gettext("This leads to no promise, or to more than one: copy the address of its page.")
        ) from None


def _equal(one: str, other: str) -> bool:
    """Whether two texts are the same but for blanks and line ends, which a form does not send as they are."""
    return "".join(one.split()) == "".join(other.split())


def _trimmed(noun: DocumentNoun, place: Place) -> Place:
    """The place without the blanks at its ends."""
    words = cut(noun, place)[2]
    first = place[0] + len(words) - len(words.lstrip())
    return first, first + len(words.strip())
