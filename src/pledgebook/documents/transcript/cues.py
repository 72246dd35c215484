"""Caption files to cues: SubRip and WebVTT, told apart by their bytes; a line that is broken is named."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pledgebook.documents import blanks
from pledgebook.errors import SourceError

VTT_HEAD = re.compile(r"\A\ufeff?WEBVTT(?:[ \t][^\r\n]*)?(?:\r\n?|\n|\Z)")
SRT_HEAD = re.compile(r"\A\ufeff?\s*(?:\d+[ \t]*(?:\r\n?|\n))?[ \t]*\d+:\d\d(?::\d\d)?[,.]\d+[ \t]*-->")
ARROW = "-->"
LINE = re.compile(r"\r\n|\r|\n")

_STAMP = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s.*)?")
_LONE_STAMP = re.compile(r"\s*\d{1,3}:\d\d(?::\d\d)?[.,]\d{1,3}\b")
_NUMBER = re.compile(r"\s*\d+\s*")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]+)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|</?\d[\d:.]*>|\{\\[^{}]*\}|</?>")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from one time to another, in milliseconds: its lines, each with the voice that a tag names."""

    from_ms: int
    to_ms: int
    lines: tuple[tuple[str | None, str], ...]


def of_srt(text: str, *, name: str) -> list[Cue]:
    """The cues of SubRip; SourceError names the first line that is broken."""
    return list(_cues(text, name, is_vtt=False))


def of_vtt(text: str, *, name: str) -> list[Cue]:
    """The cues of WebVTT, without its notes, styles and regions; SourceError names the first line that is broken."""
    return list(_cues(text, name, is_vtt=True))


def _cues(text: str, name: str, *, is_vtt: bool) -> Iterator[Cue]:
    lines = LINE.split(text.removeprefix("\ufeff"))
    starts = list(_starts(lines, is_vtt=is_vtt))
    for at, following in pairwise([*starts, len(lines)]):
        from_ms, to_ms = _times(lines[at], at + 1, name)
        held = lines[at + 1 : _end(lines, at + 1, following, is_vtt=is_vtt)]
        _refuse_torn(held, at + 1, name)
        yield Cue(from_ms, to_ms, tuple(_shown(held, is_vtt=is_vtt)))


def _starts(lines: Sequence[str], *, is_vtt: bool) -> Iterator[int]:
    """The numbers of the lines with times, those inside of WebVTT's notes and styles left out."""
    inside = False
    for number, line in enumerate(lines):
        if is_vtt and _BLOCK.fullmatch(line) and (number == 0 or not lines[number - 1].strip()):
            inside = True
        inside = inside and bool(line.strip())
        if ARROW in line and not inside:
            yield number


def _end(lines: Sequence[str], first: int, following: int, *, is_vtt: bool) -> int:
    """Where a cue's words end: at an empty line in WebVTT; in SubRip, which may hold some, at the next one's number."""
    if is_vtt:
        return next((n for n in range(first, following) if not lines[n]), following)
    last = following - 1
    numbered = first <= last < len(lines) - 1 and _NUMBER.fullmatch(lines[last]) is not None
    return last if numbered and (last == first or not lines[last - 1].strip()) else following


def _refuse_torn(lines: Sequence[str], before: int, name: str) -> None:
    """SourceError where the words of a cue hold the times or the number of another one, which is torn."""
    for at, line in enumerate(lines):
        alone = at > 0 and not lines[at - 1].strip() and _NUMBER.fullmatch(line) is not None
        if _LONE_STAMP.match(line) or (alone and any(map(str.strip, lines[at + 1 :]))):
            number = before + at + 1
            raise SourceError(
                f'{name}: line {number}: "{line.strip()[:60]}" begins a subtitle without its two times; '
                "write them as 00:01:02,500 --> 00:01:04,000."
            )


def _times(line: str, number: int, name: str) -> tuple[int, int]:
    found = _TIMES.fullmatch(line)
    if found is None:
        raise SourceError(
            f'{name}: line {number}: "{line.strip()[:60]}" gives no two times; '
            "write them as 00:01:02,500 --> 00:01:04,000."
        )
    from_ms, to_ms = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:])
    if to_ms < from_ms:
        raise SourceError(f"{name}: line {number}: the subtitle ends before it begins; correct its times.")
    return from_ms, to_ms


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "0").ljust(3, "0"))


def _shown(lines: Sequence[str], *, is_vtt: bool) -> Iterator[tuple[str | None, str]]:
    """The lines as they are read, with the voice of each; a voice holds until another one."""
    voice: str | None = None
    for line in lines:
        for part, named in _by_voice(line):
            voice = _clean(named, is_vtt=is_vtt) if named is not None else voice
            words = _clean(part, is_vtt=is_vtt)
            if words:
                yield voice, words


def _by_voice(line: str) -> Iterator[tuple[str, str | None]]:
    """The stretches of a line, each with the voice whose tag stands before it."""
    at, named = 0, None
    for tag in _VOICE.finditer(line):
        yield line[at : tag.start()], named
        at, named = tag.end(), tag[1]
    yield line[at:], named


def _clean(words: str, *, is_vtt: bool) -> str:
    """Words without marks of style, on one line."""
    bare = _TAG.sub("", words)
    return blanks.fold(html.unescape(bare) if is_vtt else bare)
