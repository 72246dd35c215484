"""What strangers may not see, they see nowhere."""

import pytest

from pledgebook.records import Genre
from tests.site.public.conftest import MARKERS


def pages(filled) -> list[str]:
    pledges = [f"/pledges/{one}/" for one in (filled.clinics, filled.fish)]
    documents = [f"/documents/{one}/" for one in (filled.full, filled.excerpt, filled.none)]
    people = ["/people/", "/people/ilsa-verrin/", "/people/sefa-marrable/"]
    programmes = ["/programmes/", f"/programmes/{filled.programme}/"]
    lists = [
        "/",
        "/pledges/",
        "/pledges/?q=ban",
        "/pledges/?sort=due",
        "/accuracy/",
        "/feed.atom",
        "/checkpoint",
        "/keys",
    ]
    proofs = [f"{one}proof.json" for one in pledges]
    return [*lists, *pledges, *documents, *people, *programmes, *proofs]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_no_marker_is_on_a_page(filled, read, language):
    """No page, feed or proof shows words of drafts, of sources without rights, or from far around an excerpt."""
    for path in pages(filled):
        text = read(path + ("&" if "?" in path else "?") + f"lang={language}")
        assert [marker for marker in MARKERS if marker in text] == [], path


def test_no_marker_is_on_a_page_of_another_day(filled, read, monkeypatch):
    """What was taken back or never decided is not shown as of an earlier day either."""
    from pledgebook_site.ledger.selectors.public import days

    monkeypatch.setattr(days, "today", lambda: "2999-01-01")
    for path in ("/", "/pledges/", f"/pledges/{filled.clinics}/", f"/pledges/{filled.fish}/"):
        text = read(f"{path}?as_of=2998")
        assert "as it stood on" in text
        assert [marker for marker in MARKERS if marker in text] == [], path


@pytest.mark.parametrize(
    "path", ["/documents/{draft}/", "/pledges/{draft}/", "/people/oda-fenwick/", "/programmes/{draft}/"]
)
def test_what_is_a_draft_is_not_there(filled, read, path):
    """A document of which nothing was accepted, and a person whom no promise names, have no page."""
    read(path.format(draft=filled.draft), status=404)


def test_an_undone_promise_is_gone(at_desk, filled, read):
    """A promise whose acceptance was undone has no page, and no page of an earlier day."""
    from pledgebook_site.ledger.services import undoing

    made = at_desk.accept(at_desk.propose(filled.full, "FULLAFTER stands"))
    assert "FULLAFTER" in read(f"/pledges/{made}/")
    undoing.undo(author=at_desk.author)
    read(f"/pledges/{made}/", status=404)
    assert made not in read("/pledges/")


def test_rights_that_were_withdrawn_are_obeyed_at_once(at_desk, filled, read):
    """Once the rights of a source are none, its words are on no page and in no feed or proof, also of another day."""
    from pledgebook_site.ledger.services import documents

    assert "forty clinics by" in read("/feed.atom")
    documents.change_rights(filled.full, author=at_desk.author, rights="none")
    for path in pages(filled):
        assert "forty clinics by" not in read(path), path


def test_the_deadline_of_a_hidden_wording(at_desk, filled, read):
    """Words of a deadline that only a source without rights has are not on the page, whatever source came first."""
    from pledgebook_site.ledger.services import sightings

    words = "Sefa Marrable will open the bridge before the SECRETDAY feast"
    hidden = at_desk.take(words + ".", "none", published="2026-06", title="More")
    due = {"earliest": None, "latest": "2027", "text": "before the SECRETDAY feast"}
    made = at_desk.accept(at_desk.propose(hidden, words, deadline=due), "The bridge")
    earlier = at_desk.take("The bridge will be opened.", "full", published="2025-06", title="Before")
    sightings.join(at_desk.propose(earlier, "The bridge will be opened"), made, author=at_desk.author)
    page = read(f"/pledges/{made}/")
    assert "31 December 2027" in page
    assert "SECRETDAY" not in page
    assert "In the words of the source: by 2027." in read(f"/pledges/{filled.clinics}/")


def test_quotation_marks_only_around_what_is_quoted(filled, read):
    """Words that the source quotes stand in quotation marks; reported ones bear the name of who reports them."""
    page = read(f"/pledges/{filled.clinics}/")
    assert "«We will open forty clinics by 2027»" in page  # the document is marked as Kazakh
    assert "As reported by Radio Anselm" in page
    for text in (page, read("/"), read("/pledges/"), read("/feed.atom")):
        assert "«the ministry" not in text
        assert "“the ministry" not in text


@pytest.mark.parametrize(
    ("genre", "text", "quoted"),
    [
        ("speech", "Friends. {} for all of you.", True),
        ("manifesto", "1. {}.", True),
        ("news", "“{},” she said.", True),
        ("news", "She told the press that {}.", False),
    ],
)
def test_words_that_a_person_marked(at_desk, read, genre, text, quoted):
    """Words without a reading are an author's own in his speech, and in news quoted where they stand in marks."""
    from pledgebook_site.ledger.services import sightings

    words = "We will open forty clinics"
    told = text.format(words)
    source = at_desk.take(
        told, "excerpt", published="2026-05-01", publisher="Radio Anselm", genre=Genre(genre), language="kk"
    )
    start = told.index(words)
    made = sightings.mark(source, author=at_desk.author, place=(start, start + len(words)))
    page = read(f"/pledges/{at_desk.accept(made)}/")
    assert (f"«{words}»" in page) is quoted
    assert ("As reported by Radio Anselm" in page) is not quoted


def test_a_text_fragment_tells_no_words_that_may_not_be_shown(filled, read):
    """The link to a source leads to the words, unless its rights allow none of them."""
    assert "#:~:text=We%20will%20open" in read(f"/pledges/{filled.clinics}/")
    assert "#:~:text" not in read(f"/pledges/{filled.fish}/")
