"""Trackers with a record in them, and what is asked of each of their exports."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from pledgebook.ledger.folder.verifying import verify
from pledgebook.records import Genre
from pledgebook.settings import DocumentOptions
from tests.site.conftest import DATABASES, close, database, tracker_at

BRIDGE = (
    "Ilmara Tennholt spoke in Nordheim on Friday.\n\n"
    "“We will build the bridge by 2027,” she said. “The ferry will stay until then, and nobody pays for it.”\n\n"
    "Her party had asked for as much in the spring.\n"
)
SCHOOLS = "Odd Varga promised that ten schools would be repaired before winter. He did not say who pays.\n"


@dataclass
class Desk:
    """Someone who works in a tracker, through the services; `author` is the account `local` unless told."""

    author: str
    documents: dict[str, str] = field(default_factory=dict)

    def take(self, text: str, **more) -> str:
        """Take in a text that no reader reads, and give the document's id."""
        from pledgebook.documents import from_text
        from pledgebook_site.ledger.services import documents
        from pledgebook_site.reading import Source

        source = more.pop("source", b"<p>" + text.encode())
        options = DocumentOptions(language="kk", genre=Genre.SPEECH, **more.pop("options", {}))
        document = replace(from_text(text, options=options), source_sha256=hashlib.sha256(source).hexdigest())
        added = documents.add(Source(document, source), author=self.author, **more)
        self.documents[added.document] = text
        return added.document

    def mark(self, document: str, words: str, **more) -> str:
        from pledgebook_site.ledger.services import sightings

        start = self.documents[document].index(words)
        return sightings.mark(document, author=self.author, place=(start, start + len(words)), **more)

    def accept(self, sighting: str, **more) -> str:
        from pledgebook_site.ledger.services import sightings

        return sightings.accept(sighting, author=self.author, **more)

    def say(self, pledge: str, *events) -> None:
        from pledgebook_site.ledger.services import pledges

        pledges.change(pledge, author=self.author, events=list(events))

    def evidence(self, pledge: str, document: str | None = None, words: str | None = None, **more) -> str:
        from pledgebook.ledger.events import EvidenceProposed
        from pledgebook_site.ledger.services import verdicts

        accepted = more.pop("accepted", True)
        start = None if words is None else self.documents[document].index(words)
        told = dict.fromkeys(("url", "title", "date", "search", "note"))
        told |= {"document": document, "start": start, "text": words, "kind": "source", "bearing": "for", **more}
        end = None if words is None else start + len(words)
        return verdicts.add_evidence(
            EvidenceProposed(**told, pledge=pledge, end=end), author=self.author, accepted=accepted
        )

    def judge(self, pledge: str, status: str = "kept", explanation: str = "It stands.") -> str:
        from pledgebook_site.ledger.services import verdicts

        return verdicts.give(pledge, status, author=self.author, explanation=explanation)

    def record(self, event, subject: str | None = None) -> str:
        from pledgebook_site.ledger.ids import new_id
        from pledgebook_site.ledger.services.log import operation

        subject = subject or new_id()
        with operation(self.author) as op:
            op.record(event, subject=subject)
        return subject


@pytest.fixture
def desk(store) -> Desk:
    """The desk of an empty tracker."""
    return at_desk()


def at_desk() -> Desk:
    from pledgebook_site.ledger.selectors.accounts import account

    return Desk(account("local").author)


@dataclass(frozen=True)
class Filled:
    """The ids of what a filled tracker holds."""

    bridge: str
    schools: str
    accepted: str
    waiting: str
    pledge: str
    evidence: str
    verdict: str


def fill(desk: Desk) -> Filled:
    """A pledge with evidence and verdict, a draft, something undone."""
    from pledgebook.ledger.events import PledgeTitled, PledgeTopicsGiven
    from pledgebook_site.ledger.services import undoing

    bridge, schools = desk.take(BRIDGE, rights="full"), desk.take(SCHOOLS)
    promisor = {"name": "Ilmara Tennholt", "role": None}
    accepted = desk.mark(bridge, "We will build the bridge by 2027", promisor=promisor)
    waiting = desk.mark(schools, "ten schools would be repaired before winter")
    pledge = desk.accept(accepted)
    desk.say(pledge, PledgeTitled(language="en", title="A bridge"))
    desk.say(pledge, PledgeTopicsGiven(topics=["ferries"]))
    undoing.undo(author=desk.author)
    evidence = desk.evidence(pledge, bridge, "Her party had asked for as much")
    return Filled(bridge, schools, accepted, waiting, pledge, evidence, desk.judge(pledge))


@pytest.fixture
def filled(desk) -> Filled:
    """What `fill` has put into the tracker of `store`."""
    return fill(desk)


def export(store, folder: Path, *, public: bool = False) -> Path:
    """The export of a tracker, written by the command."""
    told = store.run("ledger", "export", str(folder), *(["--public"] if public else []))
    assert told.exit_code == 0, told.output
    return folder


def checked(path: Path, **more):
    """The report of a check that everything held."""
    report = verify(path, **more)
    assert report.fault is None, report.fault.line()
    return report


@pytest.fixture
def exported(store, tmp_path):
    """Export the tracker to a new folder, check it, and give folder and report."""

    def write(*, public: bool = False, **more):
        folder = tmp_path / f"export-{len(list(tmp_path.glob('export-*')))}"
        return export(store, folder, public=public), checked(folder, **more)

    return write


@pytest.fixture(params=DATABASES)
def elsewhere(request, tmp_path):
    """Where no tracker is yet, on each of the databases, whichever `store` is on."""
    if request.param == "sqlite":
        yield tracker_at(tmp_path / "elsewhere" / "data")
        close()
    else:
        with database(request.getfixturevalue("postgresql_server")) as url:
            yield tracker_at(tmp_path / "elsewhere" / "data", url)
            close()
