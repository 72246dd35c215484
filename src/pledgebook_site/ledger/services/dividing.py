"""One suggestion that is two promises, and one statement whose promises are parts of one."""

from pledgebook.errors import LedgerError
from pledgebook.ledger.events import (
    PledgeParted,
    PledgeTitled,
    SightingAccepted,
    SightingBoundsChanged,
)
from pledgebook.ledger.folding import taken_out
from pledgebook.ledger.state import SightingNoun
from pledgebook.ledger.values import Finder, SightingState, VerdictsOf
from pledgebook.records import Polarity
from pledgebook_site.ledger.ids import new_id
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.services.documents import propose
from pledgebook_site.ledger.services.log import Operation, operation
from pledgebook_site.ledger.services.sightings import Place, Promisor, cut

_UNKNOWN = ("statement", "action", "object", "beneficiary", "amount", "condition", "kind", "firmness", "specificity")
_BY_A_PERSON = {"kind": Finder.PERSON.value, "reader": None}


def divide(key: str, *, author: str, place: Place) -> str:
    """Take words out of a waiting sighting as another one: at its beginning or its end; the new one's id.

    Each of the two tells what was read within its own words.
    """
    sighting = record.sighting(key)
    if sighting.state == SightingState.ACCEPTED or sighting.start is None or sighting.end is None:
        raise LedgerError("only a sighting that is not decided can be divided.")
    noun = record.document(sighting.document or "")
    start, end, text = cut(noun, place)
    rest = _rest((sighting.start, sighting.end), (start, end))
    kept = cut(noun, _trimmed(cut(noun, rest)[2], rest[0]))
    read = taken_out(sighting.told, (start, end), text)
    with operation(author) as op:
        op.record(SightingBoundsChanged(start=kept[0], end=kept[1], text=kept[2]), subject=key)
        told = _told((start, end, text), sighting.promisor or sighting.told.get("promisor")) | read
        return propose(op, noun.id, told, proposed_by=_BY_A_PERSON)


def _rest(whole: Place, part: Place) -> Place:
    if whole[0] < part[0] < whole[1] <= part[1]:
        return whole[0], part[0]
    if part[0] <= whole[0] < part[1] < whole[1]:
        return part[1], whole[1]
    if whole[0] < part[0] and part[1] < whole[1]:
        return (whole[0], part[0]) if part[0] - whole[0] >= whole[1] - part[1] else (part[1], whole[1])
    raise LedgerError("the words of the second promise are to be some of the first one's, at its beginning or end.")


def _trimmed(text: str, start: int) -> Place:
    """A place without the blanks and commas at its ends; LedgerError if nothing is left."""
    kept = text.strip(" \t\n\r,;:")
    if not kept:
        raise LedgerError("nothing is left of the first promise: choose fewer words.")
    first = start + text.index(kept)
    return first, first + len(kept)


def _told(place: tuple[int, int, str], promisor: Promisor | None) -> dict[str, object]:
    told: dict[str, object] = dict.fromkeys(_UNKNOWN)
    told |= {"testable": None, "score": None, "missing": [], "why": [], "spans": {}, "polarity": Polarity.AFFIRMED}
    told |= {"start": place[0], "end": place[1], "text": place[2], "promisor": promisor, "deadline": None}
    return told


def accept_with_parts(
    keys: list[str], *, author: str, promisor: Promisor | None = None, title: tuple[str, str] | None = None
) -> str:
    """Accept a statement's sightings as the parts of one promise, which is said by all their words; its id."""
    found = record.nouns("sightings", keys)
    parts = sorted((found[key] for key in keys if key in found), key=lambda one: (one.start or 0, one.id))
    if len(parts) < 2 or len({one.document for one in parts}) != 1 or any(one.start is None for one in parts):
        raise LedgerError("a promise with parts needs at least two suggestions in one document.")
    if any(one.state == SightingState.ACCEPTED for one in parts):
        raise LedgerError("one of them is accepted already: give it its whole in the editor of its promise.")
    with operation(author) as op:
        whole = _whole(op, parts, promisor)
        if title is not None:
            op.record(PledgeTitled(language=title[0], title=title[1]), subject=whole)
        for one in parts:
            made = _accept(op, one.id, promisor or _shown(one))
            op.record(PledgeParted(part_of=whole, verdicts=VerdictsOf.OWN), subject=made)
        return whole


def _whole(op: Operation, parts: list[SightingNoun], promisor: Promisor | None) -> str:
    """A pledge whose sighting is the hull of the parts."""
    noun = record.document(parts[0].document or "")
    place = cut(noun, (min(one.start or 0 for one in parts), max(one.end or 0 for one in parts)))
    shown = promisor or _shown(parts[0])
    key = propose(op, noun.id, _told(place, parts[0].told.get("promisor")), proposed_by=_BY_A_PERSON)
    return _accept(op, key, shown)


def _shown(sighting: SightingNoun) -> Promisor | None:
    told = sighting.promisor or sighting.told.get("promisor")
    return None if told is None else {"name": told["name"], "role": told.get("role"), "person": told.get("person")}


def _accept(op: Operation, key: str, promisor: Promisor | None) -> str:
    made = new_id()
    op.record(SightingAccepted(pledge=made, promisor=promisor, confirmed=promisor is not None), subject=key)
    return made
