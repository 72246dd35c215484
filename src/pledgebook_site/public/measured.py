"""The figures that the reader has reached, as `bench/floors.json` pins them; `data/accuracy.json` ships them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "accuracy.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: its name in the bench, its value in percent, or in its own unit."""

    key: str
    value: float
    percent: bool


@dataclass(frozen=True, slots=True)
class Task:
    """What was measured: the bench’s task, the corpus, the fingerprint of its data, and the figures."""

    key: str
    corpus: str
    data: str | None
    figures: list[Figure]


@cache
def measured() -> list[Task]:
    """All that was measured, in the order of the data."""
    told: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf8"))["tasks"]
    return [_task(one) for one in told]


def _task(told: dict[str, Any]) -> Task:
    percent = told.get("percent", True)
    figures = [Figure(key, value, percent) for key, value in told["figures"].items()]
    return Task(told["key"], told["corpus"], told.get("data"), figures)
