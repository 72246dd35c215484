"""The content words of a text, stemmed: what a wording is found by."""

from functools import lru_cache

from pledgebook.compare.lexicon import lexicon, plain
from pledgebook.grounding.characters import atoms, unseen


@lru_cache(maxsize=4096)
def content(text: str, language: str | None) -> frozenset[str]:
    """The stems of the words of a text that are neither words of grammar nor numbers."""
    data = lexicon(language)
    found = atoms().findall(plain(text.translate(unseen()) if not text.isascii() else text))
    stop, known, stem = data.stop, data.stems, data.stem
    return frozenset(
        known.get(word) or stem(word) for word in found if word not in stop and not word[0].isdecimal() and _says(word)
    )


def _says(word: str) -> bool:
    """Whether a word is more than a letter left over, such as the s behind an apostrophe."""
    return len(word) > 1 or not word.islower()
