"""Invented texts full of promises, the same ones for one seed: who promises, what, where and until when.

Nobody and no place here exists: all names are made of syllables.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from pledgebook.records import Document, Genre

SEED = 11
WORDS = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf8"))
PROMISORS, PLACES = 120, 600


@dataclass(frozen=True, slots=True)
class Invented:
    """One promise, as each of its sightings varies it; `number` is its place among all."""

    number: int
    promisor: str
    role: str
    verb: str
    many: int
    thing: str
    place: str
    year: int

    @property
    def object(self) -> str:
        return f"{self.many} {self.thing} in {self.place}"

    @property
    def title(self) -> str:
        return f"{self.verb.capitalize()} {self.object}"


@dataclass(slots=True)
class Text:
    """A document in the making; `told` are its sightings as `pledgebook_site.reading.propose` gives them."""

    number: int
    parts: list[str] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    promises: list[int] = field(default_factory=list)
    length: int = 0

    def say(self, words: str) -> int:
        """Append words; where they begin."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start

    def document(self) -> Document:
        text = "".join(self.parts)
        digest = sha256(text.encode()).hexdigest()
        return Document(
            text=text,
            text_sha256=digest,
            source_sha256=digest,
            extractor="invented 1",
            media_type="text/plain",
            title=f"Notes of meeting {self.number}",
            genre=Genre.NEWS,
            published=f"{2015 + self.number % 10}-{1 + self.number % 12:02}-{1 + self.number % 28:02}",
            publisher="The Invented Courier",
            url=f"https://courier.invalid/{self.number}",
        )


class World:
    """All promises, and texts about them; `texts` are the same ones each time they are asked for."""

    def __init__(self, promises: int, *, seed: int = SEED) -> None:
        self._seed = seed
        draw = random.Random(seed)
        names = [f"{_name(draw)} {_name(draw)}" for _ in range(PROMISORS)]
        roles = [draw.choice(WORDS["titles"]) for _ in names]
        places = [_name(draw) for _ in range(PLACES)]
        self.promises = [self._promise(draw, number, names, roles, places) for number in range(promises)]

    def _promise(
        self, draw: random.Random, number: int, names: list[str], roles: list[str], places: list[str]
    ) -> Invented:
        who = _early(draw, len(names))
        thing = f"{draw.choice(WORDS['kinds'])} {WORDS['things'][_early(draw, len(WORDS['things']))]}"
        place = places[_early(draw, len(places))]
        year = draw.randint(2016, 2035)
        return Invented(
            number, names[who], roles[who], draw.choice(WORDS["verbs"]), draw.randint(2, 900), thing, place, year
        )

    def texts(self, documents: int, *, sightings: int, first: int = 0) -> Iterator[Text]:
        """Texts with so many sightings each, in which every promise has its turn; `first` is the number of the first.

        Texts beyond those of the tracker speak of promises that it knows already.
        """
        draw = random.Random(f"{self._seed}-{first}")
        for number in range(first, first + documents):
            text = Text(number)
            for place in range(sightings):
                turn = (number * sightings + place) % len(self.promises)
                _tell(text, self.promises[turn], draw)
            yield text


def _early(draw: random.Random, many: int) -> int:
    """A number below `many`, the small ones much oftener, as words are used."""
    return draw.choices(range(many), cum_weights=list(accumulate(1 / (one + 3) for one in range(many))))[0]


def _name(draw: random.Random) -> str:
    return "".join(draw.choices(WORDS["syllables"], k=draw.randint(2, 3))).capitalize()


def _tell(text: Text, promise: Invented, draw: random.Random) -> None:
    """One sentence in which somebody promises, and what a reader would find in it."""
    if draw.random() < 0.3:
        text.say(f"{draw.choice(WORDS['fillers'])} ")
    cue, again = draw.choice(WORDS["cues"]), draw.choice(("", "", " once more", " at last"))
    begin = text.say(f"{draw.choice(WORDS['openers'])}, {promise.role} ")
    who = text.say(promise.promisor)
    said = text.say(f" {cue}") + 1
    start = text.say(" to ") + 1
    action = text.say(promise.verb)
    object_at = text.say(f"{again} {promise.object}") + len(again) + 1
    due = text.say(f" by {promise.year}") + 1
    end = text.length
    text.say(".\n")
    text.promises.append(promise.number)
    words = "".join(text.parts[-5:-1])[1:]
    place = {"who": who, "said": said, "action": action, "object": object_at, "due": due, "cue": cue}
    text.told.append(_told(promise, words, start=start, end=end, begin=begin, **place))


def _told(promise: Invented, words: str, *, start: int, end: int, begin: int, **at: Any) -> dict[str, Any]:
    who, due = _quote(at["who"], promise.promisor), _quote(at["due"], f"by {promise.year}")
    amount = _quote(at["object"], str(promise.many))
    return {
        "start": start,
        "end": end,
        "text": words,
        "promisor": {"name": promise.promisor, "role": promise.role.lower(), "basis": "source", **who},
        "action": promise.verb,
        "object": promise.object,
        "spans": {
            "action": [[at["action"], at["action"] + len(promise.verb)]],
            "object": [[at["object"], at["object"] + len(promise.object)]],
        },
        "beneficiary": None,
        "amount": {**amount, "value": promise.many, "unit": promise.thing.split()[-1]},
        "deadline": {**due, "earliest": None, "latest": str(promise.year)},
        "condition": None,
        "polarity": "affirmed",
        "kind": "action",
        "firmness": "firm",
        "specificity": "specific",
        "testable": "yes",
        "missing": [],
        "score": 0.91,
        "why": [
            {"rule": "pledging-cue", "for": True, "start": at["said"], "end": start, "weight": 3.5},
            {"rule": "model-for", "for": True, "start": start, "end": end, "weight": 1.8},
        ],
        "statement": {
            "start": begin,
            "end": end,
            "manner": "indirect",
            "act": "commitment",
            "source": who,
            "cue": _quote(at["said"], at["cue"]),
            "content": [[start, end]],
            "quoted": [],
            "speaker": {"name": promise.promisor, "role": promise.role.lower()},
            "speakers": [],
            "addressee": None,
            "occasion": None,
            "said": None,
            "score": 0.88,
        },
    }


def _quote(start: int, words: str) -> dict[str, Any]:
    return {"start": start, "end": start + len(words), "text": words}
