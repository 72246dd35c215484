"""Scoring the statements and the times of one document."""

import re

from bench.gold_score.assign import Pairs, pair_up
from bench.gold_score.dates import accepted, interval
from bench.gold_score.names import same_person
from bench.gold_score.spans import extents, near, overlap
from bench.gold_score.tally import Tally

PRONOUN = re.compile(r"he|she|they|it|we|i", re.IGNORECASE)


def score_statements(gold: list[dict], found: list[dict], tally: Tally) -> None:
    """Count the statements found and the fields of those that pair."""
    pairs = pair_up(gold, found, lambda g, f: overlap(extents(g), extents(f))[1])
    tally.add("statement_recall", len(pairs), len(gold))
    tally.add("statement_precision", len(pairs), len(found))
    _count_sure("sure_statement", gold, found, pairs, tally)
    for g, f in pairs:
        _count_fields(gold[g], found[f], tally)


def score_times(gold: list[dict], found: list[dict], tally: Tally) -> None:
    """Count the times found, and type, value and interval of those that pair."""
    pairs = pair_up(gold, found, lambda g, f: 0.0)
    _count_sure("time", gold, found, pairs, tally)
    for g, f in pairs:
        wanted, got = gold[g], found[f]
        tally.add("time_value", got.get("value") in [wanted["value"], *wanted.get("accept_values", [])])
        tally.add("time_interval", interval(got) in accepted(wanted))
        tally.add("time_type", got.get("type") == wanted["type"])


def _count_sure(name: str, gold: list[dict], found: list[dict], pairs: Pairs, tally: Tally) -> None:
    right = sum("doubtful" not in gold[g] for g, _ in pairs)
    tally.add(f"{name}_recall", right, sum("doubtful" not in item for item in gold))
    tally.add(f"{name}_precision", right, right + len(found) - len(pairs))


def _count_fields(gold: dict, found: dict, tally: Tally) -> None:
    same = same_person(gold["speaker"], found.get("speaker"))
    tally.add("speaker", same)
    if gold["source"] and PRONOUN.fullmatch(gold["source"]["text"]):
        tally.add("speaker_through_pronoun", same)
    for field in ("manner", "act"):
        tally.add(field, found.get(field) == gold[field])
    for field in ("source", "cue"):
        neither = gold[field] is None and not found.get(field)
        tally.add(f"{field}_overlap", near(gold[field], found.get(field)) or neither)
    if gold["said"]:
        tally.add("said_exact", interval(found.get("said")) == interval(gold["said"]))
