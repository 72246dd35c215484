"""What was done is said on the next page, and what can be taken back can be taken back there."""

import re

import pytest

from pledgebook.ledger.values import AccountRole

FERRIES = "the government would build forty ferries by 2027"


@pytest.fixture
def pledge(desk, marked) -> str:
    """A promise on record; its id."""
    from pledgebook_site.ledger.selectors import record

    key = marked(FERRIES)
    assert desk.send(f"/desk/queue/{key}/", action="accept", name="Ansa Tevrin").status_code == 303
    return record.sighting(key).pledge


def test_what_was_just_brought_as_evidence_can_be_undone(desk, pledge):
    """The page of evidence says in plain words what was recorded, with dates as the page writes them, and undoes it."""
    from pledgebook_site.ledger.selectors import record

    page = f"/desk/pledges/{pledge}/evidence/"
    search = {"who": "O. F.", "where": "the gazette", "from": "2024-04", "to": "2026", "terms": "ferries"}
    sent = {f"search-{name}": value for name, value in {**search, "bearing": "against"}.items()}
    assert desk.send(page, action="search", **sent).status_code == 303
    shown = desk.get(page).content.decode()
    assert "You brought evidence" in shown
    assert "the gazette, April 2024 – 2026: ferries" in shown
    assert "the gazette, April 2024 – 2026: ferries" in desk.get(f"/desk/pledges/{pledge}/verdict/").content.decode()
    entry = re.search(r'name="entry" value="(\d+)"', shown)[1]
    assert desk.client.post("/desk/undo/", {"entry": entry, "back": page})["Location"] == page
    assert record.pledge(pledge).evidence == []
    assert "You brought evidence" not in desk.get(page).content.decode()


def test_what_an_editor_wrote_is_not_told_in_the_voice_of_a_source(desk, pledge):
    """A note of evidence stands as our words do; the words of a suggestion as those of a source."""
    page = f"/desk/pledges/{pledge}/evidence/"
    assert f'<span class="words">{FERRIES}</span>' in desk.get(page).content.decode()
    sent = {"note-note": "Seen by the harbour.", "note-bearing": "for"}
    assert desk.send(page, action="note", **sent).status_code == 303
    assert "</b>: <span>Seen by the harbour.</span>" in desk.get(page).content.decode()


def test_many_at_once_are_told_in_plain_words(desk, marked):
    """The page says how many are about to be accepted and from which score; afterwards, how many were."""
    from pledgebook_site.ledger.models import SightingRow
    from pledgebook_site.ledger.selectors import record

    first = marked(FERRIES)
    second = marked("We will open a school on every island", document=record.sighting(first).document)
    for row in SightingRow.objects.all():
        row.score = row.data["told"]["score"] = 0.97
        row.save()
    page = desk.get("/desk/queue/?above=0.9").content.decode()
    assert "Accept 2 suggestions scored 0.90 or more" in page
    told = {"seen": re.search(r'"seen" value="(\d+)"', page)[1], "above": "0.90", "sighting": [first, second]}
    assert desk.client.post("/desk/queue/", told).status_code == 303
    assert "You accepted 2 suggestions" in desk.get("/desk/queue/").content.decode()
    assert "scored 0.90 or more" in desk.get("/desk/queue/?above=0.9").content.decode()


def test_one_promise_with_parts_is_told_as_one(desk, marked):
    """Accepting a statement with its parts is not told as several suggestions."""
    from pledgebook_site.ledger.selectors import record

    first = marked("build forty ferries")
    second = marked("by 2027", document=record.sighting(first).document)
    sent = {"parts": "on", "sighting": [first, second], "name": "Ansa Tevrin"}
    page = desk.send(f"/desk/queue/{first}/", **sent)["Location"]
    assert "You accepted it as one promise with 2 parts" in desk.get(page).content.decode()


def test_accounts_and_settings_say_what_was_done(desk_of):
    """A new account, another role, a new password and saved settings are confirmed, once."""
    from pledgebook_site.ledger.selectors.accounts import account

    desk = desk_of(role=AccountRole.ADMINISTRATOR)
    page = "/desk/accounts/"
    told = {"account": "Jonas Pell", "role": "editor", "password": "a row of nine lanterns"}
    assert desk.client.post(page, {"act": "add", **told}).status_code == 302
    assert "Jonas Pell has an account now." in desk.get(page).content.decode()
    assert "Jonas Pell has an account now." not in desk.get(page).content.decode()
    author = account("Jonas Pell").author
    desk.client.post(page, {"act": "role", "author": author, "role": "publisher"})
    assert "Jonas Pell has the role “Publisher” now." in desk.get(page).content.decode()
    desk.client.post(page, {"act": "reset", "author": author, "password": "another row of lanterns"})
    assert "Jonas Pell has a new password now." in desk.get(page).content.decode()
    kept = {"name": "The Bay Record", "languages": ["en"], "scale": "politifact", "default_rights": "excerpt"}
    kept |= {"two_signatures": "off", "authors_shown": "tracker"}
    assert desk.client.post("/desk/settings/", kept).status_code == 302
    assert "The settings are saved." in desk.get("/desk/settings/").content.decode()


def test_what_is_recorded_of_people_is_said(desk):
    """A person, an office and a programme are confirmed by name."""
    assert "In English" in desk.get("/desk/people/").content.decode()
    assert "На языке: английский" in desk.get("/desk/people/?lang=ru").content.decode()
    desk.get("/desk/people/?lang=en")
    sent = {"action": "person", "person-name": "Ansa Tevrin"}
    page = desk.send("/desk/people/", **sent)["Location"]
    assert "Ansa Tevrin is on record now." in desk.get(page).content.decode()
    desk.send(page, action="person", **{"person-name": "Ansa Tevrin", "person-name_en": "A. Tevrin"})
    assert "The names are saved." in desk.get(page).content.decode()
    desk.send("/desk/people/", action="office", **{"office-name": "Minister of Ports"})
    assert "Minister of Ports is on record now." in desk.get("/desk/people/").content.decode()
    page = desk.send("/desk/programmes/", name="The Tide Plan", start="March 2024")["Location"]
    assert "The Tide Plan is on record now." in desk.get(page).content.decode()


def test_what_was_taken_back_is_found_and_put_back(desk, marked, pledge):
    """A promise that was taken back stands in a list of its own, gets no verdict, and can be put back later on."""
    from pledgebook_site.ledger.selectors import record

    page = f"/desk/pledges/{pledge}/"
    assert page not in desk.get("/desk/pledges/?state=withdrawn").content.decode()
    assert desk.send(page, action="withdraw", reason="Said of another bay.").status_code == 303
    assert page not in desk.get("/desk/pledges/").content.decode()
    assert page in desk.get("/desk/pledges/?state=withdrawn").content.decode()
    assert "It was taken back and gets no verdicts." in desk.get(f"{page}verdict/").content.decode()
    assert 'name="explanation"' not in desk.get(f"{page}verdict/").content.decode()
    assert "Put it back" not in desk.get(page).content.decode()
    other = marked("We will open a school on every island")
    assert desk.send(f"/desk/queue/{other}/", action="reject", reason="view").status_code == 303
    shown = desk.get(page).content.decode()
    entry = re.search(r'name="entry" value="(\d+)">(?:(?!</form>).)*Put it back', shown, re.DOTALL)[1]
    assert desk.client.post("/desk/undo/", {"entry": entry, "back": page})["Location"] == page
    assert record.pledge(pledge).withdrawn is None
    assert page in desk.get("/desk/pledges/").content.decode()


def test_what_is_corrected_of_a_document_is_said(desk, added):
    """After a correction the page of the document says so, and has what was written."""
    page = f"/desk/documents/{added()}/"
    sent = {"title": "Ferries", "published": "12 March 2024", "language": "en", "genre": "news", "rights": "excerpt"}
    assert desk.send(page, action="correct", **sent).status_code == 303
    shown = desk.get(page).content.decode()
    assert "What is told of it is corrected." in shown
    assert 'name="published" value="12 March 2024"' in shown
