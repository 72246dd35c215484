"""Role spans -> attributions: which source and cue belong to which content."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pledgebook.extract.words import Words
from pledgebook.records import Role, RoleSpan, Span

FAR = 12  # words: a cue farther away than this reports nothing here
BLOCKED = 4  # what each foreign span between two costs, in words
REACH = 2000  # characters beyond which nothing is compared
SURE = 0.6  # the score from which a content counts though nothing reports it
BEFORE = 1  # what it costs a content to stand before its cue


@dataclass
class Attribution:
    """A cue with its source and its contents; a content that nothing reports stands alone."""

    cue: RoleSpan | None
    source: RoleSpan | None = None
    contents: list[RoleSpan] = field(default_factory=list)

    @property
    def hull(self) -> Span:
        spans = [s for s in (self.source, self.cue, *self.contents) if s is not None]
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    @property
    def score(self) -> float:
        spans = [s for s in (self.source, self.cue, *self.contents) if s is not None]
        return min(s.score for s in spans)


def attributions(words: Words) -> list[Attribution]:
    """All attributions in the order of their hulls."""
    roles = [part for role in words.analysis.roles for part in _by_sentence(words, role)]
    roles = [r for r in roles if r.role is not Role.CUE or not _modal(words, r)]
    linker = _Linker(words, roles)
    found = [Attribution(cue, linker.source_of(cue)) for cue in roles if cue.role is Role.CUE]
    cues = [cue.start for cue in roles if cue.role is Role.CUE]
    alone: list[Attribution] = []
    for content in (r for r in roles if r.role is Role.CONTENT):
        near = found[bisect_left(cues, content.start - REACH) : bisect_left(cues, content.end + REACH)]
        owner = linker.owner_of(content, near)
        if owner is None:
            alone.append(Attribution(None, None, [content]))
        else:
            owner.contents.append(content)
    linked = [a for a in found if a.contents] + [a for a in _joined(words, alone, found) if _stands(words, a)]
    return sorted(linked, key=lambda a: a.hull)


def _modal(words: Words, cue: RoleSpan) -> bool:
    """Whether a cue is an auxiliary alone, which reports nothing."""
    return all(t.tag == "MD" for t in words.within(cue.start, cue.end))


def _by_sentence(words: Words, role: RoleSpan) -> list[RoleSpan]:
    """A content cut where a sentence ends outside of quotation marks; all else as it is."""
    sentences = words.sentences_in(role.start, role.end)
    if role.role is not Role.CONTENT or len(sentences) < 2:
        return [role]
    parts = [role]
    for before, after in pairwise(sentences):
        if not any(q.start <= before.end and after.start <= q.end for q in words.quoted(role.start, role.end)):
            parts[-1:] = [replace(parts[-1], end=min(before.end, role.end)), replace(role, start=after.start)]
    return [p for p in parts if p.end > p.start]


class _Linker:
    """Distances between spans, in words, with what stands between them."""

    def __init__(self, words: Words, roles: list[RoleSpan]) -> None:
        self._words, self._roles = words, roles
        self._starts = [r.start for r in roles]

    def _reach(self, start: int, end: int) -> list[RoleSpan]:
        """The spans that begin in `[start, end)`."""
        return self._roles[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def source_of(self, cue: RoleSpan) -> RoleSpan | None:
        """The nearest source in the cue's sentence with no other cue between."""
        best, least = None, FAR + 1.0
        for source in self._near(cue, Role.SOURCE):
            cost = self._cost(source, cue, own=frozenset({Role.CONTENT}))
            if source.start >= cue.end:
                cost += 0 if self._gap(cue, source) == 0 else 2
            if cost < least:
                best, least = source, cost
        return best

    def owner_of(self, content: RoleSpan, candidates: list[Attribution]) -> Attribution | None:
        """The attribution whose source or cue stands nearest to the content."""
        best, least = None, FAR + 1.0
        for candidate in candidates:
            if candidate.cue is None:
                continue
            anchors = [a for a in (candidate.cue, candidate.source) if a is not None and self._together(a, content)]
            costs = [self._cost(a, content, own=frozenset()) - self._own(candidate, a, content) for a in anchors]
            if not costs:
                continue
            cost = min(costs) + (BEFORE if content.end <= candidate.cue.start and not self._quoted(content) else 0)
            if cost < least:
                best, least = candidate, cost
        return best

    def _own(self, candidate: Attribution, anchor: RoleSpan, content: RoleSpan) -> float:
        """What spans of the same attribution between the two have cost."""
        mine = [s for s in (candidate.cue, candidate.source) if s is not None and s is not anchor]
        return BLOCKED * sum(_between(s, anchor, content) for s in mine)

    def _near(self, cue: RoleSpan, role: Role) -> list[RoleSpan]:
        near = self._reach(cue.start - REACH, cue.end + REACH)
        return [r for r in near if r.role is role and self._together(r, cue)]

    def _together(self, a: RoleSpan, b: RoleSpan) -> bool:
        """Whether both touch one sentence, or stand next to each other."""
        first, second = _ordered(a, b)
        if second.start - first.end > REACH:
            return False
        return self._words.number_at(first.end - 1) == self._words.number_at(second.start)

    def _gap(self, a: RoleSpan, b: RoleSpan) -> int:
        first, second = _ordered(a, b)
        return sum(t.tag != "PUNCT" for t in self._words.within(first.end, second.start))

    def _cost(self, a: RoleSpan, b: RoleSpan, *, own: frozenset[Role]) -> float:
        """The words between two spans; those of transparent roles are free, other spans cost extra."""
        cost = float(self._gap(a, b))
        first, second = _ordered(a, b)
        for span in self._reach(first.end, second.start):
            words = sum(t.tag != "PUNCT" for t in self._words.within(span.start, span.end))
            cost += -words if span.role in own else BLOCKED
        return cost

    def _quoted(self, content: RoleSpan) -> bool:
        return bool(self._words.quoted(content.start, content.end))


def _ordered(a: RoleSpan, b: RoleSpan) -> tuple[RoleSpan, RoleSpan]:
    return (b, a) if b.start < a.start else (a, b)


def _between(span: RoleSpan, a: RoleSpan, b: RoleSpan) -> bool:
    first, second = _ordered(a, b)
    return first.end <= span.start and span.end <= second.start


def _joined(words: Words, alone: list[Attribution], found: list[Attribution]) -> list[Attribution]:
    """Quotations that go on after their cue join it; the others stay alone."""
    left = []
    reported = sorted((a for a in found if a.contents), key=lambda a: a.hull.end)
    ends = [a.hull.end for a in reported]
    for orphan in alone:
        content = orphan.contents[0]
        place = bisect_right(ends, content.start)
        last = reported[place - 1] if place else None
        if last is not None and _goes_on(words, last, content):
            last.contents.append(content)
            ends[place - 1] = content.end
        else:
            left.append(orphan)
    return left


def _stands(words: Words, alone: Attribution) -> bool:
    """Whether a content that nothing reports is a statement: it is quoted, or the encoder is sure of a whole clause."""
    content = alone.contents[0]
    finite = any(t.tag in ("MD", "VBD", "VBZ", "VBP") for t in words.within(content.start, content.end))
    return bool(words.quoted(content.start, content.end)) or (finite and content.score >= SURE)


def _goes_on(words: Words, before: Attribution, content: RoleSpan) -> bool:
    """Whether a quotation follows, in the same paragraph or as the next one, on a quotation with its cue."""
    if not words.quoted(content.start, content.end) or not words.quoted(before.hull.start, before.hull.end):
        return False
    here, there = words.sentence_at(content.start), words.sentence_at(before.hull.end - 1)
    between = words.within(before.hull.end, content.start)
    return here.paragraph == there.paragraph and sum(t.tag != "PUNCT" for t in between) <= FAR // 2
