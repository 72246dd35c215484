"""`pledgebook init`: a tracker comes to be whole or not at all."""

import json
import shlex
import shutil
import stat

import pytest

from pledgebook.ledger.entries import open_blob
from pledgebook.ledger.proof import VerifyingKey, open_checkpoint
from pledgebook_site.config import DataFolder
from pledgebook_site.errors import StoreError
from pledgebook_site.making import checked_origin, make_tracker
from tests.site.conftest import close, tracker_at

SAFE = {
    "name": "Promises of a test",
    "languages": ["en"],
    "scale": "politifact",
    "default_rights": "excerpt",
    "two_signatures": False,
    "authors_shown": "tracker",
}


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_tracker_is_made(nowhere):
    """A folder with secrets for its owner only, and a log that begins with its key, its author and safe settings."""
    told = nowhere.run("init", "--name", SAFE["name"], "--format", "json")
    assert told.exit_code == 0, told.output
    from pledgebook_site.ledger.selectors.log import entries, head

    log = [(entry, open_blob(blob)) for entry, blob in entries()]
    assert [entry.type for entry, _ in log[:3]] == ["key.made", "author.recorded", "scale.recorded"]
    assert {p["key"]: p["value"] for entry, p in log if entry.type == "setting.changed"} == SAFE
    assert len({entry.recorded_at for entry, _ in log}) == 1
    checkpoint = open_checkpoint(head(), [VerifyingKey.parse(log[0][1]["vkey"])])
    assert (checkpoint.origin, checkpoint.size) == (json.loads(told.stdout)["origin"], len(log))
    assert {mode(path) for path in nowhere.data.secrets.iterdir()} == {0o600}
    assert (mode(nowhere.data.secrets), mode(nowhere.data.path)) == (0o700, 0o700)


def test_an_existing_tracker_is_not_harmed(store):
    """`init` where a tracker is says so with status 2 and changes nothing, neither log nor secrets."""
    from pledgebook_site.ledger.selectors.log import head

    before, secrets = head(), sorted(store.data.secrets.iterdir())
    told = store.run("init")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "is a tracker already" in told.stderr
    assert (head(), sorted(store.data.secrets.iterdir())) == (before, secrets)


def test_an_origin_can_be_told(nowhere):
    """`--origin HOST/PATH` is the log's name and its key's."""
    assert nowhere.run("init", "--origin", "example.org/promises").exit_code == 0
    from pledgebook_site.ledger.selectors.log import head

    assert head().startswith("example.org/promises\n")


@pytest.mark.parametrize(
    "origin", ["", "example.org", "example.org/a b", "example.org/a+b", "https://example.org/a", "/a"]
)
def test_origins_are_checked(origin):
    """An origin that is not HOST/PATH, or holds a blank or a plus, is refused in one line."""
    with pytest.raises(StoreError, match=r"HOST/PATH"):
        checked_origin(origin)


def test_nothing_is_half_made(nowhere, monkeypatch):
    """Where making fails, no folder is left; and then it can be made."""
    from pledgebook_site.secrets import Secrets

    def interrupted(self):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Secrets, "web_key", interrupted)
        with pytest.raises(KeyboardInterrupt):
            make_tracker(nowhere.data, name="A test")
    assert not nowhere.data.path.exists()
    make_tracker(nowhere.data, name="A test")
    assert nowhere.run("user", "list").exit_code == 0


def test_what_a_crash_left_is_made_whole(nowhere):
    """A folder left by a process that was killed while it made it is no tracker, and `init` makes it one."""
    from pledgebook_site import making
    from pledgebook_site.boot import boot

    boot(nowhere.data)
    nowhere.data.path.mkdir()
    making._prepare(nowhere.data, "example.org/left")
    assert "no tracker yet" in nowhere.run("user", "list").stderr
    assert nowhere.run("init").exit_code == 0
    assert nowhere.run("user", "list").exit_code == 0


def test_a_key_that_was_not_settled_is_found(store):
    """A crash after the commit and before the key is settled costs nothing: the next reader settles it."""
    from pledgebook_site.ledger.selectors.log import head

    before = head()
    key = next(store.data.secrets.glob("*.pem"))
    key.rename(key.with_name(key.name + ".new"))
    assert head() == before
    assert key.exists()


def test_two_trackers_do_not_mix(make_store):
    """Pointed from one tracker to another in one process, each shows its own log."""
    from pledgebook_site.ledger.selectors.accounts import accounts

    one, other = make_store(), make_store()
    assert one.run("user", "add", "Ilmara", stdin="seven grey herons\n" * 2).exit_code == 0
    one.boot()
    assert [account.name for account in accounts()] == ["local", "Ilmara"]
    other.boot()
    assert [account.name for account in accounts()] == ["local"]


def test_no_tracker_yet(nowhere):
    """Without a tracker a command says in one line how to make one, and makes nothing."""
    told = nowhere.run("user", "list")
    assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
    assert f"pledgebook init {nowhere.data.path}" in told.stderr
    assert not nowhere.data.path.exists()


def test_a_database_that_is_gone(sqlite_template, tmp_path):
    """A tracker whose SQLite file is empty or gone is told which one to put back, and nothing is made in its place."""
    shutil.copytree(sqlite_template.data.path, tmp_path / "data")
    bereft = tracker_at(tmp_path / "data")
    file = bereft.data.sqlite
    file.write_bytes(b"")
    for words in (("list",), ("init",)):
        told = bereft.run(*words)
        assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
        assert f"its database {file} is missing or empty: put a copy of it back" in told.stderr
        assert "DATABASE_URL" not in told.stderr
    for one in bereft.data.path.glob(f"{file.name}*"):
        one.unlink()
    for words in (("list",), ("init",)):
        told = bereft.run(*words).stderr
        assert "put a copy of it back, or set DATABASE_URL if it was made with another one" in told
    assert not file.exists()
    close()


def test_paths_with_blanks(tmp_path):
    """A command that is meant to be copied quotes a path that holds blanks, and works as it is printed."""
    spaced = tracker_at(tmp_path / "my data")
    told = spaced.run("user", "list").stderr.rstrip("\n").partition("pledgebook init ")[2]
    assert shlex.split(told) == [str(spaced.data.path)]
    made = spaced.run("init").stdout.partition("Next: pledgebook ")[2]
    assert shlex.split(made) == ["--data", str(spaced.data.path), "add", "ARTICLE.html"]
    out = tmp_path / "an export"
    assert shlex.split(spaced.run("ledger", "export", str(out)).stdout.splitlines()[-1])[-1] == str(out)
    close()


def test_a_file_is_no_folder(tmp_path):
    """A file where the folder should be is refused."""
    (tmp_path / "file").write_text("words")
    with pytest.raises(StoreError, match="is a file"):
        make_tracker(DataFolder(tmp_path / "file"), name="A test")
