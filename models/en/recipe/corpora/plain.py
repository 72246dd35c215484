"""Text without labels, for what a teacher can say of it: speeches of the general debate."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pledgebook.analysis.segments import Segmenter
from pledgebook.languages import language


@dataclass
class Plain:
    """A document as its sentences."""

    name: str
    sentences: list[str]


def speeches(folder: Path, *, every: int) -> Iterator[Plain]:
    """Every so manieth speech of the folder."""
    cut = Segmenter(language("en"))
    for path in sorted(folder.glob("*.txt"))[::every]:
        text = path.read_text(encoding="utf8", errors="replace")
        found = [text[s.start : s.end] for s in cut.segment(text)[2]]
        yield Plain(path.stem, [" ".join(sentence.split()) for sentence in found])
