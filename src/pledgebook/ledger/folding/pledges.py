"""Folds of events about pledges and programmes."""

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folding.base import Payload, folds
from pledgebook.ledger.folding.sightings import deadline
from pledgebook.ledger.state import ProgrammeNoun, State


@folds("pledge.titled")
def _titled(state: State, entry: Entry, payload: Payload) -> None:
    pledge = state.pledges[entry.subject]
    pledge.titles = {**pledge.titles, payload["language"]: payload["title"]}


@folds("pledge.summarised")
def _summarised(state: State, entry: Entry, payload: Payload) -> None:
    pledge = state.pledges[entry.subject]
    pledge.summaries = {**pledge.summaries, payload["language"]: payload["summary"]}


@folds("pledge.classified")
def _classified(state: State, entry: Entry, payload: Payload) -> None:
    for name, value in payload.items():
        if value is not None:
            setattr(state.pledges[entry.subject], name, value)


@folds("pledge.topics_given")
def _topics(state: State, entry: Entry, payload: Payload) -> None:
    state.pledges[entry.subject].topics = list(payload["topics"])


@folds("pledge.responsible_given")
def _responsible(state: State, entry: Entry, payload: Payload) -> None:
    state.pledges[entry.subject].responsible = payload["body"]


@folds("pledge.deadline_given")
def _due(state: State, entry: Entry, payload: Payload) -> None:
    empty = payload["earliest"] is None and payload["latest"] is None
    state.pledges[entry.subject].deadline = None if empty else deadline(payload)


@folds("pledge.promisor_changed")
def _pledge_promisor(state: State, entry: Entry, payload: Payload) -> None:
    state.pledges[entry.subject].promisor = dict(payload)


@folds("pledge.promisor_confirmed")
def _confirmed(state: State, entry: Entry, payload: Payload) -> None:
    """Being on record is its whole effect: what is shown is confirmed by `sighting.accepted` already."""


@folds("pledge.parted")
def _parted(state: State, entry: Entry, payload: Payload) -> None:
    pledge = state.pledges[entry.subject]
    pledge.part_of, pledge.verdicts_of = payload["part_of"], payload["verdicts"]


@folds("pledge.programme_given")
def _programme(state: State, entry: Entry, payload: Payload) -> None:
    state.pledges[entry.subject].programme = payload["programme"]


@folds("pledge.tracked", "pledge.recorded_only")
def _tracked(state: State, entry: Entry, payload: Payload) -> None:
    pledge = state.pledges[entry.subject]
    pledge.tracked, pledge.why_tracked = entry.type == "pledge.tracked", payload["reason"]


@folds("pledge.withdrawn")
def _withdrawn(state: State, entry: Entry, payload: Payload) -> None:
    state.pledges[entry.subject].withdrawn = payload["reason"]


@folds("programme.opened")
def _opened(state: State, entry: Entry, payload: Payload) -> None:
    state.programmes[entry.subject] = ProgrammeNoun(id=entry.subject, **payload)


@folds("programme.closed")
def _closed(state: State, entry: Entry, payload: Payload) -> None:
    programme = state.programmes[entry.subject]
    programme.closed, programme.reason = True, payload["reason"]
