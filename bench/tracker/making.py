"""A tracker filled with what `invented` tells, through the services and operations that every command uses.

The reading of a text is replaced by what its inventor knows; all else is the real thing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any
from unittest.mock import patch

from bench.tracker.invented import Text, World
from pledgebook_site import reading

READER = {"name": "invented", "version": "1", "model": "none", "settings_sha256": sha256(b"invented").hexdigest()}
AT_ONCE = 20  # documents an operation
ACCEPTED, REJECTED, PUT_OFF = 60, 75, 80  # of a hundred sightings: below each; the rest waits
JUDGED = 3  # every third pledge has a verdict
STATUSES = ("kept", "broken", "in-the-works", "stalled", "compromise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a tracker is made."""

    pledges: int = 10_000
    sightings: int = 100_000
    documents: int = 1_000

    @property
    def in_a_document(self) -> int:
        return self.sightings // self.documents


@contextmanager
def knowing(texts: dict[str, Text]) -> Iterator[None]:
    """Let the reading of each text, by its hash, be what its inventor told."""

    def propose(document: Any, *, model: str | None = None) -> list[dict[str, Any]]:
        return texts[document.text_sha256].told

    def reader_of(language: str, *, model: str | None = None) -> dict[str, Any]:
        return READER

    with patch.multiple(reading, propose=propose, reader_of=reader_of):
        yield


def fill(world: World, size: Size) -> dict[int, str]:
    """Take in all texts, decide about most sightings, judge some pledges; the id of each promise's pledge."""
    from pledgebook_site.ledger.selectors.accounts import LOCAL, account

    author = account(LOCAL).author
    made: dict[int, str] = {}
    texts = world.texts(size.documents, sightings=size.in_a_document)
    while some := list(islice(texts, AT_ONCE)):
        _decide(_take(some, author=author), made, world, author=author)
    _judge(list(made.values()), author=author)
    return made


def let_wait(world: World, documents: int, *, sightings: int, first: int) -> None:
    """Take in further texts about known promises, and decide about none of their sightings."""
    from pledgebook_site.ledger.selectors.accounts import LOCAL, account

    author = account(LOCAL).author
    texts = world.texts(documents, sightings=sightings, first=first)
    while some := list(islice(texts, AT_ONCE)):
        _take(some, author=author)


def _take(texts: list[Text], *, author: str) -> list[tuple[int, str]]:
    """Add documents; the number of each sighting's promise, and the sighting's id."""
    from pledgebook_site.ledger.services import documents

    found: list[tuple[int, str]] = []
    for text in texts:
        document = text.document()
        with knowing({document.text_sha256: text}):
            added = documents.add(reading.Source(document, document.text.encode()), author=author)
        found += zip(text.promises, added.proposed, strict=True)
    return found


def _decide(found: list[tuple[int, str]], made: dict[int, str], world: World, *, author: str) -> None:
    """Accept most, each with the pledge of its promise; reject and put off some; let the rest wait."""
    from pledgebook.ledger.events import PledgeTitled, SightingAccepted, SightingPutOff, SightingRejected
    from pledgebook_site.ledger.ids import new_id
    from pledgebook_site.ledger.services.log import operation

    with operation(author) as op:
        state: Any = op.projection.state
        state.sightings.load(key for _, key in found)
        state.pledges.load(made[number] for number, _ in found if number in made)
        for number, key in found:
            chance, promise = int(key[:8], 16) % 100, world.promises[number]
            if number not in made or chance < ACCEPTED:
                pledge = made.get(number) or new_id()
                state.pledges.new(pledge)
                who = {"name": promise.promisor, "role": promise.role.lower(), "person": None}
                op.record(SightingAccepted(pledge=pledge, promisor=who, confirmed=True), subject=key)
                if number not in made:
                    op.record(PledgeTitled(language="en", title=promise.title), subject=pledge)
                made[number] = pledge
            elif chance < REJECTED:
                op.record(SightingRejected(reason="told of another"), subject=key)
            elif chance < PUT_OFF:
                op.record(SightingPutOff(reason=None), subject=key)


def _judge(pledges: list[str], *, author: str) -> None:
    """Give a status to some pledges, each on accepted evidence."""
    from pledgebook.ledger.events import EvidenceAccepted, EvidenceProposed, VerdictGiven
    from pledgebook.ledger.values import Bearing, EvidenceKind, Phase
    from pledgebook_site.ledger.ids import new_id
    from pledgebook_site.ledger.selectors import record
    from pledgebook_site.ledger.services.log import operation

    scale = record.scale()
    phases = {one["id"]: Phase(one["phase"]) for one in scale["entries"]}
    chosen = iter(enumerate(pledges[::JUDGED]))
    while some := list(islice(chosen, 500)):
        with operation(author) as op:
            state: Any = op.projection.state
            state.pledges.load(pledge for _, pledge in some)
            for number, pledge in some:
                evidence, verdict, status = new_id(), new_id(), STATUSES[number % len(STATUSES)]
                state.evidence.new(evidence)
                state.verdicts.new(verdict)
                told = {"kind": EvidenceKind.SOURCE, "bearing": Bearing.FOR, "document": None, "start": None}
                told |= {"end": None, "text": None, "url": f"https://courier.invalid/seen/{number}", "title": None}
                told |= {"date": "2024-05-06", "note": "Seen by a visitor.", "search": None}
                op.record(EvidenceProposed(pledge=pledge, **told), subject=evidence)
                op.record(EvidenceAccepted(), subject=evidence)
                judged = {"scale": scale["id"], "rubric": scale["rubric"], "status": status, "phase": phases[status]}
                judged |= {"reason_code": None, "explanation": "By what the visitor saw.", "evidence": [evidence]}
                op.record(VerdictGiven(pledge=pledge, signatures_needed=1, **judged), subject=verdict)
