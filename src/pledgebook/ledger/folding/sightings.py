"""Folds of events about sightings."""

from typing import Any

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folding.base import Payload, folds
from pledgebook.ledger.folding.narrowing import within
from pledgebook.ledger.state import PledgeNoun, SightingNoun, State
from pledgebook.ledger.values import SightingState


@folds("sighting.proposed")
def _proposed(state: State, entry: Entry, payload: Payload) -> None:
    told = dict(payload)
    state.sightings[entry.subject] = SightingNoun(
        id=entry.subject,
        proposed_at=entry.recorded_at,
        document=told.pop("document"),
        start=told.pop("start"),
        end=told.pop("end"),
        text=told.pop("text"),
        told=told,
    )


def _decide(state: State, entry: Entry, decision: SightingState, reason: str | None = None) -> SightingNoun:
    sighting = state.sightings[entry.subject]
    sighting.state, sighting.decided_at, sighting.reason = decision, entry.recorded_at, reason
    return sighting


@folds("sighting.put_off")
def _put_off(state: State, entry: Entry, payload: Payload) -> None:
    _move(state, _decide(state, entry, SightingState.PUT_OFF, payload["reason"]), None, entry)


@folds("sighting.rejected")
def _rejected(state: State, entry: Entry, payload: Payload) -> None:
    _move(state, _decide(state, entry, SightingState.REJECTED, payload["reason"]), None, entry)


@folds("sighting.accepted")
def _accepted(state: State, entry: Entry, payload: Payload) -> None:
    sighting = _decide(state, entry, SightingState.ACCEPTED)
    sighting.promisor = payload["promisor"]
    _move(state, sighting, payload["pledge"], entry)


@folds("sighting.joined", "sighting.split")
def _joined(state: State, entry: Entry, payload: Payload) -> None:
    _move(state, state.sightings[entry.subject], payload["pledge"], entry)


@folds("sighting.bounds_changed")
def _bounds(state: State, entry: Entry, payload: Payload) -> None:
    sighting = state.sightings[entry.subject]
    sighting.start, sighting.end, sighting.text = payload["start"], payload["end"], payload["text"]
    sighting.told = within(sighting.told, (payload["start"], payload["end"]), payload["text"])


@folds("sighting.promisor_changed")
def _sighting_promisor(state: State, entry: Entry, payload: Payload) -> None:
    state.sightings[entry.subject].promisor = payload["promisor"]


def _move(state: State, sighting: SightingNoun, pledge: str | None, entry: Entry) -> None:
    """Take a sighting from the pledge that it is with, and give it to another."""
    if sighting.pledge is not None and sighting.pledge != pledge:
        old = state.pledges[sighting.pledge]
        old.sightings = [one for one in old.sightings if one != sighting.id]
    sighting.pledge = pledge
    if pledge is None:
        return
    known = state.pledges.get(pledge)
    if known is None:
        known = state.pledges[pledge] = _begun(sighting, pledge, entry)
    if sighting.id not in known.sightings:
        known.sightings = [*known.sightings, sighting.id]


_BEGINS_WITH = ("kind", "firmness", "specificity", "testable", "polarity")
"""What a pledge takes over from what was suggested about its first sighting, as it is."""


def _begun(sighting: SightingNoun, pledge: str, entry: Entry) -> PledgeNoun:
    told = sighting.told
    taken: dict[str, Any] = {name: told.get(name) for name in _BEGINS_WITH}
    return PledgeNoun(
        id=pledge,
        made_at=entry.recorded_at,
        promisor=sighting.promisor,
        deadline=deadline(told.get("deadline")),
        **taken,
    )


def forget_suggested(state: State, sighting: str) -> None:
    """Keep of what was suggested about a sighting only what a later event asks for."""
    noun = state.sightings.get(sighting)
    if noun is not None:
        noun.told = {name: noun.told.get(name) for name in ("deadline", *_BEGINS_WITH)}


def deadline(told: Payload | None) -> Payload | None:
    """When a thing is due, of whatever tells more about it."""
    return None if told is None else {name: told.get(name) for name in ("earliest", "latest", "text")}
