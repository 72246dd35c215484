"""Who promises: names made comparable, and whether two can be one."""

import re
from functools import lru_cache

from pledgebook.compare.lexicon import lexicon, plain

_PART = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@lru_cache(maxsize=4096)
def parts(name: str | None, language: str | None) -> frozenset[str]:
    """The words of a name, folded, without titles, roles and words for a body, unless nothing else is there."""
    if name is None:
        return frozenset()
    data = lexicon(language)
    words = frozenset(_PART.findall(plain(name))) - data.stop
    bare = words - data.titles
    return (bare - data.groups) or bare or words


def can_be_one(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether all that the shorter name has stands in the longer one too, initials for names allowed."""
    few, many = sorted((one, other), key=lambda name: (len(name), sorted(name)))
    missing = few - many
    return not missing or (len(missing) < len(few) and all(_abbreviates(word, many - few) for word in missing))


def _abbreviates(word: str, names: frozenset[str]) -> bool:
    return any(word[0] == name[0] and 1 in (len(word), len(name)) for name in names)
