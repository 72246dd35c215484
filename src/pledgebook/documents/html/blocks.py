"""The visible text of an HTML tree, block by block, every character as the page has it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from pledgebook.documents.blanks import fold, fold_lines

_BLOCK_TAGS = (
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section "
    "summary table tbody td tfoot th thead title tr ul cell head item list quote row"
)
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())
_UNSEEN_TAGS = (
    "applet area audio base button canvas datalist embed frame frameset iframe input link map meta noembed noframes "
    "noscript object optgroup option param rp script select source style svg template textarea track video"
)
UNSEEN_TAGS = frozenset(_UNSEEN_TAGS.split())
LINE_TAGS = frozenset({"br", "lb"})

_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLANKS = re.compile(r"\s+")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that no block boundary cuts, with the element that holds it."""

    text: str
    holder: etree._Element


@dataclass(slots=True)
class _Walk:
    """The blocks so far, the block that is open, and how deep inside preformatted text we are."""

    pieces: list[str] = field(default_factory=list)
    holders: list[etree._Element] = field(default_factory=list)
    preformatted: int = 0

    def say(self, text: str | None) -> None:
        if text:
            self.pieces.append(text if self.preformatted else _BLANKS.sub(" ", text))

    def close(self) -> Iterator[Block]:
        """End the open block; an empty line inside it (two line breaks) parts it."""
        said = "".join(self.pieces)
        self.pieces.clear()
        for part in _EMPTY_LINE.split(said):
            text = fold_lines(part)
            if text:
                yield Block(text, self.holders[-1])


def blocks(root: etree._Element) -> Iterator[Block]:
    """All visible blocks of a tree, in its order; works without recursion, however deep the tree."""
    walk = _Walk(holders=[root])
    steps = etree.iterwalk(root, events=("start", "end"))
    unseen: etree._Element | None = None
    for event, element in steps:
        if event == "start" and unseen is None and _is_unseen(element):
            unseen = element
        if unseen is None:
            yield from _enter(walk, element) if event == "start" else _leave(walk, element)
        if event == "end":
            unseen = None if element is unseen else unseen
            if unseen is None and element is not root:
                walk.say(element.tail)
    yield from walk.close()


def _enter(walk: _Walk, element: etree._Element) -> Iterator[Block]:
    if element.tag in BLOCK_TAGS:
        yield from walk.close()
        walk.holders.append(element)
    if element.tag in LINE_TAGS:
        walk.pieces.append("\n")
    walk.preformatted += element.tag == "pre"
    walk.say(element.text)


def _leave(walk: _Walk, element: etree._Element) -> Iterator[Block]:
    walk.preformatted -= element.tag == "pre"
    if element.tag in BLOCK_TAGS:
        yield from walk.close()
        walk.holders.pop()


def _is_unseen(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in UNSEEN_TAGS:
        return True
    return element.get("hidden") is not None or bool(_UNSEEN_STYLE.search(element.get("style") or ""))


def paragraphs(root: etree._Element) -> list[str]:
    """The lines of a tree that trafilatura built, each as one string."""
    return list(chain.from_iterable(block.text.split("\n") for block in blocks(root)))


def text_of(element: etree._Element) -> str:
    """All text inside an element, seen or not, on one line."""
    return fold("".join(str(piece) for piece in element.itertext()))
