"""PDF: text in reading order, with a page table."""

import pytest

from pledgebook.documents import from_bytes
from pledgebook.errors import SourceError
from pledgebook.records import PublishedFrom
from tests.documents.conftest import encrypted_pdf, pdf

FIRST = [
    (72, 760, "A plan for the schools"),
    (72, 720, "We will build ten schools in the north of the country before the year"),
    (72, 706, "is over, and we will hire two hundred teachers, whom the country needs."),
    (72, 692, "Nobody will be left out."),
    (72, 678, "The second paragraph begins here and it is long enough to be broken in"),
    (72, 664, "two by the width of the page, as paragraphs in programmes mostly are"),
]
SECOND = [(72, 760, "and it ends on the next page. We shall open"), (72, 746, "five clinics.")]


def test_lines_become_paragraphs():
    """Lines are joined to paragraphs, and a sentence that runs over a page's edge is not cut."""
    document = from_bytes(pdf([FIRST, SECOND]))
    assert document.text.split("\n\n") == [
        "A plan for the schools",
        "We will build ten schools in the north of the country before the year is over, and we will hire two hundred "
        "teachers, whom the country needs. Nobody will be left out.",
        "The second paragraph begins here and it is long enough to be broken in two by the width of the page, as "
        "paragraphs in programmes mostly are and it ends on the next page. We shall open five clinics.",
    ]
    assert document.media_type == "application/pdf"
    assert document.extractor.startswith("pledgebook-pdf/1 pypdfium2/")


def test_pages_have_spans():
    """The page table gives each page's span, in order, also that of an empty page."""
    document = from_bytes(pdf([FIRST, [], SECOND]))
    first, empty, second = (document.text[page.start : page.end] for page in document.pages)
    assert first.startswith("A plan")
    assert first.endswith("mostly are")
    assert empty == ""
    assert second == "and it ends on the next page. We shall open five clinics."


def test_letters_and_marks_stay():
    """Accents, quotation marks and dashes come out as they were set, and a hyphen at a line's end stays."""
    lines = [
        (72, 700, "“Café” – she said – will be a well-"),
        (72, 686, "known word of ours."),
        (72, 672, "‘Yes’ – £5…"),
    ]
    assert from_bytes(pdf([lines])).text == "“Café” – she said – will be a well-known word of ours.\n\n‘Yes’ – £5…"


def test_metadata_is_read():
    """Title, author and, for want of a better date, the day on which the file was made."""
    document = from_bytes(pdf([FIRST], info="/Title (Our plan) /Author (A. Nobody) /CreationDate (D:20240227101500Z)"))
    assert (document.title, document.author) == ("Our plan", "A. Nobody")
    assert (document.published, document.published_from) == ("2024-02-27", PublishedFrom.METADATA)
    assert any("when the file was made" in note for note in document.notes)


def test_a_dateline_is_better_than_the_making_of_the_file():
    """The text's own date wins over the day on which the file was made."""
    lines = [(72, 760, "A plan"), (72, 740, "12 March 2019"), *FIRST[1:]]
    document = from_bytes(pdf([lines], info="/CreationDate (D:20240227101500Z)"))
    assert (document.published, document.published_from) == ("2019-03-12", PublishedFrom.DATELINE)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (encrypted_pdf(), "encrypted"),
        (b"%PDF-1.7\nnot really one", "broken"),
        (pdf([FIRST])[:200], "broken"),
        (pdf([[], []]), "no text"),
    ],
)
def test_what_cannot_be_read_is_said(data, said):
    """An encrypted, a broken and a scanned PDF are each refused in one line."""
    with pytest.raises(SourceError, match=said) as caught:
        from_bytes(data, path="plan.pdf")
    assert "\n" not in str(caught.value)
