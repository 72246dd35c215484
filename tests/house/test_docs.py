"""The docs name every command, every decision its date, every test its promise."""

import ast
import re
from pathlib import Path

import click
import pytest

from pledgebook import cli

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "why").glob("*.md"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def group() -> click.Group:
    return next(value for value in vars(cli).values() if isinstance(value, click.Group))


def commands() -> list[str]:
    return group().list_commands(click.Context(group()))


def options(command: str) -> list[str]:
    found = group().get_command(click.Context(group()), command)
    assert found is not None
    return [o for p in found.params if isinstance(p, click.Option) for o in [*p.opts, *p.secondary_opts]]


def test_there_are_commands():
    """The lazy group lists at least read, check and schema."""
    assert {"read", "check", "schema"} <= set(commands())


@pytest.mark.parametrize("command", commands())
def test_every_option_is_documented(command):
    """The command has a heading in the reference, and every option of it stands below that heading."""
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf8")
    sections = re.split(r"^## ", page, flags=re.MULTILINE)
    section = next((s for s in sections if s.splitlines()[0].replace("`", "").split()[-1:] == [command]), None)
    assert section is not None, f"no heading for {command}"
    assert [o for o in options(command) if not re.search(rf"(?<![\w-]){o}(?![\w-])", section)] == []


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_decisions_are_dated(path):
    """A page of docs/why is named NNNN-title.md and gives its date within its first five lines."""
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    assert re.search(r"\b20\d\d-\d\d-\d\d\b", "\n".join(path.read_text(encoding="utf8").splitlines()[:5]))


@pytest.mark.parametrize("path", [DOCS / "README.md", ROOT / "README.md", ROOT / "ARCHITECTURE.md"], ids=name)
def test_links_lead_somewhere(path):
    """Every relative link of a main page points at a file that is there."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=name)
def test_no_page_is_lost(path):
    """Every page is linked from the index of the docs."""
    if path == DOCS / "README.md":
        pytest.skip("this is the index")
    assert f"({path.relative_to(DOCS)})" in (DOCS / "README.md").read_text(encoding="utf8")


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_every_test_promises(path):
    """Every test says in its docstring what it promises."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    tests = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name.startswith("test")]
    assert [test.name for test in tests if not ast.get_docstring(test)] == []
