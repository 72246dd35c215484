"""Analysis -> statements and sightings, by rules over what the encoder saw; all words come from `languages/`."""

from collections.abc import Iterator
from dataclasses import dataclass

from pledgebook.extract.acts import ActReader
from pledgebook.extract.clauses import Clause, ClauseFinder
from pledgebook.extract.conjuncts import Splitter
from pledgebook.extract.fields import Candidate, Deadlines, Fields
from pledgebook.extract.judging import Judge, Setting
from pledgebook.extract.meeting import Meeting
from pledgebook.extract.nested import nested_drafts
from pledgebook.extract.people import Known, People, Speaking
from pledgebook.extract.statements import Draft, drafts, record
from pledgebook.extract.words import Words
from pledgebook.records import (
    Act,
    Analysis,
    Document,
    Manner,
    Refusal,
    Sentence,
    Sighting,
    Span,
    Statement,
    Time,
)


@dataclass(frozen=True)
class Extract:
    """What was found in one document."""

    statements: tuple[Statement, ...]
    pledges: tuple[Sighting, ...]
    refused: tuple[Refusal, ...]


def extract(
    document: Document,
    analysis: Analysis,
    times: tuple[Time, ...],
    *,
    deadlines: Deadlines,
    threshold: float = 0.5,
) -> Extract:
    """Statements, promises and what was refused; `deadlines` finds the deadline phrases of a span."""
    return _Extraction(document, analysis, times, deadlines, threshold).run()


@dataclass
class _Unit:
    """A statement in the making: a draft, or one of the author's own sentences."""

    start: int
    draft: Draft | None
    sentence: Sentence | None
    speaker: Known | None
    sure: bool  # whether a promise was found in it
    id: str = ""


class _Extraction:
    def __init__(
        self,
        document: Document,
        analysis: Analysis,
        times: tuple[Time, ...],
        deadlines: Deadlines,
        threshold: float,
    ) -> None:
        self._words = Words(document, analysis, times)
        self._people = People(self._words)
        self._finder, self._splitter = ClauseFinder(self._words), Splitter(self._words)
        self._judge = Judge(self._words, self._people, frozenset((document.speaker or "").split()))
        self._fields = Fields(self._words, self._people, deadlines)
        self._acts = ActReader(self._words)
        self._threshold = threshold
        self._document = document
        self._own = document.genre.is_own
        self._speaking = Speaking(document, self._people, self._words)

    def run(self) -> Extract:
        units = self._units()
        found: list[tuple[_Unit, Candidate]] = []
        refused: list[Refusal] = []
        for unit in units:
            for candidate in self._candidates(unit):
                if candidate.verdict.score >= self._threshold:
                    unit.sure = True
                    found.append((unit, candidate))
                else:
                    refused.append(self._refusal(candidate))
        statements = self._statements(units)
        pledges = self._sightings(found)
        return Extract(statements, pledges, tuple(sorted(refused, key=lambda r: (r.start, r.end))))

    def _units(self) -> list[_Unit]:
        """Reported statements in news; in own words every sentence, and what others are quoted with beside them."""
        outer = drafts(self._words, self._people)
        inner = nested_drafts(self._words, self._people, outer)
        self._inner = [c for d in inner for c in d.contents]
        reported = [_Unit(d.hull.start, d, None, d.speaker, sure=False) for d in outer + inner]
        if not self._own:
            return self._numbered(reported)
        reported = [u for u in reported if u.draft is not None and self._is_others(u.draft)]
        covered = Meeting((u.draft.hull, u) for u in reported if u.draft is not None)
        own = [
            _Unit(s.start, None, s, self._speaking.at(s.start), sure=False)
            for s in self._words.analysis.sentences
            if self._speaking.is_spoken(s.start)
            and not any(s.span in hull or _mostly(s.span, hull) for hull, _ in covered.at(s.start, s.end))
        ]
        return self._numbered(own + reported)

    def _is_others(self, draft: Draft) -> bool:
        """Whether somebody else than who speaks is quoted in his own words, or anybody where nobody speaks."""
        source, place = draft.attribution.source, draft.hull.start
        if not self._speaking.is_spoken(place):
            return True
        speaker = self._speaking.at(place)
        if source is None or draft.speaker is None or draft.speaker is speaker or draft.cue is None:
            return False
        quoting_himself = self._words.text[source.start : source.end].lower() in self._words.pledging["first_person"]
        return not quoting_himself and draft.manner is Manner.DIRECT

    def _numbered(self, units: list[_Unit]) -> list[_Unit]:
        units.sort(key=lambda u: (u.start, u.draft is not None))
        for n, unit in enumerate(units, 1):
            unit.id = f"s{n}"
        return units

    def _candidates(self, unit: _Unit) -> Iterator[Candidate]:
        for stretch, setting, form in self._stretches(unit):
            clauses = self._finder.find(stretch, infinitive=form.infinitive, bare=form.bare, past=form.past)
            clauses = clauses or self._nominal(unit, stretch)
            for clause in clauses:
                if self._belongs_deeper(clause, stretch):
                    continue
                verdict = self._judge.judge(clause, setting)
                parts = self._splitter.split(clause) if verdict.score >= self._threshold else [clause]
                for part in parts:
                    yield Candidate(part, clause, setting, verdict, unit.speaker, unit.id)

    def _nominal(self, unit: _Unit, stretch: range) -> list[Clause]:
        """The thing itself that somebody promised, where the content is only its name."""
        draft = unit.draft
        if draft is None or draft.cue is None or not draft.cue.is_a("pledging") or draft.attribution.cue is None:
            return []
        cue = draft.attribution.cue
        clause = (
            self._finder.nominal(stretch, self._words.between(cue.start, cue.end))
            if cue.start < draft.contents[0].start
            else None
        )
        return [clause] if clause is not None else []

    def _belongs_deeper(self, clause: Clause, stretch: range) -> bool:
        """Whether the clause's verb is reported by somebody else inside these words."""
        tokens = self._words.tokens
        verb, first, last = tokens[clause.verb], tokens[stretch.start].start, tokens[stretch.stop - 1].end
        return any(c.start <= verb.start < c.end and (first < c.start or c.end < last) for c in self._inner)

    def _stretches(self, unit: _Unit) -> Iterator[tuple[range, Setting, "_Shape"]]:
        """The word ranges in which clauses are looked for: a sentence, or its part in a content."""
        if unit.sentence is not None:
            setting = Setting(None, own=True, quoted=True, asking=self._speaking.asks(unit.sentence.start))
            yield (
                range(unit.sentence.first, unit.sentence.last),
                setting,
                _Shape(infinitive=False, bare=True, past=False),
            )
            return
        if unit.draft is None:
            return
        for content in unit.draft.contents:
            for sentence in self._words.sentences_in(content.start, content.end):
                start, end = max(content.start, sentence.start), min(content.end, sentence.end)
                quoted = bool(self._words.quoted(start, end)) and unit.draft.manner is not Manner.INDIRECT
                whole = sum(q.end - q.start for q in self._words.quoted(start, end)) > 0.8 * (end - start)
                setting = Setting(unit.draft, own=False, quoted=quoted and whole)
                past = unit.draft.cue is not None and unit.draft.cue.past and not setting.quoted
                yield self._words.between(start, end), setting, _Shape(infinitive=True, bare=False, past=past)

    def _refusal(self, candidate: Candidate) -> Refusal:
        span = candidate.clause.span(self._words)
        return Refusal(span.start, span.end, self._words.text[span.start : span.end], candidate.verdict.why)

    def _statements(self, units: list[_Unit]) -> tuple[Statement, ...]:
        found = []
        holders = Meeting((c, u) for u in enumerate(units) if u[1].draft is not None for c in u[1].draft.contents)
        for unit in units:
            act = Act.PLEDGE if unit.sure else self._acts.act_of(unit.draft, unit.sentence)
            if unit.draft is not None:
                found.append(record(self._words, unit.draft, int(unit.id[1:]), act, _holder(unit, holders)))
            elif unit.sentence is not None:
                found.append(self._own_statement(unit, unit.sentence, act))
        return tuple(found)

    def _own_statement(self, unit: _Unit, sentence: Sentence, act: Act) -> Statement:
        content = self._document.quote(sentence.start, sentence.end)
        return Statement(
            id=unit.id,
            start=sentence.start,
            end=sentence.end,
            manner=Manner.OWN,
            act=act,
            source=None,
            cue=None,
            content=(content,),
            quoted=(sentence.span,),
            speaker=unit.speaker.as_person() if unit.speaker is not None else None,
            score=1.0,
        )

    def _sightings(self, found: list[tuple[_Unit, Candidate]]) -> tuple[Sighting, ...]:
        """One sighting a place: of two statements that share words the surer one has it."""
        kept: list[tuple[Span, Candidate]] = []
        for _, candidate in sorted(found, key=lambda pair: -pair[1].verdict.score):
            span = candidate.clause.span(self._words)
            if not any(span.meets(other) for other, _ in kept):
                kept.append((span, candidate))
        ordered = sorted(kept, key=lambda pair: pair[0])
        return tuple(self._fields.sighting(n, candidate) for n, (_, candidate) in enumerate(ordered, 1))


@dataclass(frozen=True)
class _Shape:
    """What a stretch may begin with besides a finite clause, and whether its past tense is that of a report."""

    infinitive: bool
    bare: bool
    past: bool


def _holder(unit: _Unit, contents: Meeting[tuple[int, _Unit]]) -> str | None:
    """The statement whose content holds this one; the first in their order, where several do."""
    hull = unit.draft.hull if unit.draft is not None else Span(unit.start, unit.start)
    found = [
        (order, other.id)
        for content, (order, other) in contents.at(hull.start, hull.end)
        if other is not unit and hull in content and other.draft is not None and hull != other.draft.hull
    ]
    return min(found)[1] if found else None


def _mostly(inner: Span, outer: Span) -> bool:
    shared = min(inner.end, outer.end) - max(inner.start, outer.start)
    return shared > 0.6 * (inner.end - inner.start)
