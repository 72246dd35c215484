"""Bytes to characters."""

import codecs

import pytest

from pledgebook.documents import from_bytes
from pledgebook.errors import SourceError

RUSSIAN = "Министр сказал, что правительство построит десять новых школ до конца года, и поблагодарил учителей.\n"
KAZAKH = "Министр жыл соңына дейін он жаңа мектеп салынатынын айтты және мұғалімдерге алғыс білдірді.\n"
WESTERN = "The minister said: “We’ll build ten schools – before the year is over…”\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_mark_decides_and_goes(mark, encoding):
    """A byte order mark tells the encoding and is no part of the text."""
    assert from_bytes(mark + (RUSSIAN + WESTERN).encode(encoding)).text == RUSSIAN + WESTERN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding):
    """UTF-16 is known by its zero bytes too, and the guess is noted."""
    document = from_bytes(WESTERN.encode(encoding))
    assert document.text == WESTERN
    assert any(encoding in note for note in document.notes)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le café est fermé, dit le ministre à midi.", "cp1252"),
        ("The price is £5, José said, and he’s right.", "cp1252"),
        ("Die Minister sagen: „Wir bauen Häuser für alle Bürger.“", "cp1252"),
        ("Zażółć gęślą jaźń, powiedział minister.", "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (WESTERN, "cp1252"),
        (RUSSIAN * 100, "cp1251"),
    ],
)
def test_an_old_encoding_is_guessed_and_noted(text, encoding):
    """Text in an encoding of one region is read, and the note says that it was guessed."""
    document = from_bytes(text.encode(encoding))
    assert document.text == text
    assert any(note.startswith("Encoding:") for note in document.notes)


def test_a_declared_encoding_is_taken():
    """The charset of a content type is believed where the bytes are not UTF-8."""
    document = from_bytes(RUSSIAN.encode("cp866"), content_type="text/plain; charset=IBM866")
    assert document.text == RUSSIAN


def test_a_page_declares_its_encoding():
    """The charset in a page's head is believed where the bytes are not UTF-8."""
    page = f'<html><head><meta charset="windows-1251"><title>x</title></head><body><p>{RUSSIAN}</p></body></html>'
    assert from_bytes(page.encode("cp1251")).text == RUSSIAN.strip()


def test_utf8_wins_over_a_wrong_declaration():
    """Bytes that are valid UTF-8 are UTF-8, whatever was declared."""
    assert from_bytes(RUSSIAN.encode(), content_type="text/plain; charset=windows-1251").text == RUSSIAN


@pytest.mark.parametrize(
    "data",
    [
        WESTERN.encode() + WESTERN.encode("cp1252"),
        RUSSIAN.encode() + RUSSIAN.encode("cp1251"),
        RUSSIAN.encode("cp1251") * 20 + RUSSIAN.encode(),
        "café".encode() + b" and " + "café".encode("latin-1"),
        b"cafe\xe9 \xe9 \xe9 \xe9 and caf\xc3\xa9 in one plain line of text",
        "naïve\n".encode("latin-1") * 10 + "naïve\n".encode(),
    ],
)
def test_mixed_encodings_are_refused(data):
    """A file that mixes UTF-8 with another encoding is refused in one line that says where."""
    with pytest.raises(SourceError, match=r"mixes UTF-8 with another encoding \(first at line \d+\)"):
        from_bytes(data, path="notes.txt")


def test_old_encodings_are_not_taken_for_mixed():
    """Chance pairs that look like UTF-8 (a capital before a closing quotation mark) do not make a file mixed."""
    text = "Президент ООН» и «США» сказали, что построят школы в СССР» и МВД». " * 3
    assert from_bytes(text.encode("cp1251")).text == text
