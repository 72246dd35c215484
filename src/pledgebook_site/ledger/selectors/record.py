"""The record as it is now, noun by noun, from its rows."""

from collections.abc import Iterable, Iterator
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.state import (
    DocumentNoun,
    EvidenceNoun,
    PledgeNoun,
    SightingNoun,
    VerdictNoun,
    from_data,
)
from pledgebook_site.ledger.models import OtherRow
from pledgebook_site.ledger.projections.rows import OTHERS, TABLES

SHORTEST = 4  # digits of an id that a person may type instead of the whole
SINGULAR = {
    "documents": "document",
    "sightings": "sighting",
    "pledges": "pledge",
    "evidence": "evidence",
    "verdicts": "verdict",
    "people": "person",
    "offices": "office",
    "terms": "term",
    "programmes": "programme",
    "remarks": "remark",
}
SHOWN = {**SINGULAR, "authors": "account", "scales": "scale"}
"""What can be shown by its id; of the last two nothing else can be said by it."""


def noun(kind: str, key: str) -> Any:
    """The noun of this kind and id, or None."""
    return next(iter(nouns(kind, [key]).values()), None)


def nouns(kind: str, keys: Iterable[str]) -> dict[str, Any]:
    """The nouns of this kind with these ids, by id, in one query."""
    if kind in TABLES:
        rows = TABLES[kind].row._default_manager.filter(pk__in=list(keys)).values_list("pk", "data")
        return {key: from_data(TABLES[kind].noun, data) for key, data in rows}
    rows = OtherRow.objects.filter(kind=kind, name__in=list(keys)).values_list("name", "data")
    return {key: _other(kind, data) for key, data in rows}


def document(key: str) -> DocumentNoun:
    """A document; LedgerError if there is none."""
    return _there(noun("documents", key), "document", key)


def sighting(key: str) -> SightingNoun:
    """A sighting; LedgerError if there is none."""
    return _there(noun("sightings", key), "sighting", key)


def pledge(key: str) -> PledgeNoun:
    """A pledge; LedgerError if there is none."""
    return _there(noun("pledges", key), "pledge", key)


def evidence(key: str) -> EvidenceNoun:
    """A piece of evidence; LedgerError if there is none."""
    return _there(noun("evidence", key), "evidence", key)


def verdict(key: str) -> VerdictNoun:
    """A verdict; LedgerError if there is none."""
    return _there(noun("verdicts", key), "verdict", key)


def _there(found: Any, kind: str, key: str) -> Any:
    if found is None:
        raise LedgerError(f"there is no {kind} {key}; 'pledgebook list' shows the ids.")
    return found


def others(kind: str) -> dict[str, Any]:
    """All nouns of one of the small kinds, by id or by name."""
    rows = OtherRow.objects.filter(kind=kind).order_by("pk").values_list("name", "data")
    return {key: _other(kind, data) for key, data in rows}


def _other(kind: str, data: Any) -> Any:
    return data["value"] if OTHERS[kind] is dict else from_data(OTHERS[kind], data)


def settings() -> dict[str, Any]:
    """The tracker's settings."""
    return others("settings")


def scale() -> dict[str, Any]:
    """The tracker's scale, as it was recorded."""
    name = settings().get("scale")
    found: dict[str, Any] | None = others("scales").get(str(name))
    if found is None:
        raise LedgerError(f"the scale {name} is not on record; 'pledgebook set scale NAME' records one.")
    return found


def resolve(told: str, *, kinds: Iterable[str]) -> tuple[str, str]:
    """The kind and the whole id that a person means by the beginning of one; LedgerError if none or several fit."""
    wanted, begun = list(kinds), told.strip().lower()
    if "scales" in wanted and begun in others("scales"):
        return "scales", begun
    names = " or ".join(SHOWN[kind] for kind in wanted) if len(wanted) < len(SINGULAR) else "noun"
    if len(begun) < SHORTEST:
        raise LedgerError(f"{told!r} is too short for an id: give at least {SHORTEST} of its digits.")
    found = [(kind, key) for kind in wanted for key in _beginning(kind, begun)]
    if not found:
        raise LedgerError(f"there is no {names} {told!r}; 'pledgebook list' shows the ids.")
    if len(found) > 1:
        raise LedgerError(f"{told!r} fits more than one {names}: give more of its digits.")
    return found[0]


def _beginning(kind: str, begun: str) -> Iterator[str]:
    """The first two ids that begin so: those from there up to where a letter beyond `f` would follow."""
    if kind in TABLES:
        rows = TABLES[kind].row._default_manager.filter(pk__gte=begun, pk__lt=f"{begun}g").values_list("pk", flat=True)
    else:
        rows = OtherRow.objects.filter(kind=kind, name__gte=begun, name__lt=f"{begun}g").values_list("name", flat=True)
    yield from rows[:2]
