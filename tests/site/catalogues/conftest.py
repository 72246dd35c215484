"""The demonstration with something in every state that a page can show, and every page of it in a language."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD = "seven-grey-herons-wade"


@dataclass
class Browser:
    """Somebody's browser that prefers a language; forms carry what its page says was seen."""

    client: Any

    def get(self, address: str) -> str:
        return self.client.get(address).content.decode()

    def post(self, address: str, /, *, at: str | None = None, **told: Any) -> str:
        """The answer to a form that is sent as it stands now, or of the page that it leads to."""
        seen = re.search(r'name="seen" value="(\d+)"', self.get(at or address))
        answer = self.client.post(address, {"seen": seen[1] if seen else "", **told}, follow=True)
        return answer.content.decode()


@pytest.fixture(scope="session")
def worked(demonstration, tmp_path_factory) -> tuple[Path, Any]:
    """A copy of the demonstration after a day of work in English: nothing that a page can show is missing."""
    data = tmp_path_factory.mktemp("worked") / "data"
    shutil.copytree(demonstration, data)
    with booted(data):
        return data, Day(opened("en", "Mira Aldane"), opened("en", "Oda Fenwick")).work()


@contextmanager
def booted(data: Path) -> Iterator[None]:
    """A tracker that is open while the block runs; what is queued is done at once."""
    from pledgebook_site.boot import boot
    from pledgebook_site.config import DataFolder

    boot(DataFolder(data, None))
    from django.db import connection
    from django.test.utils import override_settings

    with override_settings(TASKS=IMMEDIATE):
        yield
    connection.close()


def account_of(name: str) -> Any:
    """The account of this name."""
    from pledgebook_site.ledger.selectors.accounts import account

    return account(name)


def opened(language: str, name: str | None = None) -> Browser:
    """The browser of somebody of this name, or of a stranger, that prefers a language."""
    from django.test import Client

    client = Client(headers={"host": "localhost", "accept-language": language}, raise_request_exception=False)
    if name is not None:
        client.force_login(account_of(name), backend="pledgebook_site.web.signing.Accounts")
    return Browser(client)


@pytest.fixture
def nouns(worked) -> Iterator["Nouns"]:
    """One noun for each state that a page can show; their tracker is open."""
    data, nouns = worked
    with booted(data):
        yield nouns


@pytest.fixture
def django(tmp_path) -> Iterator[None]:
    """Django, before a tracker that nobody has made: for what needs no record."""
    with booted(tmp_path / "data"):
        yield


@pytest.fixture
def browser() -> Callable[..., Browser]:
    """A function that opens a browser in a language, of an editor of the demonstration or of a stranger."""
    return opened


@dataclass(frozen=True)
class Nouns:
    """One noun for each state that a page can show."""

    waiting: str
    rejected: str
    put_off: str
    accepted: str
    pledge: str
    unsigned: str
    withdrawn: str
    evidence: str
    verdict: str
    document: str
    person: str
    programme: str
    closed: str
    jobs: tuple[str, ...]


QUAY, DUES = "The eastern quay repaired by September 2025", "No higher harbour dues before 2028"
TEXT = "The mayor said: “We will plant two hundred trees by 2029.”"


@dataclass
class Day:
    """What two editors do at the desk."""

    editor: Browser
    keeper: Browser

    def work(self) -> Nouns:
        """Bring everything into its state; the ids."""
        from pledgebook_site.ledger.models import SightingRow
        from pledgebook_site.ledger.selectors import lists, record

        waiting, given = self._review()
        pledge, dues = given[QUAY], given[DUES]
        evidence = self._judge(dues)
        person = self._record()
        programmes = {one.name: key for key, one in record.others("programmes").items()}
        self.editor.post(f"/desk/programmes/{programmes['Old letter']}/", reason="Over")
        (verdict,) = [one["id"] for one in lists.verdicts(lists.Filters(limit=9)) if one["pledge"] == dues]
        (accepted,) = SightingRow.objects.filter(pledge=pledge).values_list("pk", flat=True)
        return Nouns(
            waiting=waiting[3],
            rejected=waiting[0],
            put_off=waiting[1],
            accepted=accepted,
            pledge=pledge,
            unsigned=dues,
            withdrawn=given["Taken back"],
            evidence=evidence,
            verdict=verdict,
            document=str(record.sighting(accepted).document),
            person=person,
            programme=programmes["Harbour budget 2025"],
            closed=programmes["Old letter"],
            jobs=tuple(self._jobs()),
        )

    def _review(self) -> tuple[list[str], dict[str, str]]:
        from pledgebook_site.ledger.selectors import lists

        waiting = [one["id"] for one in lists.sightings(lists.Filters(state="waiting", limit=20))]
        told = {"action": "accept", "name": "Henrike Voss", "role": "Mayor", "title": "Taken back"}
        self.editor.post(f"/desk/queue/{waiting[0]}/", action="reject", reason="forecast")
        self.editor.post(f"/desk/queue/{waiting[1]}/", action="later")
        self.keeper.post(f"/desk/queue/{waiting[4]}/", action="later")
        self.editor.post(f"/desk/queue/{waiting[2]}/", **told)
        given = {one["title"]: one["id"] for one in lists.pledges(lists.Filters(limit=20))}
        self.editor.post(f"/desk/pledges/{given['Taken back']}/", action="withdraw", reason="Entered twice")
        told = {"verdicts_of": "own", "topics": ["transport"], "earliest": "2027", "latest": "2028"}
        promisor = {"title_en": DUES, "name": "Henrike Voss"}
        self.editor.post(f"/desk/pledges/{given[DUES]}/", action="save", **promisor, **told)
        return waiting, given

    def _judge(self, pledge: str) -> str:
        """A search, a note that does not count, a verdict that lacks a signature; the id of the search."""
        from pledgebook_site.ledger.selectors import lists

        page = f"/desk/pledges/{pledge}/evidence/"
        told = {"who": "Mira Aldane", "where": "Gazette", "from": "2025-01", "to": "2025-02", "terms": "dues"}
        told = {f"search-{name}": value for name, value in {**told, "bearing": "neutral", "note": "Nothing"}.items()}
        self.editor.post(page, action="search", **told)
        note = {"bearing": "for", "note": "Seen", "url": "https://gazette.example/1", "date": "2025"}
        self.editor.post(page, action="note", **{f"note-{name}": value for name, value in note.items()})
        search, noted = [one["id"] for one in lists.evidence(lists.Filters(limit=50)) if one["pledge"] == pledge]
        self.editor.post(page, action="reject", evidence=noted)
        verdict = {"status": "stalled", "explanation": "Nothing moves", "evidence": search, "effective": "2025-03"}
        self.editor.post(f"/desk/pledges/{pledge}/verdict/", action="give", **verdict)
        return str(search)

    def _record(self) -> str:
        """A person in office, a programme, accounts; the id of the person."""
        from pledgebook_site.ledger.selectors import record
        from pledgebook_site.ledger.services.accounts import add_account

        self.editor.post("/desk/people/", action="person", **{"person-name": "Henrike Voss"})
        self.editor.post("/desk/people/", action="office", **{"office-name": "Mayor", "office-body": "City"})
        person, office = next(iter(record.others("people"))), next(iter(record.others("offices")))
        term = {"term-office": office, "term-start": "2024", "term-end": "2028"}
        self.editor.post(f"/desk/people/{person}/", action="term", **term)
        self.editor.post("/desk/programmes/", name="Old letter", kind="letter", start="2020")
        self.keeper.post("/desk/accounts/", act="add", account="Ivo Lund", role="reader", password=PASSWORD)
        nobody = add_account("Una Tarn", password=PASSWORD, by=account_of("Oda Fenwick"))
        nobody.set_unusable_password()
        nobody.save()
        return str(person)

    def _jobs(self) -> Iterator[str]:
        """Batches in each state: looked at, failed, read, stored unread, left."""
        yield self._brought(text=TEXT)
        yield self._brought(address="http://127.0.0.1:9/")
        yield self._sent(self._brought(text=f"{TEXT} Nobody asked."))
        yield self._sent(self._brought(text="Министр сказал: «Мы построим сорок паромов»."), language="ru")
        yield self._sent(self._brought(text="Leave this one."), leave="on")

    def _brought(self, **told: Any) -> str:
        return str(self.editor.client.post("/desk/add/", {"rights": "excerpt", **told})["Location"])

    def _sent(self, job: str, **told: Any) -> str:
        (prefix,) = re.findall(r'name="([0-9a-f]{8})-published"', self.editor.get(job))
        told = {"language": "en", "genre": "news", "rights": "excerpt", **told}
        self.editor.client.post(job, {f"{prefix}-{name}": value for name, value in told.items()})
        return job
