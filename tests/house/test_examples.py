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
