"""The times of a document: matches of the rules, the longest first, each given its meaning in the order of the text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from pledgebook.languages import dates
from pledgebook.records import Document, Genre, Time, TimeType
from pledgebook.times import periods
from pledgebook.times.around import Around
from pledgebook.times.direction import Side, direction, sentence
from pledgebook.times.guards import GUARDS
from pledgebook.times.meanings import MEANINGS, at_hour, day_without_year, hour_of
from pledgebook.times.names import Mod, Prefix
from pledgebook.times.periods import Meaning, UnknownTimeError
from pledgebook.times.vocabulary import Rule, Vocabulary, Words, vocabulary

_MONTH_TAKES = (Prefix.EDGE, Prefix.LIMIT, Prefix.WEEKDAY)
_DAY_TAKES = (Prefix.WEEKDAY, Prefix.CLOCK, Prefix.MIDDAY)
_MOST_PREFIXES = 3
_SPOKEN_OF_FOR = 800  # characters

Belonging = tuple[Prefix, Words]
"""The kind of some words before a time and what they stand for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that a rule takes for a time, with the words before it that belong to it, the innermost first."""

    start: int
    end: int
    rule: Rule | None
    words: Words
    date: dates.CalendarDate | None = None
    prefixes: tuple[Belonging, ...] = ()


def find(document: Document) -> tuple[Time, ...]:
    """The time expressions of a document in its order, none overlapping; LanguageError if its language has no rules."""
    finder = _Finder(document, vocabulary(document.language))
    return tuple(finder.times())


class _Finder:
    def __init__(self, document: Document, known: Vocabulary) -> None:
        self.document, self.text, self.known = document, document.text, known
        self.spoken_of: list[tuple[int, Meaning]] = []

    def times(self) -> Iterator[Time]:
        for number, candidate in enumerate(self._chosen(), 1):
            meaning = self._meaning(candidate)
            if meaning.type is TimeType.DATE and meaning.earliest is not None and meaning.latest is not None:
                self.spoken_of.append((candidate.start, meaning))
            yield Time(
                id=f"t{number}",
                start=candidate.start,
                end=candidate.end,
                text=self.text[candidate.start : candidate.end],
                type=meaning.type,
                value=meaning.value,
                mod=meaning.mod,
                earliest=meaning.earliest,
                latest=meaning.latest,
            )

    def _chosen(self) -> list[Candidate]:
        chosen: list[Candidate] = []
        for candidate in sorted(self._candidates(), key=lambda found: (found.start, -found.end)):
            if not chosen or chosen[-1].end <= candidate.start:
                chosen.append(candidate)
        return chosen

    def _candidates(self) -> Iterator[Candidate]:
        for found in dates.find(self.text, language=self.document.language):
            takes = _MONTH_TAKES if found.day is None else _DAY_TAKES
            yield self._with_prefixes(Candidate(found.start, found.end, None, {}, date=found), takes)
        for rule, match in self.known.matches(self.text):
            words = self.known.read(match)
            if rule.guard is None or GUARDS[rule.guard](
                self.text, match.start(), match.end(), words, self.document.language
            ):
                candidate = self._with_prefixes(Candidate(match.start(), match.end(), rule, words), rule.takes)
                if rule.alone or candidate.prefixes:
                    yield candidate

    def _with_prefixes(self, candidate: Candidate, takes: tuple[Prefix, ...]) -> Candidate:
        for _ in range(_MOST_PREFIXES):
            found = next(filter(None, (self._prefix(candidate.start, kind) for kind in takes)), None)
            if found is None:
                break
            start, prefix = found
            candidate = replace(candidate, start=start, prefixes=(*candidate.prefixes, prefix))
        return candidate

    def _prefix(self, start: int, kind: Prefix) -> tuple[int, Belonging] | None:
        match = self.known.before(self.text, start, kind)
        return None if match is None else (match.start(), (kind, self.known.read(match)))

    def _meaning(self, candidate: Candidate) -> Meaning:
        told = TimeType.DATE if candidate.rule is None else candidate.rule.type
        around = self._around(candidate)
        try:
            meaning = self._inner(candidate, around)
            for kind, words in candidate.prefixes:
                meaning = _PREFIXED[kind](meaning, words, around)
        except UnknownTimeError:
            return Meaning(type=told)
        return meaning

    def _inner(self, candidate: Candidate, around: Around) -> Meaning:
        if candidate.rule is not None:
            return MEANINGS[candidate.rule.means](candidate.words, around)
        date = candidate.date
        if date is not None and date.iso is None and date.month is not None and date.day is not None:
            return day_without_year(date.month, date.day, around)
        iso = None if date is None else date.iso
        return Meaning(value=iso, earliest=iso, latest=iso)

    def _quarter(self, start: int) -> Meaning | None:
        """The latest of the quarters named before a place that are near enough to be spoken of still."""
        near = takewhile(lambda spoken: spoken[0] > start - _SPOKEN_OF_FOR, reversed(self.spoken_of))
        quarters = [meaning for _, meaning in near if _is_quarter(meaning)]
        return max(quarters, key=lambda meaning: str(meaning.value), default=None)

    def _around(self, candidate: Candidate) -> Around:
        first, _ = sentence(self.text, candidate.start, candidate.end)
        last_start, last = self.spoken_of[-1] if self.spoken_of else (-1, None)
        return Around(
            published=self.document.published,
            direction=direction(self.text, candidate.start, candidate.end, code=self.document.language),
            side_if_untold=Side.PAST if self.document.genre is Genre.NEWS else Side.UNTOLD,
            here=last if last_start >= first else None,
            last=last,
            quarter=self._quarter(candidate.start),
        )


def _is_quarter(meaning: Meaning) -> bool:
    return meaning.value is not None and meaning.value[4:6] == "-Q"


def _edge(meaning: Meaning, words: Words, around: Around) -> Meaning:
    return periods.narrowed(meaning, Mod(words["edge"]), narrow=False)


def _limit(meaning: Meaning, words: Words, around: Around) -> Meaning:
    return periods.narrowed(meaning, Mod(words["limit"]), narrow=True)


def _side(meaning: Meaning, words: Words, around: Around) -> Meaning:
    """The part of a period before or after the publication date, if that lies in it."""
    told = replace(meaning, mod=Mod.START if words["side"] < 0 else Mod.END)
    if around.published is None or meaning.earliest is None or meaning.latest is None:
        return told
    today = periods.first_day(around.published)
    if not periods.first_day(meaning.earliest) <= today <= periods.last_day(meaning.latest):
        return told
    return replace(told, latest=around.published) if words["side"] < 0 else replace(told, earliest=around.published)


def _share(meaning: Meaning, words: Words, around: Around) -> Meaning:
    if meaning.value is None or not (len(meaning.value) == 4 and meaning.value.isdecimal()):
        raise UnknownTimeError
    return periods.share_of(int(meaning.value), words["fraction"], words["ordinal"])


def _modifier(meaning: Meaning, words: Words, around: Around) -> Meaning:
    return replace(meaning, mod=words["modifier"])


def _clock(meaning: Meaning, words: Words, around: Around) -> Meaning:
    return at_hour(meaning, words[Prefix.MIDDAY] if Prefix.MIDDAY in words else hour_of(words))


def _weekday(meaning: Meaning, words: Words, around: Around) -> Meaning:
    return meaning


_PREFIXED = {
    Prefix.EDGE: _edge,
    Prefix.LIMIT: _limit,
    Prefix.SIDE: _side,
    Prefix.SHARE: _share,
    Prefix.MODIFIER: _modifier,
    Prefix.WEEKDAY: _weekday,
    Prefix.CLOCK: _clock,
    Prefix.MIDDAY: _clock,
}
