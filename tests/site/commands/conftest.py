"""A desk: the command line of a tracker, on both databases, with documents that need no reader."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import Tracker

PASSWORD = "correct horse battery"
BRIDGE = "“We will build the bridge by 2027,” said Ilmara Tennholt.\n\nNobody pays for the ferry until then.\n"


@dataclass(frozen=True)
class Desk:
    """Calls commands and checks how they end."""

    store: Tracker
    folder: Path

    def json(self, *words: str, status: int = 0, stdin: str | None = None) -> Any:
        """What a command prints as JSON."""
        done = self.store.run(*words, "--format", "json", stdin=stdin)
        assert done.exit_code == status, done.output
        return json.loads(done.stdout)

    def says(self, *words: str, stdin: str | None = None) -> str:
        """What a command that ends well prints for people."""
        done = self.store.run(*words, stdin=stdin)
        assert done.exit_code == 0, done.output
        return done.stdout

    def refused(self, *words: str, stdin: str | None = None) -> str:
        """The one line with which a command that ends badly complains."""
        done = self.store.run(*words, stdin=stdin)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.output
        return done.stderr.removeprefix("pledgebook: ").rstrip("\n")

    def take(self, text: str = BRIDGE, *words: str, name: str = "bridge.txt") -> str:
        """Add a text in a language that nothing reads here; the document's id."""
        file = self.folder / name
        file.write_text(text, encoding="utf8")
        (added,) = self.json("add", str(file), "--language", "kk", *words)
        return added["document"]

    def mark(self, document: str, quote: str = "We will build the bridge by 2027", *words: str) -> str:
        """Mark words of a document; the sighting's id."""
        return self.json("mark", document, "--quote", quote, *words)["id"]

    def accept(self, sighting: str, *words: str) -> str:
        """Accept a sighting; the pledge's id."""
        return self.json("accept", sighting, *words)[0]["pledge"]

    def pledge(self, *words: str) -> str:
        """A pledge out of nothing; its id."""
        return self.accept(self.mark(self.take()), *words)

    def user(self, name: str) -> str:
        """An account that can sign in, with PASSWORD; its name."""
        self.says("user", "add", name, stdin=f"{PASSWORD}\n{PASSWORD}\n")
        return name

    def log(self) -> list[str]:
        """The types of all entries."""
        return [one["type"] for one in self.json("log")]


@pytest.fixture
def desk(store, tmp_path) -> Desk:
    """The command line of an empty tracker."""
    folder = tmp_path / "sources"
    folder.mkdir()
    return Desk(store, folder)
