"""The words and rules of a language's times.yml, made into patterns once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any

from pledgebook.languages import dates
from pledgebook.languages import language as language_of
from pledgebook.records import TimeType
from pledgebook.times.names import Field, Prefix

_PLAIN_FIELDS = {
    Field.YEAR: r"(?P<year>1[5-9]\d\d|2[01]\d\d)",
    Field.END_YEAR: r"(?P<end_year>\d{4}|\d\d)",
    "decade": r"(?P<decade>1[5-9]\d0|20\d0)",
    Field.SHORT_DECADE: r"(?P<short_decade>\d0)",
    "hour": r"(?P<hour>(?:0?[1-9]|1[0-2])(?::[0-5]\d)?)",
}
_FIGURES, _AND_A_HALF = r"\d+(?:[.,]\d+)*(?:[ -]1/2)?", re.compile(r"[ -]1/2\Z")
_NOT_TOLD = "X"
_LONGEST_PREFIX = 60
_LONGEST_ARTICLE = 2  # that counts as one, but not after tens
_WORD, _FIGURE = re.compile(r"\w+"), "0"

Words = dict[str, Any]
"""What the fields of a form stand for in one place of a text."""
Way = tuple[int, "Rule", re.Pattern[str], frozenset[str] | None]
"""One way to write a time: its number among all, whose it is, and which words may come second (None: any).

After a figure all may, as a number can be several.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of time: how it is written, what makes it a value, and which words may stand before it as part of it."""

    name: str
    means: str
    type: TimeType
    patterns: tuple[re.Pattern[str], ...]
    takes: tuple[Prefix, ...] = ()
    alone: bool = True
    guard: str | None = None
    only_after: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ways to write a time by the words that may open them, the patterns of words before a time by their kind, and
    the language's data as the file has them.
    """

    openers: dict[str, tuple[Way, ...]]
    prefixes: dict[str, re.Pattern[str]]
    data: dict[str, Any]
    fields: dict[str, dict[str, Any]]

    def matches(self, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """What the rules find in a text, rule by rule; the matches of one way to write a time do not overlap.

        Looked for only where a word stands with which a time may begin: to search for each way is many times as slow.
        """
        found: list[tuple[int, Rule, re.Match[str]]] = []
        ends: dict[int, int] = {}
        words = [(word.start(), _opener(word[0])) for word in _WORD.finditer(text)]
        for (start, word), (_, following) in zip_longest(words, words[1:], fillvalue=(0, "")):
            for number, rule, pattern, seconds in self.openers.get(word, ()):
                if seconds is not None and word != _FIGURE and following not in seconds:
                    continue
                if start >= ends.get(number, 0) and (match := pattern.match(text, start)) is not None:
                    if rule.only_after and rule.only_after.search(text, max(0, start - _LONGEST_PREFIX), start) is None:
                        continue
                    ends[number] = match.end()
                    found.append((number, rule, match))
        found.sort(key=lambda one: one[0])
        return ((rule, match) for _, rule, match in found)

    def read(self, match: re.Match[str]) -> Words:
        """What each field found in a match stands for."""
        return {name: self._value(name, text) for name, text in match.groupdict().items() if text is not None}

    def _value(self, name: str, text: str) -> Any:
        counting = name in (Field.COUNT, Field.MORE)
        known = self.fields.get(Field.COUNT if counting else name, {})
        folded = " ".join(text.casefold().split())
        if counting and folded not in known:
            return _number(folded, known)
        value = known.get(folded, folded)
        return None if value == _NOT_TOLD else value

    def before(self, text: str, end: int, kind: str) -> re.Match[str] | None:
        """The words of a kind that end at an offset, right before a time."""
        return self.prefixes[kind].search(text, max(0, end - _LONGEST_PREFIX), end)


def _number(text: str, known: dict[str, Any]) -> float | None:
    """A number of figures, or of words for tens and ones."""
    tens, _, ones = text.replace("-", " ").partition(" ")
    if tens in known and ones in known:
        return float(known[tens] + known[ones])
    whole = _AND_A_HALF.sub("", text)
    if re.fullmatch(r"\d{1,6}(?:\.\d+)?|\d{1,3}(?:,\d{3})+", whole) is None:
        return None
    return float(whole.replace(",", "")) + (0.5 if whole != text else 0)


@cache
def vocabulary(code: str) -> Vocabulary:
    """The vocabulary of a language; LanguageError if it has no times.yml."""
    data = language_of(code).data("times")
    fields = _fields(code, data)
    patterns = _field_patterns(code, fields)
    rules = tuple(_rule(name, told, patterns) for name, told in data["rules"].items())
    openers = _openers(rules, [told["forms"] for told in data["rules"].values()], fields)
    return Vocabulary(openers, _prefixes(code, data, patterns), data, fields)


def _fields(code: str, data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    words = {name: {word.casefold(): value for word, value in told.items()} for name, told in data["words"].items()}
    weekdays = language_of(code).data("calendar")["weekdays"]
    return words | {
        Field.UNIT: words["one"] | words["many"],
        Field.MONTH: dict(dates.months(code)),
        Field.WEEKDAY: {names[0].casefold(): number for number, names in weekdays.items()},
    }


def _joined(counts: dict[str, Any]) -> str:
    """A regular expression for numbers of tens and ones, from the words for both."""
    tens = [word for word, value in counts.items() if value in range(20, 100, 10) and word.isalpha()]
    ones = [word for word, value in counts.items() if value in range(1, 10) and len(word) > _LONGEST_ARTICLE]
    return rf"(?:{any_of(tens)})(?:-|{dates.BLANK})(?:{any_of(ones)})"


def _field_patterns(code: str, fields: dict[str, dict[str, Any]]) -> dict[str, str]:
    patterns = {name: f"(?P<{name}>(?i:{any_of(words)}))" for name, words in fields.items()}
    counts = f"(?i:{_joined(fields[Field.COUNT])}|{any_of(fields[Field.COUNT])})|{_FIGURES}"
    patterns |= {name: f"(?P<{name}>{counts})" for name in (Field.COUNT, Field.MORE)}
    weekdays = [names[0] for names in language_of(code).data("calendar")["weekdays"].values()]
    patterns["weekday"] = f"(?P<weekday>{any_of([case for name in weekdays for case in (name, name.upper())])})"
    return patterns | _PLAIN_FIELDS | {Field.MONTH: dates.month_pattern(code)}


def any_of(words: Any) -> str:
    """A regular expression for any of some words and phrases, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(dates.BLANK.join(map(re.escape, word.split())) for word in ordered)


def _rule(name: str, told: dict[str, Any], patterns: dict[str, str]) -> Rule:
    refused, wanted = told.get("not_before"), told.get("only_after")
    before = re.compile(rf"(?<!\w)(?i:{any_of(wanted)}){dates.BLANK}\Z") if wanted else None
    after = rf"(?!(?:{dates.BLANK}|-)(?i:{any_of(refused)})(?!\w))" if refused else ""
    return Rule(
        name,
        told["means"],
        TimeType(told["type"]),
        tuple(re.compile(rf"(?<!\w){dates.expression(form, patterns)}(?!\w){after}") for form in told["forms"]),
        tuple(map(Prefix, told.get("takes", ()))),
        told.get("alone", True),
        told.get("guard"),
        before,
    )


def _prefixes(code: str, data: dict[str, Any], patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    weekdays = [name for names in language_of(code).data("calendar")["weekdays"].values() for name in names]
    found = {
        kind: re.compile(
            rf"(?<![\w-])(?:{'|'.join(dates.expression(form, patterns) for form in told)})(?:{dates.BLANK}|-)\Z"
        )
        for kind, told in data["prefixes"].items()
    }
    return found | {Prefix.WEEKDAY: re.compile(rf"(?<!\w)(?:{any_of(weekdays)}),?{dates.BLANK}\Z")}


def _openers(
    rules: tuple[Rule, ...], forms: list[list[str]], fields: dict[str, dict[str, Any]]
) -> dict[str, tuple[Way, ...]]:
    """The ways to write a time by the words with which they may begin."""
    found: dict[str, list[Way]] = {}
    number = 0
    for rule, templates in zip(rules, forms, strict=True):
        for template, pattern in zip(templates, rule.patterns, strict=True):
            seconds = _second_words(template, fields)
            for opener in sorted(_first_words(template, fields)):
                found.setdefault(opener, []).append((number, rule, pattern, seconds))
            number += 1
    return {opener: tuple(ways) for opener, ways in found.items()}


def _first_words(template: str, fields: dict[str, dict[str, Any]]) -> set[str]:
    """The words with which a form may begin."""
    if template.startswith("["):
        return set[str]().union(*(_first_words(way, fields) for way in _ways(template)))
    field = re.match(r"\{(\w+)\}", template)
    if field is None:
        return {_first_word(template)}
    words = {_first_word(word) for word in fields.get(field[1], {})}
    return words | {_FIGURE} if field[1] in _PLAIN_FIELDS or field[1] == Field.COUNT else words


def _second_words(template: str, fields: dict[str, dict[str, Any]]) -> frozenset[str] | None:
    """The words that may come second in a form that begins with a word; None where that is not easily told."""
    if template.startswith("["):
        told = [_second_words(way, fields) for way in _ways(template)]
        return None if None in told else frozenset[str]().union(*(words for words in told if words is not None))
    first = re.match(r"\w+|\{(\w+)\}", template)
    if first is None:
        return None
    rest = template[first.end() :]
    ways = _ways(rest) if rest.startswith("[") else [rest]
    if not all(re.match(r"[ -][\w{[]", way) for way in ways):
        return None
    counting = first[1] in (Field.COUNT, Field.MORE)
    names = [_WORD.findall(name) for name in fields.get(Field.COUNT if counting else first[1] or "", {})]
    names += [["", *name] for name in names if counting]  # twenty-one
    within = {_opener(words[1]) for words in names if len(words) > 1}
    return frozenset(within.union(*(_first_words(way[1:], fields) for way in ways)))


def _ways(template: str) -> list[str]:
    """A form with each of the words that may open it, and without."""
    option = re.match(r"\[([^\]]*)\]", template)
    assert option is not None  # as the form begins with a bracket
    rest = template[option.end() :]
    return [*(way + rest for way in option[1].split("|")), rest]


def _first_word(text: str) -> str:
    found = _WORD.match(text)
    if found is None:
        raise ValueError(f"times.yml: {text!r} cannot begin a time, since it begins with no word")
    return _opener(found[0])


def _opener(word: str) -> str:
    """A word as the table has it: all that begin with a figure are alike."""
    return _FIGURE if word[0].isdecimal() else word.casefold()
