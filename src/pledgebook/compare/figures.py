"""The numbers of a wording: where they stand, what they are worth, and what they count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pledgebook.compare.lexicon import Lexicon, plain
from pledgebook.grounding.characters import currencies

_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d+(?:[.,\s]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_LETTERS = re.compile(r"[^\W\d_]+")
_THOUSAND, _HUNDRED = 1000, 100
_LONGEST = 12  # words of one number


class Measure(StrEnum):
    """What kind of thing a number counts: only numbers of one kind can differ."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `[start, end)` of a text, with the words of money or share that follow it."""

    start: int
    end: int
    value: float
    measure: Measure


def is_year(text: str) -> bool:
    """Whether a number, as it is written, is most likely a year."""
    return _YEAR.match(text) is not None


def figures(text: str, lexicon: Lexicon, *, spans: Sequence[tuple[int, int]]) -> list[Figure]:
    """The numbers of a text in order, in digits or in words, without years; `spans` are its words and numbers."""
    return list(_figures(text, lexicon, spans))


def measure_of(unit: str | None, lexicon: Lexicon) -> Measure:
    """What kind of thing a unit counts, by the words and signs of the language; codes such as EUR are money."""
    if unit is None:
        return Measure.COUNT
    word = plain(unit)
    if word in lexicon.percent:
        return Measure.SHARE
    return Measure.MONEY if word in lexicon.currencies or _is_code(unit) else Measure.COUNT


def _is_code(unit: str) -> bool:
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _figures(text: str, lexicon: Lexicon, spans: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    at = 0
    while at < len(spans):
        value, until = _value(text, lexicon, spans, at)
        if value is None:
            at += 1
            continue
        measure, last = _measure(text, lexicon, spans, at, until)
        yield Figure(spans[at][0], spans[last - 1][1], value, measure)
        at = last


def _value(text: str, lexicon: Lexicon, spans: Sequence[tuple[int, int]], at: int) -> tuple[float | None, int]:
    """The number that begins with this word, None if none does, and one past its last word."""
    word = text[slice(*spans[at])]
    if _DIGIT.search(word) is not None:
        return (None, at + 1) if is_year(word) else (_written(word, lexicon), at + 1)
    if _parts(word, lexicon) is None:
        return None, at + 1
    return _in_words([plain(text[slice(*span)]) for span in spans[at : at + _LONGEST]], lexicon, at)


def _in_words(words: list[str], lexicon: Lexicon, at: int) -> tuple[float | None, int]:
    """The number that these words begin with, and one past its last word, the first being word `at`."""
    total, current, length, joinable = 0.0, 0.0, 0, False
    for place, word in enumerate(words):
        if joinable and word in lexicon.joints:
            continue
        if (parts := _parts(word, lexicon)) is None:
            break
        for part in parts:
            total, current = _grown(total, current, part)
        length, joinable = place + 1, parts[-1] >= _HUNDRED
    value = total + current
    return (value, at + length) if _counts(value, length) else (None, at + 1)


def _counts(value: float, length: int) -> bool:
    """Whether words make a number: a lone "one" is as often a pronoun."""
    return value > 0 and (value != 1 or length > 1)


def _parts(word: str, lexicon: Lexicon) -> list[float] | None:
    """The values of a word of numbers, or of one such as "twenty-five"; None if it is none."""
    if word not in lexicon.worths:
        lexicon.worths[word] = _worth(word, lexicon)
    return lexicon.worths[word]


def _worth(word: str, lexicon: Lexicon) -> list[float] | None:
    values = [lexicon.numbers.get(part, lexicon.scales.get(part)) for part in plain(word).split("-")]
    known = [float(value) for value in values if value is not None]
    return known if len(known) == len(values) else None


def _grown(total: float, current: float, part: float) -> tuple[float, float]:
    if part >= _THOUSAND:
        return total + (current or 1) * part, 0.0
    return (total, (current or 1) * part) if part == _HUNDRED else (total, current + part)


def _written(word: str, lexicon: Lexicon) -> float | None:
    """The value of a number in digits with its scale; None of a name such as "M4"."""
    match = _FIGURE.search(word)
    if match is None or any(char.isalpha() for char in word[: match.start()]):
        return None
    number = match[0]
    digits = re.sub(r"[,\s]", "", number) if _GROUPED.match(number) else number.replace(",", ".")
    scale = 1
    for letters in _LETTERS.findall(plain(word[match.end() :])):
        scale *= lexicon.scales.get(letters, 1)
    return float(digits) * scale if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None


def _measure(text: str, lexicon: Lexicon, spans: Sequence[tuple[int, int]], at: int, until: int) -> tuple[Measure, int]:
    """What the number counts, and one past the last word that tells it."""
    words = [plain(text[slice(*span)]) for span in spans[until : until + 2]]
    written = text[spans[at][0] : spans[until - 1][1]]
    if "%" in written:
        return Measure.SHARE, until
    for length in (2, 1):
        following = " ".join(words[:length])
        if len(words) >= length and following in lexicon.percent | lexicon.currencies:
            return measure_of(following, lexicon), until + length
    money = _sign().search(written) is not None
    return (Measure.MONEY if money else Measure.COUNT), until


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(f"[{currencies()}]")
