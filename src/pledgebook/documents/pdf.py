"""PDF through PDFium: the text in reading order, lines joined to paragraphs, and where each page begins and ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from statistics import median
from typing import Any

from pledgebook.documents.blanks import PARAGRAPH, fold
from pledgebook.documents.extracted import Extracted
from pledgebook.errors import SourceError
from pledgebook.records import Span

WIDE_GAP = 1.35  # of the usual distance between two lines: more than that parts paragraphs
SHORT_LINE = 0.85  # of the widest line: a sentence that ends before that ends its paragraph
BROKEN_LINE = 0.7  # of the widest line: no line that goes on ends before that, if a capital or a number follows
INDENT = 0.9  # of a line's height: a line that begins so far to the right begins a paragraph

_LINE_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\xad": "-"})  # how PDFium marks a hyphen at a line's end
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*\Z")
_HYPHEN_END = re.compile(r"\w[-\u2010]\Z")
_CREATED = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_PASSWORD = "password"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line with its box, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def extract(data: bytes, *, name: str) -> Extracted:
    """The text of a PDF with its page table; SourceError if it is encrypted, broken or only pictures."""
    with _opened(data, name) as document:
        pages = [_paragraphs(lines) for lines in _pages(document, name)]
        told = document.get_metadata_dict(skip_empty=True)
    if not any(pages):
        raise SourceError(
            f"{name}: the PDF holds no text, perhaps only scanned pages; run text recognition (OCR) first."
        )
    text, spans = _joined(pages)
    return Extracted(
        text=text,
        extractor=f"pledgebook-pdf/1 pypdfium2/{version('pypdfium2')}",
        media_type="application/pdf",
        title=fold(told.get("Title", "")) or None,
        author=fold(told.get("Author", "")) or None,
        created=_created(told.get("CreationDate", "")),
        pages=spans,
    )


def _opened(data: bytes, name: str) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise SourceError(f"{name}: the PDF is encrypted; save it without a password.") from None
        raise SourceError(f"{name}: the PDF is broken; open it in a viewer and save it once more.") from None


def _pages(document: Any, name: str) -> Iterator[list[Line]]:
    import pypdfium2

    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            raise SourceError(f"{name}: page {number + 1} of the PDF is broken; save it once more.") from None
        yield list(_lines(text_page))
        text_page.close()
        page.close()


def _lines(text_page: Any) -> Iterator[Line]:
    """The printed lines of a page in PDFium's reading order; empty ones are left out."""
    start = 0
    whole = _characters(text_page)
    for end in [*(at for at, character in enumerate(whole) if character == "\n"), len(whole)]:
        text = fold("".join(whole[start:end]).translate(_LINE_HYPHENS))
        if text:
            yield Line(text, *_box(text_page, whole, start, end))
        start = end + 1


def _characters(text_page: Any) -> list[str]:
    """One string for each of PDFium's character places, so that places and boxes agree."""
    import pypdfium2.raw as pdfium

    count = text_page.count_chars()
    units = [pdfium.FPDFText_GetUnicode(text_page, at) for at in range(count)]
    whole = [chr(unit) if unit <= 0x10FFFF else "" for unit in units]
    for at in range(count - 1):
        if 0xD800 <= units[at] < 0xDC00 <= units[at + 1] < 0xE000:
            whole[at] = chr(0x10000 + ((units[at] - 0xD800) << 10) + units[at + 1] - 0xDC00)
            whole[at + 1] = ""
    return whole


def _box(text_page: Any, whole: list[str], start: int, end: int) -> tuple[float, float, float, float]:
    seen = [at for at in range(start, end) if not whole[at].isspace() and whole[at]]
    first, last = text_page.get_charbox(seen[0], loose=True), text_page.get_charbox(seen[-1], loose=True)
    return first[0], min(first[1], last[1]), last[2], max(first[3], last[3])


def _paragraphs(lines: list[Line]) -> list[str]:
    if not lines:
        return []
    pitch = _usual_pitch(lines)
    widest = max(line.right for line in lines)
    margin = median(line.left for line in lines)
    paragraphs = [lines[0].text]
    for before, line in pairwise(lines):
        if _parts(before, line, pitch=pitch, widest=widest, margin=margin):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _continued(paragraphs[-1], line.text)
    return paragraphs


def _usual_pitch(lines: list[Line]) -> float:
    """The commonest distance between two lines of one column, or 0 where there is none."""
    steps = [before.bottom - line.bottom for before, line in pairwise(lines)]
    down = sorted(step for step in steps if step > 1)
    return down[len(down) // 3] if down else 0.0


def _parts(before: Line, line: Line, *, pitch: float, widest: float, margin: float) -> bool:
    """Whether a paragraph ends between two lines: a gap, another size, an indent, or a sentence that ends early."""
    step = before.bottom - line.bottom
    if step > WIDE_GAP * pitch or _other_size(before, line):
        return True
    if step < 0:
        return bool(_SENTENCE_END.search(before.text))
    if before.right < BROKEN_LINE * widest and not line.text[0].islower():
        return True
    indented = line.left - max(before.left, margin) > INDENT * (line.top - line.bottom)
    return indented or (before.right < SHORT_LINE * widest and bool(_SENTENCE_END.search(before.text)))


def _other_size(before: Line, line: Line) -> bool:
    heights = sorted((before.top - before.bottom, line.top - line.bottom))
    return heights[0] > 0 and heights[1] > 1.2 * heights[0]


def _continued(paragraph: str, line: str) -> str:
    """A line joined to its paragraph; a hyphen at a line's end stays, and no blank is put behind it."""
    return f"{paragraph}{line}" if _HYPHEN_END.search(paragraph) else f"{paragraph} {line}"


def _joined(pages: list[list[str]]) -> tuple[str, tuple[Span, ...]]:
    """The whole text and the span of each page; a sentence that runs over a page's edge is not cut there."""
    text, spans = "", []
    for page in pages:
        body = PARAGRAPH.join(page)
        if text and body:
            text += _seam(text, body)
        spans.append(Span(len(text), len(text) + len(body)))
        text += body
    return text, tuple(spans)


def _seam(text: str, body: str) -> str:
    if _SENTENCE_END.search(text) or not body[0].islower():
        return PARAGRAPH
    return "" if _HYPHEN_END.search(text) else " "


def _created(stated: str) -> str | None:
    from pledgebook.documents.dating import partial_date

    found = _CREATED.match(stated)
    return partial_date("-".join(part for part in found.groups() if part)) if found else None
