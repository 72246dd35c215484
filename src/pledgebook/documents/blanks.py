"""The one place where HTML, PDF, DOCX and subtitles fold blanks; plain text never passes through here.

What folds: a run of blanks of any kind (space, no-break space, tab, line feed …) becomes one space, and blanks at
the edges of a line go. What stays: every other character, also the invisible ones that shape a visible one
(joiners, soft hyphens, variation selectors). Paragraphs are parted by one empty line, lines inside a paragraph by
one line feed. Control characters have no form and go; so do lone surrogates, which no text may hold.
"""

import re
from collections.abc import Iterable

PARAGRAPH = "\n\n"

_FORMLESS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def fold(text: str) -> str:
    """One line: every run of blanks is one space, none at the edges."""
    return " ".join(_FORMLESS.sub("", text).split())


def fold_lines(text: str) -> str:
    """The lines of a paragraph, each folded, the empty ones left out."""
    return "\n".join(line for line in map(fold, text.split("\n")) if line)


def join(paragraphs: Iterable[str]) -> str:
    """The paragraphs that hold something, each folded by lines, parted by an empty line."""
    return PARAGRAPH.join(folded for folded in map(fold_lines, paragraphs) if folded)
