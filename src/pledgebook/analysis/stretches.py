"""What of a document is read as running text: in a transcript all but the labels that tell who speaks."""

from collections.abc import Iterator

from pledgebook.records import Document, Span


def stretches(document: Document) -> list[Span]:
    """The whole text; or each turn, and what stands between turns without its last line, which is a label or a note."""
    if not document.turns:
        return [Span(0, len(document.text))]
    return [span for span in _parts(document) if span.start < span.end]


def _parts(document: Document) -> Iterator[Span]:
    at = 0
    for turn in document.turns:
        yield Span(at, _before_label(document.text, at, turn.start))
        yield Span(turn.start, turn.end)
        at = turn.end
    yield Span(at, len(document.text))


def _before_label(text: str, start: int, end: int) -> int:
    """Where the last line that holds something begins, of what stands before a turn."""
    held = text[start:end].rstrip()
    return start + max(held.rfind("\n"), held.rfind("\r")) + 1
