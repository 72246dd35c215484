"""What the commands of a tracker share, and what the site may import of the library."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from pledgebook.cli import group
from pledgebook_site.commands import COMMANDS

ROOT = Path(__file__).parents[2]
SITE = sorted((ROOT / "src" / "pledgebook_site").rglob("*.py"))
# What the site may import of the library; `ledger.proof` and the like lie within.
ALLOWED = {
    *("reader", "grounding", "records", "documents", "times", "languages", "compare", "evidence"),
    *("ledger", "export", "settings", "errors", "values", "addresses", "tables", "cli.frame"),
}


def told() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    return project["entry-points"]["pledgebook.commands"]


def test_the_table_is_the_entry_points():
    """Every command of the site stands in its table and in the entry-point group, at the same place."""
    assert {name: place for name, (place, _) in COMMANDS.items()} == told()


def test_commands_import_no_django():
    """Listing the commands and showing the help of each one imports no Django."""
    words = [["--help"], *([name, "--help"] for name in COMMANDS)]
    code = (
        "import sys, pledgebook.cli as c\n"
        f"for words in {words!r}:\n"
        "    try: c.group.main(words)\n"
        "    except SystemExit: pass\n"
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert COMMANDS["init"][1][:40] in done.stdout


def test_data_before_and_after(store, tmp_path):
    """`--data` is understood before a command, after it and between a group and its command; the last one counts."""
    right, wrong = str(store.data.path), str(tmp_path / "wrong")
    for words in (
        ["--data", right, "user", "list"],
        ["user", "--data", right, "list"],
        ["user", "list", "--data", right],
        ["--data", wrong, "user", "list", "--data", right],
    ):
        assert CliRunner().invoke(group, words, env=store.environment).exit_code == 0, words
    assert (
        CliRunner().invoke(group, ["user", "list"], env={**store.environment, "PLEDGEBOOK_DATA": right}).exit_code == 0
    )
    store.boot()


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return {name for name in found if name.split(".")[0] == "pledgebook"}


@pytest.mark.parametrize("path", SITE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_site_imports_what_it_may(path):
    """A module of the site imports of the library nothing but what the law names."""
    lawful = tuple(f"pledgebook.{name}" for name in ALLOWED)
    assert [name for name in imported(path) if not name.startswith(lawful)] == []


def test_the_models_are_migrated(store):
    """The migrations make exactly what the models say."""
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_an_earlier_version(store, monkeypatch):
    """A tracker that lacks a migration is not opened; `init --upgrade` copies an SQLite file, then applies it."""
    assert "of this version already" in store.run("init", str(store.data.path), "--upgrade").stdout
    monkeypatch.setattr(MigrationLoader, "load_disk", with_one_more(MigrationLoader.load_disk))
    told = store.run("user", "list")
    assert (told.exit_code, told.stderr.count("\n"), "--upgrade" in told.stderr) == (2, 1, True)
    upgraded = store.run("init", "--upgrade")
    assert (upgraded.exit_code, "_next" in upgraded.stdout) == (0, True), upgraded.stderr
    assert len(list(store.data.path.glob("*-before-*.sqlite3"))) == (store.data.sqlite is not None)
    assert store.run("user", "list").exit_code == 0


def with_one_more(load_disk):
    """What reads the migrations from the disk, with one that is not there."""

    def load(self):
        load_disk(self)
        last = max(key for key in self.disk_migrations if key[0] == "ledger")
        new = migrations.Migration("9998_next", "ledger")
        new.dependencies = [last]
        new.operations = [migrations.RunSQL("CREATE TABLE ledger_next (number integer)")]
        self.disk_migrations["ledger", new.name] = new

    return load


def test_a_later_version(store):
    """A database that a later version has changed is not opened, and the line says to install that version."""
    MigrationRecorder(connection).record_applied("ledger", "9999_from_the_future")
    told = store.run("user", "list")
    assert (told.exit_code, "later version" in told.stderr) == (2, True)
