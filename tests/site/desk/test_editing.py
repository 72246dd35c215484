"""What an editor says of a promise, its evidence and its verdict, in the browser."""

import re

import pytest

FERRIES = "the government would build forty ferries by 2027"
IDS = re.compile(r"\b[0-9a-f]{32}\b")


@pytest.fixture
def pledge(desk, marked) -> str:
    """A promise on record; its id."""
    from pledgebook_site.ledger.selectors import record

    key = marked(FERRIES)
    assert desk.send(f"/desk/queue/{key}/", action="accept", name="Ansa Tevrin").status_code == 303
    return record.sighting(key).pledge


def told(**more):
    return {"action": "save", "name": "Ansa Tevrin", "verdicts_of": "own", **more}


def test_the_browser_records_what_the_command_line_records(store, desk, marked):
    """The same decisions give the same types and payloads; only ids, salts, clocks and authors differ."""
    from pledgebook_site.ledger.selectors import record
    from pledgebook_site.ledger.selectors.history import history_of

    first = marked(FERRIES)
    second = marked("We will open a school on every island", document=record.sighting(first).document)
    words = {"title": "Forty ferries", "recorded_only": "a trial"}
    desk.send(f"/desk/queue/{first}/", action="accept", name="Ansa Tevrin", **words)
    one = record.sighting(first).pledge
    desk.send(f"/desk/pledges/{one}/", action="track", reason="it matters")
    more = {"title_en": "Forty ferries", "summary_en": "In plain words.", "topics": "transport", "responsible": "Ports"}
    more |= {"earliest": "2026", "latest": "2027", "firmness": "firm", "role": "Minister"}
    answer = desk.send(f"/desk/pledges/{one}/", **told(**more))
    assert answer.status_code == 303, answer.content.decode()
    search = {
        "who": "O. F.",
        "where": "the gazette",
        "from": "2024",
        "to": "2026",
        "terms": "ferries",
        "bearing": "for",
    }
    sent = {f"search-{name}": value for name, value in search.items()}
    assert desk.send(f"/desk/pledges/{one}/evidence/", action="search", **sent).status_code == 303
    (proof,) = record.pledge(one).evidence
    verdict = {"status": "in-the-works", "explanation": "Begun.", "evidence": proof, "effective": "2026-03"}
    assert desk.send(f"/desk/pledges/{one}/verdict/", action="give", **verdict).status_code == 303

    assert store.run("accept", second, "--title", "Forty ferries", "--recorded-only", "a trial").exit_code == 0
    other = record.sighting(second).pledge
    assert store.run("track", other, "--reason", "it matters").exit_code == 0
    words = ["--summary", "In plain words.", "--topic", "transport", "--body", "Ports", "--deadline", "2026/2027"]
    done = store.run("edit", other, *words, "--role", "Minister", "--firmness", "firm")
    assert done.exit_code == 0, done.output
    words = ["--searched", "the gazette", "--who", "O. F.", "--from", "2024", "--to", "2026", "--terms", "ferries"]
    assert store.run("evidence", other, "--for", *words).exit_code == 0
    done = store.run("verdict", other, "in-the-works", "--because", "Begun.", "--effective", "2026-03")
    assert done.exit_code == 0, done.output

    def plain(key):
        said = [one for one in history_of("pledges", key) if one["type"] != "sighting.proposed"]
        return [(one["type"], IDS.sub("ID", str(one["payload"]))) for one in said]

    assert plain(one) == plain(other)
    assert len(plain(one)) > 10


def test_only_what_has_changed_is_recorded(desk, pledge):
    """Saving records an event a change, and saving nothing is refused."""
    page = f"/desk/pledges/{pledge}/"
    before = desk.seen(page)
    assert desk.send(page, **told(title_en="Forty ferries", latest="2027")).status_code == 303
    assert desk.types_after(before) == ["pledge.titled", "pledge.deadline_given"]
    before = desk.seen(page)
    assert desk.send(page, **told(title_en="Forty ferries", latest="2027")).status_code == 400
    assert desk.send(page, **told(title_en="Forty ferries", latest="by 2027")).status_code == 400
    assert desk.types_after(before) == []


def test_the_editor_of_a_promise_is_not_overtaken(desk_of, desk, pledge):
    """Who saves what another has changed meanwhile is told so, and nothing is saved."""
    other, page = desk_of("Jonas Pell"), f"/desk/pledges/{pledge}/"
    seen = desk.seen(page)
    assert other.send(page, **told(title_en="Ferries")).status_code == 303
    answer = desk.send(page, seen=seen, **told(title_en="Forty ferries"))
    assert answer.status_code == 409
    assert "Jonas Pell gave a title" in answer.content.decode()


def test_words_of_a_stored_source_are_evidence_and_marked_in_it(desk, pledge):
    """A pasted source is stored unread, its words are cut out as evidence, and its own page marks them."""
    from pledgebook_site.ledger.selectors import record

    page = f"/desk/pledges/{pledge}/evidence/"
    text = "Twelve ferries sail, the harbour office wrote on 2 May 2025.\n\nNothing else."
    answer = desk.send(page, action="source", **{"source-text": text, "source-rights": "excerpt"})
    job = answer["Location"]
    (prefix,) = re.findall(r'name="([0-9a-f]{8})-published"', desk.get(job).content.decode())
    sent = {"language": "en", "genre": "news", "rights": "excerpt", "title": "Twelve"}
    answer = desk.client.post(job, {f"{prefix}-{name}": value for name, value in sent.items()})
    assert answer.status_code == 303
    snapshot = answer["Location"]
    sent = {"words": "Twelve ferries sail", "bearing": "for", "pledge": pledge, "action": "quote"}
    assert desk.send(snapshot, **sent)["Location"] == page
    (key,) = record.pledge(pledge).evidence
    found = record.evidence(key)
    assert (found.start, found.end, found.text, found.state) == (0, 19, "Twelve ferries sail", "accepted")
    assert record.document(found.document).readers == []
    assert f'id="e-{key}"' in desk.get(snapshot).content.decode()


def test_a_statement_becomes_one_promise_with_parts(desk, marked):
    """The whole is said by the words of all, and each part is a promise of its own."""
    from pledgebook_site.ledger.selectors import record
    from pledgebook_site.ledger.selectors.desk import pledges as desk_pledges

    first = marked("build forty ferries")
    second = marked("by 2027", document=record.sighting(first).document)
    sent = {"parts": "on", "sighting": [first, second], "name": "Ansa Tevrin", "title": "Ferries"}
    answer = desk.send(f"/desk/queue/{first}/", **sent)
    assert answer.status_code == 303, answer.content.decode()
    whole = answer["Location"].split("/")[-2]
    assert record.sighting(record.pledge(whole).sightings[0]).text == "build forty ferries by 2027"
    assert [one["text"] for one in desk_pledges.parts(whole)] == ["build forty ferries", "by 2027"]


def test_people_offices_terms_and_programmes_have_pages(desk):
    """Names in several scripts, an office, a term, and a programme that is opened and closed."""
    from pledgebook_site.ledger.selectors import record

    sent = {"action": "person", "person-name": "Ansa Tevrin", "person-name_en": "Ansa Tevrin"}
    page = desk.send("/desk/people/", **sent)["Location"]
    sent = {"action": "office", "office-name": "Minister of Ports", "office-body": "Ministry of Ports"}
    assert desk.send("/desk/people/", **sent).status_code == 303
    (office,) = record.others("offices")
    sent = {"action": "term", "term-office": office, "term-start": "2023-05"}
    assert desk.send(page, **sent).status_code == 303
    assert "Minister of Ports" in desk.get(page).content.decode()
    page = desk.send("/desk/programmes/", name="The Tide Plan", start="2024")["Location"]
    assert desk.send(page, reason="the term is over").status_code == 303
    assert "It is closed" in desk.get(page).content.decode()


@pytest.mark.parametrize("ending", ["", "evidence/", "verdict/"])
def test_queries_do_not_grow_with_what_hangs_on_a_promise(desk, added, marked, pledge, ending):
    """A promise with many places and much evidence asks the database as often as one with a little."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def grow(number):
        for count in range(number):
            document = added(f"{count}: {FERRIES}, she said in {number} {count}.", title=f"No. {number}{count}")
            key = marked(FERRIES, document=document)
            assert desk.send(f"/desk/queue/{key}/", action="join", pledge=pledge).status_code == 303
            sent = {"note-note": "Seen.", "note-bearing": "for"}
            assert desk.send(f"/desk/pledges/{pledge}/evidence/", action="note", **sent).status_code == 303

    counts = []
    for number in (1, 4):
        grow(number)
        with CaptureQueriesContext(connection) as caught:
            desk.get(f"/desk/pledges/{pledge}/{ending}")
        counts.append(len(caught))
    assert counts[0] == counts[1]
