"""Texts and sources: under their hashes, whole or not at all, and gone when they are deleted."""

import hashlib
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.ledger.proof import SigningKey
from pledgebook_site import durable
from pledgebook_site.config import DataFolder
from pledgebook_site.errors import StoreError
from pledgebook_site.files import Files
from pledgebook_site.secrets import Secrets

MISSING = "0" * 64


@pytest.fixture
def files(tmp_path) -> Files:
    return Files(DataFolder(tmp_path / "data"))


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.binary())
def test_what_is_kept_is_given_back(tmp_path_factory, text, source):
    """Any text and any bytes come back as they were, under the SHA-256 of what lies on the disk."""
    files = Files(DataFolder(tmp_path_factory.mktemp("files")))
    kept_text, kept_source = files.keep_text(text), files.keep_source(source)
    assert (kept_text, kept_source) == (
        hashlib.sha256(text.encode()).hexdigest(),
        hashlib.sha256(source).hexdigest(),
    )
    assert (files.text(kept_text), files.source(kept_source)) == (text, source)
    assert (files.data.texts / kept_text[:2] / f"{kept_text}.txt").read_bytes() == text.encode()
    assert (files.data.sources / kept_source[:2] / kept_source).read_bytes() == source


def test_keeping_twice_changes_nothing(files):
    """A text that is kept again is not written again, and no other file lies beside it."""
    path = files.data.texts / files.keep_text("ten new schools")[:2]
    before = [(one, one.stat().st_mtime_ns, one.stat().st_ino) for one in path.iterdir()]
    files.keep_text("ten new schools")
    assert [(one, one.stat().st_mtime_ns, one.stat().st_ino) for one in path.iterdir()] == before
    assert len(before) == 1


def test_an_altered_file_is_found(files):
    """A text with other bytes than its hash says is refused, and made good when the text is kept again."""
    sha256 = files.keep_text("ten new schools")
    (files.data.texts / sha256[:2] / f"{sha256}.txt").write_text("two new schools")
    with pytest.raises(StoreError, match="altered"):
        files.text(sha256)
    files.keep_text("ten new schools")
    assert files.text(sha256) == "ten new schools"


def test_what_is_missing(files):
    """A missing file is named; deleting it again is nothing; a name that is no hash is refused."""
    sha256 = files.keep_source(b"bytes")
    assert files.has_source(sha256)
    files.delete_source(sha256)
    files.delete_source(sha256)
    assert not files.has_source(sha256)
    with pytest.raises(StoreError, match=f"{sha256} is missing"):
        files.source(sha256)
    with pytest.raises(StoreError, match="is not the hash"):
        files.text("../../etc/passwd")
    files.delete_text(MISSING)


def test_nothing_partial_stays(files, monkeypatch):
    """A write that fails leaves neither the file nor a part of it, and says why in one line."""

    def full(path, data, mode):
        path.write_bytes(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "_fill", full)
    with pytest.raises(StoreError, match="cannot be written: No space left on device"):
        files.keep_source(b"a source")
    assert [path for path in files.data.sources.rglob("*") if path.is_file()] == []


def test_secrets_are_for_the_owner(tmp_path):
    """Secrets have modes 0700 and 0600; a key is found by its vkey, and only the right one."""
    secrets = Secrets(DataFolder(tmp_path / "data"))
    key, other = SigningKey.make("example.org/a"), SigningKey.make("example.org/b")
    secrets.propose(key)
    assert secrets.settled() == []
    secrets.settle(key)
    assert secrets.log_key(key.vkey).sign("words\n") == key.sign("words\n")
    assert secrets.web_key() == secrets.web_key()
    assert stat.S_IMODE(secrets.data.secrets.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets.data.secrets.iterdir()} == {0o600}
    with pytest.raises(StoreError, match="is missing"):
        secrets.log_key(other.vkey)
    secrets.settled()[0].write_bytes(other.to_pem())
    with pytest.raises(StoreError, match="another key"):
        secrets.log_key(key.vkey)
    secrets.settled()[0].write_bytes(b"words")
    with pytest.raises(StoreError, match="not a private key"):
        secrets.log_key(key.vkey)


def test_a_source_and_its_text_are_kept_together(files):
    """Both are there for good when the block ends; where one cannot be written, or the block fails, that is raised."""
    with files.keeping(source=b"ten new schools", text="ten new schools"):
        pass
    sha256 = hashlib.sha256(b"ten new schools").hexdigest()
    assert (files.source(sha256), files.text(sha256)) == (b"ten new schools", "ten new schools")
    with pytest.raises(ZeroDivisionError), files.keeping(source=b"a", text="b"):
        raise ZeroDivisionError
    files.data.texts.rename(files.data.path / "elsewhere")
    files.data.texts.write_text("a file in its place")
    with pytest.raises(StoreError, match="texts"), files.keeping(source=b"c", text="d"):
        pass
