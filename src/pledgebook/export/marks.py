"""Marks woven into a text: spans that nest, cross or touch become HTML whose tags nest."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

RANKS = ("statement", "refused", "pledge", "if", "due", "cue")
LONGEST_LINE = 100  # code points; where a line is longer, a line is a paragraph
SHORTEST_WRAPPED = 55  # a block whose lines are all longer was wrapped by a program, not by its author

_CLOSING = re.compile(r"[.,;:!?…)\]”’»\"']{0,4}")
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\f")
_NOT_HTML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text to be shown as one of RANKS; `title` is what a pointer that rests on it is told.

    `more` are further classes.
    """

    start: int
    end: int
    kind: str
    id: str | None = None
    title: str | None = None
    more: str | None = None

    @property
    def order(self) -> tuple[int, int]:
        """Outer marks first, of those that begin at one place."""
        return (-self.end, RANKS.index(self.kind))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text to be shown as one paragraph; `lined` if its line ends mean something."""

    start: int
    end: int
    lined: bool


def clean(text: str) -> str:
    """The text escaped for HTML, also inside attributes; what HTML forbids is shown as U+FFFD."""
    return escape(_NOT_HTML.sub("\ufffd", text))


def after_marks(text: str, place: int) -> int:
    """Where a reference to the words that end at a place is to stand: behind their closing punctuation."""
    found = _CLOSING.match(text, place)
    return place if found is None else found.end()


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text, without the blanks around them."""
    edges = [0, *(place for gap in _BLANK_LINES.finditer(text) for place in gap.span()), len(text)]
    blocks = zip(edges[::2], edges[1::2], strict=True)
    return [paragraph for start, end in blocks for paragraph in _of_block(text, start, end)]


def _of_block(text: str, start: int, end: int) -> Iterator[Paragraph]:
    lines = [(found.start() + start, found.end() + start) for found in re.finditer(r"[^\n]+", text[start:end])]
    longest = max((after - before for before, after in lines), default=0)
    if longest <= LONGEST_LINE:
        wrapped = all(after - before >= SHORTEST_WRAPPED for before, after in lines[:-1])
        lines = [(start, end)]
    else:
        wrapped = True
    for before, after in lines:
        words = text[before:after]
        if words.strip():
            first = before + len(words) - len(words.lstrip())
            yield Paragraph(first, before + len(words.rstrip()), not wrapped)


def allotted(parts: Sequence[Paragraph], marks: Iterable[Mark]) -> Iterator[tuple[Paragraph, list[Mark]]]:
    """Each paragraph with the marks that meet it."""
    waiting = sorted(marks, key=lambda mark: mark.start)
    first, open_marks = 0, list[Mark]()
    for part in parts:
        last = first
        while last < len(waiting) and waiting[last].start < part.end:
            last += 1
        open_marks = [mark for mark in [*open_marks, *waiting[first:last]] if mark.end > part.start]
        first = last
        yield part, open_marks


def woven(text: str, part: Paragraph, *, marks: Sequence[Mark], refs: Mapping[int, str]) -> str:
    """HTML of one paragraph; `refs` is HTML to stand after the words that end at a place."""
    inside = [mark for mark in marks if max(mark.start, part.start) < min(mark.end, part.end)]
    edges = {part.start, part.end, *(place for place in refs if part.start < place <= part.end)}
    edges |= {min(max(place, part.start), part.end) for mark in inside for place in (mark.start, mark.end)}
    html, stack, here = list[str](), list[Mark](), part.start
    for there in sorted(edges):
        html.append(clean(text[here:there]))
        here = there
        closing, again = _closed(stack, here, part.end)
        html += [*closing, refs.get(here, "") if here > part.start else ""]
        if here < part.end:
            begun = [mark for mark in inside if max(mark.start, part.start) == here]
            html += _opened(stack, [*again, *begun], here, part.end)
    return "".join(html)


def _closed(stack: list[Mark], here: int, last: int) -> tuple[list[str], list[Mark]]:
    """Take off the stack all that ends here and all that stands on it: the tags, and what goes on."""
    depth = next((n for n, mark in enumerate(stack) if mark.end <= here or here == last), len(stack))
    above = stack[depth:]
    del stack[depth:]
    tags = ["</span>" if mark.kind == "statement" else "</mark>" for mark in reversed(above)]
    return tags, [mark for mark in above if mark.end > here]


def _opened(stack: list[Mark], marks: Iterable[Mark], here: int, last: int) -> list[str]:
    """Put marks on the stack: their tags, each knowing whether it will last to the end of its mark."""
    tags, until = [], min([last, *(mark.end for mark in stack)])
    for mark in sorted(marks, key=lambda mark: mark.order):
        until = min(until, mark.end)
        tags.append(_tag(mark, here, until=until))
        stack.append(mark)
    return tags


def _tag(mark: Mark, here: int, *, until: int) -> str:
    name = "span" if mark.kind == "statement" else "mark"
    kind = mark.kind if mark.more is None else f"{mark.kind} {mark.more}"
    classes = f"mk {kind}" + (" first" if mark.start == here else "") + (" last" if mark.end == until else "")
    told = f' id="{clean(mark.id)}"' if mark.id is not None and mark.start == here else ""
    told += f' title="{clean(mark.title)}"' if mark.title is not None else ""
    return f'<{name} class="{classes}"{told}>'
