"""What a source is, told by its bytes."""

import gzip
import io
import os
import sys
import zipfile

import pytest

from pledgebook.documents import expand, from_bytes, open_source
from pledgebook.errors import SourceError
from pledgebook.settings import DocumentOptions

PAGE = "<p>We will build ten schools.</p><p>We will open five clinics.</p>"


def zipped(**entries: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html>",
        "  \n<html><body>",
        "<!-- saved -->\n<html>",
        '<?xml version="1.0"?>\n<html>',
        "\ufeff<html>",
        "",
    ],
)
def test_a_page_is_a_page_whatever_its_ending(start):
    """HTML is known by how it begins."""
    document = from_bytes((start + PAGE).encode(), path="page.txt")
    assert (document.media_type, document.text) == (
        "text/html",
        "We will build ten schools.\n\nWe will open five clinics.",
    )


@pytest.mark.parametrize("text", ["a < b and <p> is a tag", "<3 this plan", "<name> will say that we build", "x" * 9])
def test_a_text_with_angle_brackets_is_a_text(text):
    """Plain text that mentions tags stays plain text."""
    assert from_bytes(text.encode(), path="page.html").text == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        (b"\x7fELF" + bytes(range(256)), "program"),
        (bytes(range(256)) * 10, "binary"),
        (b"text with a NUL \x00 byte in it", "binary"),
        (b"\x01\x02\x03\x04\x05\x06 mostly controls", "binary"),
        (gzip.compress(b"text", mtime=0), "gzip"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "password"),
        (zipped(mimetype="application/epub+zip"), "not a DOCX"),
        (b"PK\x03\x04 broken", "broken"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
    ],
)
def test_what_is_no_text_is_refused(data, said):
    """Empty and binary sources are refused in one line that names the file and says what it is."""
    with pytest.raises(SourceError) as caught:
        from_bytes(data, path="a.txt")
    assert str(caught.value).startswith("a.txt: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_is_opened(tmp_path):
    """A path is read, and the document says which."""
    file = tmp_path / "a.txt"
    file.write_text("We will build ten schools.", encoding="utf-8")
    assert open_source(file).path == str(file)
    assert open_source(str(file)).text == "We will build ten schools."


def test_standard_input_is_read(monkeypatch):
    """`-` is standard input, and its document has no path."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Жоспар — план".encode())))
    document = open_source("-")
    assert (document.text, document.path) == ("Жоспар — план", None)


@pytest.mark.parametrize(
    ("name", "said"),
    [("missing.txt", "no such file"), ("folder", "is a folder"), ("a\0b", "no name"), ("x" * 300, "x")],
)
def test_what_cannot_be_opened_is_refused(tmp_path, name, said):
    """A missing file, a folder and an impossible name are refused in one line."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(SourceError, match=said):
        open_source(str(tmp_path / name))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_said(tmp_path):
    """A file that may not be read is refused with that reason."""
    file = tmp_path / "a.txt"
    file.write_text("words", encoding="utf-8")
    file.chmod(0)
    with pytest.raises(SourceError, match="permission"):
        open_source(file)


def test_no_permission_is_said_whoever_runs(tmp_path, monkeypatch):
    """What the system calls a lack of permission is told as such."""
    monkeypatch.setattr("pathlib.Path.open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "denied")))
    with pytest.raises(SourceError, match="no permission to read it"):
        open_source(tmp_path / "a.txt")


def test_too_much_text_is_refused_with_the_option():
    """More characters than allowed are refused, and the line names the option that raises the limit."""
    with pytest.raises(SourceError, match="--max-characters"):
        from_bytes(b"word " * 30, options=DocumentOptions(max_characters=100))
    assert from_bytes(b"w" * 100, options=DocumentOptions(max_characters=100)).text == "w" * 100


def test_a_folder_becomes_its_readable_files(tmp_path):
    """A folder is replaced by its files that can be read, sorted, also those in inner folders, told by their bytes."""
    (tmp_path / "inner").mkdir()
    for name in ("b.txt", "a.dat", "inner/c.md", ".hidden"):
        (tmp_path / name).write_text("We will build.", encoding="utf-8")
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    found = [str(tmp_path / name) for name in ("a.dat", "b.txt", "inner/c.md")]
    assert expand([tmp_path]) == found
    assert expand(["-", "https://example.org/", str(tmp_path)]) == ["-", "https://example.org/", *found]


def test_a_folder_without_readable_files_is_refused(tmp_path):
    """A folder with nothing to read is named."""
    with pytest.raises(SourceError, match="holds no file that can be read"):
        expand([tmp_path])
