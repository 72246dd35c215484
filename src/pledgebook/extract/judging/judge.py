"""Is this clause a promise? Named rules with weights, and the encoder's opinion, added up as log-odds."""

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from pledgebook.extract.clauses import Clause, Form
from pledgebook.extract.judging.setting import Setting, is_first, subject_of
from pledgebook.extract.judging.subjects import Subjects
from pledgebook.extract.judging.surroundings import Surroundings
from pledgebook.extract.people import People
from pledgebook.extract.rules import SUBJECT_RULES, WEIGHTS, Rule
from pledgebook.extract.words import Words
from pledgebook.records import ActScores, Genre, Reason, Token

OWN_WEIGHT, REPORTED_WEIGHT = 0.8, 0.4  # of the encoder's log-odds: it was trained on parties' own words
ENCODER_LIMIT = 2.0  # log-odds: no opinion of the encoder outweighs a plain rule
BIAS = -0.3
AFTER = 4  # words after a verb among which stands what makes it one of speaking: "draw your attention"
OBJECTS = frozenset(("DT", "PRP", "PRP$", "CD", "JJ", "NN", "NNS", "NNP", "NNPS"))  # with which an object begins
THINGS = OBJECTS - {"PRP", "NNP", "NNPS"}  # the same for what is no person: "meet our target"
DAY = re.compile(r"\d{4}-\d\d-\d\d")  # with which the value of a time begins that is a day
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """A score from 0 to 1 and the reasons that made it."""

    score: float
    why: tuple[Reason, ...]


class Judge:
    """Judges the clauses of one document."""

    def __init__(self, words: Words, people: People, speaker_names: frozenset[str]) -> None:
        self._words, self._tokens = words, words.tokens
        self._subjects, self._surroundings = Subjects(words, people, speaker_names), Surroundings(words)
        self._lists = words.pledging
        self._speaking_of = {
            verb: frozenset(found) for verb, found in words.language.data("pledging")["speaking_of"].items()
        }
        self._imagined = frozenset(words.language.data("conditions")["imagined"])

    def judge(self, clause: Clause, setting: Setting) -> Verdict:
        """Add up all that speaks for and against."""
        reasons = [self._reason(rule, start, end) for rule, start, end in self._rules(clause, setting)]
        span = clause.span(self._words)
        scores = self._words.scores(span.start, span.end)
        if scores is not None:
            value = round((OWN_WEIGHT if setting.own else REPORTED_WEIGHT) * _opinion(scores), 2)
            rule = Rule.MODEL if value > 0 else Rule.MODEL_AGAINST
            reasons.append(Reason(rule.value, value > 0, scores.start, scores.end, value))
        total = BIAS + sum(r.weight for r in reasons)
        return Verdict(round(1 / (1 + math.exp(-total)), 2), tuple(reasons))

    def _reason(self, rule: Rule, start: int, end: int) -> Reason:
        return Reason(rule.value, WEIGHTS[rule] > 0, start, end, WEIGHTS[rule])

    def _rules(self, clause: Clause, setting: Setting) -> list[tuple[Rule, int, int]]:
        found: list[tuple[Rule, int, int]] = []
        trigger = self._tokens[clause.trigger]
        subject = subject_of(self._words, clause)

        def say(rule: Rule, first: Token = trigger, last: Token | None = None) -> None:
            found.append((rule, first.start, (last or first).end))

        whose = self._subjects.rules(clause, setting)
        for rule in (*self._form_rules(clause, setting), *whose):
            say(
                rule,
                subject[0] if subject and rule in SUBJECT_RULES else trigger,
                subject[-1] if subject and rule in SUBJECT_RULES else None,
            )
        for rule in self._verb_rules(clause, setting, whose=whose):
            say(rule, self._tokens[clause.verb])
        for rule in self._cue_rules(setting):
            cue = setting.draft.attribution.cue if setting.draft else None
            if cue is not None:
                found.append((rule, cue.start, cue.end))
        for rule in self._surroundings.rules(clause, setting):
            say(rule)
        return found

    def _form_rules(self, clause: Clause, setting: Setting) -> list[Rule]:
        match clause.form:
            case Form.NEEDED:
                return [Rule.NEED]
            case Form.POSSIBLE:
                return [Rule.POSSIBILITY]
            case Form.PERFORMING:
                return [Rule.PERFORMING_VERB]
            case Form.INTENDING:
                return [Rule.INTENTION]
            case Form.ARRANGED:
                return [Rule.DATED_PRESENT]
            case Form.BARE:
                return [Rule.IMPERATIVE]
            case Form.REPORTED_FUTURE if (setting.quoted or setting.own) and not self._if_elected(clause):
                return [Rule.IMAGINED]
            case Form.REPORTED_FUTURE:
                return [Rule.REPORTED_WILL]
            case Form.PHRASE if self._scheduled(clause):
                return [Rule.SCHEDULED]
        return []

    def _if_elected(self, clause: Clause) -> bool:
        """Whether only an election stands between the speaker and what he would do: "if elected, we would"."""
        words = [self._tokens[i].text.lower() for i in range(clause.start, clause.end)]
        electing, own = self._lists["electing"], self._lists["electing"] | self._lists["first_person"]
        opened = any(word in self._imagined and after in own for word, after in pairwise(words))
        return opened and not electing.isdisjoint(words)

    def _scheduled(self, clause: Clause) -> bool:
        return any(self._tokens[i].text.lower() in self._lists["scheduled"] for i in range(clause.trigger, clause.verb))

    def _verb_rules(self, clause: Clause, setting: Setting, *, whose: list[Rule]) -> list[Rule]:
        base = self._words.base(self._tokens[clause.verb])
        found = []
        subject, first = (
            subject_of(self._words, clause),
            Rule.FIRST_PERSON_WILL in whose or is_first(self._words, clause),
        )
        promised = setting.draft is not None and setting.draft.cue is not None and setting.draft.cue.is_a("pledging")
        if clause.negated and clause.form is not Form.PERFORMING and base in self._lists["performing"]:
            found.append(Rule.DENIED)
        meant = clause.form in (Form.INTENDING, Form.INFINITIVE)
        if ((first and clause.form in (Form.FUTURE, Form.PHRASE, Form.ARRANGED)) or meant) and self._speaks(
            clause.verb, base, meant
        ):
            found.append(Rule.SPEAKING)
        elif self._is_undergone(clause, base, whose, first=first):
            found.append(Rule.UNDERGOING)
        told = not subject or first or promised or clause.passive or clause.conjunct
        if base in self._lists["effects"] and not told:
            found.append(Rule.EFFECT)
        if Rule.BODY_WILL in whose and self._is_state(clause, base, setting):
            found.append(Rule.FORECAST)
        if self._done(clause) and not (first and clause.form is Form.FUTURE and not self._if(clause)):
            found.append(Rule.DONE)  # but "by then we will have built two schools" is a promise
        if self._has_to(clause, base):
            found.append(Rule.NEED)
        if self._is_arranged(clause, base):
            found.append(Rule.SCHEDULED)
        after = self._tokens[clause.verb + 1] if clause.verb + 1 < len(self._tokens) else None
        if self._words.is_one(base, "being") and after is not None and after.text.lower() in self._lists["scheduled"]:
            found.append(Rule.SCHEDULED)
        return found

    def _has_to(self, clause: Clause, base: str) -> bool:
        """Whether "we will have to" tells a need; that nobody will have to pay is promised."""
        after = self._tokens[clause.verb + 1].tag if clause.verb + 1 < clause.end else ""
        return self._words.is_one(base, "having") and after == "TO" and not clause.negated

    def _is_arranged(self, clause: Clause, base: str) -> bool:
        """Whether a verb in the present tells a meeting, a journey or what the calendar begins: "the school starts"."""
        after = self._tokens[clause.verb + 1].tag if clause.verb + 1 < clause.end else ""
        if clause.form is Form.FUTURE and base in self._lists["touring"]:
            return self._on_a_day(clause) and not (base in self._lists["satisfying"] and after in THINGS)
        if clause.form is not Form.ARRANGED:
            return False
        alone = base in self._lists["beginning"] and not clause.passive and after not in OBJECTS
        return alone or base in self._lists["arranging"]

    def _on_a_day(self, clause: Clause) -> bool:
        """Whether the clause names the very day: "will speak on Thursday"."""
        span = clause.span(self._words)
        times = self._words.times_in(span.start, span.end)
        return any(DAY.match(t.value or "") is not None for t in times)

    def _if(self, clause: Clause) -> bool:
        return any(self._tokens[i].text.lower() in self._imagined for i in range(clause.start, clause.trigger))

    def _undergoes(self, clause: Clause, base: str) -> bool:
        """Whether something only happens to the speaker, or in his mind: "we will see", "we will be left out"."""
        if clause.passive and clause.form in (Form.FUTURE, Form.PHRASE):
            return True
        forms = (Form.FUTURE, Form.REPORTED_FUTURE, Form.PHRASE, Form.INTENDING)
        return clause.form in forms and base in self._lists["undergoing"]

    def _befalls(self, clause: Clause, base: str) -> bool:
        """Whether it is foretold of a body what it will see or win."""
        return clause.form in (Form.FUTURE, Form.REPORTED_FUTURE) and base in self._lists["befalling"]

    def _is_undergone(self, clause: Clause, base: str, whose: list[Rule], *, first: bool) -> bool:
        """Whether the subject does nothing: something happens to it, or it is looked at in some way."""
        if first:
            return self._undergoes(clause, base)
        regarded = Rule.PASSIVE_WILL in whose and base in self._lists["regarded"] and not clause.negated
        return regarded or (Rule.BODY_WILL in whose and self._befalls(clause, base))

    def _is_state(self, clause: Clause, base: str, setting: Setting) -> bool:
        """Whether it is only said what a body will be: "the city will be proud"; a programme says what it promises."""
        programme = setting.own and self._words.document.genre is Genre.MANIFESTO
        future = clause.form in (Form.FUTURE, Form.REPORTED_FUTURE)
        return future and self._words.is_one(base, "being") and not clause.negated and not programme

    def _speaks(self, verb: int, base: str, meant: bool) -> bool:
        """Whether the verb only tells what the speaker says next: "I want to thank", "I will now turn to"."""
        following = self._tokens[verb + 1 : verb + 1 + AFTER]
        candid = self._words.is_one(base, "being") and any(
            t.text.lower() in self._lists["candid"] for t in following[:2]
        )
        spoken = base in self._lists["speaking"] or (meant and base in self._lists["wishing"])
        words = self._speaking_of.get(base, NONE)
        named = any(t.text.lower() in words and (k == 0 or t.tag[:2] in ("NN", "JJ")) for k, t in enumerate(following))
        return candid or spoken or named

    def _done(self, clause: Clause) -> bool:
        between = [self._words.base(self._tokens[i]) for i in range(clause.trigger + 1, clause.verb)]
        perfect = any(self._words.is_one(base, "having") for base in between)
        return perfect and self._tokens[clause.verb].tag in ("VBN", "VBD")

    def _cue_rules(self, setting: Setting) -> list[Rule]:
        cue = setting.draft.cue if setting.draft is not None else None
        if cue is None:
            return []
        found = []
        if cue.is_a("negated") or cue.is_a("denying"):
            found.append(Rule.DENIED)
        elif cue.is_a("pledging"):
            found.append(Rule.PLEDGING_CUE)
        elif cue.is_a("demanding") and not setting.quoted:
            found.append(Rule.DEMAND)
        elif cue.is_a("planning"):
            found.append(Rule.PLANNING_CUE)
        if cue.is_a("forecasting") and not setting.quoted:
            found.append(Rule.FORECAST)
        return found


def _opinion(scores: ActScores) -> float:
    """The encoder's log-odds that this is a promise, from two heads that political scientists have labelled."""
    opinion = 0.6 * _logit(scores.commissive) + 0.4 * _logit(scores.heads["pledge"]["yes"])
    return max(-ENCODER_LIMIT, min(ENCODER_LIMIT, opinion))


def _logit(p: float) -> float:
    p = min(0.97, max(0.03, p))
    return math.log(p / (1 - p))
