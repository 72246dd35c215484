"""What the record and the readers refuse, in the language of the page.

The library speaks English, names what it refuses, and knows no page. Its lines are collected from where they stand in
the source, with a place in braces for each thing that they name; a line that comes up at the desk is recognised by the
message it was made from, and that message's translation is filled with the same things; it may leave some out.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.mofile import read_mo
from django.utils import translation
from django.utils.translation import gettext

DOMAIN = "refusals"
LOCALE = Path(__file__).parents[1] / "web" / "locale"
SOURCE = Path(__file__).parents[2]
ERRORS = ("Source", "Fetch", "Language", "Model", "MissingExtra", "Option", "Ledger", "Store", "Account", "Overtaken")
RAISED = (
    "pledgebook/analysis",
    "pledgebook/documents",
    "pledgebook/ledger/rating.py",
    "pledgebook_site/durable.py",
    "pledgebook_site/errors.py",
    "pledgebook_site/files.py",
    "pledgebook_site/reading.py",
    "pledgebook_site/ledger/projections",
    "pledgebook_site/ledger/selectors",
    "pledgebook_site/ledger/services",
)
RETURNED = ("pledgebook/ledger/rules.py",)
NAMED = ("pledgebook/documents/sniffing.py",)
FURTHER = (("pledgebook/ledger/rating.py", "the scale"),)
NOT_AT_THE_DESK = ("redaction", "continuing", "export.py", "whole.py")
LEAST_LETTERS = 2
_PLACE, _LETTER = re.compile(r"\{(\w+)\}"), re.compile(r"[^\W\d_]")
Known = list[tuple[re.Pattern[str], str]]


def refusals() -> list[tuple[Path, str]]:
    """Every line that may be refused with at the desk, and where it stands; what differs each time is in braces."""
    found = [
        *((path, line) for path in _files(RAISED) for line in _raised(_tree(path))),
        *((path, line) for path in _files(RETURNED) for line in _returned(_tree(path))),
        *((path, line) for path in _files(NAMED) for line in _named(_tree(path))),
        *((SOURCE / path, line) for path, line in FURTHER),
    ]
    return [one for one in found if len(_LETTER.findall(_PLACE.sub("", one[1]))) >= LEAST_LETTERS]


def told(fault: object) -> str:
    """A refusal in the language of the page; as it is where that language has no words for it."""
    line = str(fault)
    known = _known((translation.get_language() or "en").partition("-")[0])
    return _read(line, known).text if known and line else line


@dataclass(frozen=True, slots=True)
class _Reading:
    """A line in another language; `left` counts the letters that no message has."""

    text: str
    left: int


def _read(line: str, known: Known) -> _Reading:
    """A line by the message that leaves the least of it unread; lines within lines are read in the same way."""
    best = _Reading(gettext(line), len(_LETTER.findall(line)) if gettext(line) == line else 0)
    for pattern, message in known:
        match = pattern.fullmatch(line)
        if match is None or best.left == 0:
            continue
        parts = {name: _read(one, known) for name, one in match.groupdict().items() if one}
        left = sum(one.left for one in parts.values())
        if left < best.left:
            best = _Reading(_PLACE.sub(lambda place, now=parts: _filled(place[1], now), message), left)
    return best


def _filled(name: str, parts: Mapping[str, _Reading]) -> str:
    return parts[name].text if name in parts else ""


@cache
def _known(language: str) -> Known:
    """The messages that a language has words for."""
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not path.exists():
        return []
    with path.open("rb") as file:
        return [(_pattern(str(one.id)), str(one.string)) for one in read_mo(file) if one.id and one.string]


def _pattern(line: str) -> re.Pattern[str]:
    parts = _PLACE.split(line)
    return re.compile(
        "".join(f"(?P<{one}>.*)" if place % 2 else re.escape(one) for place, one in enumerate(parts)), re.DOTALL
    )


def _files(names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        place = SOURCE / name
        found = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        yield from (path for path in found if not set(path.relative_to(SOURCE).parts) & set(NOT_AT_THE_DESK))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf8"))


def _raised(tree: ast.Module) -> Iterator[str]:
    """What errors of ours are made with."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        superior = isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "super().__init__"
        if superior or name.removesuffix("Error") in ERRORS:
            yield from _lines(call.args[0])


def _returned(tree: ast.Module) -> Iterator[str]:
    """What functions answer with."""
    for answer in ast.walk(tree):
        if isinstance(answer, ast.Return) and answer.value is not None:
            yield from _lines(answer.value)


def _named(tree: ast.Module) -> Iterator[str]:
    """What the tables of a module hold."""
    for table in ast.walk(tree):
        if isinstance(table, ast.Dict):
            yield from (line for one in table.values for line in _lines(one))


def _lines(node: ast.AST) -> Iterator[str]:
    """The strings of an expression that are lines of words, whole ones only."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield _with_places(node)
    elif isinstance(node, ast.IfExp | ast.BoolOp):
        yield from (line for one in ast.iter_child_nodes(node) for line in _lines(one))


def _with_places(line: ast.JoinedStr) -> str:
    parts, names = [], []
    for one in line.values:
        if isinstance(one, ast.FormattedValue):
            name = _name(one.value)
            names.append(name)
            parts.append(f"{{{name}{names.count(name) if names.count(name) > 1 else ''}}}")
        elif isinstance(one, ast.Constant):
            parts.append(str(one.value))
    return "".join(parts)


def _name(value: ast.expr) -> str:
    """What a place is called: as the thing that stands there."""
    if isinstance(value, ast.Name):
        return value.id
    if isinstance(value, ast.Attribute):
        return value.attr
    if isinstance(value, ast.Subscript):
        key = value.slice
        return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else _name(value.value)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        return "list" if value.func.attr == "join" else _name(value.func.value)
    return "value"
