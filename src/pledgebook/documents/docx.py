"""DOCX through python-docx: headings, paragraphs and tables in document order, and the core properties."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from lxml import etree

from pledgebook.documents import blanks
from pledgebook.documents.extracted import Extracted
from pledgebook.errors import SourceError

MAX_UNPACKED = 300_000_000
UNSUSPICIOUS = 10_000_000  # bytes unpacked, below which no ratio is suspicious
MAX_RATIO = 100

_TEMPLATE_AUTHOR, _TEMPLATE_DAY = (
    "python-docx",
    "2013-12-23",
)  # of the template that many programs fill in: tell nothing

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH = f"{_W}p"
_GONE = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr"})
_SIGNS = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}


def extract(data: bytes, *, name: str) -> Extracted:
    """The text of a DOCX; SourceError if it is broken or unpacks to something monstrous."""
    _refuse_bomb(data, name)
    document = _opened(data, name)
    properties = document.core_properties
    author, created = blanks.fold(properties.author or "") or None, _created(properties)
    return Extracted(
        text=blanks.join(_paragraphs(document.element.body)),
        extractor=f"pledgebook-docx/1 python-docx/{version('python-docx')}",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        title=blanks.fold(properties.title or "") or None,
        author=author if author != _TEMPLATE_AUTHOR else None,
        created=created if created != _TEMPLATE_DAY else None,
    )


def _opened(data: bytes, name: str) -> Any:
    from docx import Document

    try:
        return Document(io.BytesIO(data))
    except Exception:  # python-docx lets through whatever zipfile, lxml and its own reading of the parts raise
        raise SourceError(f"{name}: the DOCX is broken; open it in a word processor and save it once more.") from None


def _refuse_bomb(data: bytes, name: str) -> None:
    """Count what the archive declares, then what it really unpacks to, before anything is kept."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_unpacked(sum(entry.file_size for entry in entries), len(data), name)
            if any(entry.flag_bits & 1 for entry in entries):
                raise SourceError(f"{name}: the DOCX is encrypted; save it without a password.")
            unpacked = 0
            for entry in entries:
                for size in _unpacked_sizes(archive, entry):
                    unpacked += size
                    _check_unpacked(unpacked, len(data), name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error):
        raise SourceError(f"{name}: the DOCX is broken; open it in a word processor and save it once more.") from None


def _unpacked_sizes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[int]:
    with archive.open(entry) as file:
        while chunk := file.read(1 << 20):
            yield len(chunk)


def _check_unpacked(unpacked: int, packed: int, name: str) -> None:
    if unpacked > MAX_UNPACKED or (unpacked > UNSUSPICIOUS and unpacked > MAX_RATIO * packed):
        raise SourceError(f"{name}: the DOCX unpacks to far more than it should (a zip bomb?); it was not opened.")


def _paragraphs(body: Any) -> Iterator[str]:
    """Every paragraph in document order, also those in tables, content controls and text boxes."""
    for paragraph in body.iter(_PARAGRAPH):
        if not any(above.tag in _GONE for above in paragraph.iterancestors()):
            yield "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    """The text of a paragraph as it shows: insertions and links in it, deletions and field codes not."""
    steps = etree.iterwalk(paragraph, events=("start",))
    for _, element in steps:
        if element is not paragraph and (element.tag in _GONE or element.tag == _PARAGRAPH):
            steps.skip_subtree()
        elif element.tag == f"{_W}t":
            yield element.text or ""
        else:
            yield _SIGNS.get(element.tag, "")


def _created(properties: Any) -> str | None:
    try:
        created = properties.created
    except ValueError:
        return None
    return created.date().isoformat() if created is not None else None
