"""What the browser and the command line do gives the same events: one tracker is kept here, its twin there."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from pledgebook.ledger.values import AccountRole
from tests.site.conftest import Tracker
from tests.site.desk.conftest import IMMEDIATE, PASSWORD, Desk

NAME, OTHER = "Oda Fenwick", "Jonas Pell"
IDS = re.compile(r"\b[0-9a-f]{32}\b")
CLOCKS = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
SPEECH = (
    "Ansa Tevrin spoke in Marrow Bay. We will build forty ferries by 2027. We will open a school on every island. "
    "The lamps on the quay will burn all night. Nobody will pay for the bridge. We will plant a wood behind the dunes. "
    "The old mill will grind again. A second boat will sail on Sundays. The fair will come back. No dog will be taxed."
)
FERRIES, SCHOOL, LAMPS = "We will build forty ferries by 2027", "We will open a school on every island", "The lamps"
BRIDGE, WOOD, MILL = "Nobody will pay for the bridge", "We will plant a wood", "The old mill will grind again"
BOAT, FAIR, DOG = "A second boat will sail", "The fair will come back", "No dog will be taxed"


@dataclass
class Twins:
    """Two trackers with the same log; what is done in the browser of the first is done on the second by command."""

    here: Tracker
    there: Tracker
    editors: dict[str, Desk]
    names: list[list[str]] = field(default_factory=lambda: [[], []])

    def log(self, place: Tracker) -> list[tuple[str, ...]]:
        """The log with ids by the order in which they come, and clocks left out; ids are remembered by that order."""
        from pledgebook_site.ledger.selectors.logged import logged_all

        place.boot()
        names = self.names[place is self.there]

        def number(found: re.Match[str]) -> str:
            if found[0] not in names:
                names.append(found[0])
            return f"#{names.index(found[0])}"

        def plain(told: str) -> str:
            return CLOCKS.sub("then", IDS.sub(number, told))

        return [
            (
                entry.type,
                plain(entry.subject),
                plain(entry.author),
                "now" if entry.effective_at == entry.recorded_at else entry.effective_at,
                plain(json.dumps(payload, sort_keys=True, ensure_ascii=False)),
            )
            for entry, payload in logged_all()
        ]

    def same(self) -> list[tuple[str, ...]]:
        """The one log that both have."""
        one, other = self.log(self.here), self.log(self.there)
        assert one == other, [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]][:1]
        self.here.boot()
        return one

    def both(
        self,
        browser: Callable[[Desk], Any],
        *words: str,
        by: str = NAME,
        stdin: str | None = None,
        events: int | None = 1,
    ) -> list[tuple[str, ...]]:
        """Do it here in the browser and there by command, ids of here being told by those of there; the new events."""
        before = len(self.same())
        answer = browser(self.editors[by])
        assert answer.status_code in (302, 303), answer.content.decode()
        told = [IDS.sub(lambda found: self.names[1][self.names[0].index(found[0])], word) for word in words]
        done = self.there.run(*told, "--as", by, stdin=stdin)
        assert done.exit_code == 0, (words, done.output)
        new = self.same()[before:]
        assert len(new) == events if events is not None else new, new
        return new


@pytest.fixture
def twins(make_store) -> Any:
    """Two trackers that two editors keep, with the same speech taken in."""
    from django.test import Client
    from django.test.utils import override_settings

    places = [make_store(), make_store()]
    editors = {}
    for place in places:
        place.boot()
        for name in (NAME, OTHER):
            account = _account(name)
            if place is places[0]:
                client = Client(headers={"host": "localhost"})
                client.force_login(account, backend="pledgebook_site.web.signing.Accounts")
                editors[name] = Desk(client, account)
        _take(SPEECH)
    with override_settings(TASKS=IMMEDIATE):
        made = Twins(*places, editors)
        made.same()
        yield made


def _account(name: str) -> Any:
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services.accounts import add_account

    return add_account(name, password=PASSWORD, role=AccountRole.ADMINISTRATOR, by=account("local"))


def _take(text: str) -> None:
    from pledgebook.documents import Loaded
    from pledgebook.settings import DocumentOptions
    from pledgebook_site import reading
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services.documents import add

    loaded = Loaded(data=text.encode(), content_type="text/plain; charset=utf-8")
    source = reading.source_of(loaded, options=DocumentOptions(title="A speech", language="en"))
    add(source, author=account("local").author, read=False)


def document() -> str:
    from pledgebook_site.ledger.models import DocumentRow

    return DocumentRow.objects.order_by("taken_at").first().pk


def key_of(words: str) -> str:
    """The id of the one suggestion that begins with these words."""
    from pledgebook_site.ledger.models import SightingRow

    (key,) = (row.pk for row in SightingRow.objects.all() if (row.data["text"] or "").startswith(words))
    return key


def pledge_of(words: str) -> str:
    from pledgebook_site.ledger.selectors import record

    return record.sighting(key_of(words)).pledge


def last(kind: str, pledge: str) -> str:
    """The piece of evidence or the verdict that came last to a promise."""
    from pledgebook_site.ledger.selectors import record

    return getattr(record.pledge(pledge), kind)[-1]


def form(page: str, **told: Any) -> Callable[[Desk], Any]:
    """Sending a form of a page as it stands."""
    return lambda desk: desk.send(page, **told)


def mark(twins: Twins, words: str) -> str:
    """Suggest words on both; the page of the suggestion here."""
    page = f"/desk/documents/{document()}/"
    twins.both(
        form(page, action="mark", words=words, name="Ansa Tevrin"),
        *("mark", document(), "--quote", words, "--promisor", "Ansa Tevrin"),
    )
    return f"/desk/queue/{key_of(words)}/"


def accepted(twins: Twins, words: str) -> str:
    """A promise on both; its id here."""
    twins.both(form(mark(twins, words), action="accept", name="Ansa Tevrin"), "accept", key_of(words))
    return pledge_of(words)


def test_deciding(twins):
    """Marking, accepting, rejecting, putting off, bounds, joining and splitting, many at once, and undoing."""
    page = f"/desk/documents/{document()}/"
    told = {"words": FERRIES, "name": "Ansa Tevrin", "role": "Minister", "earliest": "2026", "latest": "2027"}
    told_there = ("--promisor", "Ansa Tevrin", "--role", "Minister", "--deadline", "2026/2027")
    twins.both(form(page, action="mark", **told), "mark", document(), "--quote", FERRIES, *told_there)
    ferries = f"/desk/queue/{key_of(FERRIES)}/"
    short = "We will build forty ferries"
    twins.both(form(ferries, action="bounds", **{"b-words": short}), "edit", key_of(FERRIES), "--quote", short)
    told = {"name": "Ansa Tevrin", "role": "Minister", "title": "Forty ferries", "recorded_only": "a trial"}
    words = ("--title", "Forty ferries", "--recorded-only", "a trial")
    twins.both(form(ferries, action="accept", **told), "accept", key_of(short), *words, events=3)

    school = mark(twins, SCHOOL)
    told = {"name": "Bela Norrin", "role": "Governor"}
    words = ("--promisor", "Bela Norrin", "--role", "Governor")
    twins.both(form(school, action="accept", **told), "accept", key_of(SCHOOL), *words)

    lamps = mark(twins, LAMPS)
    twins.both(form(lamps, action="later"), "put-off", key_of(LAMPS))
    twins.both(form(lamps, action="reject", own_reason="a plan"), "reject", key_of(LAMPS), "--reason", "a plan")
    bridge = mark(twins, BRIDGE)
    twins.both(form(bridge, action="reject", reason="forecast"), "reject", key_of(BRIDGE), "--reason", "forecast")

    wood, known = mark(twins, WOOD), pledge_of(SCHOOL)
    twins.both(form(wood, action="join", pledge=known), "join", key_of(WOOD), known)
    twins.both(form(wood, action="apart"), "split", key_of(WOOD))
    twins.both(form(wood, action="join", pledge=known), "join", key_of(WOOD), known)

    pages = [mark(twins, words) for words in (MILL, BOAT)]
    keys = [page.split("/")[-2] for page in pages]
    seen = twins.editors[NAME].seen(pages[0])
    many = {"seen": seen, "above": "0.9", "sighting": keys}
    twins.both(lambda desk: desk.client.post("/desk/queue/", many), "accept", *keys, events=2)


def test_undoing(twins):
    """What was decided last, and what stands further back, is taken back by the same event."""
    fair = mark(twins, FAIR)
    twins.both(form(fair, action="accept", name="Ansa Tevrin"), "accept", key_of(FAIR))
    number = len(twins.same()) - 1
    twins.both(lambda desk: desk.client.post("/desk/undo/", {"entry": str(number), "back": "/desk/"}), "undo")
    twins.both(form(fair, action="reject", reason="forecast"), "reject", key_of(FAIR), "--reason", "forecast")
    number = len(twins.same()) - 1
    mark(twins, DOG)
    told = {"entry": str(number), "back": "/desk/"}
    twins.both(lambda desk: desk.client.post("/desk/undo/", told), "undo", str(number))


def test_what_is_said_of_a_promise(twins):
    """Titles, summaries, topics, body, deadline, promisor, kind, whole, programme; tracked or not; withdrawn."""
    twins.both(form("/desk/programmes/", name="The Tide Plan"), "record", "programme", "The Tide Plan")
    from pledgebook_site.ledger.selectors import record

    (programme,) = record.others("programmes")
    whole, one = accepted(twins, FERRIES), accepted(twins, SCHOOL)
    page = f"/desk/pledges/{one}/"
    same = {"action": "save", "name": "Ansa Tevrin", "verdicts_of": "own"}
    words = {
        "title_en": "A school",
        "summary_en": "One on each.",
        "own_topics": "schools, islands",
        "responsible": "Ports",
    }
    due = {"earliest": "2026-05", "latest": "2027", "deadline_text": "in time"}
    kinds = {"kind": "action", "firmness": "firm", "specificity": "vague", "testable": "unsure"}
    more = {"role": "Minister", "part_of": whole, "verdicts_of": "parent", "programme": programme}
    twins.both(
        form(page, **{**same, **words, **due, **kinds, **more}),
        *("edit", one, "--title", "A school", "--summary", "One on each.", "--topic", "schools", "--topic", "islands"),
        *("--body", "Ports", "--deadline", "2026-05/2027", "--deadline-text", "in time", "--role", "Minister"),
        *("--kind", "action", "--firmness", "firm", "--specificity", "vague", "--testable", "unsure"),
        *("--part-of", whole, "--verdicts", "parent", "--programme", programme),
        events=9,
    )
    twins.both(form(page, action="confirm"), "edit", one, "--confirm-promisor")
    told = form(page, action="record-only", reason="too vague")
    twins.both(told, "track", one, "--recorded-only", "too vague")
    twins.both(form(page, action="track", reason="it matters"), "track", one, "--reason", "it matters")
    twins.both(form(page, action="withdraw", reason="a slip"), "withdraw", one, "--reason", "a slip")


def test_evidence(twins):
    """For, against and neither; words of a document, an address, a search; let count and not."""
    one = accepted(twins, FERRIES)
    page = f"/desk/pledges/{one}/evidence/"
    quoted = {"action": "quote", "pledge": one, "words": LAMPS, "bearing": "against", "note": "They burn."}
    twins.both(
        form(f"/desk/documents/{document()}/?for={one}", **quoted),
        *("evidence", one, "--against", "--document", document(), "--quote", LAMPS, "--note", "They burn."),
        events=2,
    )
    told = {"bearing": "for", "url": "https://ports.example/a", "title": "A list", "date": "2025-04", "note": "Eleven."}
    words = ("--url", "https://ports.example/a", "--title", "A list", "--date", "2025-04", "--note", "Eleven.")
    noted = form(page, action="note", **{f"note-{name}": value for name, value in told.items()})
    twins.both(noted, "evidence", one, "--for", *words, events=2)
    told = {
        "bearing": "neutral",
        "who": "O. F.",
        "where": "the gazette",
        "from": "2024",
        "to": "2025-02",
        "terms": "boat",
    }
    words = ("--who", "O. F.", "--searched", "the gazette", "--from", "2024", "--to", "2025-02", "--terms", "boat")
    search = form(page, action="search", **{f"search-{name}": value for name, value in told.items()})
    twins.both(search, "evidence", one, "--neutral", *words, events=2)
    key = last("evidence", one)
    twins.both(form(page, action="reject", evidence=key, reason="old"), "reject", key, "--reason", "old")
    twins.both(form(page, action="accept", evidence=key), "accept", key)


def test_verdicts(twins):
    """Given on evidence from a day on, signed by another, withdrawn; a broken one with what it was broken for."""
    one = accepted(twins, FERRIES)
    noted = {"action": "note", "note-note": "Eleven.", "note-bearing": "for"}
    twins.both(form(f"/desk/pledges/{one}/evidence/", **noted), "evidence", one, "--for", "--note", "Eleven.", events=2)
    twins.both(settings(two_signatures="on"), "set", "two_signatures", "on")
    page, proof = f"/desk/pledges/{one}/verdict/", last("evidence", one)
    told = {"status": "in-the-works", "explanation": "Begun.", "evidence": proof, "effective": "2025-03"}
    words = ("in-the-works", "--because", "Begun.", "--evidence", proof, "--effective", "2025-03")
    twins.both(form(page, action="give", **told), "verdict", one, *words)
    key = last("verdicts", one)
    signed = form(page, action="sign", verdict=key, password=PASSWORD)
    twins.both(signed, "sign", key, by=OTHER, stdin=f"{PASSWORD}\n")
    twins.both(form(page, action="withdraw", verdict=key, reason="no"), "withdraw", key, "--reason", "no")
    told = {"status": "broken", "explanation": "Sold.", "evidence": proof, "reason_code": "no-money"}
    words = ("broken", "--because", "Sold.", "--reason-code", "no-money")
    twins.both(form(page, action="give", **told), "verdict", one, *words)


def test_documents(twins):
    """A file that is brought and read, or read anew; what is told of it corrected; its rights."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = twins.there.data.path.parent / "letter.txt"
    file.write_text("Ansa Tevrin promised to build ten boats by 2029.\n", encoding="utf8")

    def bring(desk: Desk) -> Any:
        files = [SimpleUploadedFile("letter.txt", file.read_bytes())]
        job = desk.client.post("/desk/add/", {"rights": "excerpt", "files": files})["Location"]
        (prefix,) = re.findall(r'name="([0-9a-f]{8})-published"', desk.get(job).content.decode())
        told = {"language": "en", "genre": "news", "rights": "none", "title": "A letter", "published": "2025-02"}
        return desk.client.post(job, {f"{prefix}-{name}": value for name, value in told.items()})

    words = ("--rights", "none", "--title", "A letter", "--published", "2025-02", "--language", "en")
    twins.both(bring, "add", str(file), *words, events=None)
    page = f"/desk/documents/{document()}/"
    told = {"title": "The speech", "publisher": "The Bay Letter", "speaker": "", "published": "2024", "language": "en"}
    corrected = form(page, action="correct", genre="news", rights="excerpt", **told)
    words = ("--title", "The speech", "--publisher", "The Bay Letter", "--published", "2024")
    twins.both(corrected, "correct", document(), *words)
    told |= {"rights": "full", "reason": "it is ours"}
    words = ("--rights", "full", "--reason", "it is ours")
    twins.both(form(page, action="correct", genre="news", **told), "correct", document(), *words)


def settings(**changed: Any) -> Callable[[Desk], Any]:
    """Saving the settings with some of them changed."""

    def save(desk: Desk) -> Any:
        from pledgebook_site.ledger.selectors import record
        from pledgebook_site.web.views.settings import told_now

        now = {name: value for name, value in told_now(record.settings()).items() if value not in (None, False)}
        return desk.client.post("/desk/settings/", {**now, **changed})

    return save


def test_settings(twins):
    """Every setting of the tracker."""
    for key, here, there in (
        ("name", "The Bay Tracker", "The Bay Tracker"),
        ("languages", ["en", "kk"], "en,kk"),
        ("default_rights", "none", "none"),
        ("two_signatures", "on", "on"),
        ("authors_shown", "role", "role"),
        ("demonstration", "on", "on"),
    ):
        twins.both(settings(**{key: here}), "set", key, there)
    twins.both(settings(scale="polimetre"), "set", "scale", "polimetre", events=None)


def test_people_and_programmes(twins):
    """Persons with names in several scripts, told anew; offices, terms; programmes opened and closed."""
    from pledgebook_site.ledger.selectors import record

    twins.both(settings(languages=["en", "ru"]), "set", "languages", "en,ru")
    told = {"action": "person", "person-name": "Ansa Tevrin", "person-name_ru": "Анса Теврин"}
    twins.both(form("/desk/people/", **told), "record", "person", "Ansa Tevrin", "--in", "ru=Анса Теврин")
    (person,) = record.others("people")
    told = {"action": "person", "person-name": "Ansa Tevrin-Orrel"}
    page = f"/desk/people/{person}/"
    twins.both(form(page, **told), "record", "person", "Ansa Tevrin-Orrel", "--id", person)
    told = {"action": "office", "office-name": "Minister of Ports", "office-body": "Ports"}
    twins.both(form("/desk/people/", **told), "record", "office", "Minister of Ports", "--body", "Ports")
    (office,) = record.others("offices")
    told = {"action": "term", "term-office": office, "term-start": "2023-05", "term-end": "2027"}
    twins.both(form(page, **told), "record", "term", person, office, "--start", "2023-05", "--end", "2027")
    told = {"name": "The Tide Plan", "kind": "treaty", "start": "2024", "end": "2028-09"}
    words = ("--kind", "treaty", "--start", "2024", "--end", "2028-09")
    twins.both(form("/desk/programmes/", **told), "record", "programme", "The Tide Plan", *words)
    (programme,) = record.others("programmes")
    closed = form(f"/desk/programmes/{programme}/", reason="it is over")
    twins.both(closed, "record", "programme", "--close", programme, "--reason", "it is over")


def test_accounts(twins):
    """An account that is added, and gets another role."""
    told = {"act": "add", "account": "Bela Norrin", "role": "reader", "password": PASSWORD}
    added = ("user", "add", "Bela Norrin", "--role", "reader")
    twins.both(lambda desk: desk.client.post("/desk/accounts/", told), *added, stdin=f"{PASSWORD}\n{PASSWORD}\n")
    from pledgebook_site.ledger.selectors.accounts import account

    told = {"act": "role", "author": account("Bela Norrin").author, "role": "editor"}
    twins.both(lambda desk: desk.client.post("/desk/accounts/", told), "user", "role", "Bela Norrin", "editor")
