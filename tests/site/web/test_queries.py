"""No page asks the database more often because more is on record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from tests.site.public.conftest import PROMISOR, Desk, Filled, desk, fill

FEW, MANY = 3, 14
PUBLIC = {
    "front": ["/"],
    "pledges": ["/pledges/", "/pledges/?q=clinic&firm=firm&person=ilsa-verrin", "/pledges/?sort=due&status=kept"],
    "pledge": ["/pledges/{clinics}/", "/pledges/{one}/"],
    "pledge-proof": ["/pledges/{clinics}/proof.json"],
    "people": ["/people/"],
    "person": ["/people/ilsa-verrin/"],
    "programmes": ["/programmes/"],
    "programme": ["/programmes/{programme}/"],
    "document": ["/documents/{full}/", "/documents/{excerpt}/", "/documents/{none}/", "/documents/{many}/"],
    "accuracy": ["/accuracy/"],
    "feed": ["/feed.atom"],
    "keys": ["/keys"],
    "sign-in": ["/desk/sign-in/"],
    "healthz": ["/healthz"],
}
THEN = ["/", "/pledges/", "/pledges/?q=clinic&status=kept", "/pledges/{clinics}/", "/pledges/{one}/"]
DESK = {
    "desk": ["/desk/"],
    "desk-add": ["/desk/add/"],
    "desk-job": ["/desk/add/{batch}/"],
    "desk-queue": [
        "/desk/queue/",
        "/desk/queue/?above=0.5",
        "/desk/queue/?state=accepted",
        "/desk/queue/?state=rejected",
    ],
    "desk-sighting": ["/desk/queue/{waiting}/", "/desk/queue/{accepted}/"],
    "desk-pledges": ["/desk/pledges/", "/desk/pledges/?q=clinic"],
    "desk-pledge": ["/desk/pledges/{clinics}/"],
    "desk-preview": ["/desk/pledges/{clinics}/preview/"],
    "desk-evidence": ["/desk/pledges/{clinics}/evidence/"],
    "desk-verdict": ["/desk/pledges/{clinics}/verdict/"],
    "desk-documents": ["/desk/documents/", "/desk/documents/?for={clinics}"],
    "desk-document": ["/desk/documents/{many}/", "/desk/documents/{excerpt}/?for={clinics}"],
    "desk-people": ["/desk/people/"],
    "desk-person": ["/desk/people/{person}/"],
    "desk-programmes": ["/desk/programmes/"],
    "desk-programme": ["/desk/programmes/{programme}/"],
    "desk-settings": ["/desk/settings/"],
    "desk-accounts": ["/desk/accounts/"],
    "desk-log": ["/desk/log/"],
}
NO_PAGE = {
    "checkpoint",  # the tree of the log is read, whose height is the logarithm of its length
    "setup",  # gone once an account has a password
}


@dataclass
class Growing:
    """A tracker that grows in every way at once; the ids of what was there first."""

    desk: Desk
    ids: dict[str, str]
    grown: int = 0

    def grow(self, number: int) -> None:
        """So many more of everything, half of it about what was there first."""
        for _ in range(number):
            self.grown += 1
            self._more(self.grown)

    def _more(self, number: int) -> None:
        from pledgebook.ledger import events
        from pledgebook_site.ledger.services import pledges, recording, sightings

        author, clinics = self.desk.author, self.ids["clinics"]
        text = (
            f"Report {number}.\n\nWe will open clinic {number} by 2027. Clinic {number} waits. Nobody wants {number}."
        )
        document = self.desk.take(text, "full", published="2025-01", title=f"No. {number}", publisher="Radio Anselm")
        made = self.desk.accept(self.desk.propose(document, f"We will open clinic {number}", promisor=PROMISOR))
        self.desk.propose(document, f"Clinic {number} waits", promisor=PROMISOR | {"basis": "named"})
        sightings.reject(self.desk.propose(document, f"Nobody wants {number}"), author=author, reason="so")
        again = self.desk.take(f"Forty clinics, again {number}.", "full", published="2025-02", title=f"Again {number}")
        sightings.join(self.desk.propose(again, f"again {number}"), clinics, author=author)
        self._in(self.ids["many"], number)
        programme = recording.open_programme(
            events.ProgrammeOpened(name=f"Programme {number}", kind="party", start=None, end=None), author=author
        )
        person = recording.record_person(events.PersonRecorded(name=f"Person {number}", names={}), author=author)
        office = recording.record_office(events.OfficeRecorded(name=f"Office {number}", body=None), author=author)
        for one in (person, self.ids["person"]):
            recording.record_term(
                events.TermRecorded(person=one, office=office, start=f"{1900 + number}", end=None), author=author
            )
        for key in (made, clinics):
            self.desk.evidence(key, note=f"Seen {number}.")
            self.desk.evidence(key, accepted=False, note=f"Heard {number}.")
            self.desk.evidence(key, document=document, start=0, end=6, text="Report")
            self.desk.judge(key, ("kept", "stalled")[number % 2], f"It is {number}.")
            recording.correct(key, f"It was {number}.", author=author)
        self.desk.say(made, events.PledgeProgrammeGiven(programme=(programme, self.ids["programme"])[number % 2]))
        self.desk.say(made, events.PledgeParted(part_of=clinics, verdicts="own"))
        due = events.PledgeDeadlineGiven(earliest=None, latest=("2020", "2090")[number % 2], text=None)
        told = [due, events.PledgePromisorChanged(name="Ilsa Verrin", role=None, person=None)]
        pledges.change(made, author=author, events=told)
        self._withdrawn(document, number)

    def _in(self, document: str, number: int) -> None:
        """A promise, evidence and a suggestion in the document that was there first."""
        made = self.desk.accept(self.desk.propose(document, f"Many promise {number};", promisor=PROMISOR))
        self.desk.propose(document, f"many wait {number};")
        start = self.desk.texts[document].index(f"many saw {number};")
        self.desk.evidence(made, document=document, start=start, end=start + 8, text="many saw")

    def _withdrawn(self, document: str, number: int) -> None:
        from pledgebook_site.ledger.services import pledges

        gone = self.desk.accept(self.desk.propose(document, f"Report {number}", promisor=PROMISOR))
        pledges.withdraw(gone, author=self.desk.author, reason="so")


@pytest.fixture
def growing(store) -> Growing:
    """A tracker with a few of everything."""
    at_desk = desk()
    filled: Filled = fill(at_desk)
    made = Growing(at_desk, dict(vars(filled)))
    lines = [f"Many promise {number}; many wait {number}; many saw {number}; that is it." for number in range(1, 60)]
    made.ids["many"] = at_desk.take("\n\n".join(lines), "full", published="2025", title="Many")
    _first(made)
    made.grow(FEW)
    return made


def _first(growing: Growing) -> None:
    """The nouns whose pages are looked at."""
    from pledgebook.ledger.events import PersonRecorded
    from pledgebook_site.desk import incoming
    from pledgebook_site.ledger.services import recording

    at_desk, text = growing.desk, "One more word. A last one."
    person = PersonRecorded(name="Ilsa Verrin", names={"ru": "Ильса Веррин"})
    growing.ids["person"] = recording.record_person(person, author=at_desk.author)
    document = at_desk.take(text, "full", published="2025-01", title="One")
    growing.ids["accepted"] = at_desk.propose(document, "One more word", promisor=PROMISOR)
    growing.ids["one"] = at_desk.accept(growing.ids["accepted"])
    growing.ids["waiting"] = at_desk.propose(document, "A last one", promisor=PROMISOR)
    brought = [("a text", incoming.pasted("Some words that nobody has read."))]
    growing.ids["batch"] = incoming.bring(brought, author=at_desk.author, rights="full")


@pytest.fixture
def asked(growing, add, browser) -> Callable[[str], int]:
    """A function that tells how many queries a page asks; at the desk as somebody who has just decided something."""
    from django.db import connection

    from pledgebook_site.desk import places

    account = add("Oda Fenwick")
    clients = {True: browser(account), False: browser()}

    def count(address: str) -> int:
        client, path = clients[address.startswith("/desk/") and "sign-in" not in address], address.format(**growing.ids)
        places.decided(account)
        assert client.get(path).status_code == 200, path
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    return count


def test_every_route_is_asked():
    """No page is left out."""
    from pledgebook_site.web.permissions import PERMISSIONS

    assert {route for route, method in PERMISSIONS if method == "GET"} == {*PUBLIC, *DESK} | NO_PAGE


def grown_by(growing: Growing, asked: Callable[[str], int], addresses: list[str]) -> dict[str, Any]:
    """The pages that ask more often once more is on record, each with both numbers."""
    before = {address: asked(address) for address in addresses}
    growing.grow(MANY)
    after = {address: asked(address) for address in addresses}
    return {address: (before[address], after[address]) for address in addresses if after[address] > before[address]}


def test_queries_do_not_grow(growing, asked, monkeypatch):
    """Every page, also of a later day, asks as often with many promises, documents, people and verdicts as with few."""
    from pledgebook_site.ledger.selectors.public import days

    monkeypatch.setattr(days, "today", lambda: "2999-01-01")
    then = [f"{one}{'&' if '?' in one else '?'}as_of=2998" for one in THEN]
    addresses = [one for some in {**PUBLIC, **DESK}.values() for one in some]
    assert grown_by(growing, asked, [*addresses, *then]) == {}


def test_queries_do_not_grow_with_one_decision(growing, add, browser):
    """The line that offers to undo what was decided last costs as much after many at once as after one."""
    from django.db import connection

    from pledgebook_site.desk import places
    from pledgebook_site.ledger.models import SightingRow
    from pledgebook_site.ledger.services.sightings import accept_all

    account = add("Oda Fenwick")
    client, counts = browser(account), []
    for number in (1, 20):
        growing.grow(number)
        keys = list(SightingRow.objects.filter(state="waiting").values_list("pk", flat=True)[:number])
        accept_all(keys, author=account.author)
        places.decided(account)
        client.get("/desk/queue/")
        with CaptureQueriesContext(connection) as queries:
            assert 'name="entry"' in client.get("/desk/queue/").content.decode()
        counts.append(len(queries))
    assert counts[1] <= counts[0]
