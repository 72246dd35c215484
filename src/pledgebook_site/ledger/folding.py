"""How words are folded before they are searched: the same on every database, since neither folds Cyrillic."""

import unicodedata
from functools import cache

from pledgebook.languages import known, language

_FOLDING = "folding"


def folded(text: str) -> str:
    """`text` as it is searched: words of small letters and digits without marks, a blank between them.

    NFKD without combining marks, casefolded, then the tables of `pledgebook.languages`.
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    small = plain.casefold().translate(_letters())
    return " ".join("".join(one if one.isalnum() else " " for one in small).split())


@cache
def _letters() -> dict[int, str]:
    """What stands for which letter, of all languages: a text may hold words of several."""
    tables = [language(code).data(_FOLDING)["letters"] for code in known() if language(code).has(_FOLDING)]
    return str.maketrans({letter: other for table in tables for letter, other in table.items()})
