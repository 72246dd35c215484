"""The rows follow the log: what the slow replay says, they say, at every moment."""

import random

import pytest

from pledgebook.errors import LedgerError
from pledgebook.ledger.replay import replay
from pledgebook.ledger.state import to_data
from pledgebook.records import Genre
from pledgebook.settings import DocumentOptions

TEXT = "We will build ten schools by 2027. We will plant trees. The harbour will be dredged. No fee will rise."
KINDS = ("documents", "sightings", "pledges", "evidence", "verdicts", "people", "programmes", "authors")


@pytest.fixture(params=range(3))
def wild(request, store, monkeypatch):
    """A tracker after many random operations by several authors, refused ones among them; the same in each run."""
    same_ids(monkeypatch, request.param)
    history = History(random.Random(request.param))
    for _ in range(120):
        history.step()
    return store


def same_ids(monkeypatch, seed: int) -> None:
    """Let chance give the same ids in each run."""
    chance = random.Random(seed)
    monkeypatch.setattr("secrets.token_hex", lambda number: chance.randbytes(number).hex())


class History:
    """Random editors: each step is one call of a service, which may be refused."""

    def __init__(self, chance: random.Random) -> None:
        from pledgebook_site.ledger.selectors.accounts import account

        self.chance = chance
        self.authors = [account("local").author]
        self.refused = 0
        self.documents: list[str] = []

    def step(self) -> None:
        names = [name for name in dir(self) if name.startswith("do_")]
        name = self.chance.choice(names) if self.documents else "do_add"
        try:
            getattr(self, name)()
        except LedgerError:
            self.refused += 1

    @property
    def author(self) -> str:
        return self.chance.choice(self.authors)

    def any(self, kind: str) -> str:
        from pledgebook_site.ledger.projections.rows import TABLES

        keys = list(TABLES[kind].row.objects.order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise LedgerError("none yet")
        return self.chance.choice(keys)

    def do_add(self) -> None:
        from pledgebook.documents import from_text
        from pledgebook_site.ledger.services import documents
        from pledgebook_site.reading import Source

        text = f"{TEXT} Number {self.chance.randrange(4)}."
        options = DocumentOptions(language="kk", genre=Genre.SPEECH)
        added = documents.add(Source(from_text(text, options=options), text.encode()), author=self.author)
        self.documents.append(added.document)

    def do_mark(self) -> None:
        from pledgebook_site.ledger.services import sightings

        start = self.chance.randrange(len(TEXT) - 10)
        promisor = self.chance.choice([None, {"name": "Ilmara Tennholt", "role": None}])
        place = start, start + self.chance.randrange(1, 40)
        sightings.mark(self.chance.choice(self.documents), author=self.author, place=place, promisor=promisor)

    do_mark_more = do_mark_again = do_mark

    def do_accept(self) -> None:
        from pledgebook_site.ledger.services import sightings

        pledge = self.chance.choice([None, None, "known"])
        told = {"pledge": self.any("pledges") if pledge else None}
        if pledge is None and self.chance.random() < 0.3:
            told |= {"title": ("en", "A title"), "recorded_only": "too vague"}
        sightings.accept(self.any("sightings"), author=self.author, **told)

    do_accept_more = do_accept

    def do_decline(self) -> None:
        from pledgebook_site.ledger.services import sightings

        decline = self.chance.choice([sightings.reject, sightings.put_off])
        decline(self.any("sightings"), author=self.author, reason="so")

    def do_move(self) -> None:
        from pledgebook_site.ledger.services import sightings

        if self.chance.random() < 0.5:
            sightings.join(self.any("sightings"), self.any("pledges"), author=self.author)
        else:
            sightings.split(self.any("sightings"), author=self.author)

    def do_bounds(self) -> None:
        from pledgebook_site.ledger.services import sightings

        sightings.change_bounds(self.any("sightings"), author=self.author, place=(0, self.chance.randrange(1, 50)))

    def do_say(self) -> None:
        from pledgebook.ledger import events
        from pledgebook_site.ledger.services import pledges

        said = [
            events.PledgeTitled(language="ru", title="Обещание"),
            events.PledgeTopicsGiven(topics=["schools"]),
            events.PledgeDeadlineGiven(earliest=None, latest="2027", text=None),
            events.PledgePromisorChanged(name="Odd Varga", role="Minister", person=None),
            events.PledgeParted(part_of=self.any("pledges"), verdicts="own"),
            events.PledgeTracked(reason=None),
        ]
        pledges.change(self.any("pledges"), author=self.author, events=self.chance.sample(said, 2))

    def do_evidence(self) -> None:
        from pledgebook.ledger.events import EvidenceProposed
        from pledgebook_site.ledger.services import verdicts

        empty = dict.fromkeys(("document", "start", "end", "text", "url", "title", "date", "search"))
        event = EvidenceProposed(**empty, pledge=self.any("pledges"), kind="source", bearing="for", note="seen")
        verdicts.add_evidence(event, author=self.author, accepted=self.chance.random() < 0.7)

    do_evidence_more = do_evidence

    def do_judge_evidence(self) -> None:
        from pledgebook_site.ledger.services import verdicts

        judge = self.chance.choice([verdicts.accept_evidence, verdicts.reject_evidence])
        judge(self.any("evidence"), author=self.author)

    def do_verdict(self) -> None:
        from pledgebook_site.ledger.selectors import record
        from pledgebook_site.ledger.services import verdicts

        status = self.chance.choice(record.scale()["entries"])["id"]
        when = self.chance.choice([None, "2025", "2026-03"])
        verdicts.give(self.any("pledges"), status, author=self.author, explanation="So it is.", effective_at=when)

    do_verdict_more = do_verdict_again = do_verdict

    def do_withdraw(self) -> None:
        from pledgebook_site.ledger.services import pledges, verdicts

        if self.chance.random() < 0.7:
            verdicts.withdraw(self.any("verdicts"), author=self.author, reason="a mistake")
        else:
            pledges.withdraw(self.any("pledges"), author=self.author, reason="a mistake")

    def do_undo(self) -> None:
        from pledgebook_site.ledger.services.undoing import undo

        undo(author=self.author)

    do_undo_more = do_undo


def whole() -> dict:
    """Every noun of the rows."""
    from pledgebook_site.ledger.projections.rows import TABLES
    from pledgebook_site.ledger.selectors.record import nouns, others

    found = {
        kind: nouns(kind, TABLES[kind].row.objects.values_list("pk", flat=True)) if kind in TABLES else others(kind)
        for kind in KINDS
    }
    return {kind: {key: to_data(noun) for key, noun in some.items()} for kind, some in found.items()}


def by_replay(**told) -> dict:
    from pledgebook_site.ledger.selectors.logged import logged_all

    state = replay(logged_all(), **told)
    assert state.problems == []
    return {kind: {key: to_data(noun) for key, noun in getattr(state, kind).items()} for kind in KINDS}


def test_rows_are_what_the_replay_says(wild):
    """After any history every noun's row is what folding the whole log from the start gives."""
    assert whole() == by_replay()


def test_rebuilding_changes_nothing(wild):
    """Projections made anew from the log are the same rows, spans of validity included."""
    from pledgebook_site.ledger.models import DecisionSpan, PledgeRow, PledgeWord, StatusSpan, WordCount
    from pledgebook_site.ledger.projections import rebuild

    def rows():
        return [
            sorted(map(str, model.objects.values_list(*names)))
            for model, names in (
                (DecisionSpan, ("sighting", "state", "pledge", "since", "until", "effective")),
                (StatusSpan, ("pledge", "present", "tracked", "verdict", "status", "since", "until", "effective")),
                (PledgeRow, ("pk", "changed_at", "words", "latest", "sightings")),
                (PledgeWord, ("word", "pledge")),
                (WordCount, ("word", "pledges")),
            )
        ]

    before, nouns = rows(), whole()
    assert rebuild() > 0
    assert rows() == before
    assert whole() == nouns


def test_counts_of_words_are_those_of_the_index(wild):
    """How many pledges each word leads to, and how many there are, is as counting the index anew says."""
    from collections import Counter

    from pledgebook_site.ledger.models import PledgeWord, WordCount

    index = set(PledgeWord.objects.values_list("word", "pledge"))
    counted = Counter(word for word, _ in index) + Counter({"": len({pledge for _, pledge in index})})
    assert dict(WordCount.objects.values_list("word", "pledges")) == counted


def test_spans_tell_what_was_so_at_any_moment(wild):
    """What the spans say of a moment is what replaying the log up to it says."""
    from django.db.models import Q

    from pledgebook_site.ledger.models import DecisionSpan, EntryRow, StatusSpan

    moments = list(EntryRow.objects.order_by("recorded_at").values_list("recorded_at", flat=True).distinct())
    for moment in moments[::7] + moments[-1:]:
        state = by_replay(until=moment)
        then = Q(since__lte=moment) & (Q(until=None) | Q(until__gt=moment))
        decided = {one.sighting: (one.state, one.pledge) for one in DecisionSpan.objects.filter(then)}
        assert decided == {key: (one["state"], one["pledge"]) for key, one in state["sightings"].items()}
        stood = {one.pledge: (one.verdict, one.status, one.tracked) for one in StatusSpan.objects.filter(then)}
        assert stood == {key: (one["verdict"], one["status"], one["tracked"]) for key, one in state["pledges"].items()}


def test_a_refused_event_leaves_nothing(store):
    """What a rule refuses is rolled back whole: no entry, no row, no change of the head."""
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.selectors.log import head
    from pledgebook_site.ledger.services import pledges

    before = head()
    with pytest.raises(LedgerError, match="there is no pledge"):
        pledges.track("f" * 32, author=account("local").author)
    assert head() == before
