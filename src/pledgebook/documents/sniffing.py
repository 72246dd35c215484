"""What kind of file some bytes are, told by the bytes themselves and not by the file's ending."""

import io
import re
import zipfile
from enum import Enum

from pledgebook.documents.transcript.cues import SRT_HEAD, VTT_HEAD
from pledgebook.errors import SourceError

HEAD = 4096


class Format(Enum):
    """The kinds of source that can be read."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    SRT = "srt"
    VTT = "vtt"


CAPTION_ENDINGS = (".srt", ".vtt")
CAPTION_TYPES = ("application/x-subrip", "text/vtt")

_REFUSED = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old or password-protected Office file; save it as DOCX without a password",
    b"{\\rtf": "an RTF file; save it as DOCX or plain text",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"BZh": "a bzip2 archive; unpack it first",
    b"\xfd7zXZ\x00": "an xz archive; unpack it first",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive; unpack it first",
    b"Rar!\x1a\x07": "a RAR archive; unpack it first",
    b"\x28\xb5\x2f\xfd": "a zstd archive; unpack it first",
    b"\x89PNG": "a picture; give the text that it shows",
    b"GIF8": "a picture; give the text that it shows",
    b"\xff\xd8\xff": "a picture; give the text that it shows",
    b"ID3": "a sound recording; give its transcript",
    b"OggS": "a sound or video recording; give its transcript",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a database",
}
_UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_TAGS = (
    "html|head|body|title|meta|link|script|style|main|article|section|header|div|p|h[1-6]|table|ul|ol|blockquote|span"
)
_HTML = re.compile(rf"\A(?:<!--.*?-->|<\?xml[^>]*>|\s)*(?:<!doctype\s+html\b|<(?:{_TAGS})(?=[\s>/]))", re.I | re.S)
_XML = re.compile(r"\A\s*<\?xml\b", re.I)
_CLOSED = re.compile(r"</\w+\s*>|<(?:html|body|p|meta)\b", re.I)
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1a\x1b")


def sniff(data: bytes, *, name: str, content_type: str | None = None) -> Format:
    """The format of some bytes; SourceError for a format that cannot be read."""
    for magic, description in _REFUSED.items():
        if data.startswith(magic):
            raise SourceError(f"{name}: is {description}.")
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return _zip(data, name)
    if is_binary(data):
        raise SourceError(f"{name}: is a binary file, not a text; give HTML, PDF, DOCX, subtitles or plain text.")
    return _markup(data, name, content_type)


def is_binary(data: bytes) -> bool:
    """Whether bytes hold what no text in any supported encoding holds."""
    if data.startswith(_UTF_16_OR_32) or wide_encoding(data) is not None:
        return False
    head = data[: HEAD * 16]
    return b"\x00" in data or len(head) - len(head.translate(None, _CONTROL)) > len(head) // 100


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by the zero bytes at every other place."""
    even, odd = data[:HEAD:2], data[1:HEAD:2]
    if len(data) < 8 or len(data) % 2:
        return None
    if odd.count(0) > 0.4 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.4 * len(even) and odd.count(0) == 0 else None


def _zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise SourceError(f"{name}: is a broken DOCX or ZIP file; save it once more.") from None
    if any(entry.startswith("word/") for entry in names):
        return Format.DOCX
    raise SourceError(f"{name}: is a ZIP archive or another Office file, not a DOCX; unpack it or save it as DOCX.")


def _markup(data: bytes, name: str, content_type: str | None) -> Format:
    head = _head(data)
    told = (content_type or "").partition(";")[0].strip().lower()
    if told in {"text/html", "application/xhtml+xml"} and "<" in head:
        return Format.HTML
    if _HTML.match(head) and _CLOSED.search(head):
        return Format.HTML
    if _XML.match(head):
        raise SourceError(f"{name}: is XML and no web page; give HTML or plain text.")
    return _captions(head, name, told) or Format.TEXT


def _captions(head: str, name: str, content_type: str) -> Format | None:
    """Which captions a text holds; SourceError where its ending or its type says that it does, and it does not."""
    if VTT_HEAD.match(head):
        return Format.VTT
    if SRT_HEAD.match(head):
        return Format.SRT
    if content_type in CAPTION_TYPES or name.lower().endswith(CAPTION_ENDINGS):
        raise SourceError(
            f"{name}: its first lines are no subtitles; SubRip begins with a number and 00:01:02,500 --> 00:01:04,000, "
            "WebVTT with WEBVTT. If it is plain text, give it the ending .txt."
        )
    return None


def _head(data: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2 : HEAD * 2].decode(encoding, "replace")
    wide = wide_encoding(data)
    return (
        data[: HEAD * 2].decode(wide, "replace")
        if wide
        else data.removeprefix(b"\xef\xbb\xbf")[:HEAD].decode("latin-1")
    )
