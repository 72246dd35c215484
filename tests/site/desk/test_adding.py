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

    bytes_of = {
        "one.txt": RUSSIAN.encode(),
        "two.txt": b"   ",
        "empty.txt": b"",
        "three.txt": "Другой текст без обещаний.".encode(),
    }
    files = [SimpleUploadedFile(name, content) for name, content in bytes_of.items()]
    answer = desk.client.post("/desk/add/", {"rights": "none", "files": files})
    page = taken(desk, answer["Location"], language="ru", rights="none")
    assert page.count("This could not be taken in") == 2
    assert "two.txt" in page
    assert "empty.txt: is empty" in page
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


SPEECH = """Speech at the opening of the fishing year

Oda Fenwick, Minister of Ports

Marrow Bay, 12 March 2024

We will build forty ferries by 2027. Each island will have one."""
PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="The Bay Letter"><meta name="date" content="2024-03-12"></head>
<body><article><h1>{title}</h1>
<p>Oda Fenwick, Minister of Ports, spoke to the council of the bay on Tuesday morning and was heard by many people.</p>
<p>We will build forty ferries by 2027, she told them. Each island will have one of them before the next winter.</p>
</article></body></html>"""
SAID = {
    "title": "Speech at the opening of the fishing year",
    "published": "12 March 2024",
    "language": "en",
    "genre": "speech",
    "speaker": "Oda Fenwick",
    "publisher": "The Bay Letter",
}


def asked(page):
    """What the form of the one source holds, by the names of its fields."""
    found = dict(re.findall(r'name="[0-9a-f]{8}-(\w+)" value="([^"]*)"', page))
    chosen = re.findall(
        r'<select name="[0-9a-f]{8}-(\w+)"(?:(?!</select>).)*<option value="(\w+)" selected', page, re.S
    )
    return found | dict(chosen)


@pytest.fixture
def bring(desk, monkeypatch):
    """A function that brings a source in one of the three ways; the address of the page that asks about it."""
    from pledgebook.documents import Loaded
    from pledgebook_site import reading

    def fetched(address, *, options):
        return Loaded(data=PAGE.format(title=SAID["title"]).encode(), content_type="text/html", url=address)

    def way_in(way):
        told = {
            "text": {"text": SPEECH},
            "file": {"files": [SimpleUploadedFile("speech.txt", SPEECH.encode())]},
            "address": {"address": "https://bay.example/speech"},
        }
        return brought(desk, **told[way])

    monkeypatch.setattr(reading, "fetch", fetched)
    return way_in


@pytest.mark.parametrize(
    ("way", "unknown"), [("text", {"publisher"}), ("file", {"publisher"}), ("address", {"speaker"})]
)
def test_six_guesses_are_shown_to_be_corrected(desk, bring, way, unknown):
    """Title, date, language, genre, speaker and publisher have fields, filled as far as the source tells them."""
    page = desk.get(bring(way)).content.decode()
    assert {name: value for name, value in asked(page).items() if name in SAID} == {
        name: value for name, value in SAID.items() if name not in unknown
    }
    assert all(re.search(rf'name="[0-9a-f]{{8}}-{name}"', page) for name in SAID)


def test_a_guess_is_recorded_as_it_was_left(desk, bring):
    """What an editor leaves in the fields is on record; what he writes in its place, or empties, likewise."""
    from pledgebook_site.ledger.models import DocumentRow

    job = bring("text")
    (prefix,) = re.findall(r'name="([0-9a-f]{8})-published"', desk.get(job).content.decode())
    sent = {**SAID, "published": "March 2024", "title": "", "language": "ru", "rights": "excerpt"}
    assert desk.client.post(job, {f"{prefix}-{name}": value for name, value in sent.items()}).status_code == 303
    (row,) = DocumentRow.objects.all()
    assert {name: row.data[name] for name in SAID} == SAID | {"published": "2024-03", "title": None, "language": "ru"}


def test_the_same_text_from_elsewhere_is_pointed_out(desk, store, added, tmp_path):
    """A text that is on record from other bytes is named with a link before it is taken in, and by the command."""
    known = added(RUSSIAN, title="Паромы", published="2024-03-12")
    marked_utf8 = b"\xef\xbb\xbf" + RUSSIAN.encode()
    answer = desk.client.post("/desk/add/", {"rights": "none", "files": [SimpleUploadedFile("a.txt", marked_utf8)]})
    page = desk.get(answer["Location"]).content.decode()
    assert f'The same text is already here as</b> <a href="/desk/documents/{known}/"' in page
    assert "The same text is already here" not in desk.get(brought(desk, text=f"{RUSSIAN} Да.")).content.decode()
    (tmp_path / "a.txt").write_bytes(marked_utf8)
    done = store.run("add", str(tmp_path / "a.txt"), "--published", "2025", "--language", "ru")
    assert done.exit_code == 0, done.output
    assert f"The same text is already here as {known[:8]}, Паромы." in done.output
    assert "The same text" not in store.run("add", str(tmp_path / "a.txt"), "--language", "ru").output


def test_what_is_wrong_is_said_on_top_and_leads_to_its_field(desk):
    """Of several sources only one may be wrong: the page says so, and leads there."""
    job = brought(desk, text=RUSSIAN)
    (prefix,) = re.findall(r'name="([0-9a-f]{8})-published"', desk.get(job).content.decode())
    sent = {"language": "ru", "genre": "news", "rights": "excerpt", "published": "soon"}
    answer = desk.client.post(job, {f"{prefix}-{name}": value for name, value in sent.items()})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Nothing was saved" in page
    assert f'<a href="#id_{prefix}-published">' in page
    assert 'value="soon"' in page


SUBTITLES = b"""1
00:00:01,000 --> 00:00:03,000
>> JANE DOE (Minister of Health): Good evening.

2
00:12:31,500 --> 00:12:33,000
We will build

3
00:12:33,000 --> 00:12:35,000
five hospitals by 2028.
"""


def test_subtitles_come_in_with_their_speakers_and_times(desk):
    """A promise in subtitles is that of who has the turn, and desk and public page tell its time."""
    from pledgebook_site.ledger.models import DocumentRow, SightingRow

    files = [SimpleUploadedFile("talk.srt", SUBTITLES)]
    job = desk.client.post("/desk/add/", {"rights": "excerpt", "files": files})["Location"]
    assert '<option value="transcript" selected' in desk.get(job).content.decode()
    taken(desk, job, genre="transcript", title="A talk")
    (document,) = DocumentRow.objects.all()
    turns = [(one["speaker"], one["role"]) for one in document.data["turns"]]
    assert turns == [("Jane Doe", "Minister of Health")]
    (sighting,) = SightingRow.objects.all()
    page = desk.get(f"/desk/queue/{sighting.id}/").content.decode()
    assert "<b>Jane Doe</b>, Minister of Health" in page
    assert "at 00:12:31" in page
    assert desk.send(f"/desk/queue/{sighting.id}/", action="accept", name="Jane Doe").status_code == 303
    (sighting,) = SightingRow.objects.all()
    assert "at 00:12:31" in desk.get(f"/pledges/{sighting.pledge}/").content.decode()


def test_broken_subtitles_are_named_with_their_line(desk):
    """Subtitles that cannot be read are not taken in, and the page says which line is to be mended."""
    files = [SimpleUploadedFile("talk.srt", SUBTITLES.replace(b"--> 00:12:33", b"--> soon"))]
    job = desk.client.post("/desk/add/", {"rights": "excerpt", "files": files})["Location"]
    page = desk.get(job).content.decode()
    assert "This could not be taken in" in page
    assert "talk.srt: line 6: " in page


def test_a_title_does_not_make_a_speech_of_a_transcript(desk):
    """Where speakers are labelled, a title such as "Remarks by" leaves a transcript one."""
    text = "Remarks by Jane Doe\n\nQ: Will you go?\n\nDOE: We will stay.\n\nQ: Why?\n\nDOE: As I said.\n"
    page = desk.get(brought(desk, text=text.replace("DOE", "MS DOE"))).content.decode()
    assert '<option value="transcript" selected' in page
