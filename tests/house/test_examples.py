"""What the docs show works, on the samples that they show."""

import csv
import re
from pathlib import Path

import pytest

from pledgebook.documents import open_source
from pledgebook.grounding import ground

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/tutorial.md", "docs/reference/library.md", "docs/reference/compare.md")


@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_a_page_runs(page, monkeypatch, capsys):
    """The Python of a page runs from top to bottom in the repository's folder, and prints something."""
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for code in re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf8"), re.DOTALL):
        exec(compile(code, page, "exec"), names)
    assert capsys.readouterr().out


def test_six_lines_are_six():
    """The README's first example has six lines of code."""
    first = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf8"), re.DOTALL)
    assert len([line for line in first[1].splitlines() if line]) == 6


def test_the_quotations_of_the_sample():
    """Of the sample quotations three stand in the article, one differs in form only, and two are lies."""
    article = open_source(str(ROOT / "samples" / "harbour_budget.html"))
    with (ROOT / "samples" / "quotes.csv").open(encoding="utf8", newline="") as file:
        quotes = [row["quote"] for row in csv.DictReader(file)]
    assert [ground(article, quote).found for quote in quotes] == ["exact"] * 3 + ["folded"] + ["absent"] * 2


def test_the_samples_are_dated():
    """Each sample tells when it was published, and where the program found that date."""
    for sample in ("army_programme.txt", "minister_speech.txt", "harbour_budget.html"):
        document = open_source(str(ROOT / "samples" / sample))
        assert document.published is not None, sample


def test_the_ledger_page_shows_what_is_found():
    """What `add` proposes in the guide to the ledger is what the reader finds in that sample, and each id is told."""
    pytest.importorskip("pledgebook_en", reason="the weights are not installed")
    from pledgebook import read_file

    page = (ROOT / "docs" / "how-to" / "keep-a-ledger.md").read_text(encoding="utf8")
    shown = re.search(r"\$ pledgebook add samples/harbour_budget\.html\n(.*?)\n    Next:", page, re.DOTALL)[
        1
    ].splitlines()
    found = [one.text for one in read_file(ROOT / "samples" / "harbour_budget.html").pledges]
    assert f"(new, {len(found)} proposed)" in shown[0]
    assert [line.split(": ", 1)[1] for line in shown[1:]] == found
    told = re.findall(r"^ {4,6}([0-9a-f]{8})  ", page, re.MULTILINE)
    taken = re.findall(
        r"\$ pledgebook (?:mark|accept|join|reject|put-off|evidence|verdict|show|sign) ([0-9a-f]{8})", page
    )
    made = re.findall(r"the pledge ([0-9a-f]{8})|^ {4}([0-9a-f]{8}) says", page, re.MULTILINE)
    assert set(taken) <= {*told, *(one for pair in made for one in pair)}
