"""Cues to a running text: the one place that says how captions become paragraphs, with times and speakers.

Within a paragraph cues are joined by one space, so that a sentence which runs over several is one sentence. A new
paragraph begins where another speaks, as a label, a voice, ">>" or a leading dash tells, and, behind the end of a
sentence, after a pause or when the paragraph is long; in captions without any full stops, after a pause alone. Words
that roll, as automatic captions repeat them from cue to cue, stand once. Left out are lines that only describe a
sound, as "[Applause]" or "♪", and the marks ">>" and "-". A speaker stands before his words with a colon.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pledgebook.documents.transcript.cues import Cue

PAUSE_MS = 2_000  # of silence behind a sentence's end: a new paragraph
PAUSE_WITHOUT_STOPS_MS = 1_000
LONG = 700  # characters: the next sentence begins a paragraph
ROLLING = 0.25  # of all cues begin with what the one before ends with: these captions roll
FEWEST_STOPS = 0.2  # of a stop for each cue: fewer, and they are captions without full stops

_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_CHANGE = re.compile(r"\s*(?:(?:>{2,}|(?:&gt;){2,})\s*|[-–]\s?(?=[^\s\d]))")
_HEARD = re.compile(r"\s*\[[^\[\]]*\]\s+(?=[^\W\d_a-z]|[->–\"“])")
_LABELLED = re.compile(r"\[?(?P<name>[^\W\d_a-z][^\n:.?!]{0,60}?|[^\W\d_a-z]\w*\. ?[^\n:?!]{0,60}?):(?=\s|\Z)")
_SOUND = re.compile(r"\s*(?:(?:\[[^\[\]]*\]|\([^()]*\)|[♪♫#*]+[^♪♫]*[♪♫]+|[♪♫]+)\s*)+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are shown at one time; `voice` is a speaker's name by a tag, `changes` says that another speaks."""

    from_ms: int
    to_ms: int
    words: str
    voice: str | None = None
    changes: bool = False


@dataclass(slots=True)
class Block:
    """A paragraph: the pieces of one speaker, by his voice where a tag names it."""

    voice: str | None
    changes: bool
    pieces: list[Piece] = field(default_factory=list)

    @property
    def length(self) -> int:
        return sum(len(piece.words) + 1 for piece in self.pieces)

    @property
    def has_ended(self) -> bool:
        return not self.pieces or _STOPPED.search(self.pieces[-1].words) is not None


def blocks(cues: Sequence[Cue]) -> list[Block]:
    """The paragraphs of captions, in their order."""
    pieces = [piece for cue in _unrolled(cues) for piece in _pieces(cue)]
    stops = sum(_STOPPED.search(piece.words) is not None for piece in pieces)
    pause = PAUSE_MS if stops >= FEWEST_STOPS * len(cues) else PAUSE_WITHOUT_STOPS_MS
    found: list[Block] = []
    for piece in pieces:
        if not found or _begins(found[-1], piece, pause=pause, stopped=pause == PAUSE_MS):
            found.append(Block(piece.voice, piece.changes))
        found[-1].pieces.append(piece)
    return found


def _begins(block: Block, piece: Piece, *, pause: int, stopped: bool) -> bool:
    """Whether a piece begins a paragraph."""
    if piece.changes or (piece.voice != block.voice and (piece.voice is not None or block.has_ended)):
        return True
    label = _LABELLED.match(piece.words)
    if label is not None and (block.has_ended or label["name"].isupper()):
        return True
    silent = piece.from_ms - block.pieces[-1].to_ms >= pause
    return (silent or block.length > LONG) and block.has_ended if stopped else silent


def _pieces(cue: Cue) -> Iterator[Piece]:
    """The lines of a cue that somebody speaks; those of one speaker may be several pieces."""
    for voice, line in cue.lines:
        if _SOUND.fullmatch(line):
            continue
        line = _HEARD.sub("", line, count=1) if _HEARD.match(line) else line
        change = _CHANGE.match(line)
        words = line[change.end() :] if change else line
        if words:
            yield Piece(cue.from_ms, cue.to_ms, words, voice, change is not None)


def _unrolled(cues: Sequence[Cue]) -> list[Cue]:
    """The cues without what they repeat, where captions roll; what is said twice stays where they do not."""
    shown = [cue for cue in cues if cue.lines]
    repeated = [0, *(_repeated(before, cue) for before, cue in pairwise(shown))]
    if sum(count > 0 for count in repeated) < max(2, ROLLING * len(shown)):
        return shown
    return [_without(cue, count) for cue, count in zip(shown, repeated, strict=True)]


def _repeated(before: Cue, cue: Cue) -> int:
    """How many words at the beginning of a cue are the last ones of the cue before: a whole line, or all of it."""
    old, new = _words(before.lines), _words(cue.lines)
    whole = {len(old), *(len(_words(before.lines[n:])) for n in range(len(before.lines)))}
    return next((n for n in sorted(whole, reverse=True) if 0 < n <= len(new) and old[-n:] == new[:n]), 0)


def _words(lines: Iterable[tuple[str | None, str]]) -> list[str]:
    return [word for _, line in lines for word in line.split()]


def _without(cue: Cue, count: int) -> Cue:
    """A cue without its first words."""
    kept = []
    for voice, line in cue.lines:
        words = line.split()
        rest, count = words[count:], max(0, count - len(words))
        if rest:
            kept.append((voice, " ".join(rest)))
    return Cue(cue.from_ms, cue.to_ms, tuple(kept))
