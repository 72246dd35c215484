"""Plain text and Markdown: the decoded file, character for character."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.documents import from_bytes, from_text
from pledgebook.errors import SourceError
from pledgebook.settings import DocumentOptions

ODD = (
    "\tTwo  blanks,\r\n\r\nso\u00adft hy\u00adphens, 👨\u200d👩\u200d👧, e\u0301 and é, “quotes”, "
    "no\u00a0break \u2028 and Қазақ.\r \n"
)


def test_text_stays_as_it_is():
    """Every character of a plain file stands in the text, blanks and line ends included."""
    document = from_bytes(ODD.encode())
    assert document.text == ODD
    assert (document.media_type, document.extractor) == ("text/plain", "pledgebook-plain/1")


def test_the_hashes_are_of_bytes_and_text():
    """`source_sha256` is that of the raw bytes, `text_sha256` that of the text."""
    data = b"\xef\xbb\xbf" + ODD.encode()
    document = from_bytes(data)
    assert document.source_sha256 == hashlib.sha256(data).hexdigest()
    assert document.text_sha256 == hashlib.sha256(ODD.encode()).hexdigest()


def test_a_given_text_is_the_document():
    """A text given as such is not changed either, and equals the same text read from bytes."""
    assert from_text(ODD).text == ODD
    assert from_text(ODD).text_sha256 == from_bytes(ODD.encode()).text_sha256


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1))
def test_any_text_stays_as_it_is(text):
    """Whatever text is given, either it is refused in one line or it is the document's text."""
    if "\0" in text or not text.strip():
        with pytest.raises(SourceError):
            from_text(text)
    else:
        assert from_text(text).text == text


@pytest.mark.parametrize("text", ["lone \ud800 half", "a NUL \0 character", "", " \n\t "])
def test_what_no_file_can_hold_is_refused(text):
    """Lone surrogates, NUL characters and emptiness are refused."""
    with pytest.raises(SourceError, match="The text"):
        from_text(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Ten schools #\n\nWe will build.", "Ten schools"),
        ("\r\n# Ten schools\r\nWe will build.", "Ten schools"),
        ("Ten schools\n\nWe will build.", "Ten schools"),
        ("Ten schools\r\n\r\nWe will build.", "Ten schools"),
        ("We will build.\n\nAll of it.", None),
        ("We will build\ntomorrow.", None),
        ("Just one line", None),
        ("## Second level\nWe will build.", None),
        ("word " * 40 + "\n\nMore.", None),
    ],
)
def test_a_title_is_taken_where_it_is_plain(text, title):
    """The title is a leading `# ` heading or a short first line that stands by itself, else unknown."""
    assert from_text(text).title == title


def test_a_told_title_wins():
    """`title` in the options overrides what was guessed."""
    assert from_text("# One\n\nWords.", options=DocumentOptions(title="Two")).title == "Two"


def test_markdown_is_named():
    """A file with Markdown's ending is plain text of that media type."""
    assert from_bytes(b"# One\n\n- two\n", path="a.md").media_type == "text/markdown"
