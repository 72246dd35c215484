"""Every quotation cut anew from the stored text."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folder.report import Fault

Payload = dict[str, Any]
Quote = tuple[str, Any, Any, Any]
"""Of what of the event it is ("" for the event's own words), start, end, and the words that should stand there."""
ReadText = Callable[[str], bytes | None]
NameOf = Callable[[Entry], str | None]
_MARKS = ("promisor", "beneficiary", "amount", "deadline", "condition")
_marks = itemgetter(*_MARKS)
_TEXTS_KEPT = 512


class Quotes:
    """Cuts quotations from texts that `read` gives by their hash, None where one is not there.

    `cut` counts what stands in its text, `uncut` the events whose text is not there. `name` is the file of an event's
    payload, for the message.
    """

    def __init__(self, read: ReadText, *, name: NameOf) -> None:
        self.cut = self.uncut = 0
        self._name = name
        self._text = lru_cache(maxsize=_TEXTS_KEPT)(lambda sha256: _decoded(read(sha256)))
        self._documents: dict[str, Payload] = {}
        self._sightings: dict[str, str] = {}
        self._checks = {
            "document.taken": self._take,
            "sighting.proposed": self._propose,
            "sighting.bounds_changed": self._bound,
            "evidence.proposed": self._evidence,
        }

    def check(self, events: Iterable[tuple[Entry, Payload | None]]) -> None:
        """Cut all that these events quote; a Fault names the first event whose words are not there."""
        for entry, payload in events:
            self.check_one(entry, payload)

    def check_one(self, entry: Entry, payload: Payload | None) -> None:
        """Cut all that the next event quotes; a Fault if words are not there."""
        check = self._checks.get(entry.type)
        if check is not None and payload is not None:
            check(entry, payload)

    def _take(self, entry: Entry, payload: Payload) -> None:
        self._documents[entry.subject] = payload
        text = self._text(payload["text_sha256"])
        if text is not None and len(text) != payload["length"]:
            raise self._fault(entry, f"the text has {len(text)} characters, not {payload['length']}")

    def _propose(self, entry: Entry, payload: Payload) -> None:
        self._sightings[entry.subject] = payload["document"]
        self._cut(entry, payload["document"], _of_sighting(payload))

    def _bound(self, entry: Entry, payload: Payload) -> None:
        document = self._sightings.get(entry.subject)
        self._cut(entry, document, [("", payload["start"], payload["end"], payload["text"])])

    def _evidence(self, entry: Entry, payload: Payload) -> None:
        if payload["document"] is not None and payload["text"] is not None:
            self._cut(entry, payload["document"], [("", payload["start"], payload["end"], payload["text"])])

    def _cut(self, entry: Entry, document: str | None, quotes: Iterable[Quote]) -> None:
        known = None if document is None else self._documents.get(document)
        text = None if known is None else self._text(known["text_sha256"])
        if text is None:
            self.uncut += 1
            return
        for mark, start, end, words in quotes:
            if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end and text[start:end] == words):
                what = f"the words of its {mark}" if mark else "the words"
                raise self._fault(entry, f"{what} are not those at {start} to {end} of the text of document {document}")
            self.cut += 1

    def _fault(self, entry: Entry, text: str) -> Fault:
        return Fault(text, file=self._name(entry), event=entry.index)


def _decoded(content: bytes | None) -> str | None:
    """The text; one that is no UTF-8 has no characters, so that nothing can be cut from it."""
    if content is None:
        return None
    try:
        return content.decode("utf8")
    except UnicodeDecodeError:
        return ""


def _of_sighting(payload: Payload) -> list[Quote]:
    """The words of a sighting, and those of its marks of the reading's contract that have any."""
    found: list[Quote] = [("", payload["start"], payload["end"], payload["text"])]
    statement = payload["statement"]
    for name, told in [*zip(_MARKS, _marks(payload), strict=True), *(() if statement is None else statement.items())]:
        if type(told) is dict and type(told.get("text")) is str and "start" in told and "end" in told:
            found.append((name, told["start"], told["end"], told["text"]))
    return found
