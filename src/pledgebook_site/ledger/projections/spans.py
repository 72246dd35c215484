"""Spans of validity: what was so about a sighting or a pledge, from one clock of the record to another."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.rates import is_in_whole
from pledgebook.ledger.state import PledgeNoun, SightingNoun
from pledgebook_site.ledger.models.inserting import insert
from pledgebook_site.ledger.models.record import DecisionSpan, StatusSpan
from pledgebook_site.ledger.projections.rows import is_present

Told = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """Which model holds the spans of a noun, under which name, and what is told of the noun in each."""

    model: Any
    subject: str
    told: Callable[[Any], Told]

    def opened(self, key: str, told: Told, last: Entry) -> Any:
        """A span that begins with an entry."""
        return self.model(**{self.subject: key}, since=last.recorded_at, effective=last.effective_at, **told)


def _decision(noun: SightingNoun) -> Told:
    return {"state": noun.state, "pledge": noun.pledge}


def _status(noun: PledgeNoun) -> Told:
    return {
        "present": is_present(noun),
        "tracked": noun.tracked,
        "verdict": noun.verdict,
        "status": noun.status,
        "in_whole": is_in_whole(noun),
    }


DECISIONS = Kind(DecisionSpan, "sighting", _decision)
STATUSES = Kind(StatusSpan, "pledge", _status)


def write_spans(kind: Kind, changed: Mapping[str, Any], last: Entry, *, known: Iterable[str]) -> None:
    """Close the open span of each noun of which something else is so now, and open the next; gone nouns are None.

    `known` are those that had a row before: only they can have an open span.
    """
    there = list(changed.keys() & set(known))
    rows = kind.model.objects.filter(**{f"{kind.subject}__in": there}, until=None) if there else ()
    book = Book(kind, {getattr(one, kind.subject): one for one in rows})
    for key, noun in changed.items():
        book.follow(key, noun, last)
    if book.closed:
        kind.model.objects.filter(pk__in=[one.pk for one in book.closed]).update(until=last.recorded_at)
    write_made(book)


def write_made(book: "Book") -> None:
    """Write the spans that were made."""
    if book.made:
        columns = [one.attname for one in book.kind.model._meta.concrete_fields if not one.primary_key]
        insert(book.kind.model, columns, [[getattr(one, name) for name in columns] for one in book.made])


@dataclass
class Book:
    """The spans of one kind as events go by: those open by id, those closed, and those made here."""

    kind: Kind
    open: dict[str, Any] = field(default_factory=dict)
    closed: list[Any] = field(default_factory=list)
    made: list[Any] = field(default_factory=list)

    def follow(self, key: str, noun: Any | None, last: Entry) -> None:
        """Let the spans say what is so about a noun since an entry."""
        told = None if noun is None else self.kind.told(noun)
        known = self.open.get(key)
        if known is not None and told is not None and all(getattr(known, name) == told[name] for name in told):
            return
        if known is not None:
            known.until = last.recorded_at
            self.closed.append(known)
            del self.open[key]
        if told is not None:
            self.open[key] = self.kind.opened(key, told, last)
            self.made.append(self.open[key])
