"""From the log to the record, now and at any moment."""

import pytest

from pledgebook.ledger.events import (
    EVENTS,
    EventUndone,
    PledgeTitled,
    SightingBoundsChanged,
    SightingRejected,
    SightingSplit,
    check_payload,
)
from pledgebook.ledger.folding import FOLDS
from pledgebook.ledger.replay import replay
from pledgebook.ledger.state import from_data, to_data
from tests.ledger.logs import TEXT, TRACKER, begun, identity, supported, verdict

PLEDGE, SIGHTING, OTHER = identity(1), identity(20), identity(21)


def test_every_event_has_a_fold():
    """No event is without an effect that is written down."""
    assert sorted(EVENTS) == sorted(FOLDS)


def test_an_accepted_sighting_begins_its_pledge():
    """A pledge begins with its first accepted sighting."""
    state = replay(begun().log)
    assert state.pledges[PLEDGE].sightings == [SIGHTING]
    assert state.sightings[SIGHTING].text == TEXT[:34]
    assert state.sightings[OTHER].state == "waiting"


def test_a_sighting_keeps_its_id_when_its_bounds_change():
    """Bounds are an attribute: the sighting and its pledge stay."""
    memory = begun()
    memory.record(SightingBoundsChanged(start=3, end=33, text=TEXT[3:33]), SIGHTING)
    state = replay(memory.log)
    assert state.sightings[SIGHTING].text == TEXT[3:33]
    assert state.pledges[PLEDGE].sightings == [SIGHTING]


def test_splitting_moves_a_sighting():
    """A sighting that is split off begins a pledge and leaves the other."""
    memory = begun()
    memory.record(SightingSplit(pledge=identity(2)), SIGHTING)
    state = replay(memory.log)
    assert state.pledges[PLEDGE].sightings == []
    assert state.pledges[identity(2)].sightings == [SIGHTING]


def test_what_is_undone_does_not_count_from_then_on():
    """Undoing lets an event no longer count, while the moment before still shows it."""
    memory = begun()
    rejected = memory.record(SightingRejected(reason="no"), OTHER)
    undone = memory.record(EventUndone(entries=[rejected.index]), TRACKER)
    assert replay(memory.log).sightings[OTHER].state == "waiting"
    assert replay(memory.log, until=rejected.recorded_at).sightings[OTHER].state == "rejected"
    assert replay(memory.log, until=undone.recorded_at).sightings[OTHER].state == "waiting"


def test_as_of_takes_a_partial_date_to_its_end():
    """As of a day means as of its last moment."""
    memory = begun()
    memory.record(PledgeTitled(language="en", title="Later"), PLEDGE, at="2026-02-10T10:00:00.000000Z")
    assert replay(memory.log, until="2026-02-09").pledges[PLEDGE].titles == {}
    assert replay(memory.log, until="2026-02-10").pledges[PLEDGE].titles == {"en": "Later"}
    assert replay(memory.log, until="2026-02").pledges[PLEDGE].titles == {"en": "Later"}


def test_as_of_by_when_it_took_effect():
    """By the other clock an event counts from the first moment of the date that was told."""
    memory = begun()
    last = memory.log[-1][0]
    memory.record(verdict("not-yet", phase="initial", evidence=[]), identity(40), effective="2025-03")
    assert replay(memory.log, until=last.recorded_at).pledges[PLEDGE].status is None
    early = replay(memory.log, until="2025-03-15", clock="effective")
    assert early.verdicts == {}  # its pledge took effect only later: problems say so
    whole = replay(memory.log, until="2026-12-31", clock="effective")
    assert whole.pledges[PLEDGE].status == "not-yet"


@pytest.mark.parametrize("gone", ["document.taken", "sighting.proposed", "verdict.given", "evidence.proposed"])
def test_missing_payloads_leave_stubs(gone):
    """Where payloads are missing the rest of the record still adds up, with the noun there and its fields null."""
    memory = begun()
    memory.record(verdict("kept", phase="final", evidence=[supported(memory)]), identity(40))
    log = [(entry, None if entry.type == gone else payload) for entry, payload in memory.log]
    state = replay(log)
    assert state.problems == []
    assert any(
        noun.missing
        for nouns in (state.documents, state.sightings, state.verdicts, state.evidence)
        for noun in nouns.values()
    )


def test_nouns_are_data():
    """Every noun is written as JSON data and comes back the same."""
    state = replay(begun().log)
    for noun in (state.documents[identity(10)], state.sightings[SIGHTING], state.pledges[PLEDGE]):
        assert from_data(type(noun), to_data(noun)) == noun


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ({}, "lacks or has too much"),
        ({"language": "en", "title": "x", "more": 1}, "lacks or has too much"),
        ({"language": 1, "title": "x"}, "of the wrong form"),
    ],
)
def test_what_is_no_payload_of_a_type(payload, said):
    """A payload that does not fit its type is named with what is wrong."""
    assert said in check_payload("pledge.titled", payload)
    assert "no type" in check_payload("pledge.sung", payload)
