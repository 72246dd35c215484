"""What lies in the repository is fit for strangers."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOME = re.compile(r"(?<![\w./~-])/(?:home|root|work|Users)/\w")
HOSTS = re.compile(
    r"(?:pypi|pythonhosted|npmjs|huggingface|anaconda)\.(?:org|com|co)\b|--(?:extra-)?index-url", re.IGNORECASE
)
LONGEST = 100 * 1024 * 1024  # bytes of a file that hosts of repositories take
ALL_WEIGHTS = 140_000_000


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    """Every tracked text file with its name; what does not decode is no text."""
    found = []
    for path in tracked():
        try:
            found.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf8")))
        except UnicodeDecodeError:
            continue
    return found


def test_no_path_of_a_machine():
    """No tracked file names a place on the machine where it was written."""
    assert [name for name, text in texts() if HOME.search(text)] == []


def test_no_registry_host():
    """No tracked file names the address of a package registry: everyone has his own."""
    assert [name for name, text in texts() if HOSTS.search(text)] == []


def test_files_stay_small():
    """No tracked file is larger than 100 MiB, and all weights together are at most 140 MB."""
    sizes = {path: path.stat().st_size for path in tracked()}
    assert [path.name for path, size in sizes.items() if size > LONGEST] == []
    assert sum(size for path, size in sizes.items() if path.suffix == ".onnx") <= ALL_WEIGHTS


@pytest.mark.parametrize("package", ["en", "en-small"])
def test_weights_have_one_version(package):
    """A package of weights calls itself the same in its project, beside the network and on its card."""
    home = ROOT / "models" / package
    told = tomllib.loads((home / "pyproject.toml").read_text(encoding="utf8"))["project"]
    (labels,) = home.glob("src/*/labels.json")
    beside = json.loads(labels.read_text(encoding="utf8"))
    card = (home / "CARD.md").read_text(encoding="utf8").splitlines()[0]
    assert (beside["name"], beside["version"]) == (told["name"], told["version"])
    assert card == f"# {told['name']} {told['version']}"
