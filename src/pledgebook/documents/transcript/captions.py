"""Captions to a document: their text, when each stretch of it is spoken, and where another speaks."""

from collections.abc import Sequence

from pledgebook.documents.blanks import PARAGRAPH
from pledgebook.documents.extracted import Extracted
from pledgebook.documents.transcript.cues import of_srt, of_vtt
from pledgebook.documents.transcript.joining import Block, Piece, blocks
from pledgebook.errors import SourceError
from pledgebook.records import Genre, Span, Timecode

SRT, VTT = "application/x-subrip", "text/vtt"
EXTRACTORS = {SRT: "pledgebook-srt/1", VTT: "pledgebook-vtt/1"}
BEHIND_VOICE = ": "


def extract(text: str, *, name: str, media_type: str) -> Extracted:
    """The text of captions with its times; SourceError names the line that is broken, or says that nobody speaks."""
    cues = of_vtt(text, name=name) if media_type == VTT else of_srt(text, name=name)
    found = blocks(cues)
    if not found:
        raise SourceError(f"{name}: its subtitles hold no words that are spoken; give some with text.")
    written = _Written()
    for block in found:
        written.add(block)
    return Extracted(
        text=written.text,
        extractor=EXTRACTORS[media_type],
        media_type=media_type,
        genre=Genre.TRANSCRIPT,
        timecodes=tuple(written.timecodes),
        voices=tuple(written.voices),
        changes=tuple(written.changes),
    )


class _Written:
    """Paragraphs one after the other, with the places of what stands in them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._voice: str | None = None
        self.timecodes: list[Timecode] = []
        self.voices: list[Span] = []
        self.changes: list[int] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, block: Block) -> None:
        """Write a paragraph, with its speaker before it where a voice is new."""
        if self._length:
            self._write(PARAGRAPH)
        if block.changes or block.voice != self._voice:
            self.changes.append(self._length)
            if block.voice is not None:
                self.voices.append(self._write(block.voice))
                self._write(BEHIND_VOICE)
        self._voice = block.voice
        self._add_pieces(block.pieces)

    def _add_pieces(self, pieces: Sequence[Piece]) -> None:
        for number, piece in enumerate(pieces):
            if number:
                self._write(" ")
            span, before = self._write(piece.words), self.timecodes[-1] if number else None
            start = span.start
            if before is not None and (before.from_ms, before.to_ms) == (piece.from_ms, piece.to_ms):
                start = self.timecodes.pop().start
            self.timecodes.append(Timecode(start, span.end, piece.from_ms, piece.to_ms))

    def _write(self, words: str) -> Span:
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return Span(start, self._length)
