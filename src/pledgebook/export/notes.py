"""The notes beside a marked text: what was found at a place, who said it, and why it is taken for a promise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pledgebook.export.marks import Mark, clean
from pledgebook.export.words import Labels
from pledgebook.records import (
    Amount,
    Basis,
    Document,
    Interval,
    Manner,
    Person,
    Promisor,
    Quote,
    Reading,
    Reason,
    Refusal,
    Sighting,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said of the span `[start, end)`; `body` is HTML, `why` the reasons as plain sentences."""

    start: int
    end: int
    body: str
    why: tuple[str, ...]
    place: str


class Annotator:
    """Makes the marks and the notes of one reading, in the labels of one language."""

    def __init__(self, reading: Reading, *, labels: Labels, prefix: str) -> None:
        self.reading, self.labels, self.prefix = reading, labels, prefix
        self.document = reading.document
        self.statements = {statement.id: statement for statement in reading.statements}

    def notes(self) -> list[Note]:
        """A note for each promise, each refused one, and each statement of another that holds no promise."""
        holding = {sighting.statement for sighting in self.reading.pledges}
        found = [self._of_sighting(sighting) for sighting in self.reading.pledges]
        found += [self._of_refusal(refusal) for refusal in self.reading.refused]
        found += [
            self._of_statement(statement)
            for statement in self.reading.statements
            if statement.manner is not Manner.OWN and statement.id not in holding
        ]
        return sorted(found, key=lambda note: (note.end, note.start))

    def marks(self) -> list[Mark]:
        """The spans to be marked."""
        marks = [mark for statement in self.reading.statements for mark in self._marks_of_statement(statement)]
        marks += [mark for sighting in self.reading.pledges for mark in self._marks_of_sighting(sighting)]
        for refusal in self.reading.refused:
            marks += self._mark(refusal, "refused", title=self._told(refusal.why))
        return marks

    def reasons(self, why: Iterable[Reason]) -> tuple[str, ...]:
        """Each reason as a sentence that begins with whether it speaks for or against."""
        of = self.labels.of
        return tuple(
            f"{of('head', 'for' if reason.speaks_for else 'against')}: "
            f"{self.labels.reason(reason, document=self.document)} ({reason.weight:.2f})"
            for reason in why
        )

    def _told(self, why: Iterable[Reason]) -> str:
        return f"{self.labels.of('head', 'why')}\n" + "\n".join(self.reasons(why))

    def _marks_of_statement(self, statement: Statement) -> Iterator[Mark]:
        yield from self._mark(statement, "statement", anchor=statement.id)
        if statement.cue is not None:
            yield from self._mark(statement.cue, "cue")

    def _marks_of_sighting(self, sighting: Sighting) -> Iterator[Mark]:
        yield from self._mark(sighting, "pledge", anchor=sighting.id, title=self._told(sighting.why))
        for words, kind in ((sighting.deadline, "due"), (sighting.condition, "if")):
            if words is not None:
                yield from self._mark(words, kind)

    def _mark(
        self,
        words: Statement | Sighting | Refusal | Quote | Interval,
        kind: str,
        *,
        anchor: str | None = None,
        title: str | None = None,
    ) -> Iterator[Mark]:
        start, end = trimmed(self.document, words.start, words.end)
        if start < end:
            yield Mark(start, end, kind, None if anchor is None else self.prefix + anchor, title)

    def _of_sighting(self, sighting: Sighting) -> Note:
        of = self.labels.of
        statement = self.statements.get(sighting.statement or "")
        what = [of("act", "pledge"), of("firmness", sighting.firmness)]
        what += [of("manner", statement.manner)] if statement is not None else []
        parts = [clean(", ".join(what))]
        if statement is not None and self._is_reported(statement) and not _his_own(sighting, statement):
            parts += self._sayers(statement)
        parts += self._particulars(sighting)
        return self._note(sighting, ". ".join(parts) + ".", self.reasons(sighting.why), score=sighting.score)

    def _is_reported(self, statement: Statement) -> bool:
        """Whether it is worth saying who says something: others than the author, or one of several who have turns."""
        return statement.manner is not Manner.OWN or len(self.document.turns) > 0

    def _particulars(self, sighting: Sighting) -> list[str]:
        of = self.labels.of
        rows = [("promised_by", promisor_name(sighting.promisor, labels=self.labels))]
        rows += [("deadline", self._due(sighting.deadline)), ("condition", _cut(sighting.condition))]
        rows += [("beneficiary", _cut(sighting.beneficiary)), ("amount", _cut(sighting.amount))]
        rows += [("specificity", clean(of("specificity", sighting.specificity)))]
        rows += [("testable", clean(of("testable", sighting.testable)))]
        rows += [("missing", clean(", ".join(of("missing", absent) for absent in sighting.missing)))]
        return [f"{clean(of('head', key))}: {told}" for key, told in rows if told]

    def _due(self, deadline: Interval | None) -> str:
        if deadline is None:
            return ""
        meant = self.labels.interval(earliest=deadline.earliest, latest=deadline.latest)
        return _cut(deadline) + (f" ({clean(meant)})" if meant is not None and meant not in deadline.text else "")

    def _of_statement(self, statement: Statement) -> Note:
        parts = [clean(self.labels.of("manner", statement.manner).capitalize())]
        parts += self._sayers(statement)
        parts += [clean(self.labels.of("act", statement.act))]
        return self._note(statement, ". ".join(parts) + ".", (), score=statement.score)

    def _of_refusal(self, refusal: Refusal) -> Note:
        head = clean(self.labels.of("head", "refused").capitalize())
        return self._note(refusal, f"{head}.", self.reasons(refusal.why), score=None)

    def _sayers(self, statement: Statement) -> list[str]:
        people = [person for person in (statement.speaker, *statement.speakers) if person is not None]
        names = ", ".join(person_name(person) for person in people) or _cut(statement.source)
        return [f"{clean(self.labels.of('head', 'said_by'))}: {names}"] if names else []

    def _note(
        self, words: Sighting | Statement | Refusal, body: str, why: tuple[str, ...], *, score: float | None
    ) -> Note:
        place = self.labels.place(self.document, words.start, words.end)
        sure = "" if score is None else f" · {self.labels.of('head', 'score')} {score:.2f}"
        start, end = trimmed(self.document, words.start, words.end)
        return Note(start, end, body, why, place + sure)


def trimmed(document: Document, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks at its edges."""
    words = document.text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())


def person_name(person: Person | Promisor) -> str:
    """HTML: a name and, where it is told, the role."""
    role = f", {clean(person.role)}" if person.role is not None else ""
    return f"<b><bdi>{clean(person.name)}</bdi></b>{role}"


def promisor_name(promisor: Promisor | None, *, labels: Labels) -> str:
    """HTML: who promises, and whether that was only inferred; nothing where nobody is known."""
    if promisor is None:
        return ""
    doubt = f" ({clean(labels.of('basis', promisor.basis))})" if promisor.basis is Basis.INFERRED else ""
    return person_name(promisor) + doubt


def _his_own(sighting: Sighting, statement: Statement) -> bool:
    said_by, promised_by = statement.speaker, sighting.promisor
    return said_by is not None and promised_by is not None and said_by.name == promised_by.name


def _cut(words: Quote | Interval | Amount | None) -> str:
    return "" if words is None else f'<span class="cut" dir="auto">{clean(words.text)}</span>'
