"""Which characters are form and which are words: character classes, written for use between `[` and `]`."""

import re
from functools import cache
from unicodedata import category, normalize

BLANK = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Soft hyphen, zero-width space and joiners, word joiner, byte order mark, and marks of direction that move no letter.
UNSEEN = "\xad\u061c\u200b-\u200f\u2060\u2066-\u2069\ufeff"
HYPHEN = "\\-\u2010\u2011\ufe63\uff0d"
DASH = HYPHEN + "\u2012-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58"
SIGN = HYPHEN + "\u2012\u2013\u2212"
APOSTROPHE = "'`\xb4\u2018\u2019\uff07"
QUOTE = (
    APOSTROPHE + '"\u201a-\u201f\xab\xbb\u2039\u203a\u275b-\u275e\u2e42\u300c-\u300f\u301d-\u301f'
    "\ufe41-\ufe44\uff02\uff62\uff63\U0001f676-\U0001f678"
)
# Three dots or more, or the one character, with a blank or something unseen between or not; bounded, so never slow.
_APART = f"[{UNSEEN}]{{0,2}}[{BLANK}]?[{UNSEEN}]{{0,2}}"
ELLIPSIS = rf"(?:(?:\.{_APART}){{0,2}}…(?:{_APART}[.…])*|\.(?:{_APART}[.…]){{2,}})"
CLOSE_UP = "?!:;%‰"
"""Marks before which some houses set a blank and others none."""
SUPERSCRIPT = "\xb9\xb2\xb3\u2070\u2074-\u2079"
# Scripts that part no words with blanks; Katakana is left out, since its words are runs of their own.
UNSPACED = (
    "\u0e00-\u0e4f\u0e5a-\u0ecf\u0eda-\u0eff\u1000-\u103f\u104a-\u108f\u109a-\u109f\u1780-\u17df"
    "\u3005-\u3007\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LAST_MARK = 0x1E94A


@cache
def marks() -> str:
    """All combining marks."""
    return _ranges(
        [code for code in (*range(0x300, _LAST_MARK + 1), *range(0xE0100, 0xE01F0)) if category(chr(code))[0] == "M"]
    )


@cache
def singletons() -> str:
    """All characters that canonically equal others of their own."""
    return _ranges([code for code in range(0x300, 0x2FA1E) if normalize("NFC", chr(code)) != chr(code)])


@cache
def currencies() -> str:
    """All signs of currencies."""
    return _ranges([code for code in range(0x24, 0x1ECB1) if category(chr(code)) == "Sc"])


@cache
def unseen() -> dict[int, None]:
    """A table for `str.translate` that drops the characters of `UNSEEN`."""
    return dict.fromkeys(members(UNSEEN))


def _ranges(codes: list[int]) -> str:
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\U{first:08x}" if first == last else f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)


def members(ranges: str) -> list[int]:
    """The code points of a character class that names no more than single characters and ranges."""
    codes: list[int] = []
    for place, char in enumerate(ranges):
        if char == "-":
            codes.extend(range(codes[-1] + 1, ord(ranges[place + 1])))
        else:
            codes.append(ord(char))
    return codes


@cache
def atoms() -> re.Pattern[str]:
    """Runs of letters and digits, with nothing else inside; one character each where words are not parted."""
    return re.compile(rf"[^\W{UNSPACED}]+(?:[{marks()}]+[^\W{UNSPACED}]*)*|[{UNSPACED}]")
