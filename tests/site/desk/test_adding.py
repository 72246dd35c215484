"""Bringing sources in: what is guessed, what cannot be read, what goes wrong, and what is done twice."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

RUSSIAN = "Министр сказал: «Мы построим сорок паромов до 2027 года»."


def brought(desk, **told):
    answer = desk.client.post("/desk/add/", {"rights": "excerpt", **told})
    assert answer.status_code == 303, answer.content.decode()
    return answer["Location"]


def taken(desk, job, **told):
    prefixes = re.findall(r'name="([0-9a-f]{8})-published"', desk.get(job).content.decode())
    told = {"language": "en", "genre": "news", "rights": "excerpt", **told}
    sent = {f"{prefix}-{name}": value for prefix in prefixes for name, value in told.items()}
    answer = desk.client.post(job, sent)
    assert answer.status_code == 303, answer.content.decode()
    return desk.get(job).content.decode()


def test_a_document_that_nothing_reads_is_stored_unread_and_says_so(desk):
    """The page says it before and after, and nothing is proposed."""
    from pledgebook_site.ledger.models import SightingRow
    from pledgebook_site.ledger.selectors import lists

    job = brought(desk, text=RUSSIAN)
    assert "Nothing reads this language yet" in desk.get(job).content.decode()
    assert "Stored unread" in taken(desk, job, language="ru", title="Паромы")
    (document,) = lists.documents(lists.Filters())
    assert (document["title"], document["language"]) == ("Паромы", "ru")
    assert SightingRow.objects.count() == 0


def test_several_files_come_in_together(desk):
    """Each file is a document; one that is none is named with the reason, and the others are taken in."""
    from pledgebook_site.ledger.models import DocumentRow

    bytes_of = {"one.txt": RUSSIAN.encode(), "two.txt": b"   ", "three.txt": "Другой текст без обещаний.".encode()}
    files = [SimpleUploadedFile(name, content) for name, content in bytes_of.items()]
    answer = desk.client.post("/desk/add/", {"rights": "none", "files": files})
    page = taken(desk, answer["Location"], language="ru", rights="none")
    assert "This could not be taken in" in page
    assert DocumentRow.objects.count() == 2
    assert {row.data["rights"] for row in DocumentRow.objects.all()} == {"none"}


def test_an_address_that_may_not_be_fetched_is_answered_in_one_line(desk):
    """Addresses within the server's own network are not read."""
    page = desk.get(brought(desk, address="http://127.0.0.1:9/")).content.decode()
    assert "This could not be taken in" in page


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "nowhere"])
def test_what_is_no_address_is_refused_at_its_field(desk, address):
    """Files of the server and words are no addresses; what was typed stands there still."""
    answer = desk.client.post("/desk/add/", {"rights": "excerpt", "address": address})
    assert answer.status_code == 400
    assert 'id="id_address_error"' in answer.content.decode()
    assert f'value="{address}"' in answer.content.decode()
    assert "root:" not in answer.content.decode()


def test_nothing_brought_is_said(desk):
    """An empty form is refused with a reason."""
    answer = desk.client.post("/desk/add/", {"rights": "excerpt", "text": "  "})
    assert answer.status_code == 400
    assert "Nothing was brought" in answer.content.decode()


def test_a_source_is_taken_in_once_however_often_it_is_tried(desk):
    """A task that was cut off and is done again, before or after the record was written, adds nothing twice."""
    from pledgebook_site.desk import incoming, tasks
    from pledgebook_site.desk.models import Incoming
    from pledgebook_site.ledger.models import DocumentRow
    from pledgebook_site.ledger.selectors.log import the_log

    job = brought(desk, text=RUSSIAN)
    taken(desk, job, language="ru")
    (one,) = Incoming.objects.all()
    size = the_log().size
    for state in (Incoming.READING, Incoming.QUEUED, Incoming.DONE):
        Incoming.objects.update(state=state)
        incoming.take(one.id)
        tasks.take_in.enqueue(one.id)
    assert the_log().size == size
    assert DocumentRow.objects.count() == 1
    assert Incoming.objects.get().state == Incoming.DONE


def test_a_page_that_waits_asks_again_without_a_script(desk):
    """While something is read the page carries a bar and tells the browser to come back."""
    from pledgebook_site.desk.models import Incoming

    job = brought(desk, text=RUSSIAN)
    taken(desk, job, language="ru")
    Incoming.objects.update(state=Incoming.READING)
    answer = desk.get(job)
    assert answer.headers["Refresh"] == "2"
    assert '<progress id="bar" value="0" max="1">' in answer.content.decode()


def test_what_is_left_out_is_not_on_record(desk):
    """A source that an editor does not want after all leaves no entry in the log."""
    from pledgebook_site.ledger.selectors.log import the_log

    size = the_log().size
    job = brought(desk, text=RUSSIAN)
    assert "Not taken in." in taken(desk, job, language="ru", leave="on")
    assert the_log().size == size
