"""A sighting of the record as `pledgebook.compare` takes it."""

from pledgebook.compare import Wording
from pledgebook.ledger.state import SightingNoun
from pledgebook.records import Polarity


def wording(sighting: SightingNoun, language: str | None) -> Wording:
    """The wording of a sighting in a document of this language."""
    told = sighting.told
    amount, deadline = told.get("amount") or {}, told.get("deadline") or {}
    promisor = sighting.promisor or told.get("promisor") or {}
    return Wording(
        text=sighting.text or "",
        promisor=promisor.get("name"),
        action=told.get("action") or "",
        object=told.get("object") or "",
        amount=amount.get("value"),
        unit=amount.get("unit"),
        earliest=deadline.get("earliest"),
        latest=deadline.get("latest"),
        polarity=Polarity(told.get("polarity") or Polarity.AFFIRMED),
        language=language,
    )
