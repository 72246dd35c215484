"""Labels: the words before a colon, at the beginning of a line, that tell who speaks."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from pledgebook.languages import Language

MOST_WORDS = 10
MOST_NAMES = 5

TIME = r"[\[(]?(?:(?P<{0}h>\d{{1,3}}):)?(?P<{0}m>\d{{1,3}}):(?P<{0}s>\d\d)(?:[.,]\d{{1,3}})?[\])]?"
_BEFORE, _BEHIND = TIME.format("a"), TIME.format("b")
_HEAD = re.compile(
    rf"^(?P<lead>[ \t>]*[*_]{{0,3}}(?:Q\d{{1,4}}[.)]?[ \t]+[*_]{{0,3}})?)(?:{_BEFORE}[ \t]*[–—-]?[ \t]*)?"
    rf"(?P<open>\[)?(?P<label>[^\W_][^\n:]{{0,99}}?)(?(open)\])(?P<tail>[ \t]*[,–—-]?[ \t]*{_BEHIND})?[ \t]*[*_]{{0,3}}"
    r"(?P<mark>:[*_]{0,3}(?=[ \t\xa0]|\r?$)|(?=[ \t]*\r?$))",
    re.MULTILINE,
)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_LETTER = re.compile(r"^[ \t]*(?P<letter>[A-Z])(?=[ \t\xa0]+[^\W\d_a-z]|[ \t\xa0]+[\"“])", re.MULTILINE)
_ENUMERATED = re.compile(r"[\s_]*(?:\d{1,3}|\b[A-Z])$|\s*#\s*\d{1,3}$")
_SON = re.compile(r"\bMa?c(?=[^\W\d_a-z]{2})")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


class Kind(Enum):
    """What a label tells of who speaks."""

    ASKING = "asking"
    ANSWERING = "answering"
    NUMBERED = "numbered"
    TITLED = "titled"  # a name with a form of address or an office, or an office that speaks in parliaments
    OFFICE = "office"  # another office
    CAPITALS = "capitals"  # a name in capitals
    NAMED = "named"  # two capitalised words or more
    PLAIN = "plain"  # one capitalised word

    @property
    def is_plain_to_see(self) -> bool:
        """Whether a label of this kind is hardly anything else."""
        return self not in (Kind.OFFICE, Kind.CAPITALS, Kind.NAMED, Kind.PLAIN)

    @property
    def is_nameless(self) -> bool:
        return self in (Kind.ASKING, Kind.ANSWERING, Kind.NUMBERED)


Words = tuple[Kind, str, str | None, str]


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks by a label, and its place with the colon; `from_ms` if a time stands in it; `sure` if a tag is it.

    `bare`: a letter without a colon, which is one only beside labels that have it.
    """

    kind: Kind
    name: str
    role: str | None = None
    courtesy: str | None = None
    gender: str = ""
    start: int = 0
    end: int = 0
    from_ms: int | None = None
    sure: bool = False
    bare: bool = False

    @property
    def words(self) -> Words:
        """What the label says, wherever it stands."""
        return self.kind, self.name, self.role, self.gender

    @property
    def key(self) -> str:
        """What labels of one speaker have in common: his last name, or else his office."""
        return (self.name.split()[-1] if self.name else str(self.role)).casefold()


class Labels:
    """Reads the labels of one language."""

    def __init__(self, language: Language) -> None:
        titles: dict[str, Any] = language.data("titles")
        told: dict[str, list[str]] = language.data("transcripts")
        self._courtesy: dict[str, str] = titles["courtesy"]
        self._roles = frozenset(word for role in titles["roles"] for word in role.split())
        self._nouns = frozenset(role.split()[-1] for role in titles["roles"])
        self._offices, self._suffixes = frozenset(told["offices"]), frozenset(told["suffixes"])
        self._presiding = frozenset(told["presiding"])
        self._small, self._articles = frozenset(told["small"]), frozenset(titles["transient"])
        self._parts = frozenset(titles["name_parts"])
        self._seen: dict[str, Label | None] = {}
        self._nameless = {kind: frozenset(told[kind.value]) for kind in (Kind.ASKING, Kind.ANSWERING, Kind.NUMBERED)}

    def find(self, text: str, *, told: bool = False) -> list[Label]:
        """What may be a label at the beginning of a line, in order; in small letters too where some are `told`."""
        return sorted([*self._with_mark(text, told=told), *self._letters(text)], key=lambda one: one.start)

    def _letters(self, text: str) -> Iterator[Label]:
        """The letter of whoever asks where no colon follows it: "Q    Will you go?"."""
        for found in _LETTER.finditer(text):
            if found["letter"].casefold() in self._nameless[Kind.ASKING]:
                start = found.start("letter")
                yield Label(Kind.ASKING, found["letter"], start=start, end=start + 1, bare=True)

    def _with_mark(self, text: str, *, told: bool) -> Iterator[Label]:
        heads = list(_HEAD.finditer(text))
        small = Counter(head["label"] for head in heads if told and head["label"].islower())
        for head in heads:
            timed = _milliseconds(head, "a", "b")
            if not head["mark"] and timed is None:
                continue
            label = self._parsed(head["label"])
            if label is None and small[head["label"]] > 1:
                label = self._parsed(head["label"].title())
            if label is not None:
                start = head.start() + len(head["lead"]) - len(head["lead"].lstrip(" \t>"))
                yield replace(
                    label, start=head.start() if ">" in head["lead"] else start, end=head.end(), from_ms=timed
                )

    def _parsed(self, words: str) -> Label | None:
        """What `parse` says of words, which a transcript holds again and again."""
        if words not in self._seen:
            self._seen[words] = self.parse(words)
        return self._seen[words]

    def parse(self, words: str) -> Label | None:
        """Who speaks by these words; None where they are no label."""
        inside = [found.strip() for found in _BRACKETS.findall(words)]
        bare = _BRACKETS.sub("", words).strip()
        nameless = self._without_name(bare)
        if nameless is not None:
            return Label(nameless, bare)
        bare, comma, rest = bare.partition(",")
        if comma and not self._is_office(rest):
            return None
        label = self._named(bare.split())
        return None if label is None else self._with_more(label, [*([rest.strip()] if comma else []), *inside])

    def _without_name(self, words: str) -> Kind | None:
        folded = _ENUMERATED.sub("", words).casefold().rstrip(".") if len(words) > 1 else words.casefold()
        if not words[:1].isupper() and folded == words.casefold():
            return None  # small letters, and no number
        return next((kind for kind, known in self._nameless.items() if folded in known), None)

    def _named(self, words: list[str]) -> Label | None:
        """A name behind an office, a form of address, both or none, or an office alone."""
        while words and words[0].casefold() in self._articles:
            words = words[1:]
        if not words or len(words) > MOST_WORDS or not all(map(self._may_stand, words)) or _is_small(words[0]):
            return None
        suffix = words[-1:] if len(words) > 1 and _plain(words[-1]) in self._suffixes else []
        words = words[: len(words) - len(suffix)]
        cut = self._titles(words)
        courtesy = next((word for word in words[:cut] if _plain(word) in self._courtesy), None)
        gender = self._courtesy.get(_plain(courtesy), "") if courtesy else ""
        if courtesy is not None and not {_plain(word) for word in words[: words.index(courtesy)]} <= self._roles:
            return None  # a headline: "Norland’s Mr Doe"
        office = [word for word in words[:cut] if _plain(word) not in self._courtesy]
        names = words[cut:]
        if office and any(_plain(name) in self._small for name in names):
            office, names = words, []  # "Secretary of State"
        if any(_plain(name) in self._small for name in names) or len(names) > MOST_NAMES or not (names or office):
            return None
        kind = Kind.TITLED if office or courtesy or suffix else _kind_of(names)
        if not names and not courtesy and self._presiding.isdisjoint(map(_plain, office)):
            kind = Kind.OFFICE
        return Label(kind, " ".join(names), " ".join(office) or None, courtesy if names else None, gender)

    def _may_stand(self, word: str) -> bool:
        """Whether a word may stand in a name or an office: with a capital, or a small one of such."""
        return _WORD.fullmatch(word) is not None and (word[0].isupper() or word in self._parts | self._small)

    def _titles(self, words: list[str]) -> int:
        """How many words at the beginning are a form of address or an office; a name may look like one: "Mr King"."""
        told = [n + 1 for n, word in enumerate(words) if _plain(word) in self._nouns or _plain(word) in self._courtesy]
        if told and 1 < len(words) == told[-1] and _plain(words[-1]) not in self._offices:
            told.pop()
        return told[-1] if told else 0

    def _is_office(self, words: str) -> bool:
        return any(_plain(word) in self._roles for word in words.split())

    def _with_more(self, label: Label, told: list[str]) -> Label:
        """What commas and brackets behind a label add: an office, or the name of who holds it."""
        for words in told:
            if self._is_office(words) and label.role is None:
                label = replace(label, role=words, kind=Kind.TITLED)
            elif not label.name and (found := self._named(words.split())) is not None and found.name:
                label = replace(label, name=found.name, courtesy=found.courtesy, gender=found.gender)
            elif not self._is_office(words) and label.name and label.kind in (Kind.NAMED, Kind.PLAIN):
                label = replace(label, kind=Kind.TITLED if label.kind is Kind.NAMED else label.kind)
        return label


def _kind_of(names: list[str]) -> Kind:
    if in_capitals(" ".join(name for name in names if name[0].isupper())):
        return Kind.CAPITALS
    return Kind.NAMED if len(names) > 1 else Kind.PLAIN


def in_capitals(words: str) -> bool:
    """Whether words are written in capitals, but for the small letter in such as McDONALD."""
    return _SON.sub("", words).isupper()


def _plain(word: str) -> str:
    return word.casefold().rstrip(".")


def _is_small(word: str) -> bool:
    return not word[0].isupper()


def _milliseconds(found: re.Match[str], *groups: str) -> int | None:
    for group in groups:
        if found[f"{group}m"] is not None:
            hours, minutes, seconds = (int(found[group + part] or 0) for part in "hms")
            return ((hours * 60 + minutes) * 60 + seconds) * 1000
    return None
