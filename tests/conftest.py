"""What walks through a browser and through the pages in every language begin with."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Path:
    """The data folder that `make run` makes; nobody may change it."""
    pytest.importorskip("pledgebook_en", reason="the weights are not installed")
    data = tmp_path_factory.mktemp("demonstration") / "data"
    filling = [sys.executable, str(ROOT / "samples" / "demonstration.py"), str(data)]
    subprocess.run(filling, check=True, stdout=subprocess.DEVNULL, timeout=240)
    return data
