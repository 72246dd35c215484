"""Scoring the pledges of one document."""

from bench.gold_score.assign import Pairs, pair_up
from bench.gold_score.dates import UNKNOWN, accepted, interval, meets
from bench.gold_score.names import same_person, word_overlap
from bench.gold_score.spans import ENOUGH, extents, overlap
from bench.gold_score.tally import Tally

FIELDS = ("polarity", "kind", "firmness", "specificity")


def score_pledges(gold: list[dict], found: list[dict], negatives: list[dict], tally: Tally) -> None:
    """Count the pledges found, the false alarms, and the fields of those that pair."""
    pairs = pair_up(gold, found, word_overlap)
    _count_pairs(gold, found, pairs, tally)
    free = _free(found, pairs)
    alarms = sum(any(_covers(pledge, negative) for pledge in free) for negative in negatives)
    tally.add("false_alarms", alarms, len(negatives))
    for g, f in pairs:
        _count_fields(gold[g], found[f], tally)
        _count_deadline(gold[g]["deadline"], found[f].get("deadline"), tally)


def _free(found: list[dict], pairs: Pairs) -> list[dict]:
    taken = {f for _, f in pairs}
    return [pledge for number, pledge in enumerate(found) if number not in taken]


def _count_pairs(gold: list[dict], found: list[dict], pairs: Pairs, tally: Tally) -> None:
    """What pairs with a doubtful pledge is neither right nor wrong among the sure ones."""
    tally.add("pledge_recall", len(pairs), len(gold))
    tally.add("pledge_precision", len(pairs), len(found))
    sure = sum("doubtful" not in pledge for pledge in gold)
    right = sum("doubtful" not in gold[g] for g, _ in pairs)
    tally.add("sure_recall", right, sure)
    tally.add("sure_precision", right, right + len(found) - len(pairs))


def _covers(pledge: dict, negative: dict) -> bool:
    return overlap([(negative["start"], negative["end"])], extents(pledge))[0] >= ENOUGH


def _count_fields(gold: dict, found: dict, tally: Tally) -> None:
    tally.add("promisor", same_person(gold["promisor"], found.get("promisor")))
    for field in FIELDS:
        tally.add(field, found.get(field) in [gold[field], *gold.get("accept", {}).get(field, [])])
    tally.add("condition_present", bool(gold["condition"]) == bool(found.get("condition")))
    if gold["condition"]:
        tally.add("conditions_found", bool(found.get("condition")))
    if gold["polarity"] == "negated":
        tally.add("negated_found", found.get("polarity") == "negated")
    if gold["amount"]:
        tally.add("amount_value", _same_value(gold["amount"]["value"], found.get("amount")))


def _same_value(value: float, amount: dict | None) -> bool:
    try:
        return abs(float((amount or {}).get("value")) - value) <= 1e-6 * abs(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def _count_deadline(gold: dict | None, found: dict | None, tally: Tally) -> None:
    right, got = accepted(gold), interval(found)
    tally.add("deadline_present", bool(gold) == bool(found))
    tally.add("deadline_exact", got in right)
    if interval(gold) != UNKNOWN:
        tally.add("dated_deadline_exact", got in right)
        tally.add("dated_deadline_latest", got != UNKNOWN and got[1] in [latest for _, latest in right])
        tally.add("dated_deadline_overlap", meets(interval(gold), got))
    elif got != UNKNOWN and got not in right:
        tally.add("invented_deadlines", 1)
