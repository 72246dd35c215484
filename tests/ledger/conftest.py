"""A ledger in memory, for tests that write it out, check it, or ask what of it is public."""

import hashlib
import random
from datetime import UTC, datetime, timedelta

import pytest

from pledgebook.ledger.entries import check_line, make_line, open_blob, seal
from pledgebook.ledger.proof import (
    Checkpoint,
    SigningKey,
    leaf_hash,
    root_from_leaves,
    sign_checkpoint,
)
from pledgebook.ledger.rating import scale
from pledgebook.ledger.replay import replay
from pledgebook.ledger.showing import public

TEXT = (
    "Ilmara Tennholt spoke in Nordheim.\n\n"
    "“We will build the bridge by 2027,” she said. “The ferry will stay — 20 €.”\n\n"
    "Жаңа мектеп салынады, деді ол.\n"
)
NOTHING = dict.fromkeys(
    ("statement", "promisor", "action", "object", "beneficiary", "amount", "deadline", "condition", "score")
)
DOCUMENT = {
    "url": None,
    "published": "2024-03-12",
    "published_from": None,
    "title": "The bridge",
    "publisher": None,
    "author": None,
    "language": "en",
    "genre": "news",
    "media_type": "text/plain",
    "extractor": "plain/1",
    "speaker": None,
    "file_name": None,
    "retrieved": None,
    "pages": [],
    "turns": [],
    "timecodes": [],
}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


class Book:
    """A log with its payloads, texts and sources; what it does is named as the events are."""

    def __init__(self, seed=0, origin=None):
        self.chance = random.Random(seed)
        self.key = SigningKey.make(origin or f"pledgebook.invalid/{self.id()}")
        self.entries, self.blobs, self.texts, self.sources, self.names = [], {}, {}, {}, {}
        self.now = datetime(2024, 1, 1, tzinfo=UTC)
        self.tracker, self.author = self.id(), self.id()
        self.add("key.made", {"vkey": self.key.vkey})
        self.add("author.recorded", {"role": "editor", "sign_in": True}, subject=self.author)
        self.add("scale.recorded", {"scale": scale("politifact").to_data()})
        self.add("setting.changed", {"key": "scale", "value": "politifact"})
        self.names[self.author] = {"name": "Odda Brehm", "role": "editor", "sign_in": True}

    def id(self):
        return f"{self.chance.getrandbits(128):032x}"

    def add(self, event, payload, *, subject=None, author=None, effective=None):
        """Record an event in an operation of its own, and give its number."""
        self.now += timedelta(seconds=1)
        clock = self.now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        blob = seal(payload, salt=f"{self.chance.getrandbits(256):064x}")
        line = make_line(
            event=event,
            subject=subject or self.tracker,
            author=author or self.author,
            recorded_at=clock,
            effective_at=effective or clock,
            blob=blob,
        )
        self.blobs[sha256(blob)] = blob
        self.entries.append(check_line(line, index=len(self.entries)))
        return len(self.entries) - 1

    def take(self, text=TEXT, *, rights="excerpt", **more):
        """Take a text in, and give the document's id."""
        content, source, document = text.encode(), b"source of " + text.encode(), self.id()
        self.texts[sha256(content)], self.sources[sha256(source)] = content, source
        hashes = {"text_sha256": sha256(content), "source_sha256": sha256(source)}
        self.add(
            "document.taken",
            {**DOCUMENT, **hashes, "rights": rights, "length": len(text), **more},
            subject=document,
        )
        return document

    def text(self, digest):
        return self.texts.get(digest)

    def text_of(self, document):
        taken = next(e for e in reversed(self.entries) if e.subject == document and e.type == "document.taken")
        return self.texts[self.told(taken.index)["text_sha256"]].decode()

    def told(self, index):
        blob = self.blobs.get(self.entries[index].payload_sha256)
        return None if blob is None else open_blob(blob)

    def propose(self, document, words, **more):
        """Propose that words of a document are a pledge, and give the sighting's id."""
        start, sighting = self.text_of(document).index(words), self.id()
        self.add(
            "sighting.proposed",
            {
                **NOTHING,
                "document": document,
                "proposed_by": {"kind": "person", "reader": None},
                "newer": False,
                "start": start,
                "end": start + len(words),
                "text": words,
                "spans": {},
                "polarity": "affirmed",
                "kind": None,
                "firmness": None,
                "specificity": None,
                "testable": None,
                "missing": [],
                "why": [],
                **more,
            },
            subject=sighting,
        )
        return sighting

    def accept(self, sighting, *, pledge=None, promisor=None):
        """Accept a sighting, and give the pledge's id."""
        pledge = pledge or self.id()
        self.add("sighting.accepted", {"pledge": pledge, "promisor": promisor, "confirmed": True}, subject=sighting)
        return pledge

    def evidence(self, pledge, document=None, words=None, *, accept=True):
        """Propose evidence, accept it unless told otherwise, and give its id."""
        start = None if document is None else self.text_of(document).index(words)
        evidence = self.id()
        payload = {
            **dict.fromkeys(("url", "title", "date", "note", "search")),
            "pledge": pledge,
            "kind": "source",
            "bearing": "for",
            "document": document,
            "start": start,
            "end": None if start is None else start + len(words),
            "text": words,
        }
        if document is None:
            payload |= {"note": "seen with own eyes", "url": "https://example.org/bridge"}
        self.add("evidence.proposed", payload, subject=evidence)
        if accept:
            self.add("evidence.accepted", {}, subject=evidence)
        return evidence

    def verdict(self, pledge, evidence, *, signatures=1, status="kept", phase="final"):
        """Give a verdict on PolitiFact's scale, and give its id."""
        verdict = self.id()
        payload = {
            "pledge": pledge,
            "scale": "politifact",
            "rubric": "1",
            "status": status,
            "phase": phase,
            "reason_code": None,
            "explanation": "The bridge stands.",
            "evidence": [evidence],
            "signatures_needed": signatures,
        }
        self.add("verdict.given", payload, subject=verdict)
        return verdict

    def rotate(self):
        """Hand over to a new key."""
        new = SigningKey.make(self.key.name)
        note = self.key.sign(f"{self.key.name}/rotation\n{new.vkey}\n")
        self.add("key.rotated", {"vkey": new.vkey, "note": note})
        self.key = new

    def redact(self, *entries, texts=()):
        """Delete payloads, and texts with all that shares them, and say so in the log."""
        told = {"entries": list(entries), "texts": list(texts), "reason_code": "law", "note": None}
        gone = {sha256(self.text_of(document).encode()) for document in texts}
        for index, entry in enumerate(self.entries):
            payload = self.told(index) if entry.type == "document.taken" else None
            if payload is not None and payload["text_sha256"] in gone:
                self.texts.pop(payload["text_sha256"], None)
                self.sources.pop(payload["source_sha256"], None)
        for index in entries:
            del self.blobs[self.entries[index].payload_sha256]
        self.add("redaction.made", told)

    def continue_as(self, origin=None):
        """Go on under a new key and a new origin, as after a restore."""
        new = SigningKey.make(origin or f"pledgebook.invalid/{self.id()}")
        told = {"origin": self.key.name, "size": len(self.entries), "checkpoint": self.checkpoint}
        self.add("log.continued", {**told, "keys": self.vkeys(), "vkey": new.vkey})
        self.key = new

    def vkeys(self):
        kinds = ("key.made", "key.rotated", "log.continued")
        return [self.told(e.index)["vkey"] for e in self.entries if e.type in kinds]

    def leaves(self):
        return [leaf_hash(entry.line) for entry in self.entries]

    @property
    def checkpoint(self):
        leaves = self.leaves()
        return sign_checkpoint(Checkpoint(self.key.name, len(leaves), root_from_leaves(leaves)), self.key)

    def lines(self):
        return [entry.line for entry in self.entries]

    def payload(self, digest):
        return self.blobs.get(digest)

    def source(self, digest):
        return self.sources.get(digest)

    def authors(self):
        return self.names

    def sign(self, text):
        return self.key.sign(text)

    def state(self):
        return replay((entry, self.told(entry.index)) for entry in self.entries)

    def public(self):
        return public(self.state(), self.entries)


def small_book(seed=0):
    """A ledger with one of each: pledge, draft, evidence, verdict, new key, something undone."""
    book = Book(seed)
    document = book.take(rights=book.chance.choice(["full", "excerpt", "none"]))
    sighting = book.propose(document, "We will build the bridge by 2027,")
    pledge = book.accept(sighting)
    book.add("pledge.titled", {"language": "en", "title": "A bridge"}, subject=pledge)
    undone = book.add("pledge.topics_given", {"topics": ["roads"]}, subject=pledge)
    book.add("event.undone", {"entries": [undone]})
    book.verdict(pledge, book.evidence(pledge, document, "Nordheim"))
    book.propose(document, "Жаңа мектеп салынады")
    return book


def random_book(seed):
    """A small ledger in which other things happen with every seed."""
    book = small_book(seed)
    chance = book.chance
    for _ in range(chance.randrange(6)):
        deed = chance.randrange(6)
        if deed == 0:
            book.rotate()
        elif deed == 1:
            text = TEXT * chance.randrange(2, 4)
            book.propose(book.take(text, rights=chance.choice(["full", "none"])), "The ferry will stay")
        elif deed == 2:
            pledge = book.accept(book.propose(book.take(TEXT + str(chance.random())), "The ferry will stay — 20 €."))
            book.evidence(pledge, accept=chance.random() < 0.5)
        elif deed == 3:
            book.add("setting.changed", {"key": "name", "value": "Bridges"})
        elif deed == 4:
            gone = book.propose(book.take(f"{TEXT}{chance.random()}\n"), "Ilmara Tennholt")
            last = len(book.entries) - 1
            assert book.entries[last].subject == gone
            book.redact(last, texts=[book.told(last)["document"]])
        else:
            book.continue_as()
    return book


@pytest.fixture(scope="session")
def books():
    """The kinds of ledger there are: `Book`, `small`, `random`."""

    class Books:
        empty, small, random = staticmethod(Book), staticmethod(small_book), staticmethod(random_book)
        text = TEXT

    return Books
