"""What was reached once and must not be lost, in floors.json: `{task: {figure: value, "data": fingerprint}}`.

A floor holds for the data with its fingerprint only, and never for documents that the model was trained on. Figures in
`CEILINGS`, by the last part of their dotted name, must not rise; one that is null could not be measured and holds
nothing. `raised` moves floors in one direction; to lower one, edit the file and say why in the commit.
"""

import json
from pathlib import Path

from bench.figures import flat

PATH = Path(__file__).with_name("floors.json")
PAGE = Path(__file__).parents[1] / "src" / "pledgebook_site" / "public" / "data" / "accuracy.json"
LEDGER_MS = frozenset({"list_ms", "filter_ms", "history_ms", "as_of_ms", "add_ms"})
SITE_MS = frozenset({"queue_ms", "review_ms", "list_ms", "search_ms", "pledge_ms"})
TRACKER_MS = LEDGER_MS | SITE_MS
CEILINGS = TRACKER_MS | {
    "false_alarms",
    "false_alarm_rate",
    "invented_deadlines",
    "cold_start_s",
    "peak_mb",
    "macro_mae",
}
# Required, not reached: never moved.
BY_MACHINE = TRACKER_MS | {"words_per_second", "cold_start_s", "peak_mb", "verify_events_per_second"}
TOLERANCE = 0.05  # figures are rounded to one decimal
SLACK = 0.5  # kinds of CPU differ by a few answers
SLACK_OF = {"macro_mae": 0.05}  # is no percentage
DATA = "data"


def load(path: Path = PATH) -> dict[str, dict]:
    """The floors of every task."""
    return json.loads(path.read_text(encoding="utf8"))


def save(floors: dict[str, dict], path: Path = PATH) -> None:
    path.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf8")


def publish(floors: dict[str, dict], path: Path = PAGE) -> None:
    """Tell the data of the site's page about accuracy, which names the tasks that it shows, of these floors."""
    told = json.loads(path.read_text(encoding="utf8"))
    for task in told["tasks"]:
        floor = floors[task["key"]]
        task[DATA] = floor[DATA]
        task["figures"] = {name: floor[name] for name in sorted(floor.keys() - {DATA})}
    path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf8")


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
        f"{name} is {reached.get(name)}, the {'ceiling' if _is_ceiling(name) else 'floor'} is {value}"
        for name, value in floor.items()
        if name != DATA and not _is_null(name, result) and (name not in reached or _worse(name, reached[name], value))
    ]


def raised(result: dict, floor: dict | None, pinned: tuple[str, ...]) -> dict:
    """The floor with every pinned figure at what was reached, less some slack, where that is better than it was.

    A floor for other data is left alone, and so are figures of documents that the model was trained on.
    """
    if _trained_on(result) or (floor is not None and floor[DATA] not in (None, result[DATA])):
        return floor or {}
    reached, out = dict(flat(result)), {DATA: result[DATA], **(floor or {})}
    for name in pinned:
        if name in reached and _last(name) not in BY_MACHINE:
            value = _with_slack(name, reached[name])
            out[name] = value if name not in out or _worse(name, out[name], value, tolerance=0) else out[name]
    return out


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _is_ceiling(name: str) -> bool:
    return _last(name) in CEILINGS


def _is_null(name: str, result: dict) -> bool:
    """Whether the result says that this figure could not be measured."""
    group, _, last = name.rpartition(".")
    told = result if not group else result.get(group, {})
    return last in told and told[last] is None


def _with_slack(name: str, value: float) -> float:
    slack = SLACK_OF.get(_last(name), SLACK)
    return round(value + slack if _is_ceiling(name) else max(0.0, value - slack), 1 if slack == SLACK else 2)


def _worse(name: str, value: float, limit: float, *, tolerance: float = TOLERANCE) -> bool:
    return value > limit + tolerance if _is_ceiling(name) else value < limit - tolerance


def _trained_on(result: dict) -> str | None:
    if result["seen"] is None:
        return "the model does not say what it was trained on"
    if result["measured"] > result["documents"] - result["seen"]:
        return f"the model was trained on {result['seen']} of the {result['documents']} documents"
    return None
