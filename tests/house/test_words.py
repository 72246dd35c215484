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
# Words of the lists that are also names of our own, each with its reason.
ALLOWED = {
    "decade": "a placeholder of the time patterns",
    "hour": "a placeholder of the time patterns",
}
WORDS_FOR_PEOPLE = "labels"  # what is said to people; nothing in it is read in a text
LOOKUPS = {"data", "get", "language", "words", "group"}  # calls whose string arguments are keys, file or group names


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def data() -> Iterator[object]:
    for path in sorted((LIBRARY / "languages" / "en").glob("*.yml")):
        if path.stem != WORDS_FOR_PEOPLE:
            yield language("en").data(path.stem)


def listed() -> set[str]:
    """Whatever stands in a list, or as a key of a table of plain values, in `languages/en`; single letters apart."""
    found = {word for part in data() for word in leaves(part, top=True)} - names() - set(ALLOWED)
    return {form for word in found if len(word) > 1 for form in (word, word.lower(), word.capitalize())}


def names() -> set[str]:
    """The names of the lists and tables themselves, by which the code asks for them."""
    return {key for part in data() for key in keys(part)}


def keys(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, list | dict):
                yield str(key)


def leaves(data: object, *, top: bool = False) -> Iterator[str]:
    """The strings of lists, and the keys of tables whose values are plain; keys of the first level name tables."""
    if isinstance(data, list):
        for item in data:
            if isinstance(item, str):
                yield item
            else:
                yield from leaves(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, list | dict):
                yield from leaves(value)
            elif not top and isinstance(value, int | float | str) and isinstance(key, str):
                yield key


def exempt(tree: ast.Module) -> set[int]:
    """The string nodes that are no words of a text: docstrings, keys, messages of errors, values of enums."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        elif isinstance(node, ast.Raise | ast.Subscript):
            inside = node if isinstance(node, ast.Raise) else node.slice
            found.update(id(part) for part in ast.walk(inside))
        elif isinstance(node, ast.Call) and called(node) in LOOKUPS:
            found.update(id(argument) for argument in node.args)
        elif isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Enum") for base in node.bases):
            found.update(id(part.value) for part in node.body if isinstance(part, ast.Assign))
    return found


def called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def words_in(literal: str) -> set[str]:
    """The literal itself, and the words of three letters or more within it."""
    if RULE_NAME.fullmatch(literal):
        return set()
    inside = re.findall(r"[^\W\d_]{3,}", PATTERN_SYNTAX.sub(" ", literal))
    return {literal, *inside}


def test_the_lists_are_read():
    """The words that are forbidden come from the language data itself, months among them."""
    assert {"January", "december", "by"} <= listed()


@pytest.mark.parametrize(
    ("code", "caught"),
    [
        ("CUE = 'by'", {"by"}),
        ("PATTERN = r'\\b(?:january|may)\\b'", {"january", "may"}),
        ("'''in january'''\nx = table['january']", set()),
        ("language.data('january')", set()),
        ("raise ValueError('not in january')", set()),
        ("RULE = 'january-rule'", set()),
        ("class Rule(StrEnum):\n    MAY = 'may'", set()),
    ],
)
def test_the_rule_itself(code, caught):
    """A word in a literal or a pattern is caught; docstrings, keys, errors, enums and rule names are not."""
    assert found_in(ast.parse(code), {"january", "may", "by"}) == caught


def found_in(tree: ast.Module, forbidden: set[str]) -> set[str]:
    return {place.split(": ", 1)[1] for place in places(tree, forbidden)}


def places(tree: ast.Module, words: set[str]) -> list[str]:
    """Where the words stand, as a reader of the failure needs it."""
    free = exempt(tree)
    nodes = [
        n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in free
    ]
    return [f"line {n.lineno}: {word}" for n in nodes for word in sorted(words_in(n.value) & words)]


@pytest.mark.parametrize("path", READING, ids=name)
def test_no_word_as_a_literal(path):
    """No string in the code that reads holds a word that the language data lists."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    assert places(tree, listed()) == []
