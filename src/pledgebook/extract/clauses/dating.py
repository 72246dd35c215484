"""Verbs in the present whose date tells that they are to come: "we are scrapping the fee from May"."""

import re

from pledgebook.extract.clauses.binding import Binder
from pledgebook.extract.words import Words
from pledgebook.records import Span, Time, TimeType

# The lists of verbs by which nothing is done, and of those that only tell what is said or asked of others.
IDLE = ("intending", "performing", "undergoing", "opining", "speaking", "wishing", "underway", "needs", "ability")
REPORTING = ("demanding", "saying", "asking", "denying")
_MONTH = re.compile(r"\d{4}-")  # with which the value of a time begins that is a month or shorter
_YEAR = re.compile(r"\d{4}")
_OPENERS = 3  # words before a date that may tell its side: "with effect from May"


class Dating:
    """Finds them in one document."""

    def __init__(self, words: Words, binder: Binder) -> None:
        self._words, self._tokens, self._binder = words, words.tokens, binder
        data, reporting = words.language.data("pledging"), words.language.data("reporting")
        self._ahead, self._behind = frozenset(data["ahead"]), frozenset(data["behind"])
        self._recalled = frozenset(data["recalled"])
        self._idle = frozenset(verb for kind in IDLE for verb in data[kind])
        self._idle |= frozenset(verb for kind in REPORTING for verb in reporting[kind])

    def any_in(self, stretch: range) -> bool:
        """Whether there is a date at all among these words."""
        if not stretch:
            return False
        start, end = self._tokens[stretch.start].start, self._tokens[stretch.stop - 1].end
        return any(t.type in (TimeType.DATE, TimeType.DURATION) for t in self._words.times_in(start, end))

    def verb_at(self, i: int, stretch: range, *, past: bool) -> int | None:
        """The verb that is done, where the finite verb at `i` is one that a date can put into the future."""
        token = self._tokens[i]
        if token.tag == "VBD" and not past:
            return None
        verb = self._progressive(i) if self._binder.is_being(i) else self._simple(i)
        return verb if verb in stretch and self._words.base(self._tokens[verb]) not in self._idle else None

    def _progressive(self, i: int) -> int:
        """The verb in -ing after a form of "be", or the participle of one in the passive; -1 where there is none."""
        at = self._binder.skip(i + 1)
        if at >= len(self._tokens) or self._tokens[at].tag != "VBG":
            return -1
        being = self._words.is_one(self._words.base(self._tokens[at]), "being")
        if being and at + 1 < len(self._tokens):
            return at + 1 if self._tokens[at + 1].tag == "VBN" else -1
        return -1 if self._binder.is_going(at) and self._binder.to_follows(at) else at

    def _simple(self, i: int) -> int:
        """A verb in the present that is no auxiliary; -1 for all others."""
        token = self._tokens[i]
        base = self._words.base(token)
        helps = any(self._words.is_one(base, kind) for kind in ("being", "having", "doing", "going"))
        return i if token.tag in ("VBZ", "VBP") and not helps and token.text.isalpha() else -1

    def is_dated(self, span: Span, *, progressive: bool) -> bool:
        """Whether a date in these words lies ahead; the plain present needs a word that says so, as in "from May"."""
        times = self._words.times_within(span.start, self._described(span))
        dated = any(self._is_ahead(t, progressive=progressive) for t in times if t.type is TimeType.DATE)
        return dated or (progressive and any(self._lasts(t) for t in times if t.type is TimeType.DURATION))

    def _described(self, span: Span) -> int:
        """Where a relative clause begins, whose dates are its own, or the end: "hiring those who left in May"."""
        return next((t.start for t in self._words.within(span.start, span.end)[1:] if t.tag in ("WDT", "WP")), span.end)

    def _lasts(self, time: Time) -> bool:
        """Whether a quantity of time lies ahead: "over the next three years"."""
        return any(t.text.lower() in self._ahead for t in self._words.within(time.start, time.end))

    def _is_ahead(self, time: Time, *, progressive: bool) -> bool:
        """Whether a date lies after the day of publication, or is said to be the beginning of what is to come."""
        published = self._words.document.published
        known = time.earliest is not None and published is not None
        if not self._recalled.isdisjoint(t.text.lower() for t in self._words.within(time.start, time.end)):
            return False  # "from that day"
        later = known and str(time.earliest) > str(published)[: len(str(time.earliest))]
        if self._opens(time):
            return later or not known or _YEAR.search(time.text) is None
        return progressive and (later or self._contradicts(time))

    def _contradicts(self, time: Time) -> bool:
        """Whether a date without a year was taken to be over, as no present is: "we are bringing it back in May"."""
        published = self._words.document.published
        over = time.latest is not None and published is not None and time.latest < published[: len(time.latest)]
        first = self._words.between(time.start, time.end).start
        told = {self._tokens[j].text.lower() for j in range(max(0, first - 1), first + 1)}
        month = _MONTH.match(time.value or "") is not None
        return over and month and _YEAR.search(time.text) is None and self._behind.isdisjoint(told)

    def _opens(self, time: Time) -> bool:
        """Whether the words before a date, or its first, put it into the future: "from May", "next year"."""
        first = self._words.between(time.start, time.end).start
        before = [self._tokens[j].text.lower() for j in range(max(0, first - _OPENERS), first)]
        endings = {" ".join(before[k:]) for k in range(len(before))}
        return bool(endings & self._ahead) or self._tokens[first].text.lower() in self._ahead
