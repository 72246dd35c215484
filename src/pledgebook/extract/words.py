"""A document as the rules see it: its words by place, its quotation marks, its sentences."""

from bisect import bisect_left, bisect_right
from functools import cached_property

from pledgebook.extract.lemmas import lemmatiser
from pledgebook.languages import language
from pledgebook.records import ActScores, Analysis, Document, Sentence, Span, Time, Token

OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
CURRENCY = "$£€"


class Words:
    """The words, sentences, quotations and times of one document."""

    def __init__(self, document: Document, analysis: Analysis, times: tuple[Time, ...]) -> None:
        self.document, self.analysis, self.times = document, analysis, times
        self.text = document.text
        self.tokens = analysis.tokens
        self.language = language(document.language)
        self.base = lemmatiser(self.language)
        grammar = self.language.data("grammar")
        self._grammar = {kind: tuple(words) for kind, words in grammar.items()}
        self._negating = frozenset(self.language.data("reporting")["negating"])
        self._starts = [t.start for t in self.tokens]
        self._time_starts = [t.start for t in times]
        self._sentence_starts = [s.start for s in analysis.sentences]

    @cached_property
    def pledging(self) -> dict[str, frozenset[str]]:
        """The lists of words that `pledging.yml` has, by their names."""
        data = self.language.data("pledging")
        return {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}

    def between(self, start: int, end: int) -> range:
        """The numbers of the words that lie whole in `[start, end)`."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        while last > first and self.tokens[last - 1].end > end:
            last -= 1
        return range(first, last)

    def within(self, start: int, end: int) -> list[Token]:
        """The words that lie whole in `[start, end)`."""
        found = self.between(start, end)
        return list(self.tokens[found.start : found.stop])

    def is_one(self, word: str, kind: str) -> bool:
        """Whether a word, in lower case or base form, is of a kind that `grammar.yml` lists."""
        return word in self._grammar[kind]

    def contracted(self, word: str) -> str | None:
        """The word without the negation that is drawn into it ("wouldn’t"), None if there is none."""
        for ending in self._grammar["contracted"]:
            if word.endswith(ending):
                return word.removesuffix(ending)
        return None

    def negates(self, word: str) -> bool:
        """Whether a word, in lower case, turns round what it stands with: "never", "wouldn’t"."""
        return word in self._negating or self.contracted(word) is not None

    def times_in(self, start: int, end: int) -> list[Time]:
        """The times that share a character with `[start, end)`."""
        first, last = bisect_left(self._time_starts, start), bisect_left(self._time_starts, end)
        while first and self.times[first - 1].end > start:
            first -= 1
        return list(self.times[first:last])

    def times_within(self, start: int, end: int) -> list[Time]:
        """The times that lie whole in `[start, end)`."""
        return [t for t in self.times_in(start, end) if start <= t.start and t.end <= end]

    def number_at(self, offset: int) -> int:
        """The number of the sentence that holds this place, or of the last one before it."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds this place, or the last one before it."""
        return self.analysis.sentences[self.number_at(offset)]

    def sentences_in(self, start: int, end: int) -> list[Sentence]:
        """The sentences that share a character with `[start, end)`."""
        first = max(0, bisect_right(self._sentence_starts, start) - 1)
        last = bisect_left(self._sentence_starts, end)
        return [s for s in self.analysis.sentences[first:last] if s.end > start]

    def scores(self, start: int, end: int) -> ActScores | None:
        """What the encoder says of the stretch that covers these words most closely."""
        best, most = None, 0.0
        for act in self._acts_near(start):
            shared = min(end, act.end) - max(start, act.start)
            share = shared / (max(end, act.end) - min(start, act.start))
            if shared > 0 and share > most:
                best, most = act, share
        return best

    def _acts_near(self, start: int) -> list[ActScores]:
        sentence = self.sentence_at(start)
        return self._acts_by_sentence.get(sentence.start, [])

    @cached_property
    def _acts_by_sentence(self) -> dict[int, list[ActScores]]:
        found: dict[int, list[ActScores]] = {}
        for act in self.analysis.acts:
            found.setdefault(self.sentence_at(act.start).start, []).append(act)
        return found

    @cached_property
    def quotations(self) -> list[Span]:
        """The stretches inside quotation marks, without the marks; one a paragraph."""
        found: list[Span] = []
        at, open_at, paragraph = "", -1, -1
        for sentence in self.analysis.sentences:
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                if (at and self.text[sentence.start] in OPENING + STRAIGHT) or at:
                    at, open_at = "", -1
            for token in self.tokens[sentence.first : sentence.last]:
                at, open_at = self._quoting(token, at, open_at, found)
            if at and self._paragraph_ends(sentence):
                found.append(Span(open_at, sentence.end))
        return [span for span in found if span.end > span.start]

    def _quoting(self, token: Token, at: str, open_at: int, found: list[Span]) -> tuple[str, int]:
        mark = token.text
        if at and (mark in CLOSING or mark == at == STRAIGHT):
            found.append(Span(open_at, token.start))
            return "", -1
        if not at and (mark in OPENING or mark == STRAIGHT):
            return (STRAIGHT if mark == STRAIGHT else "“"), token.end
        return at, open_at

    def _paragraph_ends(self, sentence: Sentence) -> bool:
        after = bisect_right(self._sentence_starts, sentence.start)
        return after == len(self.analysis.sentences) or (self.analysis.sentences[after].paragraph != sentence.paragraph)

    def quoted(self, start: int, end: int) -> list[Span]:
        """What of `[start, end)` stands in quotation marks."""
        first = max(0, bisect_right(self._quotation_starts, start) - 1)
        cut = []
        for span in self.quotations[first:]:
            if span.start >= end:
                break
            if span.end > start:
                cut.append(Span(max(start, span.start), min(end, span.end)))
        return cut

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [s.start for s in self.quotations]
