"""Who speaks where in a text: labels at the beginnings of lines, if their form repeats or a transcript was told."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pledgebook.documents.transcript.form import ends_as_speech, ends_of, repeats
from pledgebook.documents.transcript.labels import Kind, Label, Labels
from pledgebook.documents.transcript.naming import Speakers
from pledgebook.languages import known, language
from pledgebook.records import Span, Timecode, Turn

DATA, DEFAULT = "transcripts", "en"
NEAR = 80  # characters before a note in which a sentence ends if it stands by itself
MOST_SPEAKERS = 500  # more names before colons are a directory
FEWEST_BESIDE_LETTERS = 2  # labels with an office or a form of address: then "Q" is one without a colon

_NOTE = re.compile(r"\[[^\[\]\n]{1,120}\]|\((?P<first>[^\W\d_]+)[^()\n]{0,80}\)")
_SAID = re.compile(r"\w")
_STOPPED = re.compile(r"(?:^|\n|[.!?…][\"'”’»)\]]*)[ \t]*\Z")
_GOES_ON = re.compile(r"[ \t]*[^\W\d_A-Z]|[ \t]*[.,;:!?]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who speaks where in a text, and when as far as it tells; nobody anywhere if it is no transcript."""

    turns: tuple[Turn, ...] = ()
    timecodes: tuple[Timecode, ...] = ()


def turns_of(
    text: str,
    *,
    code: str,
    told: bool,
    speaker: str | None = None,
    voices: Sequence[Span] = (),
    changes: Sequence[int] = (),
) -> Spoken:
    """The turns of a text; `told` where somebody said that it is a transcript, and one label is enough.

    `speaker` is who speaks where the transcript names nobody, or the full name behind one of its labels; `voices` are
    labels that are sure to be some, `changes` the places where another speaks, whoever it is.
    """
    code = code if code in known() and language(code).has(DATA) else DEFAULT
    data = language(code).data(DATA)
    reader = Labels(language(code))
    labels = _with_voices(reader.find(text, told=told), text, voices, reader)
    labels = _sure(labels, text, told=told)
    if not 0 < len({one.words for one in labels}) <= MOST_SPEAKERS or not (told or repeats(text, labels, data)):
        return Spoken()
    small = {*data["small"], *language(code).data("titles")["name_parts"]}
    speakers = Speakers(text, labels, told=speaker, small=small)
    spans = _spans(text, labels, changes)
    notes = frozenset(data["notes"])
    turns = [
        Turn(part.start, part.end, speakers.of(label).name, speakers.of(label).role)
        for label, span in zip(labels, spans, strict=True)
        for part in said_in(text, span, notes)
    ]
    return Spoken(tuple(turns), tuple(_timed(labels, spans)))


def _sure(labels: Sequence[Label], text: str, *, told: bool) -> list[Label]:
    """The labels without headings, and without single words unless they name a speaker or return in a told transcript.

    A heading such as "Norland Today: the interview" comes once, and no sentence follows on its line.
    """
    if sum(one.kind is Kind.TITLED for one in labels) < FEWEST_BESIDE_LETTERS:
        labels = [one for one in labels if not one.bare]
    keys = Counter(one.key for one in labels)
    labels = [
        one
        for one, end in zip(labels, ends_of(text, labels), strict=True)
        if one.sure or one.kind.is_plain_to_see or keys[one.key] > 1 or _speaks(text[one.end : end])
    ]
    last = {name.casefold() for one in labels if one.kind is not Kind.PLAIN for name in one.name.split()}
    return [
        one
        for one in labels
        if one.sure or one.kind is not Kind.PLAIN or one.name.casefold() in last or (told and keys[one.key] > 1)
    ]


def _speaks(words: str) -> bool:
    """Whether words begin on the line of the label before them, and end as a sentence does."""
    return words.strip(" \t\xa0")[:1] not in ("\n", "\r") and ends_as_speech(words)


def _with_voices(found: Sequence[Label], text: str, voices: Sequence[Span], reader: Labels) -> list[Label]:
    """The labels with those that are sure, which stand before a colon as the others do."""
    surely = {one.start: one for one in voices}
    labels = [one for one in found if one.start not in surely]
    for span in voices:
        words = text[span.start : span.end]
        label = reader.parse(words) or Label(Kind.NAMED, words)
        labels.append(replace(label, start=span.start, end=span.end + 1, sure=True))
    return sorted(labels, key=lambda one: one.start)


def _spans(text: str, labels: Sequence[Label], changes: Sequence[int]) -> list[Span]:
    """From behind each label to the next, or to where another speaks, without blanks at the edges."""
    found = []
    for one, end in zip(labels, ends_of(text, labels), strict=True):
        place = bisect_left(changes, one.end)
        limit = min(end, *changes[place : place + 1]) if changes[place : place + 1] else end
        found.append(Span(one.end, limit).stripped(text))
    return found


def said_in(text: str, span: Span, notes: frozenset[str]) -> Iterator[Span]:
    """What of a turn is spoken: notes that stand by themselves, as "[Applause]", part it."""
    start = span.start
    for note in _NOTE.finditer(text, span.start, span.end):
        if _stands_alone(text, note, span, notes):
            yield from _if_said(text, Span(start, note.start()))
            start = note.end()
    yield from _if_said(text, Span(start, span.end))


def _if_said(text: str, span: Span) -> Iterator[Span]:
    span = span.stripped(text)
    if _SAID.search(text, span.start, span.end):
        yield span


def _stands_alone(text: str, note: re.Match[str], span: Span, notes: frozenset[str]) -> bool:
    """Whether a note is one, and begins where a sentence ended: "[We] will" is no note, nor one in mid-sentence."""
    if note["first"] is not None and note["first"].casefold() not in notes and not note[0].isupper():
        return False
    before = text[max(span.start, note.start() - NEAR) : note.start()]
    return _STOPPED.search(before) is not None and _GOES_ON.match(text, note.end(), span.end) is None


def _timed(labels: Sequence[Label], spans: Sequence[Span]) -> Iterator[Timecode]:
    """When a turn with a time is spoken: until the next one's time, and as long as nothing where none follows."""
    timed = [(span, one.from_ms) for one, span in zip(labels, spans, strict=True) if one.from_ms is not None]
    for (span, begins), (_, ends) in pairwise([*timed, *timed[-1:]]):
        if begins is not None and span.start < span.end:
            yield Timecode(span.start, span.end, begins, max(begins, ends or 0))
