"""What stands around a clause and makes it a question, a forecast, a condition or the words of others."""

from itertools import pairwise

from pledgebook.extract.clauses import Clause, Form, is_opining
from pledgebook.extract.judging.setting import Setting, is_first, undrawn
from pledgebook.extract.rules import Rule
from pledgebook.extract.words import Words

DESCRIBED = frozenset(
    ("DT", "PRP$", "JJ", "JJS", "NN", "NNS", "CD", "RB", "RBS")
)  # of a noun and what stands before it
TOLD = 6  # words before "that" among which stands who is told what follows
BEFORE = 3  # words before a verb of saying among which its subject or its negation stands


class Surroundings:
    """Judges what stands around the clauses of one document."""

    def __init__(self, words: Words) -> None:
        self._words, self._tokens = words, words.tokens
        self._lists = words.pledging
        self._imagined = frozenset(words.language.data("conditions")["imagined"])
        reporting = words.language.data("reporting")
        self._complementisers, self._saying = frozenset(reporting["complementisers"]), frozenset(reporting["saying"])
        self._told = frozenset(reporting["told"]) | self._lists["performing"]

    def rules(self, clause: Clause, setting: Setting) -> list[Rule]:
        sentence = self._words.sentence_at(self._tokens[clause.trigger].start)
        found = []
        last = [t for t in self._tokens[sentence.first : sentence.last] if t.tag == "PUNCT" and t.text not in '"”’»)']
        if last and last[-1].text == "?":
            found.append(Rule.QUESTION)
        lead = self._tokens[max(sentence.first, clause.start - 1) : clause.start + 1]
        if any(t.text.lower() in self._imagined for t in lead) and not self._has_consequence(clause, sentence.last):
            found.append(Rule.SUBORDINATE)
        if (self._relative(clause) or self._contact(clause)) and not self._told_after(clause):
            found.append(Rule.SUBORDINATE)
        if self._opined(clause):
            found.append(Rule.FORECAST)
        found += self._told_by(clause, setting)
        if self._conditions(clause):
            found.append(Rule.IMAGINED)
        if self._asked(clause):
            found.append(Rule.QUESTION)
        if setting.asking:
            found.append(Rule.ASKING)
        return found

    def _told_by(self, clause: Clause, setting: Setting) -> list[Rule]:
        """What the verb before the clause makes of it: others say it, or it is said not to be promised."""
        at = self._teller(clause)
        cue = setting.draft.attribution.cue if setting.draft is not None else None
        reported = cue is not None and cue.start <= self._tokens[max(0, at)].start < cue.end
        if setting.draft is not None and setting.draft.nested and is_first(self._words, clause):
            return [Rule.OTHERS_PROMISE]  # "critics say that we will", said by one of us
        if at < 1 or reported or not self._tokens[at].tag.startswith("VB"):
            return []
        base = self._words.base(self._tokens[at])
        before = [undrawn(t) for t in self._tokens[max(0, at - BEFORE) : at]]
        if base in self._lists["performing"]:
            negated = any(self._words.negates(t.text.lower()) for t in self._tokens[max(0, at - BEFORE) : at])
            return [Rule.DENIED] if negated else []
        others = (
            base in self._saying and is_first(self._words, clause) and self._lists["first_person"].isdisjoint(before)
        )
        return [Rule.OTHERS_PROMISE] if others else []

    def _conditions(self, clause: Clause) -> bool:
        """Whether the clause only says under which condition something else is so: "it takes work if we are to win"."""
        at = self._before(clause)
        meant = clause.form in (Form.PHRASE, Form.INTENDING, Form.PERFORMING)
        return meant and at >= 0 and self._tokens[at].text.lower() in self._imagined

    def _asked(self, clause: Clause) -> bool:
        """Whether the clause says what is asked or known, "how we will pay", and not "that is why we will"."""
        at = self._before(clause)
        before = self._tokens[at]
        if (
            at < 0
            or self._told_after(clause)
            or (before.tag not in ("WRB", "WP") and before.text.lower() not in self._lists["asking"])
        ):
            return False
        verb = self._tokens[max(0, at - 1)]
        contracted = "'" in verb.text or "’" in verb.text
        return not contracted and not self._words.is_one(self._words.base(verb), "being")

    def _before(self, clause: Clause) -> int:
        """The word before the subject, -1 where there is none."""
        return (clause.subject.start if clause.subject is not None else clause.trigger) - 1

    def _opined(self, clause: Clause) -> bool:
        """Whether the clause is what somebody hopes, or takes to be so of others than himself: "I am sure he will"."""
        at = self._teller(clause)
        if at < 0:
            return False
        token = self._tokens[at]
        if token.tag[:2] in ("VB", "JJ") and self._words.base(token) in self._lists["hoping"]:
            return True
        return not is_first(self._words, clause) and (is_opining(self._words, at) or self._is_held(at))

    def _is_held(self, i: int) -> bool:
        """Whether what follows is held to be so: "no doubt that", "it is likely that"."""
        word, after = self._tokens[i].text.lower(), self._tokens[i + 1].text.lower()
        if word in self._lists["opinions"]:
            return after in self._complementisers
        before = [self._tokens[j] for j in range(max(0, i - BEFORE), i) if self._tokens[j].tag != "RB"]
        nobody = any(undrawn(t) in self._lists["empty"] for t in before)
        return nobody and word in self._lists["evident"]

    def _teller(self, clause: Clause) -> int:
        """The word before the clause and the "that" which brings it in, -1 where there is none."""
        at = clause.start - 1
        while at >= 0 and self._tokens[at].text.lower() in self._complementisers:
            at -= 1
        return at

    def _has_consequence(self, clause: Clause, last: int) -> bool:
        """Whether a main clause with a comma before it follows the opener inside this very clause."""
        return any(self._tokens[i].text == "," for i in range(clause.start, clause.trigger))

    def _relative(self, clause: Clause) -> bool:
        """Whether the clause only describes: "the man who will …", "what we will do"."""
        subject = clause.subject.start if clause.subject is not None else clause.trigger
        if self._is_content(subject - 1):
            return False
        return any(
            self._tokens[i].tag in ("WDT", "WP") or self._words.is_one(self._tokens[i].text.lower(), "relatives")
            for i in {clause.trigger - 1, subject - 1, subject}
            if i >= 0
        )

    def _is_content(self, i: int) -> bool:
        """Whether "that" brings in what somebody is told, "we assure you all that we will", or who it is that will."""
        if i < 1 or self._tokens[i].text.lower() not in self._complementisers:
            return False
        before = self._tokens[max(0, i - TOLD) : i]
        told = any(t.tag[:2] == "VB" and self._words.base(t) in self._told for t in before)
        cleft = any(a.text.lower() in self._lists["empty"] and b.tag == "VBZ" for a, b in pairwise(before))
        return told or cleft

    def _contact(self, clause: Clause) -> bool:
        """Whether the clause only describes the noun right before its pronoun: "another way we will do it".

        "The first thing we will do is build" promises to build.
        """
        subject = clause.subject
        if subject is None or self._tokens[subject.stop - 1].tag != "PRP":
            return False
        before = self._tokens[clause.start : subject.stop - 1]
        described = bool(before) and before[0].tag in ("DT", "PRP$") and before[-1].tag in ("NN", "NNS")
        plain = described and all(t.tag in DESCRIBED for t in before)
        dated = described and bool(self._words.times_in(before[-1].start, before[-1].end))
        return plain and not dated

    def _told_after(self, clause: Clause) -> bool:
        """Whether "is" and another verb follow: "the first thing we will do is build"."""
        inside = self._tokens[clause.trigger + 1 : clause.verb + 1]
        return any(a.tag == "VBZ" and b.tag in ("VB", "TO") for a, b in pairwise(inside))
