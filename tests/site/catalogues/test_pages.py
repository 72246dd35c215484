"""No page of the desk, of the first run or of the public site, and no refusal, shows English words of ours."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.urls import resolve
from lxml import html

from pledgebook_site.catalogues import DOMAINS, LANGUAGES, catalogue
from pledgebook_site.web.permissions import PERMISSIONS

NOBODY = "0" * 32
LATIN = re.compile(r"[A-Za-z]{2,}")
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
RUN = re.compile(r"[A-Za-z](?:[^\W\d_а-яёА-ЯЁәғқңөұүһіӘҒҚҢӨҰҮҺІ]|[\d_ ,.:;·()“”«»…–—|/@'’?!=+*%\"-])*")
CUTS = re.compile(r"[,·:;()“”«»…]|\s[–—|]\s|\. ")
NUMBERS = re.compile(r"urn:uuid:[0-9a-f-]+|\b[0-9a-f]{8,}|\b\d[\d.]*\b")
ENDS, CUT_SHORT = " .,:;·…?!/()“”«»–—-'\"", 25
OURS = {"pledgebook", "English", "UTC", "en", "ru", "kk", "entries"}
SAID_IN = ("aria-label", "placeholder", "title", "alt", "value")
UNREAD = {"healthz", "keys", "checkpoint", "pledge-proof", "setup"}
DATA = ("script", "style", "code", "pre", "kbd", "textarea")


def addresses(nouns: Any) -> list[str]:
    """Every page that can be opened at the desk, in each of its states."""
    pledges = (nouns.pledge, nouns.unsigned, nouns.withdrawn)
    return [
        *(f"/desk/{name}" for name in ("", "add/", "pledges/", "documents/", "people/", "programmes/", "log/")),
        *(f"/desk/{name}" for name in ("settings/", "accounts/", "pledges/?q=quay", "pledges/?q=777")),
        *(f"/desk/queue/?state={state}" for state in ("waiting", "put_off", "rejected", "accepted")),
        *(f"/desk/queue/?above={score}" for score in ("0.1", "1.0")),
        *(f"/desk/queue/{key}/" for key in (nouns.waiting, nouns.rejected, nouns.put_off, nouns.accepted)),
        *(f"/desk/pledges/{key}/{part}" for key in pledges for part in ("", "evidence/", "verdict/")),
        *(f"/desk/documents/{nouns.document}/{part}" for part in ("", f"?for={nouns.pledge}")),
        *(f"/desk/pledges/{key}/preview/" for key in (nouns.pledge, nouns.unsigned, nouns.waiting)),
        "/desk/pledges/?state=withdrawn",
        f"/desk/documents/?for={nouns.pledge}",
        f"/desk/people/{nouns.person}/",
        *(f"/desk/programmes/{key}/" for key in (nouns.programme, nouns.closed)),
        *nouns.jobs,
        "/desk/nowhere/",
        "/desk/sign-in/",
    ]


def public_addresses(nouns: Any) -> list[str]:
    """Every page that strangers can open."""
    pledges = (nouns.pledge, nouns.unsigned, nouns.withdrawn)
    return [
        *(f"/{name}" for name in ("", "?as_of=2026-01-01", "people/", "programmes/", "accuracy/", "feed.atom", "no/")),
        *(f"/pledges/{query}" for query in ("", "?q=quay", "?q=777", "?status=kept&firm=firm&due=2025")),
        *(f"/pledges/{key}/" for key in pledges),
        "/people/henrike-voss/",
        f"/programmes/{nouns.programme}/",
        f"/documents/{nouns.document}/",
    ]


def faults(nouns: Any) -> list[tuple[str, dict[str, Any]]]:
    """Forms that are answered with what is wrong with them."""
    queue, pledge, document = f"/desk/queue/{nouns.waiting}/", f"/desk/pledges/{nouns.pledge}/", "/desk/documents/"
    unsigned = f"/desk/pledges/{nouns.unsigned}/verdict/"
    return [
        (queue, {"action": "accept", "name": ""}),
        (queue, {"action": "accept", "role": "Mayor"}),
        (queue, {"action": "reject"}),
        (queue, {"action": "bounds"}),
        (queue, {"action": "bounds", "b-words": "words that stand nowhere in it"}),
        (queue, {"action": "split", "d-words": "nowhere"}),
        (queue, {"action": "join", "pledge": NOBODY}),
        (queue, {"action": "join", "pledge": "x"}),
        (queue, {"parts": "on", "name": "Henrike Voss", "sighting": nouns.waiting}),
        (queue, {"action": "none"}),
        (f"/desk/queue/{nouns.rejected}/", {"action": "reject", "reason": "done"}),
        (f"/desk/queue/{nouns.rejected}/", {"action": "reject", "reason": "done", "seen": "1"}),
        ("/desk/undo/", {"entry": "0"}),
        ("/desk/queue/", {"above": "0.5"}),
        (pledge, {"action": "save"}),
        (pledge, {"action": "save", "earliest": "soon", "latest": "2027-13", "verdicts_of": "9", "topics": "9"}),
        (pledge, {"action": "save", "earliest": "2028", "latest": "2027", "verdicts_of": "own"}),
        (pledge, {"action": "record-only"}),
        (f"/desk/pledges/{nouns.withdrawn}/", {"action": "withdraw", "reason": "again"}),
        (f"{pledge}evidence/", {"action": "note"}),
        (f"{pledge}evidence/", {"action": "note", "note-bearing": "for", "note-note": "x", "note-url": "ftp:x"}),
        (f"{pledge}evidence/", {"action": "search"}),
        (f"{pledge}evidence/", {"action": "source"}),
        (f"/desk/pledges/{nouns.unsigned}/evidence/", {"action": "reject", "evidence": nouns.evidence}),
        (f"{pledge}verdict/", {"action": "give"}),
        (f"{pledge}verdict/", {"action": "give", "status": "kept", "explanation": "So", "effective": "2999"}),
        (unsigned, {"action": "sign", "verdict": nouns.verdict, "password": "wrong"}),
        (unsigned, {"action": "withdraw", "verdict": nouns.verdict}),
        (f"{document}{nouns.document}/", {"action": "mark"}),
        (f"{document}{nouns.document}/", {"action": "mark", "words": "Nowhere", "name": "A"}),
        (f"{document}{nouns.document}/", {"action": "correct", "published": "soon"}),
        ("/desk/add/", {}),
        ("/desk/add/", {"address": "x" * 600, "rights": "9"}),
        (nouns.jobs[0], {}),
        ("/desk/people/", {"action": "person"}),
        ("/desk/people/", {"action": "office"}),
        (f"/desk/people/{nouns.person}/", {"action": "term", "term-start": "soon"}),
        ("/desk/programmes/", {"start": "2028", "end": "2027"}),
        (f"/desk/programmes/{nouns.closed}/", {"reason": "again"}),
        ("/desk/settings/", {}),
        ("/desk/settings/", {"name": "A\x00", "own_scale": "id: [", "languages": "9"}),
        ("/desk/settings/", {"name": "A", "own_scale": "{id: nine}", "languages": "en"}),
        ("/desk/accounts/", {"act": "add"}),
        ("/desk/accounts/", {"act": "add", "account": "Mira Aldane", "password": "password"}),
        ("/desk/accounts/", {"act": "add", "account": "Herons", "password": "12345", "role": "9"}),
        ("/desk/accounts/", {"act": "add", "account": "grey-herons", "password": "grey-herons"}),
    ]


class Words:
    """The Latin words that a page may show in a language: those that its catalogues have, and those on record."""

    def __init__(self, language: str) -> None:
        from pledgebook_site.desk.models import Incoming
        from pledgebook_site.ledger.models import Account, DocumentRow, EntryRow
        from pledgebook_site.ledger.selectors import documents, record
        from pledgebook_site.ledger.selectors.desk import log
        from pledgebook_site.ledger.selectors.log import the_log

        strings = [(one.id, one.string) for domain in DOMAINS for one in catalogue(language, domain) if one.id]
        self.english = {one for ids, text in strings if ids != text for one in forms_of(ids)}
        data = {word for one in log.before(EntryRow.objects.count(), limit=10_000) for word in on_record(one)}
        data |= set(Account.objects.values_list("name", flat=True)) | {the_log().origin}
        nouns = [record.document(key) for key in DocumentRow.objects.values_list("pk", flat=True)]
        data |= {" ".join((documents.text_of(one) or "").split()) for one in nouns}
        data |= {word for one in Incoming.objects.all() for word in (one.name, *one.told.values()) if word}
        kept = {run for _, text in strings for one in forms_of(text) for run in RUN.findall(PLACES.sub("", one))}
        self.data = data | {run.strip(ENDS) for run in kept} | OURS
        self.running = "\n".join(self.data)

    def strange(self, chunk: str) -> bool:
        """Whether there are Latin words here that are neither of the catalogue nor on record."""
        whole = chunk.strip(ENDS)
        if whole in self.data:
            return False
        return whole in self.english or any(
            self._strange(run.strip(ENDS)) for run in RUN.findall(NUMBERS.sub(" · ", chunk))
        )

    def _strange(self, run: str) -> bool:
        if not LATIN.search(run) or self._known(run):
            return False
        parts = [one.strip(ENDS) for one in CUTS.split(run)]
        return any(LATIN.search(one) and not self._known(one) for one in parts)

    def _known(self, words: str) -> bool:
        end = r"(?!\w)" if len(words) < CUT_SHORT else ""
        return words in self.data or re.search(rf"(?<!\w){re.escape(words)}{end}", self.running) is not None


def forms_of(told: str | Iterable[str]) -> list[str]:
    """A message, or each of its plural forms, without marks at its ends."""
    return [
        " ".join(re.sub("<[^>]+>", "", one).split()).strip(ENDS) for one in ([told] if isinstance(told, str) else told)
    ]


def on_record(told: Any) -> Iterator[str]:
    """All strings of an entry; the texts of a scale and the names of roles are words of ours and not counted."""
    if isinstance(told, dict):
        if told.get("type") in ("scale.recorded", "author.recorded", "author.role_changed"):
            told = {name: told[name] for name in ("type", "subject")}
        for one in told.values():
            yield from on_record(one)
    elif isinstance(told, list):
        for one in told:
            yield from on_record(one)
    elif isinstance(told, str):
        yield " ".join(told.split())


def chunks(page: str | bytes) -> Iterator[str]:
    """The texts that a page shows, and those that it says to who does not see it."""
    tree = html.fromstring(page)
    for one in tree.iter():
        if not isinstance(one.tag, str) or inside(one):
            continue
        if one.text and one.text.strip():
            yield " ".join(one.text.split())
        for name in SAID_IN:
            if one.get(name) and (name != "value" or one.get("type") in ("submit", "button")):
                yield " ".join(one.get(name).split())
        for child in one:
            if child.tail and child.tail.strip():
                yield " ".join(child.tail.split())


def told_once(found: dict[str, set[str]]) -> dict[str, str]:
    """What is strange, each with one of the pages that show it."""
    return {chunk: address for address, some in found.items() for chunk in some}


def inside(one: Any) -> bool:
    """Whether an element holds data and no words of ours: a program, a language's own name, the log as JSON."""
    return any(up.tag in DATA or up.get("data-source") is not None for up in (one, *one.iterancestors()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_desk_speaks_english(browser, nouns, language):
    """Every page kind in each state, and every kind of wrong answer, has words of the catalogue and of the record."""
    keeper, words = browser(language, "Oda Fenwick"), Words(language)
    found = {}
    for address in addresses(nouns):
        page = keeper.get(address)
        assert f'<html lang="{language}"' in page, address
        found[address] = {chunk for chunk in chunks(page) if words.strange(chunk)}
    for address, told in faults(nouns):
        page = keeper.post(address, **told)
        assert f'<html lang="{language}"' in page, (address, told)
        found[f"{address} {told}"] = {chunk for chunk in chunks(page) if words.strange(chunk)}
    assert told_once(found) == {}


def test_every_page_of_the_desk_is_opened(nouns):
    """No kind of page is forgotten here: each that the table of permissions names is among those that are read."""
    wanted = {route for route, method in PERMISSIONS if method == "GET" and route not in UNREAD}
    opened = [one.partition("?")[0] for one in (*addresses(nouns), *public_addresses(nouns)) if "/no" not in one]
    assert {resolve(one).view_name for one in opened} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_public_page_speaks_english(browser, nouns, language):
    """Nor does any page that strangers read, but for the words of the sources."""
    stranger, words = browser(language), Words(language)
    found = {}
    for address in public_addresses(nouns):
        page = stranger.client.get(address).content
        found[address] = {chunk for chunk in chunks(page) if words.strange(chunk)}
    assert told_once(found) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_before_the_desk_speaks_english(browser, nouns, language):
    """Nor do signing in and its refusals, what a reader of drafts may not do, and pages that are not there."""
    words, stranger = Words(language), browser(language)
    pages = [stranger.get("/desk/sign-in/"), stranger.get("/nowhere/"), browser(language, "Ivo Lund").get("/desk/add/")]
    pages += [stranger.client.post("/desk/undo/").content.decode(), stranger.get("/desk/sign-in/?next=/desk/log/")]
    for _ in range(6):
        wrong = stranger.client.post("/desk/sign-in/", {"username": "Mira Aldane", "password": "wrong"})
        pages.append(wrong.content.decode())
    assert {chunk for page in pages for chunk in chunks(page) if words.strange(chunk)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_run_does_not_speak_english(store, language):
    """The first run asks in the language of the browser, though the tracker has chosen none, and says what is wrong."""
    from django.test import Client

    from pledgebook_site.web.firstrun import new_token

    client, words = Client(headers={"host": "localhost", "accept-language": language}), Words(language)
    token = new_token(store.data)
    told = {"token": token, "starts": "2028", "ends": "2027", "password": "12345", "account": "A"}
    asked = [client.get("/setup/"), client.get("/setup/?token=x"), client.get(f"/setup/?token={token}")]
    asked += [client.post("/setup/", {"token": token}), client.post("/setup/", told)]
    pages = [one.content.decode() for one in asked]
    assert all(f'<html lang="{language}"' in page for page in pages)
    assert {chunk for page in pages for chunk in chunks(page) if words.strange(chunk)} == set()
