"""Where words and numbers begin and end, so that no quotation cuts one in two.

A word runs on over an apostrophe or a hyphen between letters ("don't", "vice-president"), initials over their
full stops ("U.S."). A number has its sign, separators, currency, percent sign and scale ("-50", "20 000",
"$5 billion").
"""

import re
from functools import cache
from unicodedata import category

from pledgebook.grounding.characters import (
    APOSTROPHE,
    BLANK,
    DASH,
    HYPHEN,
    SIGN,
    SUPERSCRIPT,
    UNSPACED,
    currencies,
    marks,
    unseen,
)
from pledgebook.grounding.words import scales

_REACH = 64  # far enough to either side for any one word or number
_JOINER, _SKIN_TONES, _TAGS = "\u200d", range(0x1F3FB, 0x1F400), range(0xE0020, 0xE0080)
_FLAGS = range(0x1F1E6, 0x1F200)


def inside(text: str, at: int) -> bool:
    """Whether the offset falls inside a word, a number or a character made of several code points."""
    if at <= 0 or at >= len(text):
        return False
    if _is_between_plain_words(text, at):
        return False
    return _inside_character(text, at) or _inside_unit(text, at)


def units(text: str) -> list[tuple[int, int]]:
    """The words and numbers of a text, as half-open spans in order."""
    seen = text.translate(unseen())
    if len(seen) == len(text):
        return [match.span() for match in _unit().finditer(text)]
    places = [place for place, char in enumerate(text) if ord(char) not in unseen()]
    return [(places[match.start()], places[match.end() - 1] + 1) for match in _unit().finditer(seen)]


def _is_between_plain_words(text: str, at: int) -> bool:
    """Whether this is a plain blank's side between two letters, which nothing joins: the usual case, and quick."""
    around = text[at - 1 : at + 2] if text[at] == " " else text[max(0, at - 2) : at + 1]
    return len(around) == 3 and around[1] == " " and around[0].isalpha() and around[2].isalpha()


def _inside_unit(text: str, at: int) -> bool:
    left = text[max(0, at - _REACH) : at].translate(unseen())
    right = text[at : at + _REACH].translate(unseen())
    for match in _unit().finditer(left + right):
        if match.end() > len(left):
            return match.start() < len(left)
    return False


def _inside_character(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if category(after)[0] == "M" or ord(after) in _SKIN_TONES or ord(after) in _TAGS:
        return True
    joined = text[at - 1 : at + 2] if after == _JOINER else text[max(0, at - 2) : at + 1]
    if joined[1:2] == _JOINER and len(joined) == 3 and not (joined[0].isspace() or joined[2].isspace()):
        return True
    return ord(before) in _FLAGS and ord(after) in _FLAGS and _flags_before(text, at) % 2 == 1


def _flags_before(text: str, at: int) -> int:
    count = 0
    while count < min(at, _REACH) and ord(text[at - count - 1]) in _FLAGS:
        count += 1
    return count


@cache
def _unit() -> re.Pattern[str]:
    letter, char = r"[^\W\d_]", rf"(?:(?![{SUPERSCRIPT}{UNSPACED}])[\w{marks()}])"
    grouped = rf"(?<![\w.,])\d{{1,3}}(?:[{BLANK}]\d{{3}})+(?!\d)"
    run = rf"(?:{grouped}|{char}+)"
    money = rf"[{currencies()}]"
    joint = "|".join(
        (
            rf"(?<=[\w{marks()}%‰])[{HYPHEN}{APOSTROPHE}](?=\w)",
            rf"(?<=\d)[.,:/·٫٬{DASH}](?=\d)",
            rf"(?<=(?<!{letter}){letter})\.(?={letter}(?!{letter}))",  # initials
            r"(?<=[A-Za-z0-9])\.(?=[a-z])",  # addresses
            rf"(?<=\w)(?:[&@]|{money}(?=\d))(?=\w)",
        )
    )
    sign = rf"(?<![\w)\]%°{DASH}])[±{SIGN}](?={money}?[{BLANK}]?\.?\d)"
    before = rf"(?:{sign}|{money}[{BLANK}]?(?=[±{SIGN}]?\.?\d))"
    leading = r"(?:(?<![\w.])\.(?=\d))"
    scale = rf"[{BLANK}]{{1,3}}(?i:{'|'.join(scales())})\b"
    after = (
        rf"(?:(?<!{letter}{{3}})(?<=\w)[{SUPERSCRIPT}]+"
        rf"|(?<=\d)(?:{scale})?(?:[{BLANK}]?[%‰‱°]{char}?|[{BLANK}]?{money}(?![{BLANK}]?\d))?)?"
    )
    return re.compile(
        rf"{before}*{leading}?{run}(?:(?:{joint}){run})*{after}(?:(?:{joint}){run})*"
        rf"|[{UNSPACED}][{marks()}]*|[{SUPERSCRIPT}]+"
    )
