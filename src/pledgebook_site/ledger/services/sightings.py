"""Sightings: mark by hand, accept, reject, put off, move between pledges, change the bounds."""

from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.events import (
    PledgeRecordedOnly,
    PledgeTitled,
    SightingAccepted,
    SightingBoundsChanged,
    SightingJoined,
    SightingPromisorChanged,
    SightingPutOff,
    SightingRejected,
    SightingSplit,
)
from pledgebook.ledger.state import DocumentNoun, SightingNoun
from pledgebook.ledger.values import Finder, SightingState
from pledgebook.records import Found, Polarity
from pledgebook_site import reading
from pledgebook_site.ledger.ids import new_id
from pledgebook_site.ledger.selectors import documents, record
from pledgebook_site.ledger.services.documents import propose
from pledgebook_site.ledger.services.log import Operation, operation

Promisor = dict[str, Any]
Place = tuple[int, int]


def mark(
    key: str,
    *,
    author: str,
    place: Place,
    promisor: Promisor | None = None,
    deadline: dict[str, Any] | None = None,
    found_by: Finder = Finder.PERSON,
) -> str:
    """Propose the words at `place` of a document as a person saw them; the id of the sighting."""
    noun = record.document(key)
    start, end, text = cut(noun, place)
    told: dict[str, Any] = dict.fromkeys(
        ("statement", "action", "object", "beneficiary", "amount", "condition", "kind", "firmness", "specificity")
    )
    told |= {"testable": None, "score": None, "missing": [], "why": [], "spans": {}, "polarity": Polarity.AFFIRMED}
    told |= {"start": start, "end": end, "text": text, "promisor": promisor, "deadline": deadline}
    same = [one.id for one in documents.sightings_in(key) if (one.start, one.end) == (start, end)]
    if same:
        raise LedgerError(f"these words are on record already, as the sighting {same[0]}.")
    with operation(author) as op:
        return propose(op, key, told, proposed_by={"kind": found_by.value, "reader": None})


def place_of(noun: DocumentNoun, words: str) -> Place:
    """Where words stand in a document; LedgerError if they do not stand there, or more than once."""
    document = documents.stored(noun)
    if document is None:
        raise LedgerError(f"the text of the document {noun.id} was taken out of the record.")
    found = reading.find_words(document, words)
    if found.found not in (Found.EXACT, Found.FOLDED):
        near = "" if found.nearest is None else f" The nearest words are: {found.nearest.text}"
        raise LedgerError(f"these words do not stand in the document.{near}")
    if len(found.places) > 1:
        places = ", ".join(f"{one.start}-{one.end}" for one in found.places[:5])
        raise LedgerError(f"these words stand there more than once ({places}): give --start and --end.")
    return found.places[0].start, found.places[0].end


def cut(noun: DocumentNoun, place: Place) -> tuple[int, int, str]:
    """The place with the words that stand there; LedgerError if it is none of the text."""
    text = documents.text_of(noun)
    if text is None:
        raise LedgerError(f"the text of the document {noun.id} was taken out of the record.")
    start, end = place
    if not 0 <= start < end <= len(text):
        raise LedgerError(f"[{start}, {end}) is no place in a text of {len(text)} characters.")
    return start, end, text[start:end]


def accept(
    key: str,
    *,
    author: str,
    pledge: str | None = None,
    promisor: Promisor | None = None,
    title: tuple[str, str] | None = None,
    recorded_only: str | None = None,
) -> str:
    """Take a sighting for a pledge, a new one or `pledge`, and confirm its promisor; the pledge's id.

    `title` is a language and a title; `recorded_only` is the reason why the new pledge gets no verdicts.
    """
    with operation(author) as op:
        made = _accept(op, key, pledge, promisor)
        if title is not None:
            op.record(PledgeTitled(language=title[0], title=title[1]), subject=made)
        if recorded_only is not None:
            op.record(PledgeRecordedOnly(reason=recorded_only), subject=made)
        return made


def accept_all(keys: list[str], *, author: str) -> list[str]:
    """Accept many at once, each as a pledge of its own; their pledges' ids."""
    with operation(author) as op:
        op.projection.state.sightings.load(keys)  # type: ignore[attr-defined]
        return [_accept(op, key, None, None) for key in keys]


def _accept(op: Operation, key: str, pledge: str | None, promisor: Promisor | None) -> str:
    sighting = _sighting(op, key)
    if pledge is not None and pledge not in op.projection.state.pledges:
        raise LedgerError(f"there is no pledge {pledge}.")
    made = new_id() if pledge is None else pledge
    if pledge is None:
        op.projection.state.pledges.new(made)  # type: ignore[attr-defined]
    shown = _promisor(sighting) if promisor is None else promisor
    op.record(SightingAccepted(pledge=made, promisor=shown, confirmed=shown is not None), subject=key)
    return made


def _sighting(op: Operation, key: str) -> SightingNoun:
    found = op.projection.state.sightings.get(key)
    if found is None:
        raise LedgerError(f"there is no sighting {key}; 'pledgebook list' shows the ids.")
    if found.missing:
        raise LedgerError(f"the words of the sighting {key} were taken out of the record.")
    return found


def _promisor(sighting: SightingNoun) -> Promisor | None:
    told = sighting.promisor or sighting.told.get("promisor")
    return None if told is None else {"name": told["name"], "role": told.get("role"), "person": told.get("person")}


def reject(key: str, *, author: str, reason: str | None = None) -> None:
    """Take a sighting for no pledge."""
    with operation(author) as op:
        op.record(SightingRejected(reason=reason), subject=key)


def put_off(key: str, *, author: str, reason: str | None = None) -> None:
    """Decide about a sighting later."""
    with operation(author) as op:
        op.record(SightingPutOff(reason=reason), subject=key)


def join(key: str, pledge: str, *, author: str) -> None:
    """Give a sighting to a known pledge; one that waits is accepted by that."""
    with operation(author) as op:
        if _sighting(op, key).state == SightingState.ACCEPTED:
            op.record(SightingJoined(pledge=pledge), subject=key)
        else:
            _accept(op, key, pledge, None)


def join_pledges(one: str, other: str, *, author: str) -> None:
    """Give all sightings of the pledge `one` to `other`."""
    with operation(author) as op:
        for key in list(op.projection.state.pledges[one].sightings):
            op.record(SightingJoined(pledge=other), subject=key)


def split(key: str, *, author: str) -> str:
    """Take a sighting out of its pledge; the id of the pledge that begins with it."""
    made = new_id()
    with operation(author) as op:
        op.record(SightingSplit(pledge=made), subject=key)
    return made


def change_bounds(key: str, *, author: str, place: Place) -> None:
    """Say which words of its document a sighting is."""
    sighting = record.sighting(key)
    start, end, text = cut(record.document(sighting.document or ""), place)
    with operation(author) as op:
        op.record(SightingBoundsChanged(start=start, end=end, text=text), subject=key)


def change_promisor(key: str, *, author: str, promisor: Promisor | None) -> None:
    """Say who promises in a sighting."""
    with operation(author) as op:
        op.record(SightingPromisorChanged(promisor=promisor), subject=key)
