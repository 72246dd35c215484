"""What an editor decided last, in words, for the line that offers to undo it."""

from dataclasses import dataclass
from typing import Any

from pledgebook_site.desk.labels import happened
from pledgebook_site.desk.models import Place
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.desk import log as desk_log


@dataclass(frozen=True, slots=True)
class Decision:
    """The entry, what it did, to which words, and how many were decided with it."""

    entry: int
    did: str
    words: str
    count: int
    pledge: str | None


def last_decision(place: Place) -> Decision | None:
    """The decision that a place remembers; None where there is none, or it was undone."""
    if place.decision is None:
        return None
    done = desk_log.operation_of(place.decision)
    if not done or any(one["undone"] for one in done) or not done[0]["type"].startswith(_UNDOABLE):
        return None
    told = next((one for one in done if one["type"] == "sighting.accepted"), done[0])
    pledge = (told["payload"] or {}).get("pledge")
    subjects = {one["subject"] for one in done if one["type"].startswith("sighting.")}
    return Decision(told["entry"], happened(told["type"]), _words(told), len(subjects), pledge)


_UNDOABLE = ("sighting.", "pledge.", "evidence.")


def _words(told: dict[str, Any]) -> str:
    sighting = record.noun("sightings", told["subject"])
    if sighting is not None and sighting.text:
        return str(sighting.text)
    return str((told["payload"] or {}).get("text") or "")
