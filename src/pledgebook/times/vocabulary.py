"""The words and rules of a language's times.yml, made into patterns once."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pledgebook.languages import dates
from pledgebook.languages import language as language_of
from pledgebook.records import TimeType
from pledgebook.times.names import Field, Prefix

_PLAIN_FIELDS = {
    Field.YEAR: r"(?P<year>1[5-9]\d\d|2[01]\d\d)",
    Field.END_YEAR: r"(?P<end_year>\d{4}|\d\d)",
    "decade": r"(?P<decade>1[5-9]\d0|20\d0)",
    "hour": r"(?P<hour>(?:0?[1-9]|1[0-2])(?::[0-5]\d)?)",
}
_FIGURES = r"\d+(?:[.,]\d+)*"
_NOT_TOLD = "X"
_LONGEST_PREFIX = 60

Words = dict[str, Any]
"""What the fields of a form stand for in one place of a text."""


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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The rules of a language, the patterns of words before a time by their kind, and its data as the file has them."""

    rules: tuple[Rule, ...]
    prefixes: dict[str, re.Pattern[str]]
    data: dict[str, Any]
    fields: dict[str, dict[str, Any]]

    def read(self, match: re.Match[str]) -> Words:
        """What each field found in a match stands for."""
        return {name: self._value(name, text) for name, text in match.groupdict().items() if text is not None}

    def _value(self, name: str, text: str) -> Any:
        known = self.fields.get(name, {})
        folded = " ".join(text.casefold().split())
        if name == Field.COUNT and folded not in known:
            return float(folded.replace(",", "")) if _is_number(folded) else None
        value = known.get(folded, folded)
        return None if value == _NOT_TOLD else value

    def before(self, text: str, end: int, kind: str) -> re.Match[str] | None:
        """The words of a kind that end at an offset, right before a time."""
        return self.prefixes[kind].search(text, max(0, end - _LONGEST_PREFIX), end)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d{1,6}(?:\.\d+)?|\d{1,3}(?:,\d{3})+", text) is not None


@cache
def vocabulary(code: str) -> Vocabulary:
    """The vocabulary of a language; LanguageError if it has no times.yml."""
    data = language_of(code).data("times")
    fields = _fields(code, data)
    patterns = _field_patterns(code, fields)
    rules = tuple(_rule(name, told, patterns) for name, told in data["rules"].items())
    return Vocabulary(rules, _prefixes(code, data, patterns), data, fields)


def _fields(code: str, data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    words = {name: {word.casefold(): value for word, value in told.items()} for name, told in data["words"].items()}
    weekdays = language_of(code).data("calendar")["weekdays"]
    return words | {
        Field.UNIT: words["one"] | words["many"],
        Field.MONTH: dict(dates.months(code)),
        Field.WEEKDAY: {names[0].casefold(): number for number, names in weekdays.items()},
    }


def _field_patterns(code: str, fields: dict[str, dict[str, Any]]) -> dict[str, str]:
    patterns = {name: f"(?P<{name}>(?i:{any_of(words)}))" for name, words in fields.items()}
    patterns["count"] = f"(?P<count>(?i:{any_of(fields['count'])})|{_FIGURES})"
    weekdays = [names[0] for names in language_of(code).data("calendar")["weekdays"].values()]
    patterns["weekday"] = f"(?P<weekday>{any_of([case for name in weekdays for case in (name, name.upper())])})"
    return patterns | _PLAIN_FIELDS | {Field.MONTH: dates.month_pattern(code)}


def any_of(words: Any) -> str:
    """A regular expression for any of some words and phrases, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(dates.BLANK.join(map(re.escape, word.split())) for word in ordered)


def _rule(name: str, told: dict[str, Any], patterns: dict[str, str]) -> Rule:
    refused = told.get("not_before")
    after = rf"(?!(?:{dates.BLANK}|-)(?i:{any_of(refused)})(?!\w))" if refused else ""
    return Rule(
        name,
        told["means"],
        TimeType(told["type"]),
        tuple(re.compile(rf"(?<!\w){dates.expression(form, patterns)}(?!\w){after}") for form in told["forms"]),
        tuple(map(Prefix, told.get("takes", ()))),
        told.get("alone", True),
        told.get("guard"),
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
