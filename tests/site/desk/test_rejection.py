"""What was rejected does not come back, however its source is brought and whoever reads it, until it says otherwise."""

import json
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

model = pytest.importorskip("pledgebook_en", reason="the weights are not installed")

FERRIES = "We will build forty ferries by 2027"
SCHOOL = "We will open a school on every island"
OTHER = "The crowd on the quay clapped, and nobody spoke of the storm that had kept the boats in for a week."
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ferries to the islands</title>
<meta property="article:published_time" content="2024-03-12T07:30:00+00:00"></head><body><article>
<h1>Ferries to the islands</h1>
<p>The Minister of Ports, Ansa Tevrin, spoke in Marrow Bay on Tuesday. “{ferries},” Tevrin told reporters.</p>
<p>{other}</p>
<p>“{school},” she said in the evening, when most of those who had waited for her were at home again.</p>
</article></body></html>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *told: object) -> None:
        """Say nothing."""


class Press:
    """A page on the web, which its publisher may change."""

    def __init__(self, folder: Path, address: str) -> None:
        self.file, self.address = folder / "ferries.html", f"{address}/ferries.html"
        self.publish()

    def publish(self, *, ferries: str = FERRIES, other: str = OTHER, foot: str = "") -> None:
        page = PAGE.format(ferries=ferries, other=other, school=SCHOOL)
        self.file.write_text(page + foot, encoding="utf8")


@pytest.fixture
def press(tmp_path) -> Iterator[Press]:
    """The page, served on loopback."""
    folder = tmp_path / "press"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Press(folder, f"http://127.0.0.1:{server.server_address[1]}")
        server.shutdown()
        thread.join()


@pytest.fixture
def other_reader(tmp_path) -> Path:
    """A reader of another version, which reads as the installed one does."""
    folder = tmp_path / "reader"
    shutil.copytree(model.FOLDER, folder)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf8"))
    (folder / "labels.json").write_text(json.dumps(labels | {"version": "0.0.1"}), encoding="utf8")
    return folder


@pytest.fixture(params=["browser", "command line"])
def editor(request, store, desk, press, other_reader):
    """Somebody who brings the page in and rejects suggestions, here or there."""
    store.boot()
    return {"browser": Browser, "command line": Line}[request.param](store, desk, press, other_reader)


class Line:
    """At the command line."""

    def __init__(self, store, desk, press, other_reader) -> None:
        self.store, self.press, self.other_reader = store, press, other_reader

    def bring(self, *words: str) -> str:
        """Add the page as it is now; the id of its document."""
        done = self.store.run("add", self.press.address, "--allow-private", "--format", "json", *words)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)[0]["document"]

    def reject(self, sighting: str) -> None:
        assert self.store.run("reject", sighting, "--reason", "a slip of the tongue").exit_code == 0

    def read_with_another(self, document: str) -> None:
        assert self.bring("--model", str(self.other_reader)) == document


class Browser(Line):
    """At the desk."""

    def __init__(self, store, desk, press, other_reader) -> None:
        super().__init__(store, desk, press, other_reader)
        self.desk = desk

    def bring(self, *words: str) -> str:
        from django.conf import settings
        from django.test.utils import override_settings

        from pledgebook_site.desk.models import Incoming

        if words:
            return super().bring(*words)
        with override_settings(PLEDGEBOOK_WEB=replace(settings.PLEDGEBOOK_WEB, allow_private=True)):
            answer = self.desk.client.post("/desk/add/", {"rights": "excerpt", "address": self.press.address})
        job = answer["Location"]
        page = self.desk.get(job).content.decode()
        (prefix,) = re.findall(r'name="([0-9a-f]{8})-published"', page)
        (one,) = Incoming.objects.filter(batch=job.split("/")[-2])
        told = {name: value or "" for name, value in {**one.guessed, "rights": "excerpt"}.items()}
        answer = self.desk.client.post(job, {f"{prefix}-{name}": value for name, value in told.items()})
        assert answer.status_code == 303, answer.content.decode()
        one.refresh_from_db()
        assert (one.state, one.fault) == (Incoming.DONE, None)
        return one.document

    def reject(self, sighting: str) -> None:
        answer = self.desk.send(f"/desk/queue/{sighting}/", action="reject", own_reason="a slip of the tongue")
        assert answer.status_code == 303, answer.content.decode()

    def read_with_another(self, document: str) -> None:
        """The page was read by another version before; now the installed one reads it again."""
        assert self.desk.send(f"/desk/documents/{document}/", action="read").status_code == 303


def found(words: str) -> list[tuple[str, str]]:
    """The document and the state of each suggestion that holds these words, in the order in which they came."""
    from pledgebook_site.ledger.models import SightingRow

    rows = SightingRow.objects.order_by("proposed_at", "start").values_list("document", "state", "data")
    return [(document, state) for document, state, data in rows if words in data["text"]]


def only(words: str) -> str:
    from pledgebook_site.ledger.models import SightingRow

    (key,) = (row.pk for row in SightingRow.objects.all() if words in row.data["text"])
    return key


def test_the_same_page_again_and_another_reader(editor):
    """Neither the same page, nor its text in other markup, nor a reader of another version brings it back."""
    from pledgebook_site.ledger.selectors import record

    document = editor.bring("--model", str(editor.other_reader)) if isinstance(editor, Browser) else editor.bring()
    assert found(FERRIES) == [(document, "waiting")]
    editor.reject(only(FERRIES))
    editor.press.publish(foot="<!-- printed again -->")
    assert editor.bring() == document
    editor.read_with_another(document)
    assert len(record.document(document).readers) == 2
    assert found(FERRIES) == [(document, "rejected")]
    assert found(SCHOOL) == [(document, "waiting")]


def test_a_page_that_has_changed_elsewhere(editor):
    """A new version of the page is a document of its own; what was rejected stays away, the rest is suggested."""
    first = editor.bring()
    editor.reject(only(FERRIES))
    editor.press.publish(other=f"{OTHER} This report was corrected on Friday.")
    second = editor.bring()
    assert second != first
    assert found(FERRIES) == [(first, "rejected")]
    assert found(SCHOOL) == [(first, "waiting"), (second, "waiting")]
    editor.press.publish(other="Nothing of this paragraph is as it was.")
    third = editor.bring()
    assert len({first, second, third}) == 3
    assert found(FERRIES) == [(first, "rejected")]


def test_a_page_that_has_changed_there(editor):
    """Where the source changed at that very place, it is suggested again."""
    first = editor.bring()
    editor.reject(only(FERRIES))
    editor.press.publish(ferries="We will build forty ferries by 2029")
    second = editor.bring()
    assert found("build forty ferries") == [(first, "rejected"), (second, "waiting")]


def test_words_in_another_source_are_another_matter(editor, added):
    """The same words in another source were not decided about."""
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.selectors.documents import stored
    from pledgebook_site.ledger.selectors.record import document
    from pledgebook_site.ledger.services.documents import add
    from pledgebook_site.reading import Source

    first = editor.bring()
    editor.reject(only(FERRIES))
    text = f"A letter.\n\n“{FERRIES},” Ansa Tevrin wrote to the islands on 14 March 2024."
    second = added(text, title="A letter")
    add(Source(stored(document(second)), text.encode()), author=account("local").author)
    assert found(FERRIES) == [(first, "rejected"), (second, "waiting")]
