"""Reports inside of reports: "the minister said that the president had promised …"."""

from collections.abc import Iterator

from pledgebook.extract.attributions import Attribution
from pledgebook.extract.clauses import FINITE, NOMINAL
from pledgebook.extract.people import People
from pledgebook.extract.statements import Cues, Draft, manner_of, trimmed
from pledgebook.extract.words import OPENING, STRAIGHT, Words
from pledgebook.records import Manner, Role, RoleSpan, Span

KINDS = ("pledging", "saying", "denying", "forecasting")
VERBAL = ("VB", "VBD", "VBZ", "VBP", "VBN")


def nested_drafts(words: Words, people: People, outer: list[Draft]) -> list[Draft]:
    """A draft for each report of speech inside the contents of others."""
    cues = Cues(words)
    return [d for draft in outer for content in draft.contents for d in _inside(words, people, cues, draft, content)]


def _inside(words: Words, people: People, cues: Cues, outer: Draft, content: Span) -> Iterator[Draft]:
    for sentence in words.sentences_in(content.start, content.end):
        part = words.between(max(content.start, sentence.start), min(content.end, sentence.end))
        for i in part:
            if words.tokens[i].tag not in VERBAL or i == part.start:
                continue
            draft = _report(words, people, cues, outer, part, i)
            if draft is not None:
                yield draft


def _report(words: Words, people: People, cues: Cues, outer: Draft, part: range, verb: int) -> Draft | None:
    """The report whose verb stands here, if it has somebody before it and something after it."""
    first = _group(words, part, verb)
    cue = cues.of(Span(words.tokens[first].start, words.tokens[verb].end))
    if not any(cue.is_a(kind) for kind in KINDS) or words.tokens[first].tag in ("TO", "MD"):
        return None
    source = _source(words, part, first)
    start = _content(words, cues, part, verb, pledging=cue.is_a("pledging"))
    if source is None or start is None or _imagined(words, part, source) or _first_person(words, source):
        return None
    score = outer.attribution.score
    attribution = Attribution(
        _span(words, Role.CUE, range(first, verb + 1), score),
        _span(words, Role.SOURCE, source, score),
        [_span(words, Role.CONTENT, range(start, part.stop), score)],
    )
    inner = trimmed(words, attribution.contents[0], cues)
    quoted = words.quoted(inner.start, inner.end) if outer.manner is not Manner.DIRECT else []
    speaker = (
        None if _are_others(words, outer, source) else people.resolve(_span(words, Role.SOURCE, source, score).span)
    )
    return Draft(attribution, [inner], quoted, manner_of(words, [inner], quoted), cue, speaker, nested=True)


def _first_person(words: Words, source: range) -> bool:
    """Whether the speaker reports himself, which is no report of somebody else: "I promise to …"."""
    return words.tokens[source.stop - 1].text.lower() in words.language.data("pledging")["first_person"]


def _are_others(words: Words, outer: Draft, source: range) -> bool:
    """Whether a quoted speaker speaks of "them", whom no name in the text tells: he is none of them."""
    several = words.is_one(words.tokens[source.stop - 1].text.lower(), "impersonal")
    return outer.manner is Manner.DIRECT and several


def _imagined(words: Words, part: range, source: range) -> bool:
    """Whether the report is only imagined: "if he had promised us …"."""
    openers = words.language.data("conditions")["imagined"]
    return any(words.tokens[i].text.lower() in openers for i in range(max(part.start, source.start - 2), source.start))


def _span(words: Words, role: Role, numbers: range, score: float) -> RoleSpan:
    return RoleSpan(role, words.tokens[numbers.start].start, words.tokens[numbers.stop - 1].end, score)


def _group(words: Words, part: range, verb: int) -> int:
    """The first word of the verb's group: "had never promised"."""
    first = verb
    while first > part.start and (
        words.tokens[first - 1].tag in ("RB", "MD", "TO")
        or (words.tokens[first - 1].tag in FINITE and words.is_one(words.base(words.tokens[first - 1]), "doing"))
    ):
        first -= 1
    return first


def _source(words: Words, part: range, first: int) -> range | None:
    """The noun phrase that ends right before the cue."""
    if first > part.start and words.tokens[first - 1].text in OPENING + STRAIGHT:
        first -= 1
    start = first
    while start > part.start and words.tokens[start - 1].tag in (*NOMINAL, "DT", "PRP$", "JJ", "POS"):
        start -= 1
        if words.tokens[start].tag in ("DT", "PRP$", "PRP"):
            break
    return range(start, first) if start < first else None


def _content(words: Words, cues: Cues, part: range, verb: int, *, pledging: bool) -> int | None:
    """Where what is reported begins: at "to" or "that" or a clause of its own."""
    for i in range(verb + 1, min(verb + 6, part.stop)):
        token = words.tokens[i]
        if token.tag == "TO" and pledging:
            return i
        if token.text.lower() in cues.complementisers and token.tag == "IN":
            return i + 1 if i + 1 < part.stop else None
        if token.tag in ("PUNCT", "IN", "VBN", "VBG", "CC"):
            if i == verb + 1:
                return None
            break
    after = range(verb + 1, min(verb + 12, part.stop))
    finite = any(words.tokens[i].tag in FINITE for i in after)
    return verb + 1 if finite and after and words.tokens[verb + 1].tag in (*NOMINAL, "DT", "PRP$", "JJ") else None
