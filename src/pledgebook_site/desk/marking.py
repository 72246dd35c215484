"""A stored document in sections, with everything marked that was found in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from pledgebook.export.marks import Mark, Paragraph, allotted, paragraphs, woven
from pledgebook.ledger.state import EvidenceNoun, SightingNoun

SECTION = 6000  # characters of a section, about
LONGEST = 3000  # characters of a paragraph; longer ones are shown as several


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph on the page: where it begins, its words with marks, and whether line ends mean something."""

    start: int
    html: SafeString
    lined: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document; `number` counts from 1."""

    number: int
    count: int
    start: int
    end: int
    parts: tuple[Paragraph, ...]

    @property
    def before(self) -> int | None:
        """The number of the section before; None at the beginning."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the section after; None at the end."""
        return self.number + 1 if self.number < self.count else None


def sections(text: str) -> list[Section]:
    """The sections of a text; at least one, which may be empty."""
    groups: list[list[Paragraph]] = [[]]
    for part in (piece for one in paragraphs(text) for piece in _pieces(text, one)):
        if groups[-1] and part.end - groups[-1][0].start > SECTION:
            groups.append([])
        groups[-1].append(part)
    return [
        Section(number, len(groups), some[0].start if some else 0, some[-1].end if some else 0, tuple(some))
        for number, some in enumerate(groups, 1)
    ]


def _pieces(text: str, part: Paragraph) -> Iterator[Paragraph]:
    """A paragraph, cut between words where it is too long."""
    start = part.start
    while part.end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if blank < 0 else blank + 1
        yield Paragraph(start, cut, part.lined)
        start = cut
    yield Paragraph(start, part.end, part.lined)


def section_at(found: Sequence[Section], place: int) -> Section:
    """The section in which a place lies."""
    return next((one for one in found if place < one.end), found[-1])


def shown(
    text: str,
    section: Section,
    sightings: Sequence[SightingNoun],
    *,
    here: str | None = None,
    evidence: Sequence[EvidenceNoun] = (),
) -> list[Shown]:
    """The paragraphs of a section with what was found in them and what is evidence; the sighting `here` stands out."""
    plain = re.sub("[\r\x0b\x0c]", " ", text[: section.end])
    marks = list(dict.fromkeys(mark for one in sightings for mark in _marks(one, here)))
    for one in evidence:
        if one.start is not None and one.end is not None:
            marks.append(Mark(one.start, one.end, "pledge", id=f"e-{one.id}", more="evidence"))
    return [
        Shown(part.start, mark_safe(woven(plain, part, marks=some, refs={})), part.lined)
        for part, some in allotted(section.parts, marks)
    ]


def _marks(one: SightingNoun, here: str | None) -> Iterator[Mark]:
    if one.start is None or one.end is None:
        return
    more = "here" if one.id == here else one.state.value if hasattr(one.state, "value") else str(one.state)
    yield Mark(one.start, one.end, "pledge", id=f"s-{one.id}", more=more)
    statement: dict[str, Any] = one.told.get("statement") or {}
    if statement:
        yield Mark(statement["start"], statement["end"], "statement")
    for told, kind in (
        (statement.get("cue"), "cue"),
        (one.told.get("deadline"), "due"),
        (one.told.get("condition"), "if"),
    ):
        if told is not None and told.get("start") is not None:
            yield Mark(told["start"], told["end"], kind)
