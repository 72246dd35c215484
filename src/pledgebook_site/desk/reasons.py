"""Why a reader took words for a promise, as sentences for people."""

from dataclasses import dataclass

from django.utils import translation

from pledgebook.errors import PledgebookError
from pledgebook.export.words import Labels
from pledgebook.ledger.state import DocumentNoun, SightingNoun
from pledgebook.records import Reason
from pledgebook_site.ledger.selectors import documents


@dataclass(frozen=True, slots=True)
class Told:
    """A reason: for or against, how heavily, and its sentence."""

    speaks_for: bool
    weight: float
    text: str


def reasons_of(noun: SightingNoun, source: DocumentNoun) -> list[Told]:
    """The reasons of a suggestion, in the language of the page where there are sentences in it, else in English."""
    document = documents.stored(source)
    if document is None:
        return []
    labels = _labels()
    told = [
        Reason(one["rule"], one["for"], one["start"], one["end"], one["weight"]) for one in noun.told.get("why", [])
    ]
    return [Told(one.speaks_for, one.weight, labels.reason(one, document=document)) for one in told]


def _labels() -> Labels:
    code = (translation.get_language() or "en").partition("-")[0]
    try:
        return Labels(code)
    except (PledgebookError, OSError):
        return Labels("en")
