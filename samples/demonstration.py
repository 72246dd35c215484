"""Fills a demonstration tracker with the samples, as its editors would with the command line: `make run` calls this.

    .venv/bin/python samples/demonstration.py demo-data

What is there already is left as it is. In SIGN_IN stands how its editors sign in.
"""

import json
import os
import secrets
import sys
import tempfile
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from pledgebook.cli import group

HERE = Path(__file__).parent
SIGN_IN = "sign-in.txt"
EDITOR, SECOND, KEEPER = "Mira Aldane", "Jonas Pell", "Oda Fenwick"
ROLES = {KEEPER: "administrator", EDITOR: "publisher", SECOND: "publisher"}
SETTINGS = {"demonstration": "on", "two_signatures": "on", "languages": "en,ru,kk", "default_rights": "full"}
PUBLIC = {"DATABASE_URL": None, "PLEDGEBOOK_AUTHOR": None, "PLEDGEBOOK_DATA": None}


class Demonstration:
    """A data folder, and the commands that fill it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.passwords: dict[str, str] = {}

    def call(self, *words: str, by: str | None = None, stdin: str | None = None) -> Any:
        """What a command tells as JSON, where it can; SystemExit with its one line if it fails."""
        acting = () if by is None else ("--as", by)
        called = CliRunner().invoke(group, ["--data", str(self.data), *words, *acting], input=stdin, env=PUBLIC)
        if called.exit_code != 0:
            raise SystemExit(called.stderr.strip() or f"pledgebook {' '.join(words)}: {called.exception!r}")
        return json.loads(called.stdout) if "json" in words else called.stdout

    def fill(self) -> None:
        """Make the tracker, read the samples, and take one promise through to a verdict signed by two."""
        self.call("init", "--name", "The Velmar Record")
        for key, value in SETTINGS.items():
            self.call("set", key, value)
        for name, role in ROLES.items():
            self._account(name, role)
        for name in ("harbour_budget.html", "army_programme.txt", "quay_report.html"):
            self.call("add", str(HERE / name), by=EDITOR)
        self.call("add", str(HERE / "minister_speech.txt"), "--speaker", "Ilmara Tennholt", by=EDITOR)
        self._take_through()
        self._write()

    def _account(self, name: str, role: str) -> None:
        password = self.passwords[name] = secrets.token_urlsafe(12)
        self.call("user", "add", name, "--role", role, stdin=f"{password}\n{password}\n")

    def _take_through(self) -> None:
        pledge = self._accepted("We will repair the eastern quay", title="The eastern quay repaired by September 2025")
        programme = ("record", "programme", "Harbour budget 2025", "--kind", "budget", "--start", "2025-04-15")
        opened = self.call(*programme, "--format", "json", by=EDITOR)
        self.call("edit", pledge, "--programme", opened["id"], "--topic", "transport", by=EDITOR)
        self.call("edit", pledge, "--summary", "The city mends its eastern quay within six months.", by=EDITOR)
        self._bring(pledge, "moored at the eastern quay of Port Lindane on Friday, four days before the date")
        self._bring(pledge, "released the whole length of the quay after a last inspection")
        why = "The whole quay was released for ships on 26 September 2025, before the end of the month."
        told = ("--because", why, "--effective", "2025-09-26")
        self.call("verdict", pledge, "kept", *told, by=EDITOR, stdin=self.passwords[EDITOR])
        (verdict,) = self.call("list", "verdicts", "--format", "json")
        self.call("sign", verdict["id"], by=SECOND, stdin=self.passwords[SECOND])
        self._accepted("would not raise the harbour dues before 2028", title="No higher harbour dues before 2028")

    def _accepted(self, words: str, *, title: str) -> str:
        (found,) = self.call("list", "--text", words, "--format", "json")
        who = ("--promisor", "Henrike Voss", "--role", "Mayor of Port Lindane")
        self.call("accept", found["id"], "--title", title, *who, by=EDITOR)
        return str(found["id"])

    def _bring(self, pledge: str, words: str) -> None:
        documents = self.call("list", "documents", "--format", "json")
        (report,) = (one["id"] for one in documents if one["title"] == "Eastern quay takes ships again")
        self.call("evidence", pledge, "--for", "--document", report, "--quote", words, by=EDITOR)

    def _write(self) -> None:
        lines = [f"  {name:12} {self.passwords[name]}  ({role})" for name, role in ROLES.items()]
        text = "\n".join(["Sign in at the desk under one of these names, with the password beside it:", *lines, ""])
        with os.fdopen(os.open(self.data / SIGN_IN, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(text)


def main(place: Path) -> None:
    """Fill a folder that is not there yet; half a demonstration never stands in its place."""
    if (place / SIGN_IN).exists():
        print(f"The demonstration in {place} is there already.")
    elif place.exists():
        print(f"{place} holds another tracker, which stays as it is: move it away to have the demonstration there.")
    else:
        with tempfile.TemporaryDirectory(dir=place.absolute().parent, prefix=f"{place.name}-") as part:
            Demonstration(Path(part) / "data").fill()
            (Path(part) / "data").rename(place)
        print(f"The samples are read; the demonstration is in {place}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
