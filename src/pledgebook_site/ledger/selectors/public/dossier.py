"""One promise with all that is public of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from pledgebook.compare import Change, changes
from pledgebook.ledger.events import Event
from pledgebook.ledger.rates import is_in_whole
from pledgebook.ledger.state import (
    DocumentNoun,
    EvidenceNoun,
    PledgeNoun,
    ProgrammeNoun,
    RemarkNoun,
    State,
    VerdictNoun,
)
from pledgebook.ledger.superseding import successors
from pledgebook.ledger.values import Bearing, EvidenceKind
from pledgebook_site.ledger.models import PledgeRow
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.public.days import Day
from pledgebook_site.ledger.selectors.public.record import first_of, in_order, numbers, pledges_of, published
from pledgebook_site.ledger.selectors.public.saying import Said, evidence_words, fragment, place_in, said
from pledgebook_site.ledger.wording import wording


@dataclass(frozen=True, slots=True)
class Shown:
    """A promise in a list: the pledge, its number, and where it was said first."""

    pledge: PledgeNoun
    number: int
    first: Said | None


@dataclass(frozen=True, slots=True)
class Wording:
    """A place where the promise was said, with what changed from the one before; None for the first, or unseen."""

    said: Said
    changed: tuple[Change, ...] | None
    before: Said | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence with its source; `words` only where its rights allow them, `link` leads to them."""

    evidence: EvidenceNoun
    document: DocumentNoun | None
    words: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the page of a promise tells; `verdict` is the one in force, `whole` the promise that this one is part of."""

    pledge: PledgeNoun
    wordings: list[Wording]
    parts: list[Shown]
    whole: Shown | None
    programme: ProgrammeNoun | None
    pieces: list[Piece]
    verdicts: list[VerdictNoun]
    remarks: list[RemarkNoun]

    @property
    def first(self) -> Said | None:
        return self.wordings[0].said if self.wordings else None

    @property
    def deadline_words(self) -> str | None:
        """The words of the deadline; none that only a source has whose rights do not allow them."""
        told: str | None = (self.pledge.deadline or {}).get("text")
        if told is None or any(told in (one.said.words or "") for one in self.wordings):
            return told
        hidden = [one.said.sighting for one in self.wordings if one.said.words is None]
        return None if any(told in (one.text or "") for one in hidden) else told

    @property
    def verdict(self) -> VerdictNoun | None:
        return next((one for one in self.verdicts if one.id == self.pledge.verdict), None)

    @property
    def parts_by_themselves(self) -> int:
        """How many of its parts have verdicts of their own."""
        return sum(not is_in_whole(one.pledge) for one in self.parts)

    @property
    def successors(self) -> dict[str, VerdictNoun]:
        """By a verdict's id, the one that took its place."""
        return successors(self.verdicts)

    def pieces_of(self, bearing: Bearing) -> list[Piece]:
        """The sources that speak for, against or neither."""
        return [one for one in self.pieces if one.evidence.bearing == bearing and not self._is_search(one)]

    @property
    def searches(self) -> list[Piece]:
        return [one for one in self.pieces if self._is_search(one)]

    @staticmethod
    def _is_search(piece: Piece) -> bool:
        return piece.evidence.kind == EvidenceKind.SEARCH


def shown(keys: list[str], day: Day) -> list[Shown]:
    """These promises in this order as lists show them; those that are not public are left out."""
    return shown_in(keys, pledges_of(keys, day))


def shown_in(keys: list[str], state: State) -> list[Shown]:
    """As `shown`, of a state that holds them."""
    known = numbers(keys)
    return [_shown(state.pledges[key], known[key], state) for key in keys if key in state.pledges]


def _shown(noun: PledgeNoun, number: int, state: State) -> Shown:
    first = first_of(noun, state)
    return Shown(noun, number, None if first is None else next(iter(said([first], state)), None))


def dossier(key: str, day: Day) -> Dossier | None:
    """The promise as it stood on a day; None where strangers may see no such promise."""
    return _dossier(key, pledges_of([key], day, whole=True), day)


def preview(key: str, day: Day, events: Iterable[Event] = ()) -> tuple[Dossier | None, frozenset[str]]:
    """The promise as strangers would see it once its drafts were published, and which there are; see `published`."""
    state, drafts = published(key, events)
    return _dossier(key, state, day), drafts


def _dossier(key: str, state: State, day: Day) -> Dossier | None:
    noun = state.pledges.get(key)
    if noun is None:
        return None
    near = _near(noun, day)
    whole = next((one for one in near if one.pledge.id == noun.part_of), None)
    return Dossier(
        pledge=noun,
        wordings=wordings(noun, state),
        parts=[one for one in near if one.pledge.part_of == key and one.pledge.withdrawn is None],
        whole=whole,
        programme=None if noun.programme is None else record.noun("programmes", noun.programme),
        pieces=[_piece(state.evidence[one], state) for one in noun.evidence],
        verdicts=_verdicts(noun, state),
        remarks=sorted(state.remarks.values(), key=lambda one: one.made_at),
    )


def _near(noun: PledgeNoun, day: Day) -> list[Shown]:
    """The parts of a promise, and what it is itself a part of."""
    rows = PledgeRow.objects.filter(part_of=noun.id, sightings__gt=0).order_by("made_at", "pk")
    keys = list(rows.values_list("pk", flat=True))
    return shown([*keys, *([] if noun.part_of is None else [noun.part_of])], day)


def _verdicts(noun: PledgeNoun, state: State) -> list[VerdictNoun]:
    """All verdicts that were ever in force, the latest first."""
    found = [state.verdicts[one] for one in noun.verdicts if not state.verdicts[one].missing]
    return sorted(found, key=lambda one: one.in_force_at or "", reverse=True)


def wordings(noun: PledgeNoun, state: State) -> list[Wording]:
    """Where a promise was said, the earliest first, each compared with the one before whose words may be shown."""
    told: list[Wording] = []
    before: Said | None = None
    for one in said(in_order(noun, state), state):
        if before is None or one.words is None:
            told.append(Wording(one, None))
        else:
            told.append(Wording(one, _changes(before, one), before))
        before = one if one.words is not None else before
    return told


def _changes(before: Said, now: Said) -> tuple[Change, ...]:
    return changes(*(wording(one.sighting, one.document.language) for one in (before, now)))


def _piece(evidence: EvidenceNoun, state: State) -> Piece:
    document = state.documents.get(evidence.document or "")
    words = evidence_words(evidence, state)
    if document is not None:
        return Piece(evidence, document, words, place_in(document, words))
    return Piece(evidence, None, None, None if evidence.url is None else fragment(evidence.url, None))
