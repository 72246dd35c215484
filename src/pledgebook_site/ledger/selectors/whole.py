"""All there is about one noun."""

from collections.abc import Callable
from typing import Any

from pledgebook.ledger.state import AuthorNoun, DocumentNoun, PledgeNoun, SightingNoun, VerdictNoun, to_data
from pledgebook_site.ledger.models import PledgeRow
from pledgebook_site.ledger.selectors import documents, lists, record
from pledgebook_site.ledger.selectors.accounts import author_names
from pledgebook_site.ledger.selectors.history import history_of

Told = dict[str, Any]
SOURCE = ("title", "publisher", "published", "url", "file_name", "rights")


def whole(kind: str, key: str) -> Told:
    """A noun with what hangs on it, what was corrected about it, and its history, the newest last."""
    noun = record.nouns(kind, [key])[key]
    more = _MORE[kind](noun) if kind in _MORE else {}
    past = history_of(kind, key)
    corrections = [one["subject"] for one in past if one["type"] == "correction.made"]
    return {
        "noun": record.SHOWN[kind],
        **(noun if isinstance(noun, dict) else to_data(noun)),
        **more,
        "corrections": _found("remarks", corrections),
        "history": past,
    }


def _found(kind: str, keys: list[str]) -> list[Told]:
    """These nouns as data, in the order of their ids given."""
    known = record.nouns(kind, keys)
    return [to_data(known[key]) for key in keys if key in known]


def _document(noun: DocumentNoun) -> Told:
    return {"sightings": [lists.sighting_told(one) for one in documents.sightings_in(noun.id)]}


def _sighting(noun: SightingNoun) -> Told:
    return {**lists.sighting_told(noun), **_sources([noun]).get(noun.document or "", {"source": None})}


def _author(noun: AuthorNoun) -> Told:
    return {"name": author_names().get(noun.id)}


def _pledge(noun: PledgeNoun) -> Told:
    known = record.nouns("sightings", noun.sightings)
    said = [known[key] for key in noun.sightings if key in known]
    sources = _sources(said)
    parts = PledgeRow.objects.filter(part_of=noun.id).order_by("made_at", "pk")
    return {
        "text": None if not said else said[0].text,
        "sightings": [lists.sighting_told(one) | sources.get(one.document or "", {"source": None}) for one in said],
        "evidence": _found("evidence", noun.evidence),
        "verdicts": lists.with_successors(_found("verdicts", noun.verdicts)),
        "replies": _found("remarks", noun.replies),
        "parts": list(parts.values_list("pk", flat=True)),
    }


def _sources(sightings: list[SightingNoun]) -> dict[str, Told]:
    """By document: what it is, in a few fields."""
    known = record.nouns("documents", {one.document for one in sightings if one.document is not None})
    return {key: {"source": {name: getattr(noun, name) for name in SOURCE}} for key, noun in known.items()}


def _verdict(noun: VerdictNoun) -> Told:
    return lists.with_successors([to_data(noun)])[0]


_MORE: dict[str, Callable[[Any], Told]] = {
    "documents": _document,
    "sightings": _sighting,
    "pledges": _pledge,
    "authors": _author,
    "verdicts": _verdict,
}
