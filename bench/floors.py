"""What was reached once and must not be lost, in floors.json: `{task: {figure: value, "data": fingerprint}}`.

A floor holds for the data with its fingerprint only, and never for documents that the model was trained on. Figures in
`CEILINGS` must not rise. `raised` moves floors in one direction; to lower one, edit the file and say why in the commit.
"""

import json
from pathlib import Path

from bench.figures import flat

PATH = Path(__file__).with_name("floors.json")
CEILINGS = frozenset({"false_alarms", "false_alarm_rate", "invented_deadlines", "cold_start_s", "peak_mb", "macro_mae"})
BY_MACHINE = frozenset({"words_per_second", "cold_start_s", "peak_mb"})  # required, not reached: never moved
TOLERANCE = 0.05  # figures are rounded to one decimal
SLACK = 0.5  # kinds of CPU differ by a few answers
DATA = "data"


def load(path: Path = PATH) -> dict[str, dict]:
    """The floors of every task."""
    return json.loads(path.read_text(encoding="utf8"))


def save(floors: dict[str, dict], path: Path = PATH) -> None:
    path.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf8")


def cannot_hold(result: dict, floor: dict | None) -> str | None:
    """Why a result has no floor, in words; None if it has one."""
    if floor is None:
        return "no floor yet"
    if floor[DATA] not in (None, result[DATA]):
        return f"the floor is for other data ({floor[DATA]}, not {result[DATA]})"
    return _trained_on(result)


def below(result: dict, floor: dict) -> list[str]:
    """Every figure that is worse than its floor, each as one line."""
    reached = dict(flat(result))
    return [
        f"{name} is {reached.get(name)}, the {'ceiling' if name in CEILINGS else 'floor'} is {value}"
        for name, value in floor.items()
        if name != DATA and (name not in reached or _worse(name, reached[name], value))
    ]


def raised(result: dict, floor: dict | None, pinned: tuple[str, ...]) -> dict:
    """The floor with every pinned figure at what was reached, less some slack, where that is better than it was.

    A floor for other data is left alone, and so are figures of documents that the model was trained on.
    """
    if _trained_on(result) or (floor is not None and floor[DATA] not in (None, result[DATA])):
        return floor or {}
    reached, out = dict(flat(result)), {DATA: result[DATA], **(floor or {})}
    for name in pinned:
        if name in reached and name not in BY_MACHINE:
            value = _with_slack(name, reached[name])
            out[name] = value if name not in out or _worse(name, out[name], value, tolerance=0) else out[name]
    return out


def _with_slack(name: str, value: float) -> float:
    return round(value + SLACK if name in CEILINGS else max(0.0, value - SLACK), 1)


def _worse(name: str, value: float, limit: float, *, tolerance: float = TOLERANCE) -> bool:
    return value > limit + tolerance if name in CEILINGS else value < limit - tolerance


def _trained_on(result: dict) -> str | None:
    if result["seen"] is None:
        return "the model does not say what it was trained on"
    if result["measured"] > result["documents"] - result["seen"]:
        return f"the model was trained on {result['seen']} of the {result['documents']} documents"
    return None
