"""What is told from a part of the log is what the whole log tells: public proofs, and pages as of an earlier day."""

import random

import pytest
from django.test.utils import CaptureQueriesContext

from pledgebook.errors import LedgerError
from pledgebook.ledger.folder.proving import prove
from tests.site.ledger.test_projections import TEXT, History, same_ids

STEPS = 160


class Wider(History):
    """Random editors who also name persons and programmes, quote evidence, change rights, correct and redact."""

    def do_name(self) -> None:
        from pledgebook.ledger import events
        from pledgebook_site.ledger.services import pledges, recording

        person = self.known("people") or recording.record_person(
            events.PersonRecorded(name="Odd Varga", names={}), author=self.author
        )
        change = events.PledgePromisorChanged(name="Odd Varga", role=None, person=person)
        pledges.change(self.any("pledges"), author=self.author, events=[change])

    def do_accept_of(self) -> None:
        from pledgebook_site.ledger.services import sightings

        told = {"name": "Odd Varga", "role": None, "person": self.known("people")}
        sightings.accept(self.any("sightings"), author=self.author, promisor=told)

    do_accept_of_more = do_accept_of

    def do_programme(self) -> None:
        from pledgebook.ledger import events
        from pledgebook_site.ledger.services import pledges, recording

        opened = events.ProgrammeOpened(name="A programme", kind="party", start=None, end=None)
        programme = self.known("programmes") or recording.open_programme(opened, author=self.author)
        given = events.PledgeProgrammeGiven(programme=self.chance.choice([None, programme]))
        pledges.change(self.any("pledges"), author=self.author, events=[given])

    def do_quote(self) -> None:
        from pledgebook.ledger.events import EvidenceProposed
        from pledgebook_site.ledger.services import verdicts

        told = dict.fromkeys(("url", "title", "date", "search", "note"))
        place = {"document": self.chance.choice(self.documents), "start": 0, "end": 10, "text": TEXT[:10]}
        event = EvidenceProposed(**told, **place, pledge=self.any("pledges"), kind="source", bearing="for")
        verdicts.add_evidence(event, author=self.author, accepted=self.chance.random() < 0.6)

    do_quote_more = do_quote

    def do_rights(self) -> None:
        from pledgebook_site.ledger.services import documents

        rights = self.chance.choice(["full", "excerpt", "none"])
        documents.change_rights(self.chance.choice(self.documents), rights=rights, author=self.author, reason="so")

    def do_correct(self) -> None:
        from pledgebook_site.ledger.services import recording

        kind = self.chance.choice(["pledges", "documents", "sightings", "evidence", "remarks", "people"])
        about = self.known(kind) if kind in ("remarks", "people") else self.any(kind)
        recording.correct(about or self.any("sightings"), "It was so.", author=self.author)

    def do_redact(self) -> None:
        from pledgebook_site.ledger.models import PayloadRow
        from pledgebook_site.ledger.services.redaction import redact

        if self.chance.random() < 0.3:
            numbers = list(PayloadRow.objects.order_by("pk").values_list("pk", flat=True))
            redact(entry=self.chance.choice(numbers), author=self.author, reason="law")

    def known(self, kind: str) -> str | None:
        from pledgebook_site.ledger.selectors.record import others

        found = sorted(others(kind))
        return self.chance.choice(found) if found and self.chance.random() < 0.8 else None


@pytest.fixture(params=range(4))
def wilder(request, store, monkeypatch):
    """A tracker after many random operations of all kinds."""
    same_ids(monkeypatch, request.param)
    history = Wider(random.Random(100 + request.param))
    for _ in range(STEPS):
        history.step()
    return store


def pledges() -> list[str]:
    from pledgebook_site.ledger.models import PledgeRow

    return list(PledgeRow.objects.order_by("pk").values_list("pk", flat=True))


def whole(pledge: str, *, public: bool) -> bytes | str:
    """The proof by replaying the whole log; why there is none."""
    from pledgebook_site.ledger.selectors.export import contents

    with contents() as log:
        try:
            return prove(log, pledge, public=public)
        except LedgerError as error:
            return str(error)


def part(pledge: str, *, public: bool) -> bytes | str:
    from pledgebook.ledger.folder.proving import prove_within
    from pledgebook_site.ledger.selectors.bearing import bearing_on
    from pledgebook_site.ledger.selectors.log import snapshot

    with snapshot():
        try:
            return prove_within(bearing_on(pledge), pledge, public=public)
        except LedgerError as error:
            return str(error)


@pytest.mark.parametrize("public", [True, False], ids=["public", "private"])
def test_a_proof_from_a_part_is_that_of_the_whole(wilder, public):
    """After any history the proof of each promise is, to the byte, what replaying the whole log gives."""
    keys = pledges()
    assert keys
    for key in keys:
        assert part(key, public=public) == whole(key, public=public)


def test_the_work_of_a_proof_does_not_grow(store):
    """The proof of a promise takes as many queries, and reads as many entries, in a longer log."""
    from pledgebook.ledger.folder.proving import prove_within
    from pledgebook_site.ledger.selectors.bearing import bearing_on

    history = Wider(random.Random(7))
    while not pledges():
        history.step()
    pledge = pledges()[0]
    history.do_evidence()
    before, read = _queries(lambda: prove_within(bearing_on(pledge), pledge, public=True)), _read(pledge)
    others = Others(random.Random(8), shunned=pledge, documents=history.documents)
    for _ in range(150):
        others.step()
    assert len(_log()) > 3 * read
    assert _queries(lambda: prove_within(bearing_on(pledge), pledge, public=True)) <= before
    assert _read(pledge) == read


class Others(Wider):
    """Random editors who leave one promise, and what is its own, alone."""

    def __init__(self, chance: random.Random, *, shunned: str, documents: list[str]) -> None:
        from pledgebook_site.ledger.selectors import record

        super().__init__(chance)
        noun = record.pledge(shunned)
        self.shunned = {shunned, *noun.sightings, *noun.evidence, *noun.verdicts, *documents}

    def any(self, kind: str) -> str:
        found = super().any(kind)
        if found in self.shunned:
            raise LedgerError("not this one")
        return found

    def known(self, kind: str) -> str | None:
        return None

    def do_add(self) -> None:
        super().do_add()
        self.documents = [one for one in self.documents if one not in self.shunned]

    do_undo = do_undo_more = do_redact = do_add


def _log() -> list:
    from pledgebook_site.ledger.selectors.log import entries

    return list(entries())


def _read(pledge: str) -> int:
    from pledgebook_site.ledger.selectors.bearing import bearing_on

    return len(bearing_on(pledge).entries)


def _queries(asked) -> int:
    from django.db import connection

    with CaptureQueriesContext(connection) as told:
        asked()
    return len(told)


def moments() -> list[str]:
    """Some of the moments at which something was recorded, the last among them."""
    from pledgebook_site.ledger.models import EntryRow

    found = list(EntryRow.objects.order_by("recorded_at").values_list("recorded_at", flat=True).distinct())
    return found[::9] + found[-1:]


def day_at(clock: str):
    from pledgebook_site.ledger.models import EntryRow
    from pledgebook_site.ledger.selectors.public.days import Day

    size = EntryRow.objects.filter(recorded_at__lte=clock).count()
    return Day(clock[:10], clock, clock[:10], size, clock)


def replayed(clock: str | None = None):
    from pledgebook.ledger.replay import replay
    from pledgebook_site.ledger.selectors.logged import logged_all

    return replay(_without_undone(logged_all()), until=clock)


def _without_undone(log):
    """The log without what no longer counts: what was undone since is not told of an earlier day either."""
    from pledgebook_site.ledger.selectors.history import undone_entries

    undone = undone_entries()
    return (one for one in log if one[0].index not in undone)


def shown_then(clock: str):
    """By the replay: what was so at a moment of the promises that strangers may see, now and then."""
    from pledgebook.ledger.showing import public

    now, then = replayed(), replayed(clock)
    still, already = public(now, ()), public(then, ())
    return then, {kind: getattr(still, kind) & getattr(already, kind) for kind in KINDS}


KINDS = ("pledges", "sightings", "evidence", "verdicts", "remarks")


def test_an_earlier_day_is_that_of_the_replay(wilder):
    """What the page of a promise tells as of any moment is what replaying the log up to it says, if it is public."""
    from pledgebook.ledger.state import to_data
    from pledgebook_site.ledger.selectors.public.record import pledges_of

    for clock in moments():
        state, public = shown_then(clock)
        told = pledges_of(pledges(), day_at(clock), whole=True)
        assert set(told.pledges) <= public["pledges"]
        for key in public["pledges"]:
            said = [one for one in state.pledges[key].sightings if one in public["sightings"]]
            assert (key in told.pledges) == (said != [])
            if said:
                expected = to_data(state.pledges[key]) | {"sightings": said}
                for name in ("evidence", "verdicts", "replies"):
                    kind = "remarks" if name == "replies" else name
                    expected[name] = [one for one in expected[name] if one in public[kind]]
                assert to_data(told.pledges[key]) == expected
        for kind in ("sightings", "evidence", "verdicts"):
            for key, noun in getattr(told, kind).items():
                assert to_data(noun) == to_data(getattr(state, kind)[key])


def test_lists_of_an_earlier_day_are_those_of_the_replay(wilder):
    """Front and list as of any moment count and list what was on record then, with the status that it had then."""
    from pledgebook.ledger.rates import is_in_whole
    from pledgebook_site.ledger.selectors.public.chosen import initial, standing, the_scale
    from pledgebook_site.ledger.selectors.public.front import front
    from pledgebook_site.ledger.selectors.public.listing import Wanted, listed

    scale = the_scale()
    now = replayed()
    for clock in moments():
        then = by_spans(clock)
        there = {key: one for key, one in then.pledges.items() if one.sightings and one.withdrawn is None}
        there = {key: one for key, one in there.items() if key in now.pledges and now.pledges[key].sightings}
        told, page = front(day_at(clock), scale), listed(Wanted(), day_at(clock), scale)
        assert (told.tally.recorded, page.count, page.of) == (len(there),) * 3
        assert set(page.keys) <= set(there)
        assert told.found == sum(one.state != "rejected" for one in then.sightings.values())
        statuses = {one.value: one.count for one in page.facets["status"] if one.count}
        found = [standing(one.tracked, one.status, is_in_whole(one)) or initial(scale) for one in there.values()]
        assert statuses == {one: found.count(one) for one in found}


def by_spans(clock: str):
    """The record as it stood: what was undone only later counted then."""
    from pledgebook.ledger.replay import replay
    from pledgebook_site.ledger.selectors.logged import logged_all

    return replay(logged_all(), until=clock)
