"""Scoring all documents: readings in, figures out."""

from dataclasses import dataclass

from bench.gold_score.pledges import score_pledges
from bench.gold_score.spans import respan
from bench.gold_score.statements import score_statements, score_times
from bench.gold_score.tally import Tally

LISTS = ("pledges", "statements", "times")
F1S = {
    "pledge": "pledge",
    "sure": "sure_pledge",
    "statement": "statement",
    "sure_statement": "sure_statement",
    "time": "time",
}
RATES = (
    "promisor",
    "deadline_exact",
    "deadline_present",
    "dated_deadline_exact",
    "dated_deadline_latest",
    "dated_deadline_overlap",
    "polarity",
    "negated_found",
    "kind",
    "firmness",
    "specificity",
    "condition_present",
    "conditions_found",
    "amount_value",
    "speaker",
    "speaker_through_pronoun",
    "manner",
    "act",
    "source_overlap",
    "cue_overlap",
    "said_exact",
    "time_value",
    "time_interval",
    "time_type",
    "quotes_true",
)


@dataclass(frozen=True, slots=True)
class Gold:
    """One document of the gold: its text and what it holds."""

    name: str
    text: str
    data: dict


def score(gold: list[Gold], readings: dict[str, dict]) -> dict[str, object]:
    """Every figure of all documents together, in percent, and the counts behind them."""
    total = Tally()
    for document in gold:
        total.merge(score_one(document, readings.get(document.name, {})))
    missing = [document.name for document in gold if document.name not in readings]
    return {**figures(total), "missing_readings": missing}


def score_one(gold: Gold, reading: dict) -> Tally:
    """The counts of one document; statements and times only where the gold has them."""
    tally = Tally()
    found = {
        name: [settle(item, gold.text, tally, parts=name == "statements") for item in reading.get(name) or []]
        for name in LISTS
    }
    score_pledges(gold.data["pledges"], found["pledges"], gold.data["not_pledges"], tally)
    if "statements" in gold.data:
        score_statements(gold.data["statements"], found["statements"], tally)
    if "times" in gold.data:
        score_times(gold.data["times"], found["times"], tally)
    return tally


def settle(item: dict, text: str, tally: Tally, *, parts: bool) -> dict:
    """An item whose quotations are put where they stand; one without places matches nothing and counts as found."""
    if not _sound(item):
        item = {**item, "start": 0, "end": 0, "text": ""}
    if not parts:
        return _settled(item, text, tally)
    return {**item, "content": [_settled(part, text, tally) for part in item.get("content") or [] if _sound(part)]}


def figures(tally: Tally) -> dict[str, object]:
    """Figures from counts, by the gold's own names."""
    out: dict[str, object] = {}
    for name, label in F1S.items():
        out[f"{label}_precision"] = tally.rate(f"{name}_precision")
        out[f"{label}_recall"] = tally.rate(f"{name}_recall")
        out[f"{label}_f1"] = tally.f1(name)
    alarms, negatives = tally.get("false_alarms", (0, 0))
    out |= {"false_alarms": alarms, "not_pledges": negatives, "false_alarm_rate": tally.rate("false_alarms")}
    out["invented_deadlines"] = tally.get("invented_deadlines", (0, 0))[0]
    out |= {name: tally.rate(name) for name in RATES}
    return {**out, "counts": {name: list(counts) for name, counts in sorted(tally.items())}}


def _settled(quote: dict, text: str, tally: Tally) -> dict:
    if quote.get("text"):
        tally.add("quotes_true", text[quote["start"] : quote["end"]] == quote["text"])
    return respan(quote, text)


def _sound(item: dict) -> bool:
    return isinstance(item.get("start"), int) and isinstance(item.get("end"), int)
