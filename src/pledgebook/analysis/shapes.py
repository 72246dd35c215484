"""How the letters of a word piece are written, since the vocabulary of the network knows no capitals."""

UNKNOWN, LOWER, TITLE, UPPER, MIXED = range(5)


def shape_of(text: str) -> int:
    """Small letters, a capital first, capitals only, something else; UNKNOWN without letters."""
    if text.islower():
        return LOWER
    if text.isupper():
        return UPPER if len(text) > 1 else TITLE
    if text.istitle():
        return TITLE
    return MIXED if any(letter.isalpha() for letter in text) else UNKNOWN


class Shapes:
    """The shapes of pieces, each surface worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, text: str) -> int:
        """As `shape_of`."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = shape_of(text)
        return found
