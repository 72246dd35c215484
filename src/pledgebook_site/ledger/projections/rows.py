"""Which row each noun of the record is kept in, and what its searchable columns are."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from pledgebook.ledger.rates import is_in_whole
from pledgebook.ledger.state import (
    AuthorNoun,
    DocumentNoun,
    EvidenceNoun,
    OfficeNoun,
    PersonNoun,
    PledgeNoun,
    ProgrammeNoun,
    RemarkNoun,
    SightingNoun,
    TermNoun,
    VerdictNoun,
)
from pledgebook.ledger.values import SightingState
from pledgebook_site.ledger.folding import folded
from pledgebook_site.ledger.models.record import DocumentRow, EvidenceRow, PledgeRow, SightingRow, VerdictRow

SEARCHED = 600  # characters of a sighting: an index holds them, and PostgreSQL's take some 2,700 bytes
REDACTED = "redacted"  # nobody decides any more about words that were taken out of the record
UNDECIDED = (SightingState.WAITING, SightingState.PUT_OFF)
Columns = Callable[[Any, str], dict[str, Any]]


@dataclass(frozen=True)
class Table:
    """A noun with a table of its own: `columns(noun, clock)` are those beside `id` and `data`."""

    noun: type
    row: type[models.Model]
    columns: Columns


def _document(noun: DocumentNoun, clock: str) -> dict[str, Any]:
    return {
        "identity": None if noun.missing else identity(*noun.identity),
        "text_sha256": noun.text_sha256,
        "source_sha256": noun.source_sha256,
        "url": noun.url,
        "taken_at": noun.taken_at,
    }


def identity(text_sha256: str | None, url: str | None, published: str | None) -> str:
    """One string for what makes a document that document."""
    return hashlib.sha256(json.dumps([text_sha256, url, published]).encode()).hexdigest()


def _sighting(noun: SightingNoun, clock: str) -> dict[str, Any]:
    promisor = noun.promisor or noun.told.get("promisor")
    return {
        "document": noun.document,
        "state": state_of(noun),
        "pledge": noun.pledge,
        "start": noun.start,
        "score": noun.told.get("score"),
        "promisor": None if promisor is None else folded(promisor["name"]),
        "words": folded(noun.text or "")[:SEARCHED],
        "proposed_at": noun.proposed_at,
    }


def state_of(noun: SightingNoun) -> str:
    """What a sighting is listed under."""
    return REDACTED if noun.missing and noun.state in UNDECIDED else str(noun.state)


def _pledge(noun: PledgeNoun, clock: str) -> dict[str, Any]:
    deadline = noun.deadline or {}
    name = None if noun.promisor is None else noun.promisor["name"]
    return {
        "made_at": noun.made_at,
        "changed_at": clock,
        "present": is_present(noun),
        "tracked": noun.tracked,
        "status": noun.status,
        "promisor": None if name is None else folded(name),
        "programme": noun.programme,
        "part_of": noun.part_of,
        "earliest": deadline.get("earliest"),
        "latest": deadline.get("latest"),
        "sightings": len(noun.sightings),
        "firmness": noun.firmness,
        "topics": "\n".join(noun.topics),
        "in_whole": is_in_whole(noun),
    }


def is_present(noun: PledgeNoun) -> bool:
    """Whether the record has this pledge: it has an accepted sighting and is not withdrawn."""
    return len(noun.sightings) > 0 and noun.withdrawn is None


def _evidence(noun: EvidenceNoun, clock: str) -> dict[str, Any]:
    return {"pledge": noun.pledge, "document": noun.document, "state": noun.state}


def _verdict(noun: VerdictNoun, clock: str) -> dict[str, Any]:
    return {"pledge": noun.pledge, "standing": noun.standing, "status": noun.status, "given_at": noun.given_at}


TABLES = {
    "documents": Table(DocumentNoun, DocumentRow, _document),
    "sightings": Table(SightingNoun, SightingRow, _sighting),
    "pledges": Table(PledgeNoun, PledgeRow, _pledge),
    "evidence": Table(EvidenceNoun, EvidenceRow, _evidence),
    "verdicts": Table(VerdictNoun, VerdictRow, _verdict),
}
OTHERS: dict[str, type] = {
    "people": PersonNoun,
    "offices": OfficeNoun,
    "terms": TermNoun,
    "programmes": ProgrammeNoun,
    "remarks": RemarkNoun,
    "authors": AuthorNoun,
    "settings": dict,
    "scales": dict,
}
