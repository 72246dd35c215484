"""Extents of words: how far two overlap, and where a quotation really lies."""

import re

Extents = list[tuple[int, int]]
ENOUGH = 0.5


def extents(item: dict) -> Extents:
    """Where a pledge stands, or the content of a statement; empty extents are none."""
    parts = item["content"] or [] if "content" in item else [item]
    return [(part["start"], part["end"]) for part in parts if part["end"] > part["start"]]


def overlap(one: Extents, other: Extents) -> tuple[float, float]:
    """What two share, as a share of the smaller and of both together."""
    a, b = _places(one), _places(other)
    if not a or not b:
        return 0.0, 0.0
    return len(a & b) / min(len(a), len(b)), len(a & b) / len(a | b)


def near(one: dict | None, other: dict | None) -> bool:
    """Whether two quotations share half of the smaller one; false if one is missing."""
    if not one or not other:
        return False
    return overlap([(one["start"], one["end"])], [(other["start"], other["end"])])[0] >= ENOUGH


def respan(item: dict, text: str) -> dict:
    """The item at the place nearest to its own where its words do stand."""
    words = item.get("text")
    if not words or text[item["start"] : item["end"]] == words:
        return item
    places = [match.start() for match in re.finditer(re.escape(words), text)]
    if not places:
        return item
    start = min(places, key=lambda place: abs(place - item["start"]))
    return {**item, "start": start, "end": start + len(words)}


def _places(spans: Extents) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}
