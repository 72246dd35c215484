"""How words are folded before they are searched: marks off, small letters, the same on every database."""

import unicodedata


def folded(text: str) -> str:
    """`text` as it is searched: NFKD without combining marks, casefolded, blanks run together."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(plain.casefold().split())
