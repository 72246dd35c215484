"""Folds of events about persons, offices and terms."""

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folding.base import Payload, folds
from pledgebook.ledger.state import OfficeNoun, PersonNoun, State, TermNoun


@folds("person.recorded")
def _person(state: State, entry: Entry, payload: Payload) -> None:
    state.people[entry.subject] = PersonNoun(id=entry.subject, **payload)


@folds("office.recorded")
def _office(state: State, entry: Entry, payload: Payload) -> None:
    state.offices[entry.subject] = OfficeNoun(id=entry.subject, **payload)


@folds("term.recorded")
def _term(state: State, entry: Entry, payload: Payload) -> None:
    state.terms[entry.subject] = TermNoun(id=entry.subject, **payload)
