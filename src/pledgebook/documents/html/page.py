"""One HTML page to its main text and metadata."""

import logging
import re
from copy import deepcopy
from importlib.metadata import version
from typing import Any

import lxml.html
from lxml import etree

from pledgebook.documents import blanks
from pledgebook.documents.dating import LONGEST_LINE
from pledgebook.documents.extracted import Extracted
from pledgebook.documents.html import metadata
from pledgebook.documents.html.blocks import Block, blocks, paragraphs, text_of
from pledgebook.documents.html.choice import choose
from pledgebook.errors import SourceError

FOUND_ENOUGH = 0.5

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>", re.I)
_TITLE_BREAKS = " |–—-·•:»«"


def extract(text: str, *, name: str, url: str | None = None) -> Extracted:
    """The main text of a page, its characters as the page has them; SourceError if it shows no text."""
    tree = _parse(text, name)
    chosen = _trafilatura(deepcopy(tree), url)
    page = list(blocks(tree))
    main, notes = _main_text(page, chosen)
    if not main:
        raise SourceError(f"{name}: the page shows no text; save it from a browser and read the saved file.")
    return Extracted(
        text=main,
        extractor=f"pledgebook-html/1 trafilatura/{version('trafilatura')}",
        media_type="text/html",
        title=_title(tree, chosen),
        author=_said(chosen, "author"),
        publisher=_said(chosen, "sitename"),
        published=metadata.published(tree, url=url),
        byline=_byline(page, main),
        url=metadata.canonical(tree, url=url),
        notes=notes,
    )


def _parse(text: str, name: str) -> etree._Element:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    markup = _DECLARATION.sub("", text).replace("\x00", "").encode("utf-8", "ignore")
    try:
        return lxml.html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise SourceError(f"{name}: the page holds no text.") from None


def _trafilatura(tree: etree._Element, url: str | None) -> Any:
    """What trafilatura makes of a tree, which it changes; None if it gives up."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            tree,
            url=url,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            include_links=False,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # a library that meets a page that it cannot bear must not keep us from reading it
        return None


def _main_text(page: list[Block], chosen: Any) -> tuple[str, tuple[str, ...]]:
    body = None if chosen is None else chosen.body
    told = [] if body is None else paragraphs(body)
    choice = choose(page, told)
    if choice.numbers and choice.found >= FOUND_ENOUGH:
        return blanks.join(page[number].text for number in choice.numbers), ()
    if sum(map(len, told)) > sum(len(block.text) for block in page):
        return blanks.join(told), ("Text: taken from the page's embedded data, since the page itself shows less.",)
    whole = blanks.join(block.text for block in page if block.holder.tag != "title")
    return whole, ("Text: no main text stands out in the page, so all visible text was taken.",)


def _byline(page: list[Block], main: str) -> str:
    """The short lines that the page shows between its heading and its first long paragraph, chosen or not."""
    first = next((at for at, block in enumerate(page) if len(block.text) > LONGEST_LINE and block.text in main), 0)
    heading = next((at for at in range(first - 1, -1, -1) if page[at].holder.tag == "h1"), first)
    return "\n".join(block.text for block in page[heading + 1 : first] if len(block.text) <= LONGEST_LINE)


def _said(chosen: Any, attribute: str) -> str | None:
    value = getattr(chosen, attribute, None)
    return (blanks.fold(value) or None) if isinstance(value, str) else None


def _title(tree: etree._Element, chosen: Any) -> str | None:
    """The page's title without the name of its site."""
    title, site = _said(chosen, "title"), _said(chosen, "sitename")
    if title is None:
        element = tree.find(".//title")
        title = text_of(element) if element is not None else None
    if title and site and title.casefold().endswith(site.casefold()):
        bare = title[: -len(site)]
        title = bare.rstrip(_TITLE_BREAKS) if bare.rstrip() and bare.rstrip()[-1] in _TITLE_BREAKS else title
    return title or None
