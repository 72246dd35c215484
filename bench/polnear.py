"""The layout of PolNeAR: NAME.txt with NAME.ann, brat stand-off in which events tie spans into attributions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.data import DataError, files, text_of

ROLES = ("source", "cue", "content")
Extent = tuple[int, int]
_SPAN = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_ARGUMENT = re.compile(r"([A-Za-z-]+?)\d*:(T\d+)")


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its attributions: for each role the extents of its words, sorted and in code points."""

    name: str
    text: str
    relations: tuple[dict[str, tuple[Extent, ...]], ...]

    def extents(self, role: str) -> set[Extent]:
        """Every extent that some attribution uses in this role."""
        return {extent for relation in self.relations for extent in relation[role]}


def articles(data: Path) -> Iterator[Article]:
    """Every article of a folder, sorted by name."""
    for path in files(data, "*.txt"):
        yield article(path)


def article(path: Path) -> Article:
    """One article; its annotation file lies beside it."""
    annotation = path.with_suffix(".ann")
    if not annotation.is_file():
        raise DataError(f"{annotation} is not there: every NAME.txt needs its NAME.ann.")
    text = text_of(path)
    spans, events = _parse(annotation)
    return Article(path.stem, text, tuple(_relation(event, spans, text) for event in events if event))


def joined(extents: list[Extent], text: str) -> tuple[Extent, ...]:
    """Extents in order, those made one between which nothing but blanks stands."""
    found: list[Extent] = []
    for start, end in sorted(extents):
        if found and not text[found[-1][1] : start].strip():
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return tuple(found)


def _parse(path: Path) -> tuple[dict[str, list[Extent]], list[dict[str, list[str]]]]:
    """The extents of each span by its name, and for each event the names of its spans by role."""
    spans: dict[str, list[Extent]] = {}
    events: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf8").splitlines():
        if match := _SPAN.match(line):
            ends = (part.split() for part in match[2].split(";"))
            spans[match[1]] = [(int(start), int(end)) for start, end in ends]
        elif re.match(r"E\d+\t", line):
            events.append(_event(line))
    return spans, events


def _event(line: str) -> dict[str, list[str]]:
    """The names of an event's spans by role; empty if it has no words of its own."""
    found: dict[str, list[str]] = {}
    for role, name in _ARGUMENT.findall(line.split("\t")[1]):
        if role.lower() in ROLES:
            found.setdefault(role.lower(), []).append(name)
    return found


def _relation(event: dict[str, list[str]], spans: dict[str, list[Extent]], text: str) -> dict[str, tuple[Extent, ...]]:
    return {role: joined([e for name in event.get(role, ()) for e in spans[name]], text) for role in ROLES}
