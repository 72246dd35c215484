"""What a promise holds besides its words: promisor, object, deadline, condition, amount, and how firm it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pledgebook.extract.amounts import Amounts
from pledgebook.extract.clauses import Clause, Form
from pledgebook.extract.judging import Setting, Verdict
from pledgebook.extract.people import Known, People
from pledgebook.extract.words import Words
from pledgebook.records import (
    Basis,
    Document,
    Firmness,
    Interval,
    Kind,
    Missing,
    Polarity,
    Promisor,
    Quote,
    Sighting,
    Span,
    Specificity,
    Testable,
    Time,
    Token,
)

Deadlines = Callable[[Document, tuple[Time, ...], Span], list[Interval]]


@dataclass(frozen=True)
class Candidate:
    """A clause that is taken for a promise, with its place, its first conjunct and what was judged."""

    clause: Clause
    first: Clause
    setting: Setting
    verdict: Verdict
    speaker: Known | None
    statement: str | None


class Fields:
    """Fills in the fields of the sightings of one document."""

    def __init__(self, words: Words, people: People, deadlines: Deadlines) -> None:
        self._words, self._tokens, self._people, self._deadlines = words, words.tokens, people, deadlines
        self._amounts = Amounts(words)
        data = words.language.data("pledging")
        self._lists = words.pledging
        drawn = [*data["future"], *data["reported_future"], *words.language.data("grammar")["drawn"]]
        self._drawn = tuple(form.replace("’", "'") for form in drawn if not form[0].isalpha())
        self._phrases = {verb: frozenset(nouns) for verb, nouns in data["phrases"].items()}
        conditions = words.language.data("conditions")
        self._openers = sorted((o.split() for o in conditions["openers"]), key=len, reverse=True)
        self._inverted = frozenset(conditions["inverted"])
        self._complementisers = frozenset(words.language.data("reporting")["complementisers"])

    def sighting(self, number: int, candidate: Candidate) -> Sighting:
        """The whole record of one promise."""
        clause, span = candidate.clause, candidate.clause.span(self._words)
        condition = self._condition(span, candidate.first)
        deadline = self._deadline(span, condition)
        taken = [Span(x.start, x.end) for x in (condition, deadline) if x is not None]
        amount = self._amounts.find(span, outside=[*taken, *self._dated(span)])
        promisor = self._promisor(candidate)
        action, action_spans = self._action(clause)
        objects = self._object(clause, span, taken, action_spans)
        specificity = self._specificity(span, clause, amount is not None, deadline)
        return Sighting(
            id=f"p{number}",
            statement=candidate.statement,
            start=span.start,
            end=span.end,
            text=self._words.text[span.start : span.end],
            promisor=promisor,
            action=action,
            object=" ".join(self._words.text[s.start : s.end] for s in objects),
            action_spans=tuple(action_spans),
            object_spans=tuple(objects),
            beneficiary=self._beneficiary(span),
            amount=amount,
            deadline=deadline,
            condition=condition,
            polarity=Polarity.NEGATED if clause.negated else Polarity.AFFIRMED,
            kind=self._kind(clause, span),
            firmness=self._firmness(candidate, condition),
            specificity=specificity,
            testable=self._testable(clause, specificity, amount is not None, deadline),
            missing=_missing(amount is not None, deadline, promisor),
            score=candidate.verdict.score,
            why=candidate.verdict.why,
        )

    def _dated(self, span: Span) -> list[Span]:
        return [Span(t.start, t.end) for t in self._words.times if t.start < span.end and t.end > span.start]

    def _deadline(self, span: Span, condition: Quote | None) -> Interval | None:
        """The likeliest of the clause's deadlines: one with a date before one without, outside of its condition."""
        found = self._deadlines(self._words.document, self._words.times, span)
        if condition is not None:
            found = [d for d in found if not Span(d.start, d.end).meets(condition.span)]
        return max(found, key=lambda d: (d.latest is not None, d.earliest is not None), default=None)

    def _condition(self, span: Span, first: Clause) -> Quote | None:
        """The words of a condition in the clause's sentence, from their opener to the comma or the end."""
        sentence = self._words.sentence_at(span.start)
        start = min(span.start, first.span(self._words).start)
        numbers = self._words.between(start, max(span.end, min(sentence.end, span.end + 200)))
        for i in numbers:
            length = self._opener(i, numbers)
            if length and not self._inside_other(i, span, sentence.end):
                return self._condition_from(i, numbers)
        return None

    def _inside_other(self, i: int, span: Span, end: int) -> bool:
        """Whether another sentence or a closing quotation mark parts the opener from the clause."""
        between = self._words.text[span.end : self._tokens[i].start] if self._tokens[i].start >= span.end else ""
        return any(mark in between for mark in ".;:!?") or self._tokens[i].start >= end

    def _opener(self, i: int, numbers: range) -> int:
        words = [self._tokens[j].text.lower() for j in range(i, min(i + 4, numbers.stop))]
        begins = i == numbers.start or self._tokens[i - 1].tag == "PUNCT"
        for opener in self._openers:
            if words[: len(opener)] == opener and (begins or len(opener) > 1 or self._tokens[i].tag == "IN"):
                return len(opener)
        inverted = begins and words[0] in self._inverted and self._tokens[i].tag == "MD"
        return 1 if inverted else 0

    def _condition_from(self, i: int, numbers: range) -> Quote:
        last = i + 1
        while last < numbers.stop and not (
            self._tokens[last].tag == "PUNCT" and self._tokens[last].text in ',;:—–.!?”"»' and last > i + 1
        ):
            if self._tokens[last].tag == "CC" and self._tokens[last + 1].text.lower() in self._complementisers:
                break  # "if fares rise, and that he would …"
            last += 1
        return self._words.document.quote(self._tokens[i].start, self._tokens[last - 1].end)

    def _promisor(self, candidate: Candidate) -> Promisor | None:
        """Who binds himself: the clause's own subject if it names somebody, else the speaker."""
        subject = [self._tokens[i] for i in candidate.first.subject] if candidate.first.subject else []
        speaker = candidate.speaker
        words = {re.split("['’]", t.text.lower())[0] for t in subject}
        if not subject or words & self._lists["first_person"]:
            return self._spoken(speaker, subject)
        if len(subject) == 1 and subject[0].tag == "PRP":
            known = speaker if not candidate.setting.quoted and speaker is not None else None
            return _promisor(known, Basis.PRONOUN, self._quote(subject)) if known else self._spoken(speaker, subject)
        named = self._named(subject)
        if named is not None and not candidate.clause.passive:
            return named
        return _promisor(speaker, Basis.INFERRED, None) if speaker is not None else None

    def _spoken(self, speaker: Known | None, subject: list[Token]) -> Promisor | None:
        if speaker is None:
            return None
        pronoun = [t for t in subject if t.tag == "PRP"]
        return _promisor(speaker, Basis.SPEAKER, self._quote(pronoun) if pronoun else None)

    def _named(self, subject: list[Token]) -> Promisor | None:
        """A body, an office or a person as the subject, by its head noun phrase without determiner."""
        head = []
        for token in subject:
            if token.tag in ("IN", "WDT", "WP", "VBN", "VBG", "TO") or token.text == ",":
                break
            if token.tag not in ("DT", "PRP$", "PUNCT", "RB", "CC", "MD"):
                head.append(token)
        nouns = [t for t in head if t.tag.startswith("NN")]
        if not nouns:
            return None
        proper = nouns[-1].tag in ("NNP", "NNPS")
        if not proper and nouns[-1].text.lower() not in self._lists["bodies"]:
            return None
        words = self._quote([t for t in head if t.start >= head[0].start])
        person = self._people.by_name(words.text) if proper else None
        name, role = (words.text, None) if person is None else (person.name, person.as_person().role)
        return Promisor(name, role, Basis.NAMED, words.start, words.end, words.text)

    def _quote(self, tokens: list[Token]) -> Quote:
        """The words of a subject, without an auxiliary that is drawn into the last: "Labour'll"."""
        last = tokens[-1].text.lower().replace("’", "'")
        drawn = next((len(form) for form in self._drawn if last.endswith(form) and len(last) > len(form)), 0)
        return self._words.document.quote(tokens[0].start, tokens[-1].end - drawn)

    def _action(self, clause: Clause) -> tuple[str, list[Span]]:
        """The head verb in base form with its particle, or the fixed phrase."""
        verb = clause.lead if clause.lead is not None else clause.verb
        token = self._tokens[verb]
        base = self._words.base(token)
        found = [Span(token.start, token.end)]
        after = self._tokens[verb + 1] if verb + 1 < len(self._tokens) else None
        if after is not None and after.end <= self._tokens[clause.end - 1].end and clause.lead is None:
            word = after.text.lower()
            fixed = f"{base} {word}" in self._lists["fixed"]
            if fixed or (after.tag == "RP" and word in self._lists["particles"]):
                return f"{base} {word}", [*found, Span(after.start, after.end)]
            phrase = self._phrase(verb, base, clause)
            if phrase is not None:
                return f"{base} {self._words.text[phrase.start : phrase.end]}", [*found, phrase]
        return base, found

    def _phrase(self, verb: int, base: str, clause: Clause) -> Span | None:
        """The noun, with what stands between, that makes one action of a light verb: "pay special attention"."""
        for i in range(verb + 1, min(verb + 3, clause.end)):
            if self._tokens[i].text.lower() in self._phrases.get(base, ()):
                return Span(self._tokens[verb + 1].start, self._tokens[i].end)
        return None

    def _object(self, clause: Clause, span: Span, taken: list[Span], action: list[Span]) -> list[Span]:
        """What the action is done to: for a passive the subject and what follows, else what follows the verb."""
        parts = []
        if clause.passive and clause.subject is not None and not clause.conjunct:
            parts.append(Span(self._tokens[clause.subject.start].start, self._tokens[clause.subject.stop - 1].end))
        inside = clause.lead is None and clause.form is not Form.NOMINAL
        start = max(s.end for s in action) if inside else span.start
        parts.append(Span(start, span.end))
        for hole in [*taken, *action]:
            parts = [piece for part in parts for piece in _without(part, hole)]
        return [p for p in (self._tight(part) for part in parts) if p is not None]

    def _tight(self, part: Span) -> Span | None:
        numbers = self._words.between(part.start, part.end)
        first, last = numbers.start, numbers.stop
        while first < last and (
            (self._tokens[first].tag == "PUNCT" and self._tokens[first].text not in '$£€“"«(')
            or self._tokens[first].tag == "CC"
        ):
            first += 1
        while last > first and (self._tokens[last - 1].text in ",;:.—–" or self._tokens[last - 1].tag == "CC"):
            last -= 1
        return Span(self._tokens[first].start, self._tokens[last - 1].end) if last > first else None

    def _kind(self, clause: Clause, span: Span) -> Kind:
        """An outcome where the verb names a state of the world, or the encoder says so plainly."""
        base, _ = self._action(clause)
        if base in self._lists["outcomes"]:
            return Kind.OUTCOME
        scores = self._words.scores(span.start, span.end)
        if scores is None:
            return Kind.ACTION
        act = scores.heads["act"]
        return Kind.OUTCOME if act["commissive-outcome"] > max(0.4, act["commissive-action"]) else Kind.ACTION

    def _firmness(self, candidate: Candidate, condition: Quote | None) -> Firmness:
        if condition is not None:
            return Firmness.CONDITIONAL
        draft = candidate.setting.draft
        planned = draft is not None and draft.cue is not None and draft.cue.is_a("planning")
        bound = candidate.first.form in (Form.INFINITIVE, Form.NOMINAL)
        if candidate.first.form is Form.INTENDING or (planned and bound):
            return Firmness.ASPIRATION
        return Firmness.FIRM

    def _specificity(self, span: Span, clause: Clause, counted: bool, deadline: Interval | None) -> Specificity:
        """Specific where a number stands or the encoder says so, unless the verb is one of degree."""
        scores = self._words.scores(span.start, span.end)
        share = scores.heads["specificity"]["specific"] if scores is not None else 0.0
        base, _ = self._action(clause)
        share += (0.5 if counted else 0) + (0.2 if deadline is not None and deadline.latest else 0)
        share -= 0.35 if base in self._lists["vague"] else 0
        return Specificity.SPECIFIC if share > 0.55 else Specificity.VAGUE

    def _testable(self, clause: Clause, specificity: Specificity, counted: bool, deadline: Interval | None) -> Testable:
        base, _ = self._action(clause)
        if specificity is Specificity.SPECIFIC:
            return Testable.YES if counted or (deadline is not None and deadline.latest) else Testable.UNSURE
        return Testable.NO if base in self._lists["vague"] else Testable.UNSURE

    def _beneficiary(self, span: Span) -> Quote | None:
        """The people after "for": "for low-income families"."""
        numbers = self._words.between(span.start, span.end)
        for i in numbers:
            if self._tokens[i].tag == "IN" and self._words.is_one(self._tokens[i].text.lower(), "benefiting"):
                last = i + 1
                while last < numbers.stop and self._tokens[last].tag in (
                    "DT",
                    "PRP$",
                    "JJ",
                    "NN",
                    "NNS",
                    "NNP",
                    "NNPS",
                    "CD",
                ):
                    last += 1
                if last > i + 1 and self._tokens[last - 1].text.lower() in self._lists["people"]:
                    return self._words.document.quote(self._tokens[i + 1].start, self._tokens[last - 1].end)
        return None


def _promisor(known: Known | None, basis: Basis, words: Quote | None) -> Promisor | None:
    if known is None:
        return None
    if words is None:
        return Promisor(known.name, known.as_person().role, basis)
    return Promisor(known.name, known.as_person().role, basis, words.start, words.end, words.text)


def _missing(counted: bool, deadline: Interval | None, promisor: Promisor | None) -> tuple[Missing, ...]:
    found = []
    if deadline is None or (deadline.earliest is None and deadline.latest is None):
        found.append(Missing.DATE)
    if not counted:
        found.append(Missing.NUMBER)
    if promisor is None or promisor.basis is Basis.INFERRED:
        found.append(Missing.OWNER)
    return tuple(found)


def _without(part: Span, hole: Span) -> list[Span]:
    """A span without what another covers of it."""
    if not part.meets(hole):
        return [part]
    left = [Span(part.start, hole.start)] if hole.start > part.start else []
    return left + ([Span(hole.end, part.end)] if hole.end < part.end else [])
