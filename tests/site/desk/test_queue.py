"""Deciding about suggestions in the browser: what is recorded, what is refused, what can be taken back."""

import re

import pytest

FERRIES = "the government would build forty ferries by 2027"


def test_two_editors_never_overwrite_each_other(desk_of, marked):
    """The second one is told who was faster and what he did, and nothing of his is saved."""
    one, other = desk_of("Oda Fenwick"), desk_of("Jonas Pell")
    page = f"/desk/queue/{marked(FERRIES)}/"
    seen = other.seen(page)
    assert one.send(page, action="reject", reason="forecast").status_code == 303
    before = other.seen(page)
    answer = other.send(page, seen=seen, action="accept", name="Ansa Tevrin")
    assert answer.status_code == 409
    assert "Oda Fenwick rejected it" in answer.content.decode()
    assert other.types_after(before) == []


def test_what_was_decided_stays_on_top_and_can_be_undone(desk, marked):
    """The next page offers to undo the last decision, and undoing is a new event."""
    from pledgebook_site.ledger.selectors import record

    first = marked(FERRIES)
    second = marked("We will open a school on every island", document=record.sighting(first).document)
    answer = desk.send(f"/desk/queue/{first}/", action="accept", name="Ansa Tevrin")
    assert answer["Location"] == f"/desk/queue/{second}/"
    page = desk.get(answer["Location"]).content.decode()
    assert "You accepted it" in page
    entry = re.search(r'name="entry" value="(\d+)"', page)[1]
    assert desk.client.post("/desk/undo/", {"entry": entry, "back": f"/desk/queue/{first}/"}).status_code == 303
    assert record.sighting(first).state == "waiting"
    assert desk.types_after(int(entry)) == ["event.undone"]
    assert "You accepted it" not in desk.get(f"/desk/queue/{first}/").content.decode()


def test_a_promise_that_is_known_is_offered_with_what_changed(desk, added, marked):
    """A later wording is offered the known promise, with a word diff and reasons, and joined by one button."""
    from pledgebook_site.ledger.selectors import record

    first = marked(FERRIES)
    assert desk.send(f"/desk/queue/{first}/", action="accept", name="Ansa Tevrin").status_code == 303
    pledge = record.sighting(first).pledge
    later = added("Ansa Tevrin said that the government would build thirty ferries by 2029.", title="Fewer ferries")
    second = marked("the government would build thirty ferries by 2029", document=later)
    page = desk.get(f"/desk/queue/{second}/").content.decode()
    assert '<del class="hot">forty</del> <ins class="hot">thirty</ins>' in page, page[page.find("Said before") :][:900]
    assert "same speaker" in page
    assert desk.send(f"/desk/queue/{second}/", action="join", pledge=pledge).status_code == 303
    assert record.pledge(pledge).sightings == [first, second]


def test_words_are_taken_by_code_points_and_never_moved(desk, added, marked):
    """Offsets after an emoji count it as one; where they and the words differ, the words are looked for."""
    from pledgebook_site.ledger.selectors import documents, record

    document = added("🚢🚢 Порт: «Мы построим сорок паромов», сказала Анса.", title="Паромы", language="ru")
    text = documents.text_of(record.document(document))
    key = marked("Мы построим", document=document)
    page, words = f"/desk/queue/{key}/", "построим сорок паромов"
    start = text.index(words)
    sent = {"b-start": start, "b-end": start + len(words), "b-words": words}
    assert desk.send(page, action="bounds", **sent).status_code == 303
    assert (record.sighting(key).start, record.sighting(key).text) == (start, words)
    sent = {"b-start": start + 2, "b-end": start + 9, "b-words": "сорок паромов"}
    assert desk.send(page, action="bounds", **sent).status_code == 303
    assert record.sighting(key).text == "сорок паромов"
    answer = desk.send(page, action="bounds", **{"b-words": "пятьдесят паромов"})
    assert answer.status_code == 400
    assert record.sighting(key).text == "сорок паромов"
    assert f'data-start="{0}"' in desk.get(page).content.decode()


def test_a_suggestion_that_is_two_promises_is_divided(desk, marked):
    """The chosen words wait as a suggestion of their own, and the first one keeps the rest."""
    from pledgebook_site.ledger.models import SightingRow
    from pledgebook_site.ledger.selectors import record

    key = marked("the government would build forty ferries by 2027")
    answer = desk.send(f"/desk/queue/{key}/", action="split", **{"d-words": "forty ferries by 2027"})
    assert answer.status_code == 303, answer.content.decode()
    assert record.sighting(key).text == "the government would build"
    assert SightingRow.objects.filter(state="waiting").count() == 2


def test_a_rejection_does_not_come_back(desk, added, marked):
    """The same words of the same document cannot be suggested again by hand, and a second reading passes them over."""
    from pledgebook_site.ledger.selectors import record

    key = marked(FERRIES)
    assert desk.send(f"/desk/queue/{key}/", action="reject", reason="demand").status_code == 303
    document = record.sighting(key).document
    answer = desk.send(f"/desk/documents/{document}/", action="mark", words=FERRIES, name="Ansa Tevrin")
    assert answer.status_code == 400
    assert "on record already" in answer.content.decode()
    assert "Nothing waits" in desk.get("/desk/queue/").content.decode()
    assert "Asks it of somebody else" in desk.get("/desk/queue/?state=rejected").content.decode()


def test_a_rejection_says_why(desk, marked):
    """A rejection without a reason is refused, and nothing is recorded."""
    page = f"/desk/queue/{marked(FERRIES)}/"
    before = desk.seen(page)
    assert desk.send(page, action="reject", own_reason=" ").status_code == 400
    assert desk.types_after(before) == []


def test_words_of_a_document_in_any_language_are_marked_by_hand(desk, added):
    """What an editor sees himself waits in the queue like any suggestion."""
    document = added("Министр: «Мы откроем школу до 2027 года».", title="Школа", language="ru")
    page = f"/desk/documents/{document}/"
    assert "nothing reads this language yet" in desk.get(page).content.decode()
    sent = {"words": "Мы откроем школу до 2027 года", "name": "Министр", "latest": "2027"}
    answer = desk.send(page, action="mark", **sent)
    assert answer.status_code == 303, answer.content.decode()
    assert "Мы откроем школу" in desk.get(answer["Location"]).content.decode()


def test_many_are_accepted_and_taken_back_at_once(desk, marked, store):
    """What is ticked becomes a promise each, in one operation that one Undo takes back."""
    from pledgebook_site.ledger.models import PledgeRow, SightingRow
    from pledgebook_site.ledger.selectors import record

    first = marked(FERRIES)
    second = marked("We will open a school on every island", document=record.sighting(first).document)
    SightingRow.objects.update(score=0.97)
    for row in SightingRow.objects.all():
        row.data["told"]["score"] = 0.97
        row.save()
    page = desk.get("/desk/queue/?above=0.95").content.decode()
    assert page.count('name="sighting"') == 2
    told = {"above": "0.95", "sighting": [first, second]}
    answer = desk.client.post("/desk/queue/", {"seen": re.search(r'"seen" value="(\d+)"', page)[1], **told})
    assert answer.status_code == 303, answer.content.decode()
    assert PledgeRow.objects.filter(present=True).count() == 2
    undone = desk.get(f"/desk/queue/{first}/").content.decode()
    entry = re.search(r'name="entry" value="(\d+)"', undone)[1]
    assert desk.client.post("/desk/undo/", {"entry": entry, "back": "/desk/"}).status_code == 303
    assert PledgeRow.objects.filter(present=True).count() == 0


def test_where_an_editor_stopped_is_remembered(desk_of, marked):
    """Each account goes on at the suggestion that it looked at last, and switches single keys for itself."""
    one, other = desk_of("Oda Fenwick"), desk_of("Jonas Pell")
    key = marked(FERRIES)
    one.get(f"/desk/queue/{key}/")
    assert "Go on where you stopped" in one.get("/desk/queue/").content.decode()
    assert "Go on where you stopped" not in other.get("/desk/queue/").content.decode()
    one.client.post("/desk/queue/", {"keys": "off", "back": f"/desk/queue/{key}/"})
    assert 'data-keys="off"' in one.get(f"/desk/queue/{key}/").content.decode()
    assert 'data-keys="on"' in other.get(f"/desk/queue/{key}/").content.decode()


@pytest.mark.parametrize("address", ["/desk/queue/", "/desk/queue/KEY/", "/desk/documents/", "/desk/"])
def test_queries_do_not_grow_with_what_waits(desk, marked, address):
    """A page asks the database as often for many suggestions as for two."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from pledgebook_site.ledger.selectors import record

    key = marked("build forty")
    document = record.sighting(key).document
    marked("ferries by", document=document)
    counts = []
    for words in (None, ("We will open", "a school on", "every island", "Nobody else spoke", "on Tuesday")):
        for one in words or ():
            marked(one, document=document)
        desk.get(address.replace("KEY", key))
        with CaptureQueriesContext(connection) as caught:
            desk.get(address.replace("KEY", key))
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_a_document_without_a_date_says_so_in_the_queue(desk, marked):
    """The list tells that no date is known, and leaves no sign for one."""
    marked(FERRIES)
    page = desk.get("/desk/queue/").content.decode()
    assert re.search(r"<br>\s*·", page) is None
    assert "<br>no date" in page
