"""DOCX: paragraphs and tables in document order."""

import io
import zipfile
from datetime import datetime

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pledgebook.documents import from_bytes
from pledgebook.errors import SourceError
from pledgebook.records import PublishedFrom
from tests.documents.conftest import saved


def test_everything_stands_in_order(new_docx):
    """Headings, paragraphs, tables and what follows come in the order of the document."""
    new_docx.add_heading("Our programme", 0)
    new_docx.add_paragraph("We will “build” ten schools.")
    table = new_docx.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Schools", "2027"
    new_docx.add_paragraph("Last one.", style="List Bullet")
    document = from_bytes(saved(new_docx))
    assert document.text == "Our programme\n\nWe will “build” ten schools.\n\nSchools\n\n2027\n\nLast one."
    assert document.extractor.startswith("pledgebook-docx/1 python-docx/")


def test_every_visible_character_stays(new_docx):
    """Joiners, soft hyphens and accents stay, and blanks fold."""
    new_docx.add_paragraph("A 👨\u200d👩\u200d👧 family, so\u00adft, e\u0301, Қазақ \t two  blanks")
    assert from_bytes(saved(new_docx)).text == "A 👨\u200d👩\u200d👧 family, so\u00adft, e\u0301, Қазақ two blanks"


def test_what_shows_is_taken_and_what_was_deleted_is_not(new_docx):
    """Insertions and links under review are text; deletions and field codes are none."""
    runs = (
        "<w:ins w:id='1'><w:r><w:t>will </w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>may </w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>build</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:t xml:space='preserve'> well</w:t><w:noBreakHyphen/><w:t>made schools</w:t><w:br/><w:t>now</w:t></w:r>"
    )
    first = f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>We </w:t></w:r>{runs}</w:p>"
    new_docx.element.body.insert(0, parse_xml(first.replace("<w:t>will ", "<w:t xml:space='preserve'>will ")))
    assert from_bytes(saved(new_docx)).text == "We will build well\u2011made schools\nnow"


def test_content_controls_are_read(new_docx):
    """Paragraphs inside a content control are text too."""
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Inside.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    new_docx.element.body.insert(0, parse_xml(control))
    assert from_bytes(saved(new_docx)).text == "Inside."


def test_core_properties_are_read(new_docx):
    """Title and author, and for want of a better date the day on which the file was made."""
    new_docx.add_paragraph("We will build ten schools.")
    properties = new_docx.core_properties
    properties.title, properties.author, properties.created = "Our plan", "A. Nobody", datetime(2024, 2, 27)
    document = from_bytes(saved(new_docx))
    assert (document.title, document.author) == ("Our plan", "A. Nobody")
    assert (document.published, document.published_from) == ("2024-02-27", PublishedFrom.METADATA)


def test_what_the_template_says_is_not_taken(new_docx):
    """Author and date of python-docx's own template say nothing of the document."""
    new_docx.add_paragraph("We will build ten schools.")
    document = from_bytes(saved(new_docx))
    assert (document.author, document.published) == (None, None)


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_refused(new_docx):
    """A small file that unpacks to something monstrous is refused before it is opened."""
    new_docx.add_paragraph("We will build ten schools.")
    bomb = with_entry(saved(new_docx), "word/media/image1.png", bytes(40_000_000))
    with pytest.raises(SourceError, match="zip bomb"):
        from_bytes(bomb, path="plan.docx")


def test_a_bomb_that_hides_its_size_is_refused(new_docx):
    """A file that declares a small size and holds another is refused too."""
    bomb = bytearray(with_entry(saved(new_docx), "word/media/image1.png", bytes(40_000_000)))
    size = (40_000_000).to_bytes(4, "little")
    at = bomb.rfind(size)
    bomb[at : at + 4] = (1_000).to_bytes(4, "little")
    with pytest.raises(SourceError, match=r"zip bomb|broken"):
        from_bytes(bytes(bomb), path="plan.docx")


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_broken_file_is_refused(new_docx, keep):
    """A file cut short is refused in one line."""
    data = saved(new_docx)
    with pytest.raises(SourceError, match=r"^plan\.docx: [^\n]*broken"):
        from_bytes(data[: int(len(data) * keep)], path="plan.docx")


def test_a_file_without_a_document_is_refused():
    """An archive that looks like a DOCX and is none is refused in one line."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(SourceError, match="broken"):
        from_bytes(out.getvalue())


def test_an_empty_document_is_refused(new_docx):
    """A DOCX without words is empty."""
    with pytest.raises(SourceError, match="empty"):
        from_bytes(saved(new_docx))
