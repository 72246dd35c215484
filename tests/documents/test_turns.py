"""Transcripts as text: who speaks where, told by labels at the beginnings of lines whose form repeats."""

import pytest

from pledgebook.documents import from_bytes, from_text
from pledgebook.records import Genre
from pledgebook.settings import DocumentOptions

CONFERENCE = """Government of Norland: press conference
12 March 2026

JANE DOE (Minister of Health): Good morning, and thank you. We will build five hospitals by 2028. [Applause]
We will also hire 3,000 nurses.

Q: Minister, will you resign if that fails?

DOE: No. I promise to publish a report every year.

MR PIKE: We will cut the fuel tax.
"""


def transcript(text: str, **told):
    return from_text(text, options=DocumentOptions(genre=Genre.TRANSCRIPT, language="en", **told))


def said(document) -> list[tuple[str, str | None, str]]:
    return [(turn.speaker, turn.role, document.text[turn.start : turn.end]) for turn in document.turns]


def speakers(document) -> list[str]:
    return [turn.speaker for turn in document.turns]


def test_labels_make_turns():
    """A turn is what stands behind a label, without label and notes; a short label means the full name before it."""
    document = from_text(CONFERENCE)
    assert document.genre is Genre.TRANSCRIPT
    assert said(document) == [
        (
            "Jane Doe",
            "Minister of Health",
            "Good morning, and thank you. We will build five hospitals by 2028.",
        ),
        ("Jane Doe", "Minister of Health", "We will also hire 3,000 nurses."),
        ("Q", None, "Minister, will you resign if that fails?"),
        ("Jane Doe", "Minister of Health", "No. I promise to publish a report every year."),
        ("Pike", None, "We will cut the fuel tax."),
    ]


def test_the_text_stays_as_it_is():
    """Turns are found in a text and change no character of it."""
    document = from_bytes(CONFERENCE.replace("\n", "\r\n").encode())
    assert document.text == CONFERENCE.replace("\n", "\r\n")
    assert speakers(document) == speakers(from_text(CONFERENCE))


def test_that_it_is_a_transcript_is_noted():
    """Whoever looks at the document is told what made a transcript of it."""
    assert any("transcript" in note for note in from_text(CONFERENCE).notes)


@pytest.mark.parametrize("genre", [Genre.NEWS, Genre.SPEECH, Genre.MANIFESTO])
def test_another_genre_that_is_told_wins(genre):
    """A text that is told to be no transcript has no turns."""
    document = from_text(CONFERENCE, options=DocumentOptions(genre=genre))
    assert (document.genre, document.turns) == (genre, ())
