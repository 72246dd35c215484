"""A document as strangers may see it: marked, in sections; or the words around what was found; or its link alone."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.export.marks import Mark, Paragraph, after_marks, allotted, paragraphs, woven
from pledgebook.ledger.showing import Excerpt
from pledgebook.ledger.state import DocumentNoun, SightingNoun, State
from pledgebook.ledger.values import Rights
from pledgebook_site.ledger.models import EvidenceRow, PledgeRow
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.documents import text_of
from pledgebook_site.ledger.selectors.public.days import Day
from pledgebook_site.ledger.selectors.public.record import pledges_of, said_in
from pledgebook_site.ledger.selectors.public.saying import Said, around

SECTION = 12_000  # characters; with marks and in Cyrillic letters far below 150 KB
_FOUND = 100  # places a page tells of
_LONGEST = 4_000  # characters of one paragraph


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a paragraph: a place where something is promised, by its number in the document."""

    said: Said
    number: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph as safe HTML, with the notes on it; `more_before` and `more_after`: the source goes on there."""

    html: str
    notes: list[Note]
    more_before: bool = False
    more_after: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A document: the paragraphs of one of its sections, and what was found in that section."""

    document: DocumentNoun
    rights: Rights
    paragraphs: list[Marked]
    notes: list[Note]
    found: int
    section: int
    sections: int
    state: State


def document(key: str, day: Day, *, section: int = 1, at: str | None = None) -> Shown | None:
    """A document in which something was accepted, or that is evidence; None where strangers may not know of it.

    `at` is a sighting: if it is one of the document, its section is shown.
    """
    noun: DocumentNoun | None = record.noun("documents", key)
    if noun is None or not _is_public(key):
        return None
    sightings = said_in(key)
    state = pledges_of({one.pledge for one in sightings if one.pledge is not None}, day)
    sightings = [one for one in sightings if one.id in state.sightings and _stands(one, state)]
    notes = [Note(Said(one, noun, place), place) for place, one in enumerate(sightings, start=1)]
    rights = Rights.NONE if noun.missing else Rights(noun.rights)
    if rights is Rights.FULL:
        return _whole(noun, notes, section, state, at)
    parts = [] if rights is Rights.NONE else _excerpts(noun, notes[:_FOUND])
    return Shown(noun, rights, parts, notes[:_FOUND], len(notes), 1, 1, state)


def _stands(sighting: SightingNoun, state: State) -> bool:
    """Whether the pledge of a sighting was not withdrawn by the day that is shown."""
    pledge = state.pledges.get(sighting.pledge or "")
    return pledge is not None and pledge.withdrawn is None


def _is_public(key: str) -> bool:
    if said_in(key):
        return True
    pledges = PledgeRow.objects.filter(sightings__gt=0).values("pk")
    return EvidenceRow.objects.filter(document=key, state="accepted", pledge__in=pledges).exists()


def _whole(noun: DocumentNoun, notes: list[Note], section: int, state: State, at: str | None) -> Shown | None:
    text = text_of(noun)
    if text is None:
        return Shown(noun, Rights.NONE, [], notes[:_FOUND], len(notes), 1, 1, state)
    parts = [piece for part in paragraphs(text) for piece in _pieces(text, part)]
    edges = _edges(parts)
    section = next((_section_of(one, parts, edges) for one in notes if one.said.sighting.id == at), section)
    if not 1 <= section <= len(edges):
        return None
    first, last = ([*edges, len(parts)])[section - 1 : section + 1]
    shown = parts[first:last]
    here = [one for one in notes if _meets(one, shown)]
    return Shown(noun, Rights.FULL, _marked(text, shown, here), here, len(notes), section, len(edges), state)


def _pieces(text: str, part: Paragraph) -> list[Paragraph]:
    """A paragraph that is very long, in pieces that end at a blank."""
    cuts = [part.start]
    while part.end - cuts[-1] > _LONGEST:
        place = text.rfind(" ", cuts[-1] + 1, cuts[-1] + _LONGEST)
        cuts.append(cuts[-1] + _LONGEST if place < 0 else place + 1)
    return [Paragraph(start, end, part.lined) for start, end in pairwise([*cuts, part.end])]


def _edges(parts: list[Paragraph]) -> list[int]:
    """The numbers of the paragraphs with which sections begin."""
    edges = [0]
    for place, part in enumerate(parts):
        if part.end - parts[edges[-1]].start > SECTION and place > edges[-1]:
            edges.append(place)
    return edges


def _section_of(note: Note, parts: list[Paragraph], edges: list[int]) -> int:
    """The number of the section in which the words of a note begin."""
    start = note.said.sighting.start or 0
    return max(1, sum(parts[edge].start <= start for edge in edges))


def _meets(note: Note, parts: list[Paragraph]) -> bool:
    start, end = note.said.sighting.start, note.said.sighting.end
    return bool(parts) and start is not None and end is not None and start < parts[-1].end and end > parts[0].start


def _marked(text: str, parts: list[Paragraph], notes: list[Note]) -> list[Marked]:
    marks = list(dict.fromkeys(mark for note in notes for mark in _marks(note)))
    refs = {after_marks(text, note.said.sighting.end or 0): _ref(note) for note in notes}
    told = []
    for part, some in allotted(parts, marks):
        ends = [one for one in notes if part.start < after_marks(text, one.said.sighting.end or 0) <= part.end]
        told.append(Marked(woven(text, part, marks=some, refs=refs), ends))
    return told


def _ref(note: Note) -> str:
    return f'<a class="ref" href="#n{note.number}">{note.number}</a>'


def _marks(note: Note) -> list[Mark]:
    """The marks of an accepted sighting: the promise, and within it what was read as deadline and condition."""
    sighting = note.said.sighting
    start, end = sighting.start or 0, sighting.end or 0
    marks = [Mark(start, end, "pledge", id=f"s-{sighting.id}")]
    statement = sighting.told.get("statement")
    if statement is not None and statement["start"] <= start and end <= statement["end"]:
        marks.append(Mark(statement["start"], statement["end"], "statement"))
        marks += _mark(statement.get("cue"), "cue", statement["start"], statement["end"])
    return [
        *marks,
        *_mark(sighting.told.get("deadline"), "due", start, end),
        *_mark(sighting.told.get("condition"), "if", start, end),
    ]


def _mark(told: dict[str, Any] | None, kind: str, start: int, end: int) -> list[Mark]:
    if told is None or told.get("start") is None or not start <= told["start"] < told["end"] <= end:
        return []
    return [Mark(told["start"], told["end"], kind)]


def _excerpts(noun: DocumentNoun, notes: list[Note]) -> list[Marked]:
    """Each place with the words around it; marks reach no further than what may be shown."""
    text = text_of(noun)
    if text is None:
        return []
    return [_excerpt(text, note, cut) for note in notes if (cut := _cut(noun, note.said.sighting)) is not None]


def _cut(noun: DocumentNoun, sighting: SightingNoun) -> Excerpt | None:
    try:
        return around(noun, sighting.start, sighting.end)
    except LedgerError:
        return None


def _excerpt(text: str, note: Note, cut: Excerpt) -> Marked:
    part = Paragraph(cut.start, cut.end, lined=False)
    marks = [mark for mark in _marks(note) if mark.start < cut.end and mark.end > cut.start]
    html = woven(
        text, part, marks=marks, refs={min(cut.end, after_marks(text, note.said.sighting.end or 0)): _ref(note)}
    )
    return Marked(html, [note], cut.more_before, cut.more_after)
