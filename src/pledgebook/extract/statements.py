"""Attributions -> statements: trimmed, with manner, speaker and time."""

from dataclasses import dataclass, replace
from itertools import pairwise

from pledgebook.extract.attributions import Attribution, attributions
from pledgebook.extract.people import Known, People
from pledgebook.extract.words import CLOSING, CURRENCY, OPENING, STRAIGHT, Words
from pledgebook.records import Act, Interval, Manner, Person, Quote, RoleSpan, Span, Statement, TimeType, Token

MARKS = OPENING + CLOSING + STRAIGHT + "‘’'"
LOOSE = " \t\r\n\u00a0,;:–—-"


@dataclass(frozen=True)
class Cue:
    """What the reporting words do, by the lists of `reporting.yml`."""

    base: str
    kinds: frozenset[str]
    past: bool = False

    def is_a(self, kind: str) -> bool:
        return kind in self.kinds


@dataclass
class Draft:
    """A statement in the making: what the record will hold, and what the rules want to know of it."""

    attribution: Attribution
    contents: list[Span]
    quoted: list[Span]
    manner: Manner
    cue: Cue | None
    speaker: Known | None
    said: Interval | None = None
    addressee: Quote | None = None
    nested: bool = False  # whether somebody reports it within his own words

    @property
    def hull(self) -> Span:
        role = [s.span for s in (self.attribution.source, self.attribution.cue) if s is not None]
        spans = [*role, *self.contents]
        return Span(min(s.start for s in spans), max(s.end for s in spans))


class Cues:
    """The kinds of reporting words of a language."""

    def __init__(self, words: Words) -> None:
        self._words = words
        data = words.language.data("reporting")
        self._kinds = {
            k: frozenset(data[k])
            for k in ("pledging", "planning", "denying", "demanding", "forecasting", "asking", "saying", "told")
        }
        self._renewing, self._withholding = frozenset(data["renewing"]), frozenset(data["withholding"])
        self.complementisers = frozenset(data["complementisers"])
        self.nouns = frozenset(data["report_nouns"])

    def of(self, span: Span, content: Span | None = None) -> Cue:
        """What the words of a cue do: its last verb decides, or a noun that reports, also at the content's head."""
        tokens = self._words.within(span.start, span.end)
        verbs = [t for t in tokens if t.tag.startswith("VB")] or tokens[-1:]
        nouns = [t for t in tokens if t.text.lower().rstrip("s") in self.nouns and t.tag.startswith("NN")]
        base = nouns[-1].text.lower().rstrip("s") if nouns else self._words.base(verbs[-1])
        if not verbs[-1].tag.startswith("VB"):
            base = next((f for f in (base, base.removesuffix("s")) if any(f in b for b in self._kinds.values())), base)
        kinds = {kind for kind, bases in self._kinds.items() if base in bases}
        if content is not None and base in self._renewing and self._names_promise(content):
            kinds.add("pledging")
        if any(self._words.negates(t.text.lower()) for t in tokens) or any(self._withholds(t) for t in tokens[:-1]):
            kinds.add("negated")
        return Cue(base, frozenset(kinds), past=verbs[-1].tag in ("VBD", "VBG"))

    def _withholds(self, token: Token) -> bool:
        """Whether somebody does not do what the next verb says: "refused to promise", "was unable to"."""
        word = self._words.base(token) if token.tag.startswith("VB") else token.text.lower()
        return word in self._withholding

    def _names_promise(self, content: Span) -> bool:
        """Whether words begin as "his firm promise" does."""
        opening = self._words.within(content.start, content.end)[:4]
        return bool(opening) and opening[0].tag == "PRP$" and any(t.text.lower() in self.nouns for t in opening)


def drafts(words: Words, people: People) -> list[Draft]:
    """All reported statements of a document, in the order of the text, with their speakers."""
    cues, found = Cues(words), []
    for attribution in attributions(words):
        attribution.contents = merged(words, attribution.contents, cues)
        contents = [c for c in (trimmed(words, r, cues) for r in attribution.contents) if c.end > c.start]
        if not contents:
            continue
        quoted = [q for c in contents for q in words.quoted(c.start, c.end)]
        cue = cues.of(attribution.cue.span, contents[0]) if attribution.cue is not None else None
        draft = Draft(attribution, contents, quoted, manner_of(words, contents, quoted), cue, None)
        draft.speaker = _speaker(words, people, attribution)
        draft.said = _said(words, draft)
        draft.addressee = _addressee(words, draft)
        found.append(draft)
    return found


def merged(words: Words, contents: list[RoleSpan], cues: Cues) -> list[RoleSpan]:
    """Contents between which nothing but marks stands, as one."""
    found: list[RoleSpan] = []
    for content in sorted(contents, key=lambda r: r.start):
        before = found[-1] if found else None
        if before is not None and _close(words, before, content):
            score = min(before.score, content.score)
            found[-1] = replace(before, end=max(before.end, content.end), score=score)
        else:
            found.append(content)
    return [c for c in found if not _only(words, c, cues.complementisers)]


def _close(words: Words, before: RoleSpan, after: RoleSpan) -> bool:
    between = words.within(before.end, after.start)
    same = words.sentence_at(before.end - 1) == words.sentence_at(after.start)
    return same and all(t.text in MARKS for t in between)


def _only(words: Words, content: RoleSpan, small: frozenset[str]) -> bool:
    return all(t.text.lower() in small or t.tag == "PUNCT" for t in words.within(content.start, content.end))


def trimmed(words: Words, content: RoleSpan, cues: Cues) -> Span:
    """A content without a leading "that", outer quotation marks and what is loose around them, with its currency."""
    start, end, text = content.start, content.end, words.text
    tokens = words.within(start, end)
    while tokens and ((tokens[0].text.lower() in cues.complementisers and len(tokens) > 1) or tokens[0].text in LOOSE):
        tokens = tokens[1:]
        start = tokens[0].start if tokens else end
    start -= 0 < start < end and text[start - 1] in CURRENCY  # belongs to its amount
    end = _end(text, start, end)
    return _unquoted(words, start, end)


def _end(text: str, start: int, end: int) -> int:
    """Without the full stop or comma of the sentence around it."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    if end > start and text[end - 1] == "." and not text[start:end].rstrip(".").endswith(tuple(CLOSING + STRAIGHT)):
        inner = text[max(start, end - 3) : end - 1]
        end -= 0 if "." in inner else 1
    return end


def _unquoted(words: Words, start: int, end: int) -> Span:
    """Without quotation marks around all of it."""
    inside = words.quoted(start, end)
    text = words.text
    if inside and text[start] in MARKS and inside[0].start - start <= 2:
        whole = len(inside) == 1 or text[end - 1] in MARKS
        closed = inside[-1].end >= end - 2
        if closed and (len(inside) == 1 or _all_inside(words, inside)):
            return Span(inside[0].start, min(end, inside[-1].end)) if whole else Span(start, end)
    return Span(start, end)


def _all_inside(words: Words, inside: list[Span]) -> bool:
    """Whether nothing but marks and blanks stands between the quoted stretches."""
    pairs = pairwise(inside)
    return all(not words.text[a.end : b.start].strip(MARKS + " \r\n\t") for a, b in pairs)


def manner_of(words: Words, contents: list[Span], quoted: list[Span]) -> Manner:
    """Direct if all words are quoted, mixed if some are, else indirect."""
    total = sum(len(words.between(c.start, c.end)) for c in contents)
    inside = sum(len(words.between(q.start, q.end)) for q in quoted)
    if not inside:
        return Manner.INDIRECT
    return Manner.DIRECT if inside >= total - 2 * len(contents) and inside >= 0.9 * total else Manner.MIXED


def _speaker(words: Words, people: People, attribution: Attribution) -> Known | None:
    if attribution.source is None and attribution.cue is not None:
        attribution.source = people.subject_of(attribution.cue)
    if attribution.source is not None:
        attribution.source = _whole_name(words, _untimed(words, attribution.source))
        return people.resolve(attribution.source.span)
    return people.last_speaker(attribution.hull.start)


def _untimed(words: Words, source: RoleSpan) -> RoleSpan:
    """A source without a time at its end: "the mayor on Monday"."""
    time = next((t for t in words.times if source.start < t.start and t.end == source.end), None)
    kept = words.within(source.start, time.start) if time is not None else []
    while kept and kept[-1].tag in ("IN", "DT", "PUNCT"):
        kept = kept[:-1]
    return replace(source, end=kept[-1].end) if kept else source


def _whole_name(words: Words, source: RoleSpan) -> RoleSpan:
    """A source that ends inside a name, with the rest of it: "Mayor" of "Mayor Jan Nowak"."""
    last = words.within(source.start, source.end)[-1:]
    after = words.within(source.end, source.end + 40)
    if not last or last[0].tag != "NNP":
        return source
    end = source.end
    for token in after:
        if token.tag != "NNP" or words.text[end : token.start].strip(" "):
            break
        end = token.end
    return replace(source, end=end)


def _said(words: Words, draft: Draft) -> Interval | None:
    """The date in the statement's sentence, outside of its content, that stands nearest to the cue."""
    cue = draft.attribution.cue
    if cue is None:
        return None
    sentence = words.sentence_at(cue.start)
    held = [t for t in words.times_within(sentence.start, sentence.end) if t.type is TimeType.DATE]
    spans = [Span(c.start, c.end) for c in draft.attribution.contents]
    free = [t for t in held if not any(s.start <= t.start < s.end for s in spans)]
    if not free:
        return None
    time = min(free, key=lambda t: max(t.start - cue.end, cue.start - t.end))
    return Interval(time.start, time.end, time.text, time.earliest, time.latest)


def _addressee(words: Words, draft: Draft) -> Quote | None:
    """The words after "told" and its like, up to the content or a mark."""
    cue = draft.attribution.cue
    if cue is None or draft.cue is None or not draft.cue.is_a("told"):
        return None
    limit = min((c.start for c in draft.attribution.contents if c.start >= cue.end), default=cue.end + 60)
    source = draft.attribution.source
    if source is not None and source.start >= cue.end:
        limit = min(limit, source.start)
    taken: list[Token] = []
    for token in words.within(cue.end, limit):
        if token.tag not in ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS"):
            break
        taken.append(token)
    return words.document.quote(taken[0].start, taken[-1].end) if taken else None


def record(words: Words, draft: Draft, number: int, act: Act, within: str | None) -> Statement:
    """The draft as the record holds it."""
    quote = words.document.quote
    source, cue = draft.attribution.source, draft.attribution.cue
    person: Person | None = draft.speaker.as_person() if draft.speaker is not None else None
    quoted = draft.contents if draft.manner is Manner.DIRECT else draft.quoted
    return Statement(
        id=f"s{number}",
        start=draft.hull.start,
        end=draft.hull.end,
        manner=draft.manner,
        act=act,
        source=quote(source.start, source.end) if source is not None else None,
        cue=quote(cue.start, cue.end) if cue is not None else None,
        content=tuple(quote(c.start, c.end) for c in draft.contents),
        quoted=tuple(quoted),
        speaker=person,
        said=draft.said,
        addressee=draft.addressee,
        within=within,
        score=round(draft.attribution.score, 2),
    )
