"""Whether two sightings are the same promise, by pairs of the gold: precision, recall, f1; average precision by score.

The accuracy of hard negatives is told apart: pairs that look alike and are not the same. The focus of a sighting is
compared where the gold gives one, else its sentence; the promisor is the gold's party; how rare a word is is counted
over the sightings of the same files. A pair is the same from a score of 0.5. No model takes part.
"""

import json
from pathlib import Path

from bench.data import DataError, files, fingerprint
from bench.gold_score.same_pledge import Answer, score
from bench.options import Options
from pledgebook.compare import Folded, Rarity, Wording, same

HOME = "gold/same_pledge"
PINNED = ("f1", "average_precision", "accuracy_hard_negatives")
PATTERN, LANGUAGE, ENOUGH = "*.pairs.jsonl", "en", 0.5


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of all pairs of a file, or of the files of a folder."""
    paths = files(data, PATTERN)
    pairs = [pair for path in paths for pair in load(path)]
    sightings = {side["id"]: side for pair in pairs for side in (pair["a"], pair["b"])}
    rarity = Rarity.of((words(side) for side in sightings.values()), language=LANGUAGE)
    ready = {name: Folded.of(wording(side)) for name, side in sightings.items()}
    documents = len({side["doc"] for side in sightings.values()})
    return {
        **score([answered(pair, ready, rarity) for pair in pairs]),
        "documents": documents,
        "measured": documents,
        "seen": 0,
        "data": fingerprint(paths),
    }


def load(path: Path) -> list[dict]:
    """The pairs of a file of JSON Lines."""
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
    except ValueError as error:
        raise DataError(f"{path} is not JSON Lines: {error}.") from None


def words(side: dict) -> str:
    return side.get("focus") or side["text"]


def wording(side: dict) -> Wording:
    return Wording(text=words(side), promisor=side["party"], language=LANGUAGE)


def answered(pair: dict, ready: dict[str, Folded], rarity: Rarity) -> Answer:
    found = same(ready[pair["a"]["id"]], ready[pair["b"]["id"]], rarity=rarity)
    return Answer(pair, found.score >= ENOUGH, found.score)
