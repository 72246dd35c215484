"""What is told from a part of the log is what the whole log tells: public proofs, and pages as of an earlier day."""

import random

import pytest
from django.test.utils import CaptureQueriesContext

from pledgebook.errors import LedgerError
from pledgebook.ledger.folder.proving import prove
from tests.site.ledger.test_projections import TEXT, History

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
def wilder(request, store):
    """A tracker after many random operations of all kinds."""
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
