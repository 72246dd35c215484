"""Files that can be read in one sitting, functions that fit on half a screen."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = ("src", "bench", "models/en/recipe", "models/en/src")
MODULES = sorted(path for place in PLACES for path in (ROOT / place).rglob("*.py"))
FOLDERS = sorted({path.parent for path in MODULES})
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MOST_MODULES = 12
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_file_length(path):
    """No file is longer than 400 lines."""
    lines = path.read_text(encoding="utf8").count("\n")
    assert lines <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_function_length(path):
    """No function is longer than 60 lines, its docstring included."""
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions(path)}
    assert {f: lines for f, lines in long.items() if lines > LONGEST_FUNCTION} == {}


def test_half_of_all_functions_are_short():
    """The middle function has at most ten lines."""
    lengths = sorted(f.end_lineno - f.lineno + 1 for path in MODULES for f in functions(path))
    assert lengths[len(lengths) // 2] <= 10


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_folder_size(folder):
    """A folder holds at most twelve modules beside its __init__ and __main__."""
    modules = [path.name for path in folder.glob("*.py") if not path.stem.startswith("__")]
    assert len(modules) <= MOST_MODULES


def test_names_say_something():
    """No module or folder is named for nothing in particular."""
    assert [name(path) for path in [*MODULES, *FOLDERS] if path.stem in EMPTY_NAMES] == []
