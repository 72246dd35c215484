"""How many wait is known without counting them."""

import random

import pytest
from django.test.utils import CaptureQueriesContext

from tests.site.ledger.test_partial import Wider
from tests.site.ledger.test_projections import same_ids

STEPS = 120


@pytest.fixture(params=range(2))
def changed(request, store, monkeypatch):
    """A tracker after many random operations, redactions among them."""
    same_ids(monkeypatch, request.param)
    history = Wider(random.Random(500 + request.param))
    for _ in range(STEPS):
        history.step()
    return store


def kept() -> dict[str, int]:
    from pledgebook_site.ledger.models import OtherRow
    from pledgebook_site.ledger.projections.counting import KIND

    (row,) = OtherRow.objects.filter(kind=KIND)
    return dict(row.data)


def test_the_counts_are_those_of_the_rows(changed):
    """After any history, and after a rebuild, what is kept is what counting the rows gives."""
    from pledgebook_site.ledger.projections import rebuild
    from pledgebook_site.ledger.projections.counting import counted

    assert len(kept()) > 1
    assert kept() == counted()
    rebuild()
    assert kept() == counted()


def test_a_tracker_of_an_earlier_version_is_counted_once(changed):
    """Where no counts are kept yet they are counted, and the next operation keeps them."""
    from pledgebook_site.ledger.models import OtherRow, SightingRow
    from pledgebook_site.ledger.projections.counting import KIND, counted, sightings_by_state
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services import sightings

    OtherRow.objects.filter(kind=KIND).delete()
    assert sightings_by_state() == counted()
    waiting = SightingRow.objects.filter(state="waiting").first()
    sightings.reject(waiting.pk, author=account("local").author, reason="so")
    assert kept() == counted()


def test_counting_reads_one_row(changed):
    """How many are in a state is one read of one row, whatever the state."""
    from django.db import connection

    from pledgebook_site.ledger.selectors.desk.queue import count

    with CaptureQueriesContext(connection) as asked:
        assert {count("waiting"), count("rejected")} != {0}
    assert len(asked) == 2
    assert all("sightingrow" not in one["sql"] for one in asked)
