"""Making every projection anew from the log: folded in memory, written once."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.state import to_data
from pledgebook_site.ledger.abouts import ids_in
from pledgebook_site.ledger.models.record import DecisionSpan, OtherRow, PledgeWord, StatusSpan, WordCount
from pledgebook_site.ledger.projections.following import Projection
from pledgebook_site.ledger.projections.nouns import DatabaseState, nouns_in_memory, text_of
from pledgebook_site.ledger.projections.rows import TABLES
from pledgebook_site.ledger.projections.spans import DECISIONS, STATUSES, Book, write_made
from pledgebook_site.ledger.projections.writing import write_nouns
from pledgebook_site.ledger.selectors.logged import Logged, logged_all


def rebuild() -> int:
    """Delete all rows that were made from the log and make them again, in one transaction; how many entries."""
    with transaction.atomic():
        for table in TABLES.values():
            table.row._default_manager.all().delete()
        for model in (DecisionSpan, StatusSpan, OtherRow, PledgeWord, WordCount):
            model._default_manager.all().delete()
        made = _Made()
        for operation in _operations():
            made.follow(operation)
        made.write()
    return made.count


class _Made:
    """The record in memory, with when each pledge last changed and the spans of what was so."""

    def __init__(self) -> None:
        self.state = nouns_in_memory(DatabaseState())
        self.projection = Projection(self.state)
        self.decisions, self.statuses = Book(DECISIONS), Book(STATUSES)
        self.changed_at: dict[str, str] = {}
        self.seen: dict[str, int] = {}
        self.count = 0

    def follow(self, operation: list[Logged]) -> None:
        """Fold the entries of one operation, then see what is so since."""
        touched: set[str] = set()
        for entry, payload in operation:
            touched |= {entry.subject, *ids_in(payload or {}), *self._tied(entry)}
            touched |= self.projection.follow(entry, payload, trusted=True)
        self.count += len(operation)
        self._see(touched, operation[-1][0])

    def _tied(self, entry: Entry) -> set[str]:
        """The pledge that a sighting or a verdict is with, which its payload does not name."""
        found = self.state.sightings.get(entry.subject) or self.state.verdicts.get(entry.subject)
        return set() if found is None or found.pledge is None else {found.pledge}

    def _see(self, touched: set[str], last: Entry) -> None:
        pledges = {key for key in touched if key in self.state.pledges or key in self.statuses.open}
        for key in touched:
            sighting = self.state.sightings.get(key)
            if sighting is not None or key in self.decisions.open:
                self.decisions.follow(key, sighting, last)
                if self._has_changed(key, sighting) and sighting is not None and sighting.pledge is not None:
                    self.changed_at[sighting.pledge] = last.recorded_at
        for key in pledges:
            noun = self.state.pledges.get(key)
            self.statuses.follow(key, noun, last)
            if self._has_changed(key, noun):
                self.changed_at[key] = last.recorded_at

    def _has_changed(self, key: str, noun: Any) -> bool:
        told = 0 if noun is None else hash(text_of(to_data(noun)))
        before, self.seen[key] = self.seen.get(key), told
        return told != before

    def write(self) -> None:
        """Write all of it; the tables are empty."""
        changed: dict[str, Any] = {kind: getattr(self.state, kind).changed() for kind in TABLES}
        write_nouns(self.state, changed, lambda key: self.changed_at.get(key, ""))
        for book in (self.decisions, self.statuses):
            write_made(book)


def _operations() -> Iterator[list[Logged]]:
    held: list[Logged] = []
    for entry, payload in logged_all():
        if held and held[0][0].recorded_at != entry.recorded_at:
            yield held
            held = []
        held.append((entry, payload))
    if held:
        yield held
