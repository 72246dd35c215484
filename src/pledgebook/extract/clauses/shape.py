"""What a clause is, and what in the grammar makes it a candidate for a promise."""

from dataclasses import dataclass
from enum import StrEnum, auto

from pledgebook.extract.words import CLOSING, CURRENCY, OPENING, STRAIGHT, Words
from pledgebook.records import Span, Token

FINITE = frozenset(("MD", "VBD", "VBP", "VBZ"))


class Form(StrEnum):
    """What in the grammar makes a clause a candidate."""

    FUTURE = auto()
    REPORTED_FUTURE = auto()
    PHRASE = auto()
    ARRANGED = auto()
    INTENDING = auto()
    PERFORMING = auto()
    INFINITIVE = auto()
    BARE = auto()
    NOMINAL = auto()
    NEEDED = auto()
    POSSIBLE = auto()


@dataclass(frozen=True)
class Clause:
    """A clause by word numbers: `trigger` is the word that marks it, `verb` its main verb."""

    form: Form
    start: int
    end: int
    subject: range | None
    trigger: int
    verb: int
    passive: bool = False
    negated: bool = False
    conjunct: bool = False
    lead: int | None = None  # the verb of the first conjunct

    def span(self, words: Words) -> Span:
        """Where it stands in the text, without marks at its edges."""
        first, last = self.start, self.end
        while last > first + 1 and words.tokens[last - 1].tag == "PUNCT" and words.tokens[last - 1].text not in "%)":
            last -= 1
        while first < last - 1 and _loose(words, words.tokens[first]):
            first += 1
        return Span(words.tokens[first].start, _with_quote(words, first, last))


def _loose(words: Words, token: Token) -> bool:
    """Whether a word at the start belongs to no promise: a mark, "and", and not "nor"."""
    mark = token.tag == "PUNCT" and not token.text[0].isalnum() and token.text not in CURRENCY + "("
    return (token.tag == "CC" and not words.negates(token.text.lower())) or mark


def _with_quote(words: Words, first: int, last: int) -> int:
    """The end of the last word, or of the quotation mark that closes one opened inside."""
    end = words.tokens[last - 1].end
    inside = words.text[words.tokens[first].start : end]
    opened = sum(inside.count(m) for m in OPENING) - sum(inside.count(m) for m in CLOSING)
    if opened > 0 or inside.count(STRAIGHT) % 2:
        for token in words.tokens[last : last + 2]:
            if token.text in CLOSING + STRAIGHT:
                return token.end
    return end
