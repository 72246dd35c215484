"""What a statement does when it is no promise: by its cue, its auxiliaries and the encoder."""

from pledgebook.extract.statements import Draft
from pledgebook.extract.words import Words
from pledgebook.records import Act, Sentence, Span, Token

ENCODER_ACTS = {
    "assertive": Act.ASSERTION,
    "assertive-verdict": Act.ASSERTION,
    "assertive-stance": Act.STANCE,
    "commissive-action": Act.ASSERTION,
    "commissive-outcome": Act.ASSERTION,
    "directive": Act.DEMAND,
    "expressive": Act.EXPRESSION,
    "interrogative": Act.QUESTION,
}


class ActReader:
    """Reads the acts of one document's statements."""

    def __init__(self, words: Words) -> None:
        self._words = words
        data = words.language.data("pledging")
        self._needs = frozenset(data["needs"])
        self._people = frozenset(data["bodies"]) | frozenset(words.language.data("titles")["roles"])
        self._pronouns = frozenset(words.language.data("titles")["pronouns"]) | frozenset(data["second_person"])

    def act_of(self, draft: Draft | None, sentence: Sentence | None) -> Act:
        """The act of the longest sentence, unless the cue tells."""
        if draft is None:
            return self._by_words(sentence.span) if sentence is not None else Act.ASSERTION
        span = self._longest(draft)
        quoted = bool(draft.quoted)
        if draft.cue is not None and not quoted:
            infinitive = self._starts_with_to(draft.contents[0])
            if draft.cue.is_a("asking") and not infinitive:
                return Act.QUESTION
            if draft.cue.is_a("demanding"):
                return Act.DEMAND
        return self._by_words(span)

    def _starts_with_to(self, span: Span) -> bool:
        return any(t.tag == "TO" for t in self._words.within(span.start, span.end)[:3])

    def _longest(self, draft: Draft) -> Span:
        parts = [
            Span(max(c.start, s.start), min(c.end, s.end))
            for c in draft.contents
            for s in self._words.sentences_in(c.start, c.end)
        ]
        return max(parts, key=lambda p: p.end - p.start, default=draft.hull)

    def _by_words(self, span: Span) -> Act:
        tokens = self._words.within(span.start, span.end)
        if any(t.text == "?" for t in tokens[-3:]):
            return Act.QUESTION
        for i, token in enumerate(tokens):
            if token.text.lower() in self._needs and (token.tag == "MD" or self._needs_to(tokens, i)):
                return Act.DEMAND if self._asks_others(tokens[:i]) else Act.STANCE
        scores = self._words.scores(span.start, span.end)
        if scores is None:
            return Act.ASSERTION
        act = scores.heads["act"]
        return ENCODER_ACTS.get(max(act, key=lambda label: act[label]), Act.ASSERTION)

    def _needs_to(self, tokens: list[Token], i: int) -> bool:
        return tokens[i].tag.startswith("VB") and i + 1 < len(tokens) and tokens[i + 1].tag == "TO"

    def _asks_others(self, before: list[Token]) -> bool:
        """Whether somebody else than the speaker is the one who must."""
        nouns = [t for t in before[-4:] if t.tag.startswith("NN") or t.tag in ("PRP", "NNP")]
        if not nouns:
            return False
        word = nouns[-1].text.lower()
        return word in self._people or (
            nouns[-1].tag == "PRP" and word in self._pronouns and not self._words.is_one(word, "impersonal")
        )
