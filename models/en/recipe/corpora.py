"""The public corpora as examples: pieces of text, a label for each token or for each sentence."""

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .labels import HEADS

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
DEV_SHARE = 5  # one document of five measures and never trains


@dataclass
class Article:
    """Running text with role spans: `(start, end, role)` in code points."""

    name: str
    text: str
    spans: list[tuple[int, int, str]]


@dataclass
class Labelled:
    """A document given sentence by sentence, each with a label for some of the sentence heads."""

    name: str
    sentences: list[str]
    labels: list[dict[str, int]] = field(default_factory=list)


def fingerprint(text: str) -> str:
    """The name of a document in `splits.json`."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_dev(corpus: str, name: str) -> bool:
    """Whether the document measures; decided by its name alone, so that no shuffle can leak."""
    return int(hashlib.sha256(f"{corpus}/{name}".encode()).hexdigest(), 16) % DEV_SHARE == 0


def articles(folder: Path) -> Iterator[Article]:
    """PolNeAR: brat stand-off, events tie spans to roles."""
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf8", newline="") as file:
            text = file.read()
        yield Article(path.stem, text, roles(path.with_suffix(".ann")))


def roles(path: Path) -> list[tuple[int, int, str]]:
    """The spans of one annotation file that some attribution uses as source, cue or content."""
    spans: dict[str, list[tuple[int, int]]] = {}
    kinds: dict[str, str] = {}
    for line in path.read_text(encoding="utf8").splitlines():
        if match := re.match(r"(T\d+)\t\w+ ([\d ;]+)(\t|$)", line):
            spans[match[1]] = [tuple(map(int, part.split())) for part in match[2].split(";")]  # type: ignore[misc]
        elif re.match(r"E\d+\t", line):
            for pair in line.split("\t")[1].split():
                kind, name = pair.split(":")
                kind = re.sub(r"\d+$", "", kind).lower()
                if kind in ("source", "cue", "content"):
                    kinds.setdefault(name, kind)
    return sorted({(a, b, kinds[t]) for t, parts in spans.items() if t in kinds for a, b in parts})


def sentence_rows(path: Path) -> list[dict]:
    """The sentence version of PolNeAR: tokens and BIO labels."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


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


TAGS = set(HEADS["tag"])
TAG_OF = {"RBS": "RBR", "WP$": "WP", "LS": "CD"}
MARKS = {".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP", "$", "SYM", "#"}


def tag_of(penn: str) -> int:
    """The label of a Penn tag: rare ones are joined, all marks are one."""
    penn = "PUNCT" if penn in MARKS else TAG_OF.get(penn, penn)
    return HEADS["tag"].index(penn if penn in TAGS else "X")


@dataclass
class Tagged:
    """A sentence and the tag of each of its words: `(start, end, label)`."""

    text: str
    words: list[tuple[int, int, int]]


def tagged(path: Path) -> Iterator[Tagged]:
    """A CoNLL-U file, sentence by sentence; offsets from the words and their SpaceAfter."""
    text, words, covered, whole = "", [], 0, ""
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        if not line and words:
            yield Tagged(text.rstrip(), words)
            text, words, covered = "", [], 0
        columns = line.split("\t")
        if line.startswith("#") or len(columns) < 10 or "." in columns[0]:
            continue
        if "-" in columns[0]:  # "don't" is written whole, and its two words follow
            covered = 2
            whole = columns[9]
            continue
        form, after = columns[1], "" if "SpaceAfter=No" in columns[9] else " "
        if covered:
            covered -= 1
            after = "" if covered else ("" if "SpaceAfter=No" in whole else " ")
        words.append((len(text), len(text) + len(form), tag_of(columns[4])))
        text += form + after


def labelled(root: Path) -> dict[str, list[Labelled]]:
    """Every corpus that is labelled sentence by sentence."""
    return {
        "speech-acts": list(speech_acts(root / "speech-acts")),
        "pledge-specificity": list(manifestos(root / "pledge-specificity")),
        "mimac": mimac(root / "mimac" / "india.csv"),
    }


def splits(root: Path) -> dict[str, dict[str, list[str]]]:
    """Which documents train and which measure, by the hash of their text."""
    out = {
        "polnear": {
            "train": sorted(fingerprint(a.text) for a in articles(root / "polnear" / "train")),
            "dev": sorted(fingerprint(a.text) for a in articles(root / "polnear" / "dev")),
        }
    }
    for corpus, documents in labelled(root).items():
        out[corpus] = {"train": [], "dev": []}
        for document in documents:
            part = "dev" if is_dev(corpus, document.name) else "train"
            out[corpus][part].append(fingerprint("\n".join(document.sentences)))
        out[corpus] = {part: sorted(names) for part, names in out[corpus].items()}
    return out
