"""Changes as an Atom feed (RFC 4287)."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from pledgebook_site.ledger.selectors.public.front import Told
from pledgebook_site.public.telling import headline, name_of, words_told
from pledgebook_site.web.tracker import Tracker

ATOM = "http://www.w3.org/2005/Atom"
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'


def feed_of(changes: Iterable[Told], *, scale: Mapping[str, Any], tracker: Tracker, root: str) -> str:
    """The feed, the newest change first; `root` is the absolute address of the front page."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": translation.get_language() or "en"})
    _add(feed, "id", _urn(tracker.origin))
    _add(feed, "title", tracker.name)
    _add(feed, "updated", tracker.recorded_at)
    _add(feed, "link", rel="self", href=_at(root, reverse("feed")), type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=root, type="text/html")
    author = _add(feed, "author")
    _add(author, "name", tracker.name)
    for one in changes:
        _entry(feed, one, scale, tracker.origin, root)
    return _XML + ElementTree.tostring(feed, encoding="unicode")


def _entry(feed: ElementTree.Element, told: Told, scale: Mapping[str, Any], origin: str, root: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _urn(f"{origin}#{told.change.entry}"))
    _add(entry, "title", f"{headline(told, scale)}: {name_of(told.shown)}")
    _add(entry, "updated", told.change.recorded_at)
    address = reverse("pledge", args=[told.shown.pledge.id])
    _add(entry, "link", rel="alternate", href=_at(root, address), type="text/html")
    _add(entry, "summary", words_told(told.said) or gettext("The source’s rights do not allow its words to be shown."))


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = None if text is None else "".join(one for one in text if one.isprintable() or one in "\n\t")
    return made


def _at(root: str, path: str) -> str:
    return root.rstrip("/") + path


def _urn(name: str) -> str:
    """A name that stays the same wherever the site is moved."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
