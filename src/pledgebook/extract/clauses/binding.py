"""Verbs, participles and nouns by which somebody binds himself to do something, or says that he means to."""

from dataclasses import replace

from pledgebook.extract.clauses.shape import FINITE, Form
from pledgebook.extract.words import CURRENCY, Words

NEAR = 6  # words before "is" among which the noun of "our aim is to" stands
THINGS = frozenset(("DT", "CD", "JJ", "NN", "NNS", "NNP"))  # with which the name of a thing begins
NAMED = 5  # words in which a promise is named: "our firm and lasting commitment"


class Binder:
    """Finds them in one document."""

    def __init__(self, words: Words) -> None:
        self._words, self._tokens = words, words.tokens
        data = words.language.data("pledging")
        self._intending, self._performing = frozenset(data["intending"]), frozenset(data["performing"])
        self._bound, self._resolved = frozenset(data["bound"]), frozenset(data["resolved"])
        self._remaining, self._deciding = frozenset(data["remaining"]), frozenset(data["deciding"])
        self._goals, self._promises = frozenset(data["goals"]), frozenset(data["performing_nouns"])
        self._giving, self._drawn = frozenset(data["giving"]), tuple(words.language.data("grammar")["drawn"])
        self._complementisers = frozenset(words.language.data("reporting")["complementisers"])
        self._renewing = frozenset(words.language.data("reporting")["renewing"])
        self._empty, self._frequencies = frozenset(data["empty"]), frozenset(data["frequencies"])

    def at(self, i: int, stretch: range, *, past: bool) -> tuple[Form | None, int]:
        """What the finite verb at word `i` makes a candidate, and where to look for what will be done.

        `past`: its past tense is that of a report, as in "said that he wanted to", and tells of what is to come.
        """
        after = self.skip(i + 1)
        if after not in stretch:
            return None, i
        being = self.is_being(i)
        if self._tokens[i].tag == "VBD" and not past:
            return None, i
        form, to = self._ahead(i, after) if being else (Form.PHRASE, None)
        if to is None:
            form, to = self._binding(i, after, being=being)
        return (form, to) if to is not None and to in stretch else (None, i)

    def is_being(self, i: int) -> bool:
        """Whether a word is a form of "be", also with a negation, or holds one: "isn't", "we're"."""
        token = self._tokens[i]
        word = token.text.lower().replace("’", "'")
        stripped = self._words.contracted(word)
        if stripped is not None:
            return self._words.is_one(self._words.base(replace(token, text=stripped, tag="VBZ")), "being")
        return self.is_drawn(i) or self._words.is_one(self._words.base(token), "being")

    def is_drawn(self, i: int) -> bool:
        """Whether a form of "be" is drawn into the word: "we're"."""
        return self._tokens[i].text.lower().replace("’", "'").endswith(self._drawn)

    def opening(self, words: list[int]) -> int | None:
        """Of the words of a content the "to" that it begins with: "to build", "his promise to build"."""
        for place, i in enumerate(words[:NAMED]):
            if self._tokens[i].tag in FINITE or self.is_drawn(i):
                return None
            if self._tokens[i].tag == "TO" and place < 3:
                return i
            if self._tokens[i].text.lower() in self._promises and (verb := self._to(i)) is not None:
                return verb - 1
        return None

    def to_follows(self, i: int) -> bool:
        """Whether "to" and a verb follow a word, past adverbs."""
        after = self.skip(i + 1)
        return after + 1 < len(self._tokens) and self._tokens[after].tag == "TO"

    def owner(self, i: int, subject: range | None) -> range | None:
        """Whose intention it is, where nobody is the subject of the verb at `i`: "it is our intention to"."""
        at = self.skip(i + 1)
        nobody = subject is not None and all(self._tokens[j].text.lower() in self._empty for j in subject)
        return range(at, at + 1) if nobody and at < len(self._tokens) and self._tokens[at].tag == "PRP$" else None

    def _ahead(self, i: int, after: int) -> tuple[Form, int | None]:
        """What a form of "be" says of things to come: "are to build", "are going to build", "our aim is to build"."""
        if self.is_going(after) and self.to_follows(after):
            return Form.PHRASE, after + 2
        if self._tokens[after].tag != "TO" or self.is_drawn(i):
            return Form.PHRASE, None
        nouns = {self._tokens[j].text.lower() for j in range(max(0, i - NEAR), i)}
        if nouns & self._promises:
            return Form.PERFORMING, after + 1
        return (Form.INTENDING if nouns & self._goals else Form.PHRASE), after + 1

    def is_going(self, i: int) -> bool:
        """Whether a word is "going"."""
        token = self._tokens[i]
        return token.tag == "VBG" and self._words.is_one(self._words.base(token), "going")

    def _binding(self, i: int, after: int, *, being: bool) -> tuple[Form, int | None]:
        """What the verb at `i` says that somebody will do, and where that stands: None if nothing."""
        following, base = self._tokens[after], self._words.base(self._tokens[i])
        if being or base in self._remaining:
            if following.tag == "PRP$":
                return self._named(after)
            if following.text.lower() in self._bound:
                return Form.PERFORMING, self._to(after)
            return Form.INTENDING, self._to(after) if following.text.lower() in self._resolved else None
        if self._words.is_one(base, "having"):
            decided = (
                self._tokens[i].tag != "VBG"
                and following.tag == "VBN"
                and self._words.base(following) in self._deciding | self._performing
            )
            return Form.PERFORMING, self._to(after) if decided else None
        if base in self._renewing and following.tag == "PRP$":
            return self._named(after)
        if base in self._giving and self._gives(after):
            return Form.PERFORMING, i
        if base in self._performing:
            return Form.PERFORMING, self._to(i)
        return Form.INTENDING, self._to(i) if base in self._intending else None

    def _gives(self, i: int) -> bool:
        """Whether a thing is promised from word `i` on, and nothing that will be done: "an inquiry", "£2 million"."""
        following = self._tokens[i : i + NAMED]
        thing = following[0].tag in THINGS or following[0].text in CURRENCY
        return thing and not any(t.text.lower() in self._complementisers or t.tag in FINITE for t in following)

    def _named(self, i: int) -> tuple[Form, int | None]:
        """The promise or the goal that is named from word `i` on: "our firm commitment to build", "his aim to"."""
        for j in range(i, min(i + NAMED, len(self._tokens))):
            word = self._tokens[j].text.lower()
            if word in self._promises or word in self._goals:
                return (Form.PERFORMING if word in self._promises else Form.INTENDING), self._to(j)
        return Form.INTENDING, None

    def _to(self, i: int) -> int | None:
        """Where what follows "to" begins after word `i`: "to build", "ourselves to building"; None without one."""
        at = self.skip(i + 1)
        if at < len(self._tokens) and self._words.is_one(self._tokens[at].text.lower(), "reflexive"):
            at = self.skip(at + 1)
        verb = self.skip(at + 1)
        if verb >= len(self._tokens):
            return None
        to = self._words.is_one(self._tokens[at].text.lower(), "to")
        return at + 1 if self._tokens[at].tag == "TO" or (to and self._tokens[verb].tag == "VBG") else None

    def skip(self, i: int) -> int:
        """Past adverbs."""
        while i < len(self._tokens) and (
            self._tokens[i].tag == "RB" or self._tokens[i].text.lower() in self._frequencies
        ):
            i += 1
        return i
