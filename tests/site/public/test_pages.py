"""The public pages, on both databases."""

import re
from pathlib import Path

import pytest
from django.test.utils import CaptureQueriesContext

from tests.site.public.conftest import PROMISOR

LARGEST = 150_000  # bytes


def test_an_empty_tracker_has_pages(store, read):
    """Before anything was accepted each page is there and says so."""
    assert "No promise is on record yet" in read("/")
    for path in ("/pledges/", "/people/", "/programmes/", "/accuracy/", "/feed.atom", "/keys"):
        read(path)


def test_the_page_of_a_promise(filled, read):
    """It tells who promised what when, where it was said, on which evidence it was judged, and how to check it."""
    page = read(f"/pledges/{filled.clinics}/")
    for told in (
        "Forty clinics",
        "Ilsa Verrin",
        "First Minister",
        "12 March 2024",
        "In the works",
        "Eleven of forty are open.",
        "It was eleven, not ten.",
        "31 December 2027",
        "<ins",
        "The Harbour Programme",
        "proof.json",
        "What this does not prove",
    ):
        assert told in page, told


def test_a_verdict_that_another_has_followed(at_desk, filled, read):
    """The history of verdicts says of each that is no longer in force since when, and by which."""
    assert "Superseded on" not in read(f"/pledges/{filled.clinics}/")
    at_desk.judge(filled.clinics, "kept", "All of them are open.")
    page = read(f"/pledges/{filled.clinics}/")
    assert page.count("Superseded on") == 1
    assert re.search(r"Eleven of forty are open\.(?:(?!</tr>).)*Superseded on [^<]*“Promise kept”", page, re.S)


def test_the_timeline_of_a_promise(at_desk, filled, read):
    """Each place is a line with its number, date and firmness and what they were before; then its wording, compared."""
    from pledgebook_site.ledger.services import sightings

    words = "We will open twenty clinics by 2029 if there is money"
    source = at_desk.take(
        f"“{words},” she said.", "full", published="2026-05-01", title="Later", publisher="Radio Anselm"
    )
    amount = {"text": "twenty", "value": 20, "unit": "clinics"}
    due = {"earliest": "2029", "latest": "2029", "text": "by 2029"}
    told = {"firmness": "conditional", "amount": amount, "deadline": due}
    sightings.join(at_desk.propose(source, words, quoted=True, **told), filled.clinics, author=at_desk.author)
    page = read(f"/pledges/{filled.clinics}/")
    table = re.search(r"<caption[^>]*>What was said when.*?</table>", page, re.S)[0]
    lines = [re.sub(r"<[^>]*>", " ", one) for one in table.split("<tr>")[2:]]
    assert [one.split()[0] for one in lines] == ["1.", "2.", "3."]
    assert all(word in lines[2] for word in ("1 May 2026", "twenty", "by 2029", "With a condition", "was: Firm"))
    wordings = re.findall(r'<li id="s(\d)">', page)
    assert wordings == ["3", "2", "1"]
    change = re.search(r'<li id="s3">.*?</li>', page, re.S)[0]
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", change))
    assert "How firm Firm With a condition" in told
    assert re.search(r"<ins[^>]*>twenty</ins>", change)


def test_what_is_said_again_with_another_date(at_desk, filled, read):
    """The front page says of a promise that was said again which date is another now."""
    from pledgebook_site.ledger.services import sightings

    words = "We will open twenty clinics by 2029"
    source = at_desk.take(
        f"“{words},” she said.", "full", published="2026-05-01", title="Later", publisher="Radio Anselm"
    )
    sightings.join(at_desk.propose(source, words, quoted=True), filled.clinics, author=at_desk.author)
    told = re.sub(r"\s+", " ", re.search(r"<b>Said again</b>.*?</p>", read("/"), re.S)[0])
    assert "<del>2028</del> <ins>2029</ins>" in told


def test_words_of_a_place_without_rights_are_in_no_line(at_desk, filled, read):
    """Number and date of a wording that may not be shown stand in no line of the timeline either."""
    from pledgebook_site.ledger.services import sightings

    source = at_desk.take("SECRETNUMBER clinics will open by SECRETDATE.", "none", published="2026-06", title="More")
    told = {"amount": {"text": "SECRETNUMBER", "value": 1, "unit": None}, "deadline": {"text": "by SECRETDATE"}}
    again = at_desk.propose(source, "SECRETNUMBER clinics will open by SECRETDATE", **told)
    sightings.join(again, filled.clinics, author=at_desk.author)
    assert "SECRET" not in read(f"/pledges/{filled.clinics}/")


def test_the_way_to_the_head_holds(filled, read):
    """The hashes on the page of a promise lead from its entry to the signed head."""
    from pledgebook.ledger.proof import check_inclusion, parse_checkpoint

    page = read(f"/pledges/{filled.clinics}/")
    hashes = [bytes.fromhex(one) for one in re.findall(r"^([0-9a-f]{64})$", re.sub(r"<[^>]*>", "\n", page), re.M)]
    number = int(re.search(r"The way from entry (\d+)", page)[1])
    head = parse_checkpoint(read("/checkpoint"))[0]
    assert check_inclusion(hashes[0], number, head.size, hashes[1:], head.root)


def test_the_downloaded_proof_verifies(filled, read, tmp_path):
    """The file that the page offers passes `pledgebook verify`."""
    from pledgebook.ledger.folder.verifying import verify

    path = tmp_path / "promise.json"
    path.write_text(read(f"/pledges/{filled.clinics}/proof.json"), encoding="utf8")
    assert verify(path).fault is None


def test_a_document_by_its_rights(filled, read):
    """A source is shown whole, around what was found, or by its fingerprint alone."""
    assert "FULLAFTER" in read(f"/documents/{filled.full}/")
    excerpt = read(f"/documents/{filled.excerpt}/")
    assert "Tomas Okell promised" in excerpt
    assert "[…]" in excerpt
    assert "Not shown" in read(f"/documents/{filled.none}/")


def test_a_document_leaves_out_what_was_withdrawn(at_desk, filled, read):
    """A withdrawn promise is neither counted nor marked in its source, whose page stays, as does the promise's own."""
    from pledgebook_site.ledger.services import pledges

    words = "We will close no clinic by 2027"
    source = at_desk.take(f"“{words},” she said.\n", "full", published="2026-05-01", title="Open")
    made = at_desk.accept(at_desk.propose(source, words, quoted=True, promisor=PROMISOR), "No closing")
    before = read(f"/documents/{source}/")
    assert "In 1 place a promise" in before
    assert 'class="mk pledge' in before.split("<article", 1)[1].split('class="source"', 1)[1]
    pledges.withdraw(made, reason="It was no promise.", author=at_desk.author)
    after = read(f"/documents/{source}/")
    assert "In 0 places a promise" in after
    assert words in after
    assert 'class="mk pledge' not in after.split("<article", 1)[1].split('class="source"', 1)[1]
    assert f"/pledges/{made}/" not in after
    page = read(f"/pledges/{made}/")
    assert "Taken off the record" in page
    assert "see it marked" not in page
    assert f"/pledges/{made}/" not in read("/pledges/")


def test_a_long_document_comes_in_sections(at_desk, read):
    """No page of a long document is larger than 150 KB, and together they show all of it."""
    text = "\n\n".join(f"Қысқа сөйлем {number}: «Біз мектеп саламыз» деді ол, және бұл уәде." for number in range(3000))
    document = at_desk.take(text, "full", published="2025", title="Long")
    for number in range(0, 3000, 10):
        words = f"Қысқа сөйлем {number}:"
        if number < 200:
            at_desk.accept(at_desk.propose(document, words, promisor=PROMISOR), f"Promise {number}")
        else:
            at_desk.propose(document, words)
    found, section = set(), 1
    while True:
        page = read(f"/documents/{document}/?section={section}")
        assert len(page.encode()) <= LARGEST
        found |= {int(one) for one in re.findall(r"сөйлем (\d+)", page)}
        if f"section={section + 1}" not in page:
            break
        section += 1
    assert found == set(range(3000))
    read(f"/documents/{document}/?section={section + 1}", status=404)


def test_a_promise_leads_to_its_marked_words(at_desk, filled, read):
    """From a promise one gets to its words, marked in that section of the document which has them."""
    filler = "\n\n".join(
        f"Nothing was promised on day {number} of the sitting, and the members went home." for number in range(400)
    )
    words = "We will dredge the outer basin by 2030"
    source = at_desk.take(
        f"{filler}\n\n“{words},” she said.\n\n{filler}",
        "full",
        published="2026-07",
        title="Minutes",
        url="https://radio.example/9",
    )
    made = at_desk.accept(at_desk.propose(source, words, quoted=True, promisor=PROMISOR), "The outer basin")
    link = re.search(r'href="(/documents/[^"#]*[?]at=[^"#]*)#([^"]*)"', read(f"/pledges/{made}/"))
    page = read(link[1])
    assert re.search(rf'id="{link[2]}"[^>]*>{words}', page)
    assert "Section 1 of" not in page
    assert ":~:text=We%20will%20dredge" in page
    assert "see it marked" not in read(f"/pledges/{filled.fish}/")
    assert "Section 1 of" in read(f"/documents/{source}/?at=nothing")


def test_the_record_as_of_an_earlier_day(at_desk, filled, read, monkeypatch):
    """As of an earlier day a promise has the verdict that it had then, and the page says which day it is."""
    from pledgebook_site.ledger.selectors.public import days
    from pledgebook_site.ledger.services import log

    monkeypatch.setattr(log, "moment_after", lambda last: "2030-05-01T10:00:00.000000Z")
    at_desk.judge(filled.clinics, "kept", "All of them are open.")
    monkeypatch.setattr(days, "today", lambda: "2031-01-01")
    now, then = (read(f"/pledges/{filled.clinics}/{day}") for day in ("", "?as_of=2030-04"))
    assert "All of them are open." in now
    assert "All of them are open." not in then
    assert "You are reading the record as it stood on <b>30 April 2030</b>" in then
    assert 'class="m kept"' not in re.sub(r"<symbol.*?</symbol>", "", then)
    assert "In the works" in read("/pledges/?as_of=2030-04")
    assert "Promise kept" in read("/pledges/")
    assert filled.clinics not in read("/pledges/?as_of=2001")


@pytest.mark.parametrize("told", ["yesterday", "2024-13", "2024-02-30x", "99999", "2026-02-30"])
@pytest.mark.parametrize("path", ["/", "/pledges/"])
def test_a_day_that_is_none(store, read, path, told):
    """What is no date cannot be asked for, and who does so is told that it is none."""
    assert "<h1>There is no such day.</h1>" in read(f"{path}?as_of={told}", status=400)


def test_a_page_of_today_only_is_asked_for_another_day(filled, stranger):
    """Where a page knows no other day, its address with one leads to the address without; what is no day is 400."""
    paths = ["/people/", "/people/ilsa-verrin/", "/programmes/", f"/programmes/{filled.programme}/", "/accuracy/"]
    paths += [f"/documents/{filled.full}/", "/feed.atom", f"/pledges/{filled.clinics}/proof.json"]
    for path in paths:
        led = stranger.get(f"{path}?as_of=2024&section=1")
        assert (led.status_code, led.headers["Location"]) == (302, f"{path}?section=1")
        assert stranger.get(f"{path}?as_of=2024").headers["Location"] == path
        assert stranger.get(f"{path}?as_of=nonsense").status_code == 400


def test_the_menu_stays_on_the_day(filled, read):
    """On a past day the menu's list of promises is that of the day; what knows today only is named without it."""
    page = read("/?as_of=2001")
    assert '<li><a href="/pledges/?as_of=2001">' in page
    assert '<a href="/pledges/?as_of=2001#q">' in page
    assert '<li><a href="/people/">' in page
    assert '<li><a href="/pledges/">' in read("/")


def test_a_list_offers_its_address_with_the_day(at_desk, filled, read, monkeypatch):
    """A list of today leads to the same one with the day in it; once the day is over, what comes later is not there."""
    from pledgebook_site.ledger.selectors.public import days
    from pledgebook_site.ledger.services import log

    monkeypatch.setattr(days, "today", lambda: "2030-04-30")
    now = read("/pledges/?q=clinics&firm=firm")
    assert "grows with the record" in now
    assert '<a href="?q=clinics&amp;firm=firm&amp;as_of=2030-04-30">The address of this list as of 30 April 2030' in now
    monkeypatch.setattr(log, "moment_after", lambda last: "2030-05-01T10:00:00.000000Z")
    at_desk.judge(filled.clinics, "kept", "All of them are open.")
    monkeypatch.setattr(days, "today", lambda: "2031-01-01")
    then = read("/pledges/?q=clinics&firm=firm&as_of=2030-04-30")
    assert "keeps to its day" in then
    assert "The address of this list" not in then
    assert "In the works" in then


def test_the_feed_is_atom(filled, read):
    """The feed has an entry for each change, with an id that stays, and leads to the promise."""
    from xml.etree import ElementTree

    feed = ElementTree.fromstring(read("/feed.atom"))
    space = {"a": "http://www.w3.org/2005/Atom"}
    entries = feed.findall("a:entry", space)
    assert len(entries) >= 4
    assert len({one.find("a:id", space).text for one in entries}) == len(entries)
    assert any(filled.clinics in one.find("a:link", space).get("href") for one in entries)


def test_the_queries_of_a_page_do_not_grow(at_desk, filled, stranger):
    """A page asks the database as often with forty promises as with two."""
    from django.db import connection

    paths = ["/", "/pledges/", f"/pledges/{filled.clinics}/", "/people/", "/people/ilsa-verrin/", "/programmes/"]
    paths += [f"/documents/{filled.full}/", "/feed.atom", "/?as_of=2001", "/pledges/?q=clinic&firm=firm"]
    before = [queries(connection, stranger, path) for path in paths]
    text = "\n\n".join(f"Promise {number} will be kept by 2027." for number in range(40))
    document = at_desk.take(text, "full", published="2025-01", title="Many", publisher="Radio Anselm")
    for number in range(40):
        made = at_desk.accept(at_desk.propose(document, f"Promise {number} will be kept", promisor=PROMISOR))
        at_desk.evidence(made, note="Seen.")
        at_desk.judge(made, "kept", "It is.")
    after = [queries(connection, stranger, path) for path in paths]
    assert {path: more for path, less, more in zip(paths, before, after, strict=True) if more > less} == {}


def queries(connection, stranger, path) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert stranger.get(path).status_code == 200
    return len(asked)


def test_the_figures_are_those_of_the_bench():
    """The accuracy page shows the figures that `bench/floors.json` pins, and no others."""
    import json

    from pledgebook_site.public.measured import DATA

    floors = json.loads((Path(__file__).parents[3] / "bench" / "floors.json").read_text(encoding="utf8"))
    for task in json.loads(DATA.read_text(encoding="utf8"))["tasks"]:
        pinned = {key: value for key, value in floors[task["key"]].items() if key != "data"}
        assert task["figures"] == pinned
        assert task["data"] == floors[task["key"]]["data"]
