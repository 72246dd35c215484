"""The base form of an English verb, by its tag, a table of irregular ones and a few rules."""

import re
from collections.abc import Callable

from pledgebook.languages import Language
from pledgebook.records import Token

DOUBLED = re.compile(r"([bdgmnprt])\1$")
KEEPS_E = re.compile(
    r"(?:[cvuz]|[iu]at|[^e]e|[aeiou]s|[^aeiou]s|[^aeiouwr]l|[^n]g|dg|[^aeiou][aeiou](?:t|d|n|r|k|m|p|l|b)|i[zs]|y[zs])$"
)
PAST = re.compile(r"\w{2}[^e]ed$")
PLAIN = re.compile(r"(?:ss|[aeiou]x|[^aeiou](?:er|en|on|it|et|el|al|ow|ey|ay|oy)|sh|ch|ck|ff|ll)$")


def lemmatiser(language: Language) -> Callable[[Token], str]:
    """A function from a tagged verb to its base form in lower case."""
    data = language.data("verbs")
    past, past_y, gerund = (language.data("grammar")[kind][0] for kind in ("past", "past_y", "gerund"))
    irregular, bare, silent = data["irregular"], frozenset(data["bare"]), frozenset(data["silent_e"])

    def stem(word: str) -> str:
        if word in bare:
            return word
        if word in silent:
            return word + "e"
        if DOUBLED.search(word) or word[:-1] in bare:
            return word[:-1]
        return word + "e" if KEEPS_E.search(word) and not PLAIN.search(word) else word

    def base(token: Token) -> str:
        word = token.text.lower()
        if token.tag in ("VB", "VBP") and (not PAST.search(word) or word in bare):
            return word if word not in irregular or token.tag == "VB" else str(irregular[word])
        if word in irregular:
            return str(irregular[word])
        if token.tag == "VBZ":
            return word[:-2] if word[:-2] in bare else _third_person(word)
        if token.tag in ("VB", "VBD", "VBN", "VBP") and word.endswith(past):
            return word.removesuffix(past_y) + "y" if word.endswith(past_y) else stem(word.removesuffix(past))
        return stem(word.removesuffix(gerund)) if token.tag in ("VBG", "NN") and word.endswith(gerund) else word

    return base


def _third_person(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|zz|o)es$", word):
        return word[:-2]
    return word.removesuffix("s")
