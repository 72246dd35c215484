"""The few words of human languages that grounding must know: denials, number words, and scales after figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pledgebook.errors import LanguageError
from pledgebook.languages import known, language


@dataclass(frozen=True, slots=True)
class Words:
    """Words in lower case; `endings` are ends of words that deny."""

    negations: frozenset[str]
    endings: tuple[str, ...]
    numbers: frozenset[str]

    def denies(self, word: str) -> bool:
        """Whether a word, in lower case and with plain apostrophes, turns what is said into its opposite."""
        return word in self.negations or word.endswith(self.endings)


@cache
def words(code: str | None) -> Words:
    """The words of one language, empty if we have none; of None, those of all languages."""
    codes = known() if code is None else (code,)
    denials = [_data(one, "negation") for one in codes]
    numbers = [_data(one, "scales") for one in codes]
    return Words(
        negations=_united(denials, "words"),
        endings=tuple(sorted(_united(denials, "endings"))),
        numbers=_united(numbers, "numbers") | _united(numbers, "scales"),
    )


@cache
def scales() -> tuple[str, ...]:
    """Words of all languages that belong to the figure before them, longest first."""
    found = _united([_data(code, "scales") for code in known()], "scales")
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _data(code: str, name: str) -> dict[str, Any]:
    try:
        return language(code).data(name)
    except LanguageError:
        return {}


def _united(files: Iterable[dict[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for file in files for word in file.get(key, ()))
