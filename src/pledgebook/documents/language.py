"""In which language a text is written."""

import re
from functools import cache
from typing import Any

from pledgebook.languages import READABLE
from pledgebook.languages import language as language_of

FEWEST_LETTERS = 40
DEFAULT = "en"

_CONSIDERED_CODES = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn "
    "ko ku ky lo lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te tg th tk tl tr tt "
    "ug uk ur uz vi zh"
)
_CONSIDERED = _CONSIDERED_CODES.split()
_SLICE = 7_000
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_KAZAKH = re.compile("[әғқңөұүіӘҒҚҢӨҰҮІ]")
_KAZAKH_ALONE = re.compile("[құҚҰ]")  # these tell Kazakh from Kyrgyz, Tatar and Ukrainian
_RUSSIAN_NEIGHBOURS = {"ru", "kk", "ky", "tt", "mn", "tg", "uz", "tk", "bg", "sr", "mk", "be", "uk"}


def identify(text: str) -> tuple[str, str]:
    """The ISO 639-1 code of a text's language, and a note that says how it was found."""
    sample = _sample(text)
    if sum(map(len, _WORD.findall(sample))) < FEWEST_LETTERS:
        return DEFAULT, f"Language: fewer than {FEWEST_LETTERS} letters, so taken for English unless told."
    code = _by_common_words(sample) or _by_model(sample)
    return code, f"Language: {code}, identified from the text."


def _sample(text: str) -> str:
    if len(text) <= 3 * _SLICE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SLICE], text[middle : middle + _SLICE], text[-_SLICE:]))


def _by_common_words(sample: str) -> str | None:
    """A readable language whose commonest words are a quarter of the text: spares loading the big model."""
    words = [word.casefold() for word in _WORD.findall(sample)]
    for code in READABLE:
        common = _common(code)
        if sum(word in common for word in words) > len(words) / 4 and len(common.intersection(words)) >= 4:
            return code
    return None


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(language_of(code).data("common")["words"].split())


def _by_model(sample: str) -> str:
    code = str(_identifier().classify(sample)[0])
    return _kazakh_or_not(sample, code) if code in _RUSSIAN_NEIGHBOURS else code


def _kazakh_or_not(sample: str, code: str) -> str:
    """Correct the model by the letters that Kazakh has and Russian has not."""
    share = len(_KAZAKH.findall(sample)) / max(1, len(_CYRILLIC.findall(sample)))
    if share > 0.04 and len(_KAZAKH_ALONE.findall(sample)) * 100 > len(_CYRILLIC.findall(sample)):
        return "kk"
    return "ru" if code == "kk" and share < 0.01 else code


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_CONSIDERED)
    return identifier
