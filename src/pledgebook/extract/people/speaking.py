"""Who speaks at a place of a text in its own words: whoever has the turn, or the document's speaker."""

import re
from bisect import bisect_right

from pledgebook.extract.people.knowing import People
from pledgebook.extract.people.known import Known
from pledgebook.extract.words import Words
from pledgebook.records import Document, Turn

_NUMBER = re.compile(r"[\s#]*\b(?:\d+|[a-z])$")


class Speaking:
    """The speakers of one document."""

    def __init__(self, document: Document, people: People, words: Words) -> None:
        self._people, self._turns = people, document.turns
        self._starts = [turn.start for turn in document.turns]
        self._timed = document.timecodes
        self._timed_starts = [code.start for code in document.timecodes]
        told = words.language.data("transcripts")
        self._asking, self._answering = frozenset(told["asking"]), frozenset(told["answering"])
        self._chairing = frozenset(told["chairing"])
        self._of_document = people.author(document.speaker) if document.speaker else None
        self._by_turn = {(turn.speaker, turn.role): self._speaker(turn) for turn in document.turns}

    def is_spoken(self, offset: int) -> bool:
        """Whether somebody speaks here; where a transcript has turns or times, nobody does outside of them."""
        if not self._turns or self._turn(offset) is not None:
            return True
        before = bisect_right(self._timed_starts, offset)
        return before > 0 and offset < self._timed[before - 1].end

    def at(self, offset: int) -> Known | None:
        """Who speaks here; None where nobody is named."""
        turn = self._turn(offset)
        return self._of_document if turn is None else self._by_turn[turn.speaker, turn.role]

    def asks(self, offset: int) -> bool:
        """Whether here speaks somebody who is there to ask, or to lead what others say."""
        turn = self._turn(offset)
        if turn is None:
            return False
        chairs = turn.role == turn.speaker and turn.speaker.casefold() in self._chairing
        return chairs or _unnumbered(turn.speaker) in self._asking

    def _turn(self, offset: int) -> Turn | None:
        before = bisect_right(self._starts, offset)
        return self._turns[before - 1] if before and offset < self._turns[before - 1].end else None

    def _speaker(self, turn: Turn) -> Known | None:
        """A turn's speaker, with the full name by which he is introduced, if he is."""
        if _unnumbered(turn.speaker) in self._answering:
            return None
        known = self._introduced(turn)
        if known is None:
            return self._people.author(turn.speaker, turn.role)
        known.role = known.role or turn.role
        return known

    def _introduced(self, turn: Turn) -> Known | None:
        persons = [one for one in self._people.known if not (one.body or one.lone)]
        first = next(one.start for one in self._turns if one.speaker == turn.speaker)
        before = [one for one in persons if any(at < first and self._introduces(at) for at in one.at)]
        if turn.speaker == turn.role:
            found = [one for one in before if (one.role or "").casefold() == turn.role.casefold()]
        else:
            found = [one for one in before if " " not in turn.speaker and _is_full(one.name, turn.speaker)]
        return found[0] if len(found) == 1 else None

    def _introduces(self, offset: int) -> bool:
        """Whether here stands the report before the first turn, or speaks who asks: "with me is"."""
        return offset < self._starts[0] or self.asks(offset)


def _is_full(name: str, last: str) -> bool:
    """Whether a name is a full one that ends with this last name."""
    return " " in name and name.split()[-1] == last


def _unnumbered(label: str) -> str:
    folded = label.casefold().rstrip(".")
    return _NUMBER.sub("", folded) or folded
