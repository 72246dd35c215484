"""What kind of difference two wordings make, the gravest first."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pledgebook.grounding.folding import fold
from pledgebook.grounding.words import Words
from pledgebook.records import DifferenceKind

GRAVITY = (
    DifferenceKind.NUMBER,
    DifferenceKind.NEGATION,
    DifferenceKind.NAME,
    DifferenceKind.WORD,
    DifferenceKind.TYPOGRAPHY,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number or a mark at `[start, end)` of its text; `opens` if it is the first of a sentence."""

    start: int
    end: int
    text: str
    folded: str
    opens: bool

    @property
    def is_word(self) -> bool:
        """Whether it has a letter or a digit."""
        return any(char.isalnum() for char in self.text)


def plain(word: str) -> str:
    """A word in lower case and with plain apostrophes, as in `languages/`."""
    return fold(word).replace('"', "'").casefold()


def kind(quoted: Sequence[Word], sourced: Sequence[Word], *, words: Words) -> DifferenceKind:
    """The gravest kind of difference between some words of a quotation and what the source has in their place."""

    def differ(belongs: Callable[[Word], bool]) -> bool:
        return _counted(quoted, belongs) != _counted(sourced, belongs)

    if not differ(lambda word: word.is_word):
        return DifferenceKind.TYPOGRAPHY
    if _lowered(quoted) == _lowered(sourced):
        return DifferenceKind.WORD

    if differ(lambda word: _is_number(word, words)):
        return DifferenceKind.NUMBER
    if differ(lambda word: words.denies(plain(word.text))):
        return DifferenceKind.NEGATION
    return DifferenceKind.NAME if differ(_is_name) else DifferenceKind.WORD


def _counted(some: Sequence[Word], belongs: Callable[[Word], bool]) -> Counter[str]:
    return Counter(word.folded for word in some if belongs(word))


def _lowered(some: Sequence[Word]) -> list[str]:
    return [word.folded.casefold() for word in some if word.is_word]


def _is_number(word: Word, words: Words) -> bool:
    parts = plain(word.text).split("-")
    return any(char.isnumeric() for char in word.text) or any(part in words.numbers for part in parts)


def _is_name(word: Word) -> bool:
    return word.text[:1].isupper() and (not word.opens or word.text[1:2].isupper())
