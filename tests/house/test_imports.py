"""The import laws that import-linter cannot say."""

import ast
from pathlib import Path

import pytest

import pledgebook

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src" / "pledgebook"
MODULES = sorted(LIBRARY.rglob("*.py"))
DOORS = {"socket", "ssl", "httpx", "httpcore", "http.client", "urllib.request", "requests", "asyncio"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> list[str]:
    """Every module that a file imports, and for `from a import b` also `a.b`."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            assert node.level == 0, f"{name(path)}:{node.lineno} imports relatively"
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_imports_the_root(path):
    """Inside the library one imports from the module that holds the thing; only the version has no other home."""
    assert {m for m in imported(path) if m.startswith("pledgebook.") and m.count(".") == 1} & public() == set()
    assert "pledgebook" not in imported(path) or "pledgebook.__version__" in imported(path)


def public() -> set[str]:
    """The names that the root lends from its modules."""
    return {f"pledgebook.{name}" for name in pledgebook.__all__ if name != "__version__"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_one_door_to_the_network(path):
    """Only `pledgebook.documents.fetch` imports what opens a socket."""
    fetch = LIBRARY / "documents" / "fetch"
    if path == fetch.with_suffix(".py") or fetch in path.parents:
        pytest.skip("this is the door")
    assert DOORS.isdisjoint(imported(path))


def test_the_bench_does_not_import_the_recipe():
    """What measures the weights shares no code with what trains them."""
    for path in (ROOT / "bench").rglob("*.py"):
        assert not [module for module in imported_loosely(path) if module.split(".")[0] in {"recipe", "torch"}]


def imported_loosely(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf8"))
    froms = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return froms + [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
