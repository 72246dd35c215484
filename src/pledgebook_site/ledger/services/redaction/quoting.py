"""Whether something that was written down quotes words that have to go."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pledgebook_site.ledger.folding import folded

SHORTEST = 4
"""Words: a text of at least so many that stands in the removed text is a quotation of it."""
RUN = 8
"""Words: so many in a row from the removed text, within a longer text, are a quotation of it."""
FRAGMENT = 3
"""Words: a removed sighting of at least so many is looked for within longer texts."""
LONGEST_NAME = 10
"""Words: up to so many, the name of a person, a role or a body is a name, though a text has it too."""

_NAMES = frozenset({"name", "names", "role", "body", "by", "who"})
# Scripts without blanks between words: each letter counts as a word there.
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


class Words:
    """Words that have to go: whole `texts`, and `fragments` that are looked for within what others wrote.

    Letters are compared as for a search, and whatever stands between words does not count.
    """

    def __init__(self, *, texts: Iterable[str], fragments: Iterable[str]) -> None:
        told = [_words(text) for text in texts]
        self._texts = [_line(words) for words in told]
        self._runs = {run for words in told for run in _runs(words)}
        pieces = map(_words, fragments)
        self._fragments = {_line(words) for words in pieces if len(words) >= FRAGMENT}

    def quoted_in(self, payload: Any) -> bool:
        """Whether any text in a payload, at any depth, quotes these words."""
        return any(self._quotes(text, name=name) for name, text in _strings(payload, ""))

    def _quotes(self, text: str, *, name: str) -> bool:
        words = _words(text)
        if name in _NAMES and len(words) <= LONGEST_NAME:
            return False
        line = _line(words)
        if any(fragment in line for fragment in self._fragments):
            return True
        longest = self._longest_run(words)
        return longest >= RUN or (longest == len(words) >= SHORTEST and any(line in text for text in self._texts))

    def _longest_run(self, words: list[str]) -> int:
        longest = now = 0
        for run in _runs(words):
            now = now + 1 if run in self._runs else 0
            longest = max(longest, now)
        return longest + SHORTEST - 1 if longest else 0


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _line(words: list[str]) -> str:
    return f" {' '.join(words)} "


def _runs(words: list[str]) -> Iterator[str]:
    for start in range(len(words) - SHORTEST + 1):
        yield " ".join(words[start : start + SHORTEST])


def _strings(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Each text in a value, with the name of the field that it stands in."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _strings(one, name if name in _NAMES else key)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _strings(one, name)
