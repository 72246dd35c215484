"""Time expressions against TempEval-3's TIMEX3 tags, F1 in percent; the document's own date is told and not scored.

strict: the same tokens. relaxed: any overlap, one to one. type, value: a relaxed match with the same TIMEX3 type, or
value. The data is TimeML, one document a file; times are found by rules, so no document is "seen" in training.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

from bench.data import DataError, files, fingerprint
from bench.figures import Hits
from bench.options import Options
from pledgebook import times
from pledgebook.records import Document

HOME = "tempeval3"
PINNED = ("strict_f1", "relaxed_f1", "type_f1", "value_f1")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A time as gold or reader tags it, in code points."""

    start: int
    end: int
    type: str | None
    value: str | None

    def meets(self, other: "Tagged") -> bool:
        return self.start < other.end and other.start < self.end


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of every document below a folder."""
    paths = files(data, "*.tml")
    strict, relaxed, types, values = Hits(), Hits(), Hits(), Hits()
    for path in paths:
        document, gold = read(path)
        found = [Tagged(time.start, time.end, time.type, time.value) for time in times.find(document)]
        pairs = list(matched(gold, found))
        tokens = [match.span() for match in re.finditer(r"\w+|[^\w\s]", document.text)]
        strict.add({covered(tokens, one) for one in gold}, {covered(tokens, one) for one in found})
        relaxed.count(len(pairs), len(gold), len(found))
        types.count(sum(one.type == two.type for one, two in pairs), len(gold), len(found))
        values.count(sum(one.value == two.value for one, two in pairs), len(gold), len(found))
    figures = {"strict_f1": strict.f1, "relaxed_f1": relaxed.f1, "type_f1": types.f1, "value_f1": values.f1}
    counts = {"documents": len(paths), "measured": len(paths), "seen": 0}
    return {**figures, "times": relaxed.gold, **counts, "data": fingerprint(paths)}


def read(path: Path) -> tuple[Document, list[Tagged]]:
    """A TimeML file as a document published on its own date, and the times tagged in its text."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise DataError(f"{path} is no TimeML: {error}.") from error
    body = root.find("TEXT")
    if body is None:
        raise DataError(f"{path} is no TimeML: it has no TEXT.")
    parts: list[str] = []
    gold = list(tags(body, parts))
    text = "".join(parts)
    digest = sha256(text.encode()).hexdigest()
    kinds = {"extractor": "timeml", "media_type": "application/xml"}
    return Document(text=text, text_sha256=digest, source_sha256=digest, published=published(root), **kinds), gold


def published(root: ElementTree.Element) -> str | None:
    """The document's own date, to the day."""
    for tag in root.iter("TIMEX3"):
        if tag.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME"):
            told = re.match(r"\d{4}(-\d\d(-\d\d)?)?", tag.get("value", ""))
            return told[0] if told else None
    return None


def tags(element: ElementTree.Element, parts: list[str]) -> Iterator[Tagged]:
    """The TIMEX3 tags within an element, whose text is added to `parts`."""
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        yield from tags(child, parts)
        parts.append(child.tail or "")
    if element.tag == "TIMEX3":
        yield Tagged(start, sum(map(len, parts)), element.get("type"), element.get("value"))


def matched(gold: list[Tagged], found: list[Tagged]) -> Iterator[tuple[Tagged, Tagged]]:
    """Pairs that overlap, one to one, in the order of the text."""
    left = list(found)
    for one in sorted(gold, key=lambda tag: tag.start):
        other = next((tag for tag in left if tag.meets(one)), None)
        if other is not None:
            left.remove(other)
            yield one, other


def covered(tokens: list[tuple[int, int]], tag: Tagged) -> tuple[int, ...]:
    """The numbers of the tokens that a tag touches."""
    return tuple(number for number, (start, end) in enumerate(tokens) if start < tag.end and tag.start < end)
