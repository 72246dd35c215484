"""Where a clause begins and ends, and which words are its subject."""

from dataclasses import replace

from pledgebook.extract.clauses.binding import Binder
from pledgebook.extract.clauses.shape import FINITE, Clause
from pledgebook.extract.words import CLOSING, OPENING, STRAIGHT, Words

NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "EX", "WP"))
OPENING_TAGS = NOMINAL | {"DT", "PRP$", "JJ"}  # of words with which a clause begins that nothing brings in
PRONOUNS = frozenset(("PRP", "EX", "DT", "WP"))
LOOSE = frozenset(("CC", "RB", "PUNCT", "WRB"))  # what may stand before a subject
BREAKS = frozenset((";", ":", "—", "–", "?", "!", "…"))


def is_opining(words: Words, i: int) -> bool:
    """Whether the word hopes or takes something to be so: "I hope", "we are sure"."""
    token, opining = words.tokens[i], words.language.data("pledging")["opining"]
    if token.tag == "VBN":  # "we are convinced"
        return token.text.lower() in opining
    return token.tag.startswith(("VB", "JJ")) and words.base(token) in opining


class Bounds:
    """Finds them in one document."""

    def __init__(self, words: Words, binder: Binder) -> None:
        self._words, self._tokens, self._binder = words, words.tokens, binder
        data, conditions = words.language.data("pledging"), words.language.data("conditions")
        reporting = words.language.data("reporting")
        self._complementisers = frozenset(reporting["complementisers"])
        self._saying = frozenset(reporting["saying"]) | frozenset(data["performing"])
        self._condition_words = {word for opener in conditions["openers"] for word in opener.split()}
        self._bringing = frozenset(conditions["imagined"]) | frozenset(data["asking"])
        self._openers = {o.split()[0] for o in conditions["openers"]}

    def left(self, trigger: int, stretch: range) -> tuple[int, range | None]:
        """Where the clause of this verb begins, and its subject."""
        start = trigger
        while start > stretch.start and not self._begins(start, trigger, stretch):
            start -= 1
        start += self._is_proviso(start)
        last = self._before_aside(start, trigger)
        subject = range(self._subject_start(start, last), last + (last == trigger and self._holds(trigger)))
        if self._tokens[trigger - 1].tag == "CC":
            verb = next((j for j in range(start, trigger) if self.is_finite(j)), None)
            pronoun = self._described(start, trigger)
            if pronoun is not None:
                return trigger, range(pronoun, pronoun + 1)
            if verb is not None:  # "the council has built a bridge and will build another"
                start, subject = trigger, range(self._subject_start(start, verb), verb + self._holds(verb))
        has = any(self._tokens[i].tag in NOMINAL or self._tokens[i].tag == "DT" for i in subject)
        return start, subject if has else None

    def _is_proviso(self, start: int) -> bool:
        """Whether a lone participle stands before the subject: "where required we will"."""
        led = start > 0 and self._tokens[start - 1].tag == "WRB" and self._tokens[start].tag in ("VBN", "JJ")
        return led and self._tokens[start + 1].tag in ("PRP", "PRP$", "DT")

    def _described(self, start: int, trigger: int) -> int | None:
        """The relative pronoun whose verb this one is joined to: "a town that has paid and will pay"."""
        pronoun = next((j for j in range(trigger - 1, start - 1, -1) if self._tokens[j].tag in ("WDT", "WP")), None)
        verb = next((j for j in range(pronoun or trigger, trigger) if self.is_finite(j)), None)
        if (
            pronoun is None
            or verb is None
            or any(self._tokens[j].tag not in ("RB", "WDT", "WP") for j in range(pronoun, verb))
        ):
            return None
        aside = self._tokens[pronoun - 1].text == "," and self._tokens[trigger - 2].text != ","
        closed = any(self._tokens[j].text == "," for j in range(verb, trigger))
        alike = self._words.is_one(self._words.base(self._tokens[verb]), "having") or self._tokens[verb].tag == "MD"
        alike = alike or self._tokens[trigger].tag == "VBG"
        return pronoun if not closed and (aside or alike) else None

    def _holds(self, i: int) -> bool:
        """Whether a word holds the subject and its verb: "we'll"."""
        return "'" in self._tokens[i].text.replace("’", "'")

    def _before_aside(self, start: int, trigger: int) -> int:
        """Where the subject ends: at the verb, or at the comma before an aside, "the mayor, a former nurse, will"."""
        if self._tokens[trigger - 1].text != ",":
            return trigger
        commas = [i for i in range(start + 1, trigger - 1) if self._tokens[i].text == ","]
        named = bool(commas) and self._nominal_between(start, commas[-1]) and self._tokens[start].tag != "IN"
        return commas[-1] if named else trigger

    def _begins(self, i: int, trigger: int, stretch: range) -> bool:
        """Whether a clause that holds the verb at `trigger` begins with word `i`."""
        before = self._tokens[i - 1]
        if before.text in BREAKS or before.text in OPENING or self._closes(i - 1):
            return True
        if before.tag == "IN" and before.text.lower() in self._complementisers:
            return self._tokens[i - 2].text.lower() not in self._condition_words if i - 2 >= stretch.start else True
        if i - 1 > stretch.start and self._brings_in(i - 1, trigger) and self._nominal_between(i, trigger):
            return True
        if i - 1 > stretch.start and self._tokens[i].tag in OPENING_TAGS and self._tells(i - 1):
            return True
        if before.tag == "CC" and self._clause_before(i - 1, stretch) and self._has_subject(i, trigger):
            return True
        return (
            before.text == ","
            and self._clause_before(i - 1, stretch)
            and self._has_subject(i, trigger)
            and not self._opens_condition(stretch, i)
            and not self._fronts(i - 1, stretch)
        )

    def _fronts(self, comma: int, stretch: range) -> bool:
        """Whether only a fronted phrase stands between "that" and this comma: "we hope that in time, the city will"."""
        for j in range(comma - 1, stretch.start, -1):
            if self.is_finite(j) or self._tokens[j].tag == "PUNCT":
                return False
            if self._tokens[j].tag == "IN" and self._tokens[j].text.lower() in self._complementisers:
                return self._tokens[j + 1].tag == "IN"
        return False

    def _tells(self, i: int) -> bool:
        """Whether what follows this verb is what somebody hopes, says or promises."""
        token = self._tokens[i]
        said = token.tag.startswith("VB") and self._words.base(token) in self._saying
        return said or is_opining(self._words, i)

    def _brings_in(self, i: int, trigger: int) -> bool:
        """Whether a word brings in the very clause of this verb: "how we will", "if we are to"."""
        token = self._tokens[i]
        return (token.tag == "WRB" or token.text.lower() in self._bringing) and not any(
            self._tokens[j].tag in FINITE or self._tokens[j].text == "," for j in range(i + 1, trigger)
        )

    def _opens_condition(self, stretch: range, i: int) -> bool:
        """Whether the words before this comma are a condition that belongs to the clause."""
        words = [self._tokens[j] for j in range(stretch.start, i) if self._tokens[j].tag != "PUNCT"]
        return bool(words) and (words[0].text.lower() in self._openers or words[0].tag in ("IN", "MD", "WRB"))

    def _clause_before(self, i: int, stretch: range) -> bool:
        return any(self.is_finite(j) for j in range(stretch.start, i))

    def is_finite(self, i: int) -> bool:
        """Whether a verb with its tense stands here, also one drawn into a pronoun: "we're", and not "the city's"."""
        return self._tokens[i].tag in FINITE or (self._tokens[i].tag in PRONOUNS and self._holds(i))

    def _has_subject(self, i: int, trigger: int) -> bool:
        """Whether a subject stands from word `i` on, also one that the verb is drawn into: "we're"."""
        return self._nominal_between(i, trigger) or (i == trigger and self._tokens[i].tag == "PRP")

    def _nominal_between(self, i: int, trigger: int) -> bool:
        return any(self._tokens[j].tag in NOMINAL for j in range(i, trigger))

    def _subject_start(self, start: int, trigger: int) -> int:
        """Where the subject begins: at the pronoun right before the verb, or after what stands before the subject."""
        first = self._phrase_start(start, trigger)
        last = trigger if self._holds(trigger) and self._tokens[trigger].tag == "PRP" else trigger - 1
        again = any(self._words.is_one(self._tokens[last].text.lower(), kind) for kind in ("reflexive", "objective"))
        alone = self._tokens[last].tag == "PRP" and self._tokens[last - 1].tag not in ("CC", "IN") and not again
        return last if alone and last > first else first

    def _phrase_start(self, start: int, trigger: int) -> int:
        """What stands after the last comma or fronted phrase before the verb."""
        if self._tokens[trigger - 1].tag == "EX":
            return trigger - 1
        first = start
        for i in range(start, trigger):
            if self._tokens[i].text in ",–—" and self._nominal_between(i + 1, trigger):
                first = i + 1
        while first < trigger and self._tokens[first].tag in LOOSE and not self.negates(first):
            first += 1
        if first < trigger and self._tokens[first].tag == "PRP":
            return first
        pronoun = [i for i in range(first, trigger) if self._tokens[i].tag == "PRP"]
        if self._tokens[first].tag == "IN" and pronoun:
            return pronoun[-1]
        if self._tokens[first].tag == "IN":
            later = [
                i
                for i in range(first + 2, trigger)
                if self._tokens[i].tag in ("DT", "PRP$") and self._tokens[i - 1].tag in NOMINAL
            ]
            return later[0] if later else first
        return first

    def bounded(self, clauses: list[Clause], stretch: range) -> list[Clause]:
        """Each clause ends where the next begins, or at a break."""
        found = []
        for k, clause in enumerate(clauses):
            following = (self._head(c.start) for c in clauses[k + 1 :])
            limit = min((start for start in following if start > clause.verb), default=stretch.stop)
            end = next((i for i in range(clause.verb + 1, limit) if self._stops(i)), limit)
            while (
                end > clause.verb + 1
                and self._tokens[end - 1].tag in ("CC", "PUNCT")
                and self._tokens[end - 1].text not in "%)"
            ):
                end -= 1
            found.append(replace(clause, end=end))
        return found

    def _head(self, start: int) -> int:
        """Where what brings in a clause begins: "that", "I believe that"."""
        while start and self._tokens[start - 1].text.lower() in self._complementisers:
            start -= 1
        told = start > 1 and self._tokens[start - 2].tag == "PRP" and self._tells(start - 1)
        return start - 2 if told else start

    def _closes(self, i: int) -> bool:
        """Whether a mark closes what was said, with "said the minister" or "the city would" after it."""
        token, before = self._tokens[i], self._tokens[i - 1]
        parted = i + 1 < len(self._tokens) and token.end < self._tokens[i + 1].start
        return token.text in CLOSING + STRAIGHT and before.text in ",.?!" and parted

    def _goes_on(self, i: int) -> bool:
        """Whether a clause with a pronoun of its own is joined here: "and I am asking you"."""
        if self._tokens[i].tag != "CC" or i + 2 >= len(self._tokens) or self._tokens[i + 1].tag != "PRP":
            return False
        after = next((j for j in range(i + 2, len(self._tokens)) if self._tokens[j].tag != "RB"), i + 1)
        return self._tokens[after].tag in FINITE or self.is_finite(i + 1)

    def _stops(self, i: int) -> bool:
        """Whether a clause ends before word `i`."""
        token = self._tokens[i]
        if token.text in BREAKS:
            return True
        after = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        if self._closes(i) or self._goes_on(i):
            return True
        return token.text in CLOSING and after is not None and after.tag in ("PRP", "NNP") and token.end < after.start

    def negates(self, i: int) -> bool:
        """Whether a word turns round what it stands with."""
        return self._words.negates(self._tokens[i].text.lower())

    def negates_subject(self, subject: range | None) -> bool:
        """Whether the subject is none: "no business with …"."""
        return subject is not None and any(
            self.negates(i) and self._tokens[i].tag in ("DT", "RB", "NN") for i in subject
        )
