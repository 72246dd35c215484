"""How much is promised: the first amount in a clause that is no date and no duration."""

import re

from pledgebook.extract.words import Words
from pledgebook.records import Amount, Span, Token

FIGURE = re.compile(r"(\d+(?:[.,]\d+)*)([a-z]+)?$")
GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$")  # 2,500,000, or 25,00,000 as in India
NAMING = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ"))


class Amounts:
    """Finds amounts by the words of `amounts.yml`."""

    def __init__(self, words: Words) -> None:
        self._words = words
        data = words.language.data("amounts")
        self._scales: dict[str, int] = data["scales"]
        self._numbers: dict[str, int] = data["numbers"]
        self._currencies: dict[str, str | None] = data["currencies"]
        self._modifiers = sorted((m.split() for m in data["modifiers"]), key=len, reverse=True)
        self._percent = [p.split() for p in data["percent"]]

    def find(self, span: Span, *, outside: list[Span]) -> Amount | None:
        """The first amount in the span that touches none of the spans `outside`."""
        tokens = self._words.within(span.start, span.end)
        for i in range(len(tokens)):
            value = self._value(tokens, i)
            if value is None:
                continue
            amount = self._amount(tokens, i, *value)
            if not any(Span(amount.start, amount.end).meets(o) for o in outside):
                return amount
        return None

    def _value(self, tokens: list[Token], i: int) -> tuple[float, int] | None:
        """The number that begins here, and one past its last word."""
        word = tokens[i].text.lower()
        scale, last = 1.0, i + 1
        if match := FIGURE.match(word):
            figure, suffix = match[1], match[2]
            if suffix is not None and suffix not in self._scales:
                return None
            figure = figure.replace(",", "") if GROUPED.match(figure) else figure.replace(",", ".")
            if figure.count(".") > 1:  # 1.5.2: a section, or an address
                return None
            number = float(figure)
            scale = self._scales[suffix] if suffix else 1
        elif word in self._numbers and tokens[i].tag == "CD":
            number = float(self._numbers[word])
        else:
            return None
        while last < len(tokens) and tokens[last].text.lower() in self._scales:
            scale *= self._scales[tokens[last].text.lower()]
            last += 1
        return number * scale, last

    def _amount(self, tokens: list[Token], i: int, value: float, last: int) -> Amount:
        first, unit = i, None
        if i and tokens[i - 1].text in self._currencies:
            unit = self._currencies[tokens[i - 1].text] or tokens[i - 1].text
            first -= 1
        first = self._modified(tokens, first)
        if unit is None:
            last, unit = self._counted(tokens, last)
        start, end = tokens[first].start, tokens[last - 1].end
        plain = int(value) if value == int(value) else value
        return Amount(start, end, self._words.text[start:end], plain, unit)

    def _modified(self, tokens: list[Token], first: int) -> int:
        for modifier in self._modifiers:
            before = tokens[max(0, first - len(modifier)) : first]
            if [t.text.lower() for t in before] == modifier:
                return first - len(modifier)
        return first

    def _counted(self, tokens: list[Token], last: int) -> tuple[int, str | None]:
        """What is counted: money, a share, or the noun that follows."""
        following = [t.text.lower() for t in tokens[last : last + 2]]
        for percent in self._percent:
            if following[: len(percent)] == percent:
                return last + len(percent), "percent"
        if following and following[0] in self._currencies:
            return last + 1, self._currencies[following[0]] or following[0]
        at = last
        while at < len(tokens) and at < last + 4 and tokens[at].tag in NAMING:
            at += 1
            if tokens[at - 1].tag in ("NNS", "NNPS"):
                break
        nouns = [t for t in tokens[last:at] if t.tag.startswith("NN")]
        return (at, nouns[-1].text) if nouns else (last, None)
