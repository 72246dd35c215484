"""After redactions, too, the rows tell of any moment what replaying what is left of the log tells."""

import random

import pytest
from django.db.models import Q

from pledgebook.ledger.state import to_data
from tests.site.ledger.test_partial import Wider, by_spans, day_at, pledges, replayed, shown_then
from tests.site.ledger.test_projections import by_replay, same_ids, whole

STEPS = 200
SEEDS, SEEDS_IN_A_SOAK = (2, 25), 40
DECIDING = ("sighting.accepted", "sighting.joined", "sighting.split", "sighting.proposed", "sighting.rejected")
DECIDING += ("verdict.given", "pledge.withdrawn")


class Redacting(Wider):
    """Random editors who often take out what others have decided, so that much hangs on what is gone."""

    def do_redact(self) -> None:
        from pledgebook_site.ledger.models import PayloadRow
        from pledgebook_site.ledger.services.redaction import redact

        rows = PayloadRow.objects.order_by("pk")
        if self.chance.random() < 0.7:
            rows = rows.filter(entry__type__in=DECIDING)
        numbers = list(rows.values_list("pk", flat=True))
        if numbers:
            redact(entry=self.chance.choice(numbers), author=self.author, reason="law")

    do_redact_more = do_redact


def lived(seed: int, monkeypatch) -> None:
    """A history with many redactions; the same in each run."""
    same_ids(monkeypatch, seed)
    history = Redacting(random.Random(9000 + seed))
    for _ in range(STEPS):
        history.step()


@pytest.fixture(params=SEEDS)
def redacted(request, store, monkeypatch):
    """A tracker of which much was taken out."""
    lived(request.param, monkeypatch)
    return store


def moments() -> list[str]:
    from pledgebook_site.ledger.models import EntryRow

    return list(EntryRow.objects.order_by("recorded_at").values_list("recorded_at", flat=True).distinct())


def assert_spans_are_those_of_the_replay() -> None:
    """What was so of each sighting and pledge, at every fourth moment."""
    from pledgebook_site.ledger.models import DecisionSpan, StatusSpan

    for clock in moments()[::4]:
        then = Q(since__lte=clock) & (Q(until=None) | Q(until__gt=clock))
        state = by_spans(clock)
        decided = {one.sighting: (one.state, one.pledge) for one in DecisionSpan.objects.filter(then)}
        assert decided == {key: (one.state, one.pledge) for key, one in state.sightings.items()}
        stood = {one.pledge: (one.present, one.tracked, one.verdict) for one in StatusSpan.objects.filter(then)}
        assert stood == {
            key: (len(one.sightings) > 0 and one.withdrawn is None, one.tracked, one.verdict)
            for key, one in state.pledges.items()
        }


def assert_pages_are_those_of_the_replay() -> None:
    """Which promises front, list and page have as of some moments, and what the page says of them."""
    from pledgebook_site.ledger.selectors.public.chosen import the_scale
    from pledgebook_site.ledger.selectors.public.front import front
    from pledgebook_site.ledger.selectors.public.listing import Wanted, listed
    from pledgebook_site.ledger.selectors.public.record import pledges_of

    scale, now = the_scale(), replayed()
    for clock in moments()[::9]:
        then = by_spans(clock)
        there = {key for key, one in then.pledges.items() if one.sightings and one.withdrawn is None}
        there = {key for key in there if key in now.pledges and now.pledges[key].sightings}
        told, page = front(day_at(clock), scale), listed(Wanted(), day_at(clock), scale)
        assert (told.tally.recorded, page.count, page.of) == (len(there),) * 3
        assert told.found == sum(one.state != "rejected" for one in then.sightings.values())
        state, public = shown_then(clock)
        shown = pledges_of(pledges(), day_at(clock), whole=True)
        assert set(shown.pledges) <= public["pledges"]
        for kind in ("sightings", "evidence", "verdicts"):
            for key, noun in getattr(shown, kind).items():
                assert to_data(noun) == to_data(getattr(state, kind)[key])


def test_at_every_moment_the_record_is_that_of_the_replay(redacted):
    """What was decided, which verdict stood and what pages tell is at each moment what is left of the log says."""
    assert whole() == by_replay()
    assert_spans_are_those_of_the_replay()
    assert_pages_are_those_of_the_replay()


def test_what_hangs_on_a_redaction_does_not_come_back_by_undoing(redacted):
    """Undoing something after a rebuild folds a part of the log anew, and gives what the whole gives."""
    from pledgebook.errors import LedgerError
    from pledgebook_site.ledger.models import EntryRow
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services.undoing import undo

    undone = 0
    for number in EntryRow.objects.order_by("-index").values_list("index", flat=True)[:30]:
        try:
            undo(number, author=account("local").author)
        except LedgerError:
            continue
        undone += 1
        assert whole() == by_replay()
    assert undone > 0


@pytest.mark.soak
@pytest.mark.parametrize("number", range(SEEDS_IN_A_SOAK))
def test_many_redacted_histories(store, monkeypatch, number):
    """As before, of many histories that nobody has chosen."""
    lived(random.Random().randrange(10**9), monkeypatch)
    assert whole() == by_replay()
    assert_spans_are_those_of_the_replay()
    assert_pages_are_those_of_the_replay()
