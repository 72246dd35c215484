"""What the data of a language says for comparing, folded once; of an unknown language nothing, and that is enough."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from unicodedata import combining, normalize

from pledgebook.errors import LanguageError
from pledgebook.grounding.words import Words, words
from pledgebook.languages import language

_LEAST = 4


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, all folded by `plain`; what the fields mean is said in `languages/en`."""

    stop: frozenset[str]
    endings: tuple[str, ...]
    least: int
    passes: int
    bases: dict[str, str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    titles: frozenset[str]
    groups: frozenset[str]
    aside: frozenset[str]
    joints: frozenset[str]
    scales: dict[str, int]
    numbers: dict[str, int]
    currencies: frozenset[str]
    percent: frozenset[str]
    days: frozenset[str]
    capital_days: frozenset[str]
    words: Words
    stems: dict[str, str]
    denials: dict[str, bool]
    worths: dict[str, list[float] | None]

    def denies(self, word: str) -> bool:
        """Whether a word, in lower case and with plain apostrophes, denies the deed itself."""
        known = self.denials.get(word)
        if known is None:
            known = self.denials[word] = self.words.denies(word) and word not in self.aside
        return known

    def stem(self, word: str) -> str:
        """A folded word without its ending, so that forms of one word mostly become equal."""
        known = self.stems.get(word)
        if known is None:
            known = self.stems[word] = self._cut(self.bases.get(word, word))
        return known

    def _cut(self, word: str) -> str:
        for _ in range(self.passes):
            word = next((word[: -len(end)] for end in self.endings if self._ends(word, end)), word)
        return word[:-1] if len(word) > self.least - 1 and word[-1] == word[-2] else word

    def _ends(self, word: str, ending: str) -> bool:
        return len(word) >= len(ending) + self.least and word.endswith(ending)


def plain(text: str) -> str:
    """A text without marks and case: NFKD, combining marks off, casefold."""
    if text.isascii():
        return text.lower()
    return "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))


@cache
def lexicon(code: str | None) -> Lexicon:
    """The words of a language by its code; an empty one where the language is not known."""
    compare, titles, amounts, calendar = (_data(code, name) for name in ("comparing", "titles", "amounts", "calendar"))
    days = [name for part in ("months", "weekdays") for group in calendar.get(part, {}).values() for name in group]
    capital = bool(calendar.get("months_are_capitalised"))
    lexicon = Lexicon(
        stop=_all(compare.get("stop", ())),
        endings=tuple(sorted(_all(compare.get("endings", "").split()), key=lambda end: (-len(end), end))),
        least=int(compare.get("least", _LEAST)),
        passes=int(compare.get("passes", 0)),
        bases={plain(form): plain(base) for form, base in _data(code, "verbs").get("irregular", {}).items()},
        opposites=(),
        titles=_single(titles, "roles", "courtesy", "transient"),
        groups=_single(titles, "groups"),
        aside=frozenset(compare.get("aside", ())),
        joints=_all(compare.get("joints", ())),
        scales=_table(amounts, "scales"),
        numbers=_table(amounts, "numbers"),
        currencies=_all(amounts.get("currencies", ())),
        percent=_all(amounts.get("percent", ())),
        days=frozenset() if capital else _all(days),
        capital_days=frozenset(days) if capital else frozenset(),
        words=words(code),
        stems={},
        denials={},
        worths={},
    )
    return _with_opposites(lexicon, compare.get("opposites", ()))


def _with_opposites(lexicon: Lexicon, pairs: Iterable[list[list[str]]]) -> Lexicon:
    stems = [[frozenset(lexicon.stem(plain(word)) for word in side) for side in pair] for pair in pairs]
    return replace(lexicon, opposites=tuple((one, other) for one, other in stems))


def _all(some: Iterable[str]) -> frozenset[str]:
    return frozenset(map(plain, some))


def _single(data: dict[str, Any], *keys: str) -> frozenset[str]:
    """The words of some lists, those of several words part by part."""
    return frozenset(part for key in keys for word in data.get(key, ()) for part in plain(word).split())


def _table(data: dict[str, Any], key: str) -> dict[str, int]:
    return {plain(word): int(value) for word, value in data.get(key, {}).items()}


def _data(code: str | None, name: str) -> dict[str, Any]:
    try:
        return {} if code is None else language(code).data(name)
    except LanguageError:
        return {}
