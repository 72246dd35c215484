"""`pledgebook verify` on real folders and files, as a command of its own process."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pledgebook.ledger.folder.proving import prove
from pledgebook.ledger.folder.writing import write_folder
from pledgebook.ledger.proof import SigningKey

BOOKS = Path(__file__).parents[1] / "ledger" / "conftest.py"


def run(*words, **more):
    command = [sys.executable, "-m", "pledgebook", "verify", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf8", timeout=60, check=False, **more)


@pytest.fixture(scope="session")
def book():
    """A small ledger in memory, from the tests of the ledger."""
    spec = importlib.util.spec_from_file_location("ledger_books", BOOKS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.small_book(0)


@pytest.fixture
def export(book, tmp_path):
    """Its private export, beside a head that was kept."""
    write_folder(book, tmp_path / "export")
    (tmp_path / "head").write_text(book.checkpoint, encoding="utf8")
    return tmp_path / "export"


def test_a_good_export(export, book):
    """The status is 0, what was checked and what was not proved is told on standard output, and nothing else."""
    result = run(export, "--against", export.parent / "head", "--key", book.key.vkey)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == f"Holds: the private export of {book.key.name}, {len(book.entries)} events"
    assert "- that the sources themselves told the truth" in lines
    assert "(--against)" not in result.stdout


def test_a_good_proof(export, book):
    """A proof file is taken as well, and says what it leaves open."""
    path = export.parent / "proof.json"
    path.write_bytes(prove(book, next(iter(book.state().pledges)), public=True))
    result = run(path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Holds: a proof from the log")
    assert "recorded later" in result.stdout


def test_a_bad_export(export):
    """The status is 1, and one line names the file and the event."""
    path = export / "events" / "000000.jsonl"
    path.write_bytes(path.read_bytes().replace(b"2024-01-01T00:00:05", b"2023-01-01T00:00:05", 1))
    result = run(export)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("Does not hold: events/000000.jsonl, event 4: ")
    assert result.stdout.count("\n") == 1


def test_json(export):
    """With --format json the whole report is one object on one line, good or bad."""
    good = run(export, "--format", "json")
    assert (good.returncode, good.stdout.count("\n")) == (0, 1)
    assert (json.loads(good.stdout)["holds"], json.loads(good.stdout)["fault"]) == (True, None)
    (export / "README.md").write_bytes(b"Trust me.\n")
    bad = run(export, "--format", "json")
    assert bad.returncode == 1
    assert json.loads(bad.stdout)["fault"] == {
        "file": "README.md",
        "event": None,
        "text": "its hash is not the one in manifest.json",
    }


def test_another_key(export, book):
    """With a key that is not the log's the status is 1."""
    result = run(export, "--key", SigningKey.make(book.key.name).vkey)
    assert result.returncode == 1
    assert "none of the keys of this log" in result.stdout


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["lost"], "lost does not exist"),
        (["export", "--against", "lost"], "lost cannot be read"),
        (["export", "--against", "export/keys"], "is not a checkpoint"),
        (["export", "--key", "nonsense"], "--key is not a key"),
        ([], "Missing argument"),
    ],
)
def test_bad_usage(export, words, complaint):
    """What cannot be checked at all is answered with one line on standard error and status 2."""
    result = run(*words, cwd=export.parent, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    assert (result.returncode, result.stdout) == (2, "")
    assert complaint in result.stderr
    assert result.stderr.count("\n") == 1


def test_names_that_are_no_text_are_told(export):
    """A file whose name a terminal would obey or cannot print is named harmlessly."""
    (export / "a\x1b[31mb").write_bytes(b"")
    result = run(export)
    assert result.returncode == 1
    assert "\x1b" not in result.stdout
    assert result.stdout.count("\n") == 1
    (export / "a\x1b[31mb").unlink()
    (export / os.fsdecode(b"\xff\n")).write_bytes(b"")
    assert (run(export).returncode, run(export).stdout.count("\n")) == (1, 1)
