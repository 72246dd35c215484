"""Words of a human language live in `languages/`, not in the code that reads."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgebook.languages import language

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src" / "pledgebook"
READING = [path for part in ("extract", "times", "compare") for path in sorted((LIBRARY / part).rglob("*.py"))]
RULE_NAME = re.compile(r"[a-z]+(-[a-z]+)+")
# A pattern's own letters are no words: escapes, group names, character classes, flags.
PATTERN_SYNTAX = re.compile(r"\\[A-Za-z]|\(\?P[<=]\w+|\(\?\w+|\[[^\]]*\]")
LOOKUPS = {"data", "get", "language", "words", "group"}  # calls whose string arguments are keys, file or group names

# Words of the lists that are also names in our own code, each with its reason.
ALLOWED: dict[str, str] = {}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def listed() -> set[str]:
    """Every single word that stands in a list or as a key of a table of words in `languages/en`."""
    found: set[str] = set()
    for path in sorted((LIBRARY / "languages" / "en").glob("*.yml")):
        found.update(leaves(language("en").data(path.stem), top=True))
    return {word for word in found if word.isalpha() and len(word) > 2} - set(ALLOWED)


def leaves(data: object, *, top: bool = False) -> Iterator[str]:
    """The strings of lists, and the keys of tables whose values are plain; keys of the first level name tables."""
    if isinstance(data, list):
        for item in data:
            if isinstance(item, str):
                yield item.casefold()
            else:
                yield from leaves(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, list | dict):
                yield from leaves(value)
            elif not top and isinstance(value, int | float) and isinstance(key, str):
                yield key.casefold()


def exempt(tree: ast.Module) -> set[int]:
    """The string nodes that are no words of a text: docstrings, keys, messages of errors, names of the record."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        elif isinstance(node, ast.Raise | ast.Subscript):
            inside = node if isinstance(node, ast.Raise) else node.slice
            found.update(id(part) for part in ast.walk(inside))
        elif isinstance(node, ast.Call) and called(node) in LOOKUPS:
            found.update(id(argument) for argument in node.args)
    return found


def called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def words_in(literal: str) -> set[str]:
    if RULE_NAME.fullmatch(literal):
        return set()
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", PATTERN_SYNTAX.sub(" ", literal))}


def test_the_lists_are_read():
    """The words that are forbidden come from the language data itself, months among them."""
    assert {"january", "december"} <= listed()


@pytest.mark.parametrize(
    ("code", "caught"),
    [
        ("CUE = 'January'", {"january"}),
        ("PATTERN = r'\\b(?:january|may)\\b'", {"january", "may"}),
        ("'''In January.'''\nx = table['january']", set()),
        ("language.data('january')", set()),
        ("raise ValueError('not in January')", set()),
        ("RULE = 'january-rule'", set()),
    ],
)
def test_the_rule_itself(code, caught):
    """A word in a literal or a pattern is caught; docstrings, keys, error messages and rule names are not."""
    assert found_in(ast.parse(code), {"january", "may"}) == caught


def found_in(tree: ast.Module, forbidden: set[str]) -> set[str]:
    free = exempt(tree)
    literals = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in free
    ]
    return {word for literal in literals for word in words_in(literal)} & forbidden


@pytest.mark.parametrize("path", READING, ids=name)
def test_no_word_as_a_literal(path):
    """No string in the code that reads holds a word that the language data lists."""
    assert found_in(ast.parse(path.read_text(encoding="utf8")), listed()) == set()
