"""What a page says of itself: when it was published and its canonical address.

Dates are taken as they are written, without the day where only the month is given; trafilatura's own date finder
would complete a month to its first day, which nobody wrote.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from pledgebook.addresses import web_host
from pledgebook.documents.dating import partial_date
from pledgebook.documents.html.blocks import text_of

_META_NAMES = (
    "article:published_time og:published_time og:article:published_time datepublished date pubdate publishdate "
    "publish_date publish-date published_time dc.date dc.date.issued dcterms.date dcterms.issued dcterms.created "
    "dc.date.created citation_publication_date citation_date parsely-pub-date sailthru.date article.published "
    "originalpublicationdate article_date_original cxenseparse:recs:publishtime"
)
_META = tuple(_META_NAMES.split())
_STATED = re.compile(r"\s*(\d{4}(?:[-/.]\d\d(?:[-/.]\d\d)?)?)(?:[T\s].*)?\s*", re.S)
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:[T\s\d].*)?\s*", re.S)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?:/|$)")
_PUBLISHED_CLASS = re.compile(r"publish|pubdate|posted|entry-date|dateline|created", re.I)
_DEEPEST = 12


def published(tree: etree._Element, *, url: str | None) -> str | None:
    """The publication date as partial ISO 8601, from the page's data, its `time` elements or its address."""
    for stated in _statements(tree):
        found = iso(stated)
        if found:
            return found
    found_in_address = _IN_ADDRESS.search(urlsplit(url or "").path)
    return partial_date("-".join(found_in_address.groups())) if found_in_address else None


def canonical(tree: etree._Element, *, url: str | None) -> str | None:
    """The address that the page calls its own, else the one that it was fetched from."""
    named = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    named += [meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:url"]
    for address in filter(None, named):
        whole = _joined(url, address.strip())
        if whole is not None:
            return whole
    return url


def iso(stated: str) -> str | None:
    """The date part of an ISO-like timestamp, as far as it goes; None if it is none."""
    found = _STATED.fullmatch(stated)
    if found:
        return partial_date(re.sub("[/.]", "-", found[1]))
    compact = _COMPACT.fullmatch(stated)
    return partial_date("-".join(compact.groups())) if compact else None


def _joined(url: str | None, address: str) -> str | None:
    try:
        whole = urljoin(url or "", address)
    except ValueError:
        return None
    return None if web_host(whole) is None else whole


def _statements(tree: etree._Element) -> Iterator[str]:
    yield from _linked_data(tree)
    yield from _meta(tree)
    yield from _itemprops(tree)
    yield from _time_elements(tree)


def _meta(tree: etree._Element) -> Iterator[str]:
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        stated.setdefault(name, meta.get("content") or "")
    yield from (stated[name] for name in _META if name in stated)


def _itemprops(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter(etree.Element):
        if element.get("itemprop") == "datePublished":
            yield element.get("datetime") or element.get("content") or text_of(element)


def _time_elements(tree: etree._Element) -> Iterator[str]:
    """`time` elements that are marked as the publication date; then the only one, if there is just one."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    for element in times:
        if element.get("pubdate") is not None or _PUBLISHED_CLASS.search(element.get("class") or ""):
            yield element.get("datetime") or ""
    if len({element.get("datetime") for element in times}) == 1:
        yield times[0].get("datetime") or ""


def _linked_data(tree: etree._Element) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().strip() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _dates_in(data, _DEEPEST)


def _dates_in(data: Any, depth: int) -> Iterator[str]:
    """`datePublished` of the page's own entry: of lists and graphs, but not of entries that it merely mentions."""
    if depth == 0:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _dates_in(entry, depth - 1)
    elif isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        for key in ("@graph", "mainEntity"):
            yield from _dates_in(data.get(key), depth - 1)
