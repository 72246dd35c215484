"""Text cut into paragraphs, words and sentences, by rules; the abbreviations come from `languages/`."""

import re
from collections.abc import Iterator, Sequence

from pledgebook.languages import Language
from pledgebook.records import Sentence, Span, Token

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|m|bn|k)?(?![^\W_])"  # 1.46, 10,000, 26th
    r"|[^\W_]+(?:[’'ʼ\-‐‑][^\W_]+)*"  # wouldn’t, well-known
    r"|[^\w\s]|_"
)
BLANK_LINE = re.compile(r"\r?\n[ \t\f\v\u00a0]*(?:\r?\n[ \t\f\v\u00a0]*)+|\f")
NEWLINE = re.compile(r"\r\n|[\n\r\v\u2028\u2029\u0085]")
ITEM = re.compile(  # how the lines of a list begin; the group says what kind of mark it is
    r"[ \t]*(?:(?P<mark>[•●▪■◦‣⁃∙·*–—-])[ \t]+|(?P<number>\(?\d{1,2}[.)][ \t]+)|(?P<letter>\(?[a-z][.)][ \t]+))(?=\S)"
)
CLOSERS = "\"'”’»)]"
OPENERS = "\"'“‘«([„-–—•*·"
STOPS = ".!?…"
LONGEST_LINE = 120  # of a page


def paragraphs(text: str) -> list[Span]:
    """Stretches between blank lines; each line where the text is not wrapped at a width, and each item of a list."""
    blocks = [s for s in _between(BLANK_LINE, text, 0, len(text)) if text[s.start : s.end].strip()]
    found = []
    for block in blocks:
        lines = [s for s in _between(NEWLINE, text, block.start, block.end) if text[s.start : s.end].strip()]
        for part in _items(text, lines):
            whole = _wrapped([text[s.start : s.end].rstrip() for s in part]) or _hangs(text, part)
            found += [Span(part[0].start, part[-1].end)] if whole else part
    return [span.stripped(text) for span in found]


def paragraphs_in(text: str, part: Span) -> list[Span]:
    """The paragraphs of a part of a text."""
    return [Span(part.start + s.start, part.start + s.end) for s in paragraphs(text[part.start : part.end])]


def _items(text: str, lines: list[Span]) -> list[list[Span]]:
    """The lines of a block; where it holds a list, those of each item, and those before the first."""
    kinds = [_mark(text, line) for line in lines]
    listed = {kind for kind in kinds if kind is not None and kinds.count(kind) > 1}
    parts: list[list[Span]] = []
    for line, kind in zip(lines, kinds, strict=True):
        if not parts or kind in listed:
            parts.append([])
        parts[-1].append(line)
    return parts


def _mark(text: str, line: Span) -> str | None:
    """With what kind of mark a line begins as one of a list: the mark itself, numbers, letters."""
    match = ITEM.match(text, line.start, line.end)
    return None if match is None else match["mark"] or match.lastgroup


def _hangs(text: str, lines: list[Span]) -> bool:
    """Whether all lines but the first stand further in, as the lines of an item do."""
    depths = [_depth(text[line.start : line.end]) for line in lines]
    return len(lines) > 1 and _mark(text, lines[0]) is not None and min(depths[1:]) > depths[0]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _between(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    for match in pattern.finditer(text, start, end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, end)


def _wrapped(lines: list[str]) -> bool:
    """Whether the lines of a block are one paragraph, broken at a column: all but the last about equally long.

    Longer lines than a page has may be items of a list: they are one paragraph only where most go on in small letters.
    """
    if len(lines) < 2:
        return False
    full = [len(line) for line in lines[:-1]]
    ended = sum(line[-1] in STOPS + CLOSERS + ":;" for line in lines[:-1])
    if max(full) > LONGEST_LINE and sum(line.lstrip()[:1].islower() for line in lines[1:]) < len(full) / 2:
        return False
    return min(full) >= 0.6 * max(full) and max(full) >= 40 and ended <= len(full) / 2


def words(text: str, span: Span) -> list[Token]:
    """The words, numbers and marks of a stretch."""
    return [Token(m.start(), m.end(), m[0]) for m in WORD.finditer(text, span.start, span.end)]


class Segmenter:
    """Cuts texts of one language."""

    def __init__(self, language: Language) -> None:
        data = language.data("abbreviations")
        self._before_name = frozenset(data["before_name"])
        self._before_number = frozenset(data["before_number"])
        self._may_end = frozenset(data["may_end"])
        self._openers = frozenset(data["openers"])

    def segment(
        self, text: str, stretches: Sequence[Span] | None = None
    ) -> tuple[list[Span], list[Token], list[Sentence]]:
        """Paragraphs, tokens and sentences of a text, in its order; none runs over the end of one of its stretches."""
        spans = paragraphs(text) if stretches is None else [p for part in stretches for p in paragraphs_in(text, part)]
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for number, span in enumerate(spans):
            part = words(text, span)
            for first, last in self._sentences(text, part):
                start, end = part[first].start, part[last - 1].end
                sentences.append(Sentence(start, end, number, len(tokens) + first, len(tokens) + last))
            tokens += part
        return spans, tokens, sentences

    def _sentences(self, text: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
        first, i = 0, 0
        while i < len(tokens):
            i += 1
            if not _stop(tokens[i - 1].text):
                continue
            end = i
            while (
                end < len(tokens) and tokens[end].start == tokens[end - 1].end and tokens[end].text in STOPS + CLOSERS
            ):
                end += 1
            if end < len(tokens) and self._ends(text, tokens, i - 1, end):
                yield first, end
                first = i = end
        if first < len(tokens):
            yield first, len(tokens)

    def _ends(self, text: str, tokens: list[Token], stop: int, after: int) -> bool:
        """Whether the stop at `stop` ends a sentence, the next of which would begin at `after`."""
        following = tokens[after]
        if following.start == tokens[after - 1].end:
            return False
        begins = next((t for t in tokens[after : after + 3] if t.text not in OPENERS), following)
        if begins.text[0].islower():
            return False
        mark, before = tokens[stop], tokens[stop - 1] if stop else tokens[stop]
        word = (
            mark.text[:-1]
            if len(mark.text) > 1
            else before.text
            if mark.text == "." and before.end == mark.start
            else ""
        )
        return self._word_ends(word, begins.text, alone=after == stop + 1)

    def _word_ends(self, word: str, following: str, *, alone: bool) -> bool:
        """Whether a full stop after this word ends the sentence; `alone`: no closing quotation mark follows it."""
        key = word.lower()
        if not alone or not word:
            return True
        if key in self._before_name or (key in self._before_number and following[0].isdigit()):
            return False
        if key in self._may_end or "." in word:
            return following.lower() in self._openers
        return not (len(word) == 1 and word.isupper() and word != "I")


def _stop(word: str) -> bool:
    return word in STOPS or (len(word) > 2 and word[-1] == "." and word[0].isalpha())
