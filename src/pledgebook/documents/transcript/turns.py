"""Who speaks where in a text: labels at the beginnings of lines, if their form repeats or a transcript was told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pledgebook.documents.transcript.form import repeats
from pledgebook.documents.transcript.labels import Kind, Label, Labels
from pledgebook.documents.transcript.naming import Speakers
from pledgebook.languages import known, language
from pledgebook.records import Span, Timecode, Turn

DATA = "transcripts"

_NOTE = re.compile(r"\[[^\[\]\n]{1,120}\]|\((?P<first>[^\W\d_]+)[^()\n]{0,80}\)")
_SAID = re.compile(r"\w")
_STOPPED = re.compile(r"(?:^|\n|[.!?…][\"'”’»)\]]*)[ \t]*\Z")
_GOES_ON = re.compile(r"[ \t]*[^\W\d_A-Z]|[ \t]*[.,;:!?]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who speaks where in a text, and when as far as it tells; nobody anywhere if it is no transcript."""

    turns: tuple[Turn, ...] = ()
    timecodes: tuple[Timecode, ...] = ()


def turns_of(text: str, *, code: str, told: bool, speaker: str | None = None) -> Spoken:
    """The turns of a text; `told` where somebody said that it is a transcript, and one label is enough.

    `speaker` is who speaks where the transcript names nobody, or the full name behind one of its labels.
    """
    if code not in known() or not language(code).has(DATA):
        return Spoken()
    data = language(code).data(DATA)
    labels = list(Labels(language(code)).find(text))
    labels = _sure(labels, text, told=told)
    if not labels or not (told or repeats(text, labels, data)):
        return Spoken()
    speakers = Speakers(text, labels, told=speaker, small=data["small"])
    spans = _spans(text, labels)
    notes = frozenset(data["notes"])
    turns = [
        Turn(part.start, part.end, speakers.of(number).name, speakers.of(number).role)
        for number, span in enumerate(spans)
        for part in said_in(text, span, notes)
    ]
    return Spoken(tuple(turns), tuple(_timed(labels, spans)))


def _sure(labels: Sequence[Label], text: str, *, told: bool) -> list[Label]:
    """The labels without single words that name nobody who speaks here, nor return where a transcript was told."""
    last = {name.casefold() for one in labels if one.kind is not Kind.PLAIN for name in one.name.split()}
    words = [one.key for one in labels if one.kind is Kind.PLAIN]
    return [
        one
        for one in labels
        if one.kind is not Kind.PLAIN or one.name.casefold() in last or (told and words.count(one.key) > 1)
    ]


def _spans(text: str, labels: Sequence[Label]) -> list[Span]:
    """From behind each label to the next, without blanks at the edges."""
    ends = [one.start for one in labels[1:]] + [len(text)]
    return [stripped(text, Span(one.end, end)) for one, end in zip(labels, ends, strict=True)]


def stripped(text: str, span: Span) -> Span:
    """A span without the blanks at its edges."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))


def said_in(text: str, span: Span, notes: frozenset[str]) -> Iterator[Span]:
    """What of a turn is spoken: notes that stand by themselves, as "[Applause]", part it."""
    start = span.start
    for note in _NOTE.finditer(text, span.start, span.end):
        if _stands_alone(text, note, span, notes):
            yield from _if_said(text, Span(start, note.start()))
            start = note.end()
    yield from _if_said(text, Span(start, span.end))


def _if_said(text: str, span: Span) -> Iterator[Span]:
    span = stripped(text, span)
    if _SAID.search(text, span.start, span.end):
        yield span


def _stands_alone(text: str, note: re.Match[str], span: Span, notes: frozenset[str]) -> bool:
    """Whether a note is one, and begins where a sentence ended: "[We] will" is no note, nor one in mid-sentence."""
    if note["first"] is not None and note["first"].casefold() not in notes:
        return False
    before, behind = text[span.start : note.start()], text[note.end() : span.end]
    return _STOPPED.search(before) is not None and _GOES_ON.match(behind) is None


def _timed(labels: Sequence[Label], spans: Sequence[Span]) -> Iterator[Timecode]:
    """When a turn with a time is spoken: until the next one's time, and as long as nothing where none follows."""
    timed = [(span, one.from_ms) for one, span in zip(labels, spans, strict=True) if one.from_ms is not None]
    for (span, begins), (_, ends) in pairwise([*timed, *timed[-1:]]):
        if begins is not None and span.start < span.end:
            yield Timecode(span.start, span.end, begins, max(begins, ends or 0))
