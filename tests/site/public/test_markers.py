"""Whoever follows every link of the public site, in any language, comes upon no word that is not public."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from tests.site.public.conftest import PROMISOR, Desk

MOST_PAGES = 250
OPEN = "“We will open nine libraries by 2027,” Ilsa Verrin said in Nordheim.\n\nShe did not say where.\n"
FAR = (
    "EXCERPTFIRST stands before.\n\nTomas Okell promised that the ministry would open eight libraries by 2028.\n\n"
    "“We will close the EXCERPTDRAFT road,” he added. EXCERPTLAST stands behind.\n"
)
HIDDEN = (
    "“We will NONEDEED the NONETHING for NONEWHOM by NONEDUE if NONEWHEN,” NONESAID NONESPEAKER.\n\n"
    "NONEPROOF is what was found later. NONEOTHER too.\n"
)
DRAFT = "DRAFTSPEAKER said: “We will DRAFTWAIT.” “We will DRAFTLATER.” “We will DRAFTREJECT.” “We will DRAFTUNDO.”\n"
MARKER = re.compile(r"\b(?:NONE|EXCERPT|DRAFT|ACCOUNT)[A-Z]+\b", re.IGNORECASE)
LINK = re.compile(r'(?:href|src|action)="([^"]+)"')
LANGUAGES = ("en", "ru", "kk")


def mention(text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def hidden_promise(at_desk: Desk) -> str:
    """A promise whose source may not be shown, with all that a reader has told of it; its id."""
    document = at_desk.take(HIDDEN, "none", published="2026-02-02", title="Fish", url="https://courier.example/3")
    words = HIDDEN[1 : HIDDEN.index(",”")]
    told = {name: mention(HIDDEN, word) for name, word in (("deadline", "NONEDUE"), ("condition", "if NONEWHEN"))}
    told["deadline"] |= {"earliest": "2030", "latest": "2030"}
    told |= {"amount": mention(HIDDEN, "NONETHING") | {"value": 9, "unit": "NONEUNIT"}}
    told |= {"beneficiary": mention(HIDDEN, "NONEWHOM"), "action": "NONEDEED", "object": "the NONETHING"}
    promisor = {"name": "NONESPEAKER", "role": None, "basis": "named", **mention(HIDDEN, "NONESPEAKER")}
    sighting = at_desk.propose(document, words, quoted=True, promisor=promisor, **told)
    made = at_desk.accept(sighting, promisor={"name": "Sefa Marrable", "role": None, "person": None})
    proof = mention(HIDDEN, "NONEPROOF is what was found")
    at_desk.evidence(made, **proof, document=document, bearing="against")
    return made


def drafts(at_desk: Desk, public: str, document: str) -> list[str]:
    """Drafts of each kind, some of them about a public promise and its document; the ids of nouns without a page."""
    from pledgebook.ledger import events
    from pledgebook_site.ledger.services import recording, settings, sightings, undoing, verdicts

    author = at_desk.author
    draft = at_desk.take(DRAFT, "full", published="2026", title="DRAFTTITLE", publisher="DRAFTPRESS")
    waiting = at_desk.propose(draft, "We will DRAFTWAIT", promisor=PROMISOR | {"name": "DRAFTSPEAKER"})
    sightings.put_off(at_desk.propose(draft, "We will DRAFTLATER"), author=author, reason="DRAFTREASON")
    sightings.reject(at_desk.propose(draft, "We will DRAFTREJECT"), author=author, reason="DRAFTREASON")
    undone = at_desk.accept(at_desk.propose(draft, "We will DRAFTUNDO"), "DRAFTUNDONE")
    undoing.undo(author=author)
    recording.correct(draft, "DRAFTCORRECTION", author=author)
    recording.correct(waiting, "DRAFTCORRECTION", author=author)
    at_desk.propose(document, "We will close the EXCERPTDRAFT road", promisor=PROMISOR)
    at_desk.evidence(
        public, accepted=False, note="DRAFTNOTE", title="DRAFTPAPER", url="https://courier.example/DRAFTURL"
    )
    rejected = at_desk.evidence(public, accepted=False, note="DRAFTNOTE")
    verdicts.reject_evidence(rejected, author=author, reason="DRAFTREASON")
    settings.change_setting("two_signatures", "on", author=author)
    verdicts.withdraw(at_desk.judge(public, "stalled", "DRAFTVERDICT"), author=author, reason="DRAFTREASON")
    at_desk.judge(public, "kept", "DRAFTVERDICT")
    person = recording.record_person(
        events.PersonRecorded(name="DRAFTPERSON", names={"ru": "DRAFTPERSON"}), author=author
    )
    programme = events.ProgrammeOpened(name="DRAFTPROGRAMME", kind="party", start=None, end=None)
    opened = recording.open_programme(programme, author=author)
    recording.record_office(events.OfficeRecorded(name="DRAFTOFFICE", body="DRAFTBODY"), author=author)
    at_desk.say(public, events.PledgeTitled(language="ru", title="DRAFTNAMED"))
    undoing.undo(author=author)
    return [draft, waiting, undone, person, opened]


@pytest.fixture
def secret(store) -> list[str]:
    """A tracker kept by an account that is not named in public, with words that are not public wherever some can be."""
    from pledgebook.ledger.values import AccountRole
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services import settings, sightings
    from pledgebook_site.ledger.services.accounts import add_account

    keeper = add_account(
        "ACCOUNTNAME", password="seven grey herons", role=AccountRole.ADMINISTRATOR, by=account("local")
    )
    at_desk = Desk(keeper.author)
    full = at_desk.take(OPEN, "full", published="2024-03", title="Libraries", url="https://radio.example/1")
    far = at_desk.take(FAR, "excerpt", published="2026-01", title="Fewer", url="https://radio.example/2")
    public = at_desk.accept(
        at_desk.propose(full, "We will open nine libraries by 2027", promisor=PROMISOR), "Libraries"
    )
    sightings.join(at_desk.propose(far, "open eight libraries by 2028"), public, author=keeper.author)
    at_desk.evidence(public, note="Two are open.")
    at_desk.judge(public, "in-the-works", "Two of nine are open.")
    hidden_promise(at_desk)
    settings.change_setting("languages", ",".join(LANGUAGES), author=keeper.author)
    return drafts(at_desk, public, far)


@pytest.fixture
def visited(stranger) -> Callable[[str], dict[str, str]]:
    """A function that opens a page and every page that it leads to; each answer, headers and all, by its address."""

    def follow(start: str) -> dict[str, str]:
        waiting, seen = [start], {}
        while waiting and len(seen) < MOST_PAGES:
            address = waiting.pop(0)
            answer = stranger.get(address)
            body = b"".join(answer) if answer.streaming else answer.content
            seen[address] = f"{sorted(answer.headers.items())}\n{body.decode(errors='replace')}"
            for link in map(unescape, LINK.findall(seen[address])):
                target = urlsplit(urljoin(address, link))
                known = f"{target.path}?{target.query}" if target.query else target.path
                ours = not target.netloc and not target.path.startswith(("/static/", "/desk/")) and "lang=" not in link
                if ours and target.query.count("&") < 2 and known not in seen and known not in waiting:
                    waiting.append(known)
        return seen

    return follow


def found_in(pages: dict[str, str]) -> dict[str, set[str]]:
    """The markers on each page that has any; what was asked for may be told to who has asked."""
    told = {address: set(MARKER.findall(text)) for address, text in pages.items()}
    return {address: markers for address, markers in told.items() if markers}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_leads_to_a_word_that_is_not_public(secret, visited, language):
    """Front, lists with each facet, promises, people, programmes, documents, feed, proofs: none shows a marker."""
    pages = visited(f"/?lang={language}")
    kinds = ("/pledges/", "/people/", "/programmes/", "/documents/", "/accuracy/", "/feed.atom", "/keys")
    assert all(any(address.startswith(kind) for address in pages) for kind in kinds), sorted(pages)
    assert any("proof.json" in address for address in pages)
    assert all(f'<html lang="{language}"' in text for text in pages.values() if "<html" in text)
    assert "Libraries" in pages[f"/?lang={language}"]
    assert found_in(pages) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_does_one_of_an_earlier_day(secret, visited, monkeypatch, language):
    """As of a day on which all of it was on record already, nothing more is shown."""
    from pledgebook_site.ledger.selectors.public import days

    monkeypatch.setattr(days, "today", lambda: "2999-01-01")
    pages = visited(f"/?as_of=2998&lang={language}")
    assert all(f'<html lang="{language}"' in text for text in pages.values() if "<html" in text)
    assert any("/pledges/" in address and "as_of" in address for address in pages)
    assert found_in(pages) == {}


def test_what_has_no_page_tells_nothing(secret, read):
    """The address of a draft answers like one of nothing, and searching for hidden words finds nothing."""
    nobody = "0" * 32
    for kind in ("documents", "pledges", "people", "programmes"):
        nothing = read(f"/{kind}/{nobody}/", status=404)
        for key in secret:
            assert read(f"/{kind}/{key}/", status=404).replace(key, nobody) == nothing
    for words in ("nonedeed", "nonething", "excerptfirst", "draftwait", "draftundone"):
        assert re.findall(r'href="/pledges/[0-9a-f]{32}/', read(f"/pledges/?q={words}")) == [], words
    assert re.findall(r'href="/pledges/[0-9a-f]{32}/', read("/pledges/?q=libraries")) != []
