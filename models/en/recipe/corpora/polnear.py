"""PolNeAR: articles with who said what."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Article:
    """Running text with role spans: `(start, end, role)` in code points."""

    name: str
    text: str
    spans: list[tuple[int, int, str]]


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
