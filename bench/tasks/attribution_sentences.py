"""Who said what, sentence by sentence, as published for CofeNet: exact match of maximal label runs.

The data is JSON Lines with `tokens` and BIO `labels`, and `id` for the article. Every sentence is labelled alone.
`seen` compares the sentences, one a line, with what was trained on: training on the articles' running text goes
unnoticed, so do not train on articles of this file.
"""

import json
from pathlib import Path

from bench.data import DataError, files, fingerprint
from bench.figures import Hits
from bench.options import Options
from bench.polnear import ROLES
from bench.seen import seen

HOME = "polnear-sentences/valid.jsonl"
PINNED = ("source.exact_f1", "cue.exact_f1", "content.exact_f1")
BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of every sentence of a file."""
    paths = files(data, "*.jsonl")
    rows = [row for path in paths for row in sentences(path)]
    analyst, hits = options.analyst(), {role: Hits() for role in ROLES}
    for row in rows:
        gold = runs(row["labels"])
        found = runs(analyst.label_tokens([BRACKETS.get(word, word) for word in row["tokens"]]))
        for role in ROLES:
            hits[role].add({r for r in gold if r[0] == role}, {r for r in found if r[0] == role})
    texts = documents(rows)
    return {
        **{role: {"exact_f1": hits[role].f1} for role in ROLES},
        "sentences": len(rows),
        "documents": len(texts),
        "measured": len(texts),
        "seen": seen(texts, model=options.model),
        "data": fingerprint(paths),
    }


def sentences(path: Path) -> list[dict]:
    """The rows of a file; DataError names the first line that is none."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        try:
            row = json.loads(line)
            if len(row["tokens"]) != len(row["labels"]):
                raise ValueError("labels")
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path}, line {number}: not a sentence with as many tokens as labels.") from error
        found.append(row)
    return found


def documents(rows: list[dict]) -> list[str]:
    """The articles as their sentences, one a line, in the order of the file."""
    texts: dict[str, list[str]] = {}
    for number, row in enumerate(rows):
        texts.setdefault(row.get("id") or str(number), []).append(" ".join(row["tokens"]))
    return ["\n".join(lines) for lines in texts.values()]


def runs(labels: list[str]) -> set[tuple[str, int, int]]:
    """Maximal runs as `(role, first, end)`; a run begins at B, and at an I that continues nothing."""
    found, start, role = set(), 0, ""
    for place, label in enumerate([*labels, "O"]):
        kind = label[2:]
        if role and (kind != role or label.startswith("B-")):
            found.add((role, start, place))
            role = ""
        if kind and not role:
            start, role = place, kind
    return found
