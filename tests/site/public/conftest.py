"""A tracker with promises whose sources allow different things, and what strangers get of it."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from pledgebook.records import Genre
from pledgebook.settings import DocumentOptions

FULL = (
    "“We will open forty clinics by 2027,” Ilsa Verrin said in Nordheim.\n\nFULLAFTER stands in the next paragraph.\n"
)
EXCERPT = (
    "EXCERPTBEFORE stands in another paragraph.\n\n"
    "Tomas Okell promised that the ministry would open thirty clinics by 2028.\n\n"
    "EXCERPTAFTER is far away.\n"
)
NONE = "“We will not renew the NONEQUOTED fishing ban by 2030,” Sefa Marrable said.\n\nNONEAFTER.\n"
DRAFT = "“We will build the DRAFTWAITING bridge,” said Oda Fenwick. Oda Fenwick also promised DRAFTREJECTED trees.\n"
MARKERS = ("EXCERPTBEFORE", "EXCERPTAFTER", "NONEQUOTED", "NONEAFTER", "DRAFT", "GUESSED", "UNSIGNED")


@dataclass
class Desk:
    """Someone who works in the tracker, through the services."""

    author: str
    texts: dict[str, str] = field(default_factory=dict)

    def take(self, text: str, rights: str, **more: Any) -> str:
        from pledgebook.documents import from_text
        from pledgebook_site.ledger.services import documents
        from pledgebook_site.reading import Source

        options = DocumentOptions(
            language=more.pop("language", "kk"),
            genre=more.pop("genre", Genre.NEWS),
            published=more.pop("published"),
        )
        document = replace(from_text(text, options=options), source_sha256=hashlib.sha256(text.encode()).hexdigest())
        added = documents.add(Source(replace(document, **more), text.encode()), author=self.author, rights=rights)
        self.texts[added.document] = text
        return added.document

    def propose(self, document: str, words: str, *, quoted: bool = False, promisor: Any = None, **told: Any) -> str:
        """A suggestion as a reader makes it, in a statement that quotes the words or reports them."""
        from pledgebook_site.ledger.services.documents import propose
        from pledgebook_site.ledger.services.log import operation

        start = self.texts[document].index(words)
        end = start + len(words)
        statement = {
            "start": start,
            "end": end,
            "manner": "direct",
            "quoted": [[start, end]] if quoted else [],
            "cue": None,
        }
        empty = dict.fromkeys(
            ("action", "object", "beneficiary", "amount", "deadline", "condition", "kind", "specificity", "testable")
        )
        fields = {
            **empty,
            "firmness": "firm",
            "spans": {},
            "missing": [],
            "why": [],
            "score": 0.9,
            "polarity": "affirmed",
        }
        fields |= {"statement": statement, "start": start, "end": end, "text": words, "promisor": promisor, **told}
        with operation(self.author) as op:
            return propose(op, document, fields, proposed_by={"kind": "reader", "reader": None})

    def accept(self, sighting: str, title: str | None = None, **more: Any) -> str:
        from pledgebook_site.ledger.services import sightings

        return sightings.accept(sighting, author=self.author, title=None if title is None else ("en", title), **more)

    def evidence(self, pledge: str, *, accepted: bool = True, **told: Any) -> str:
        from pledgebook.ledger.events import EvidenceProposed
        from pledgebook_site.ledger.services import verdicts

        names = ("document", "start", "end", "text", "url", "title", "date", "note", "search")
        fields = {**dict.fromkeys(names), "kind": "source", "bearing": "for", **told}
        return verdicts.add_evidence(EvidenceProposed(pledge=pledge, **fields), author=self.author, accepted=accepted)

    def judge(self, pledge: str, status: str, explanation: str) -> str:
        from pledgebook_site.ledger.services import verdicts

        return verdicts.give(pledge, status, author=self.author, explanation=explanation)

    def say(self, pledge: str, *events: Any) -> None:
        from pledgebook_site.ledger.services import pledges

        pledges.change(pledge, author=self.author, events=list(events))


@dataclass(frozen=True)
class Filled:
    """The ids of what the tracker holds."""

    clinics: str
    fish: str
    full: str
    excerpt: str
    none: str
    draft: str
    programme: str


PROMISOR = {"name": "Ilsa Verrin", "role": "First Minister", "person": None}


def desk() -> Desk:
    from pledgebook_site.ledger.selectors.accounts import account

    return Desk(account("local").author)


def fill(desk: Desk) -> Filled:
    """Two promises, one of them said twice and judged; sources of each right; drafts of each kind with markers."""
    from pledgebook.ledger.events import (
        PledgeDeadlineGiven,
        PledgeProgrammeGiven,
        PledgeTitled,
        PledgeTopicsGiven,
        ProgrammeOpened,
    )
    from pledgebook_site.ledger.services import recording, settings, sightings, undoing

    full = desk.take(
        FULL, "full", published="2024-03-12", title="Clinics", publisher="Radio Anselm", url="https://radio.example/1"
    )
    excerpt = desk.take(
        EXCERPT,
        "excerpt",
        published="2026-01-08",
        title="Fewer",
        publisher="Radio Anselm",
        url="https://radio.example/2",
    )
    none = desk.take(
        NONE, "none", published="2026-02-02", title="Fish", publisher="The Courier", url="https://courier.example/3"
    )
    draft = desk.take(DRAFT, "full", published="2026-02-03", title="DRAFTTITLE", url="https://courier.example/4")
    clinics = desk.accept(
        desk.propose(full, "We will open forty clinics by 2027", quoted=True, promisor=PROMISOR), "Forty clinics"
    )
    again = desk.propose(excerpt, "the ministry would open thirty clinics by 2028")
    sightings.join(again, clinics, author=desk.author)
    guess = {"name": "GUESSED Minister", "role": None, "basis": "inferred", "start": None, "end": None, "text": None}
    hidden = desk.propose(none, "We will not renew the NONEQUOTED fishing ban by 2030", quoted=True, promisor=guess)
    fish = desk.accept(hidden, "The fishing ban", promisor={"name": "Sefa Marrable", "role": None, "person": None})
    desk.propose(draft, "We will build the DRAFTWAITING bridge", quoted=True)
    sightings.reject(desk.propose(draft, "DRAFTREJECTED trees"), author=desk.author, reason="DRAFTREASON")
    programme = recording.open_programme(
        ProgrammeOpened(name="The Harbour Programme", kind="treaty", start="2024", end="2028"), author=desk.author
    )
    desk.say(clinics, PledgeProgrammeGiven(programme=programme), PledgeTopicsGiven(topics=["health"]))
    desk.say(clinics, PledgeDeadlineGiven(earliest="2027", latest="2027", text="by 2027"))
    desk.evidence(clinics, note="Eleven are open.", url="https://ministry.example/b", title="Bulletin")
    desk.evidence(clinics, accepted=False, note="DRAFTEVIDENCE", title="DRAFTEVIDENCE")
    desk.judge(clinics, "in-the-works", "Eleven of forty are open.")
    desk.say(clinics, PledgeTitled(language="kk", title="DRAFTUNDONE"))
    undoing.undo(author=desk.author)
    settings.change_setting("two_signatures", "on", author=desk.author)
    desk.judge(clinics, "stalled", "UNSIGNED")
    settings.change_setting("two_signatures", "off", author=desk.author)
    settings.change_setting("languages", "en,ru,kk", author=desk.author)
    recording.correct(clinics, "It was eleven, not ten.", author=desk.author)
    return Filled(clinics, fish, full, excerpt, none, draft, programme)


@pytest.fixture
def at_desk(store) -> Desk:
    """The desk of an empty tracker."""
    return desk()


@pytest.fixture
def filled(at_desk) -> Filled:
    """What `fill` has put into the tracker of `store`."""
    return fill(at_desk)


@pytest.fixture
def stranger(store):
    """A browser of somebody who is not signed in."""
    from django.test import Client

    return Client(headers={"host": "localhost"})


@pytest.fixture
def read(stranger):
    """Get a page, which has to be there, as text."""

    def get(path: str, *, status: int = 200) -> str:
        response = stranger.get(path)
        assert response.status_code == status, path
        return response.content.decode()

    return get
