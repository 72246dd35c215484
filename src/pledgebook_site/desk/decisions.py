"""What an editor decided last, in words, for the line that offers to undo it."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from pledgebook_site.desk.labels import happened
from pledgebook_site.desk.models import Place
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.selectors.desk import pledges as desk_pledges
from pledgebook_site.web.dates import number, partial

Told = dict[str, Any]
LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Decision:
    """The entry, a sentence that says what it did, the words that it is about, and the promise that it led to.

    `cut`: the words stand in a source; else an editor wrote them.
    """

    entry: int
    said: str
    words: str
    cut: bool
    pledge: str | None


def last_decision(place: Place) -> Decision | None:
    """The decision that a place remembers; None where there is none, or it was undone."""
    if place.decision is None:
        return None
    done = desk_log.operation_of(place.decision)
    if not done or any(one["undone"] for one in done) or not done[0]["type"].startswith(_UNDOABLE):
        return None
    accepted = [one for one in done if one["type"] == "sighting.accepted"]
    parts = sum(one["type"] == "pledge.parted" for one in done)
    if len(accepted) > 1 and not parts:
        return Decision(done[0]["entry"], _many(len(accepted)), "", False, None)
    return _one(accepted[0] if accepted else done[0], parts=parts if accepted else 0)


_UNDOABLE = ("sighting.", "pledge.", "evidence.")


def _many(count: int) -> str:
    said = ngettext("You accepted %(count)s suggestion", "You accepted %(count)s suggestions", count)
    return said % {"count": number(count)}


def _one(told: Told, *, parts: int) -> Decision:
    key = (told["payload"] or {}).get("pledge")
    pledge = record.noun("pledges", key or "")
    if parts:
        count = {"count": number(parts)}
        said = ngettext(
            "You accepted it as one promise with %(count)s part",
            "You accepted it as one promise with %(count)s parts",
            parts,
        )
        return Decision(told["entry"], said % count, *_words(told), key)
    if told["type"] in _JOINING and pledge is not None and told["subject"] not in pledge.sightings[:1]:
        return Decision(told["entry"], _joined(pledge.id), *_words(told), key)
    said = gettext("You %(did)s") % {"did": happened(told["type"])}
    return Decision(told["entry"], said, *_words(told), key)


_JOINING = ("sighting.accepted", "sighting.joined")


def _joined(pledge: str) -> str:
    known = desk_pledges.told(pledge)
    title = Truncator(known["title"] or known["text"] or "").chars(LONGEST_TITLE)
    return gettext("You joined it to “%(title)s”") % {"title": title}


def _words(told: Told) -> tuple[str, bool]:
    """The words that a decision is about, and whether they stand in a source."""
    sighting = record.noun("sightings", told["subject"])
    payload = told["payload"] or {}
    if sighting is not None and sighting.text:
        return str(sighting.text), True
    if payload.get("text") and payload.get("document"):
        return str(payload["text"]), True
    if payload.get("search"):
        search = payload["search"]
        return f"{search['where']}, {partial(search['from'])} – {partial(search['to'])}: {search['terms']}", False
    return next((str(payload[name]) for name in ("note", "title", "url") if payload.get(name)), ""), False
