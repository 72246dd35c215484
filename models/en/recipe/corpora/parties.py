"""What parties say, labelled sentence by sentence: campaign releases and manifestos."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..labels import HEADS

ACTS = {
    "Assertive": "assertive",
    "Assertive-V": "assertive-verdict",
    "Assertive-S": "assertive-stance",
    "Commissive-A": "commissive-action",
    "Commissive-O": "commissive-outcome",
    "Directive": "directive",
    "Expressive": "expressive",
    "Interrogative": "interrogative",
}


@dataclass
class Labelled:
    """A document given sentence by sentence, each with a label for some of the sentence heads."""

    name: str
    sentences: list[str]
    labels: list[dict[str, int]] = field(default_factory=list)


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file with its column names in lower case, since the corpora spell them in many ways."""
    with path.open(encoding="utf8", errors="replace", newline="") as file:
        return [{(k or "").lower(): (v or "").strip() for k, v in row.items()} for row in csv.DictReader(file)]


def speech_acts(folder: Path) -> Iterator[Labelled]:
    """Campaign releases: an act for each sentence, and for commissive ones how specific it is."""
    for path in sorted(folder.glob("*.csv")):
        document = Labelled(path.stem, [])
        for row in rows(path):
            act = ACTS.get(row["categories"])
            if not row["sentence"] or act is None:
                continue
            labels = {"act": HEADS["act"].index(act)}
            if row["specificity"].lower() in HEADS["specificity"]:
                labels["specificity"] = HEADS["specificity"].index(row["specificity"].lower())
            document.sentences.append(row["sentence"])
            document.labels.append(labels)
        yield document


def manifestos(folder: Path) -> Iterator[Labelled]:
    """Australian manifestos: how specific, from 1 (no pledge) to 7 (detailed)."""
    for path in sorted(folder.glob("*.csv")):
        document = Labelled(path.stem, [])
        for row in rows(path):
            if row["sentence"] and row["labels"] in HEADS["degree"]:
                document.sentences.append(row["sentence"])
                document.labels.append({"degree": HEADS["degree"].index(row["labels"])})
        yield document


def mimac(path: Path) -> list[Labelled]:
    """Indian manifestos: pledge or not, by political scientists."""
    documents: dict[str, Labelled] = {}
    for row in rows(path):
        document = documents.setdefault(row["file"], Labelled(row["file"], []))
        if row["text"]:
            document.sentences.append(row["text"])
            document.labels.append({"pledge": int(row["binary_pledge"])})
    return list(documents.values())


def shares(documents: list[Labelled], head: str) -> list[float]:
    """How often each label of a head occurs, as shares that sum to one."""
    found = [labels[head] for document in documents for labels in document.labels if head in labels]
    return [round((found.count(k) or 1) / max(1, len(found)), 5) for k in range(len(HEADS[head]))]


def labelled(root: Path) -> dict[str, list[Labelled]]:
    """Every corpus that is labelled sentence by sentence."""
    return {
        "speech-acts": list(speech_acts(root / "speech-acts")),
        "pledge-specificity": list(manifestos(root / "pledge-specificity")),
        "mimac": mimac(root / "mimac" / "india.csv"),
    }
