"""Is this clause a promise? Named rules with weights, and the encoder's opinion, added up as log-odds."""

import math
from dataclasses import dataclass
from itertools import pairwise

from pledgebook.extract.clauses import Clause, Form, is_opining
from pledgebook.extract.people import People
from pledgebook.extract.rules import SUBJECT_RULES, WEIGHTS, Rule
from pledgebook.extract.statements import Draft
from pledgebook.extract.words import Words
from pledgebook.records import ActScores, Reason, Token

OWN_WEIGHT, REPORTED_WEIGHT = 0.8, 0.4  # of the encoder's log-odds: it was trained on parties' own words
ENCODER_LIMIT = 2.0  # log-odds: no opinion of the encoder outweighs a plain rule
BIAS = -0.3
AFTER = 4  # words after a verb among which stands what makes it one of speaking: "draw your attention"
BEFORE = 3  # words before a verb of saying among which its subject or its negation stands
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Setting:
    """Where a clause stands: in which statement (None: the author's own words), and whether the words are quoted."""

    draft: Draft | None
    own: bool
    quoted: bool


@dataclass(frozen=True)
class Verdict:
    """A score from 0 to 1 and the reasons that made it."""

    score: float
    why: tuple[Reason, ...]


class Judge:
    """Judges the clauses of one document."""

    def __init__(self, words: Words, people: People, speaker_names: frozenset[str]) -> None:
        self._words, self._tokens, self._people = words, words.tokens, people
        data = words.language.data("pledging")
        self._lists = {k: frozenset(v) for k, v in data.items() if isinstance(v, list)}
        self._speaker_names = speaker_names
        self._speaking_of = {verb: frozenset(found) for verb, found in data["speaking_of"].items()}
        conditions = words.language.data("conditions")
        self._imagined = frozenset(conditions["imagined"])
        reporting = words.language.data("reporting")
        self._complementisers, self._saying = frozenset(reporting["complementisers"]), frozenset(reporting["saying"])

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
        subject = self._subject(clause)

        def say(rule: Rule, first: Token = trigger, last: Token | None = None) -> None:
            found.append((rule, first.start, (last or first).end))

        for rule in (*self._form_rules(clause, setting), *self._subject_rules(clause, setting)):
            say(
                rule,
                subject[0] if subject and rule in SUBJECT_RULES else trigger,
                subject[-1] if subject and rule in SUBJECT_RULES else None,
            )
        for rule in self._verb_rules(clause, setting):
            say(rule, self._tokens[clause.verb])
        for rule in self._cue_rules(setting):
            cue = setting.draft.attribution.cue if setting.draft else None
            if cue is not None:
                found.append((rule, cue.start, cue.end))
        for rule in self._sentence_rules(clause, setting):
            say(rule)
        return found

    def _is_first(self, clause: Clause) -> bool:
        """Whether I or we are among the subject, also as "I'll"."""
        words = {t.text.lower().split("'")[0].split("’")[0] for t in self._subject(clause)}
        return not words.isdisjoint(self._lists["first_person"])

    def _subject(self, clause: Clause) -> list[Token]:
        return [self._tokens[i] for i in clause.subject] if clause.subject else []

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

    def _subject_rules(self, clause: Clause, setting: Setting) -> list[Rule]:
        if clause.form in (Form.NEEDED, Form.POSSIBLE, Form.BARE, Form.INFINITIVE, Form.NOMINAL):
            return []
        subject = self._subject(clause)
        words = {t.text.lower().split("'")[0].split("’")[0] for t in subject}
        pronoun = subject[-1].text.lower().split("'")[0].split("’")[0] if subject else ""
        if words & self._lists["first_person"] and (pronoun in self._lists["first_person"] or len(subject) <= 4):
            return [Rule.FIRST_PERSON_WILL]
        if words & self._lists["second_person"] and len(subject) <= 3:
            return [Rule.SECOND_PERSON]
        if setting.draft is not None and subject and self._is_source(subject, setting):
            return [Rule.FIRST_PERSON_WILL]
        if subject and (self._empty(subject) or self._equates(clause, subject)):
            return [Rule.IMPERSONAL]
        if self._names_body(subject, setting):
            return [Rule.BODY_WILL]
        if subject and clause.form in (Form.PERFORMING, Form.INTENDING) and not self._is_goal(subject):
            return [Rule.OTHERS_PROMISE]
        return [Rule.PASSIVE_WILL if clause.passive else Rule.OTHER_SUBJECT]

    def _is_goal(self, subject: list[Token]) -> bool:
        """Whether the subject is a goal or a promise, and no person: "the aim is to", "her commitment is to"."""
        named = {t.text.lower() for t in subject}
        return bool(named & (self._lists["goals"] | self._lists["performing_nouns"])) or subject[0].tag == "PRP$"

    def _empty(self, subject: list[Token]) -> bool:
        """Whether nobody is the subject: "there", "it"."""
        return len(subject) == 1 and (subject[0].tag == "EX" or subject[0].text.lower() in self._lists["empty"])

    def _equates(self, clause: Clause, subject: list[Token]) -> bool:
        """Whether "the task is to …" only says what a thing is."""
        nouns = _head_nouns(subject)
        plain = bool(nouns) and nouns[-1].tag == "NN" and nouns[-1].text.lower() not in self._lists["bodies"]
        return clause.form is Form.PHRASE and self._tokens[clause.trigger + 1].tag == "TO" and plain

    def _is_source(self, subject: list[Token], setting: Setting) -> bool:
        """ "He said he would": the pronoun is the speaker, unless several are meant."""
        pronoun = len(subject) == 1 and subject[0].tag == "PRP" and not setting.quoted
        return pronoun and not self._empty(subject) and setting.draft is not None

    def _names_body(self, subject: list[Token], setting: Setting) -> bool:
        """Whether a body or office that the speaker may speak for is the subject."""
        named = _head_nouns(subject)
        if not named:
            return False
        bodies = any(t.text.lower() in self._lists["bodies"] for t in named)
        speaker = any(t.text.split("’")[0].split("'")[0] in self._speaker_names for t in named)
        owned = subject[0].tag == "PRP$" and self._words.is_one(subject[0].text.lower(), "own")
        names = [t for t in subject if t.tag in ("NNP", "NNPS")]
        plural = len(names) == 2 and names[1].tag == "NNPS"  # "the United States"
        named_whole = any(t.tag == "NNP" for t in names) and all(t in names or t.tag == "DT" for t in subject)
        proper = named_whole and len(names) <= 2 and (len(subject) <= 2 or plural)
        return bodies or speaker or owned or (proper and not self._names_another(names, setting))

    def _names_another(self, names: list[Token], setting: Setting) -> bool:
        """Whether a name is that of a person whose full name stands in the text, and of another than the speaker."""
        known = self._people.by_name(" ".join(t.text for t in names))
        if known is None or known.body or " " not in known.name:
            return False
        person = known.role is not None or known.gender in ("m", "f")
        return person and (setting.draft is None or known is not setting.draft.speaker)

    def _verb_rules(self, clause: Clause, setting: Setting) -> list[Rule]:
        base = self._words.base(self._tokens[clause.verb])
        found = []
        subject, first = self._subject(clause), self._is_first(clause)
        promised = setting.draft is not None and setting.draft.cue is not None and setting.draft.cue.is_a("pledging")
        if clause.negated and clause.form is not Form.PERFORMING and base in self._lists["performing"]:
            found.append(Rule.DENIED)
        meant = clause.form in (Form.INTENDING, Form.INFINITIVE)
        if ((first and clause.form in (Form.FUTURE, Form.PHRASE)) or meant) and self._speaks(clause.verb, base, meant):
            found.append(Rule.SPEAKING)
        elif first and self._undergoes(clause, base):
            found.append(Rule.UNDERGOING)
        if (
            subject
            and not first
            and base in self._lists["effects"]
            and not clause.passive
            and not clause.conjunct
            and not promised
        ):
            found.append(Rule.EFFECT)
        if self._done(clause) and not (first and clause.form is Form.FUTURE and not self._if(clause)):
            found.append(Rule.DONE)  # but "by then we will have built two schools" is a promise
        after = self._tokens[clause.verb + 1] if clause.verb + 1 < len(self._tokens) else None
        if self._words.is_one(base, "being") and after is not None and after.text.lower() in self._lists["scheduled"]:
            found.append(Rule.SCHEDULED)
        return found

    def _if(self, clause: Clause) -> bool:
        return any(self._tokens[i].text.lower() in self._imagined for i in range(clause.start, clause.trigger))

    def _undergoes(self, clause: Clause, base: str) -> bool:
        """Whether something only happens to the speaker, or in his mind: "we will see", "we will be left out"."""
        if clause.passive and clause.form in (Form.FUTURE, Form.PHRASE):
            return True
        forms = (Form.FUTURE, Form.PHRASE, Form.INTENDING)
        return clause.form in forms and base in self._lists["undergoing"]

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

    def _sentence_rules(self, clause: Clause, setting: Setting) -> list[Rule]:
        sentence = self._words.sentence_at(self._tokens[clause.trigger].start)
        found = []
        last = [t for t in self._tokens[sentence.first : sentence.last] if t.tag == "PUNCT" and t.text not in '"”’»)']
        if last and last[-1].text == "?":
            found.append(Rule.QUESTION)
        lead = self._tokens[max(sentence.first, clause.start - 1) : clause.start + 1]
        if any(t.text.lower() in self._imagined for t in lead) and not self._has_consequence(clause, sentence.last):
            found.append(Rule.SUBORDINATE)
        if self._relative(clause):
            found.append(Rule.SUBORDINATE)
        if self._opined(clause):
            found.append(Rule.FORECAST)
        found += self._told_by(clause, setting)
        if self._conditions(clause):
            found.append(Rule.IMAGINED)
        if self._asked(clause):
            found.append(Rule.QUESTION)
        return found

    def _told_by(self, clause: Clause, setting: Setting) -> list[Rule]:
        """What the verb before the clause makes of it: others say it, or it is said not to be promised."""
        at = self._teller(clause)
        cue = setting.draft.attribution.cue if setting.draft is not None else None
        reported = cue is not None and cue.start <= self._tokens[max(0, at)].start < cue.end
        if at < 1 or reported or not self._tokens[at].tag.startswith("VB"):
            return []
        base = self._words.base(self._tokens[at])
        before = [t.text.lower() for t in self._tokens[max(0, at - BEFORE) : at]]
        if base in self._lists["performing"]:
            return [Rule.DENIED] if any(self._words.negates(word) for word in before) else []
        first, subject = self._lists["first_person"], {t.text.lower() for t in self._subject(clause)}
        others = base in self._saying and first & subject and not first & set(before)
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
        if at < 0 or (before.tag != "WRB" and before.text.lower() not in self._lists["asking"]):
            return False
        verb = self._tokens[max(0, at - 1)]
        contracted = "'" in verb.text or "’" in verb.text
        return not contracted and not self._words.is_one(self._words.base(verb), "being")

    def _before(self, clause: Clause) -> int:
        """The word before the subject, -1 where there is none."""
        return (clause.subject.start if clause.subject is not None else clause.trigger) - 1

    def _opined(self, clause: Clause) -> bool:
        """Whether the clause is what somebody hopes or takes to be so, of others than himself: "I hope he will"."""
        at = self._teller(clause)
        return at >= 0 and not self._is_first(clause) and is_opining(self._words, at)

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
        return any(
            self._tokens[i].tag in ("WDT", "WP") or self._words.is_one(self._tokens[i].text.lower(), "relatives")
            for i in {clause.trigger - 1, subject - 1, subject}
            if i >= 0
        )


def _head_nouns(subject: list[Token]) -> list[Token]:
    """The nouns of a subject before its first preposition or relative clause."""
    cut = next((i for i, t in enumerate(subject) if t.tag in ("IN", "TO", "WDT", "WP") and i), len(subject))
    return [t for t in subject[:cut] if t.tag.startswith("NN")]


def _opinion(scores: ActScores) -> float:
    """The encoder's log-odds that this is a promise, from two heads that political scientists have labelled."""
    opinion = 0.6 * _logit(scores.commissive) + 0.4 * _logit(scores.heads["pledge"]["yes"])
    return max(-ENCODER_LIMIT, min(ENCODER_LIMIT, opinion))


def _logit(p: float) -> float:
    p = min(0.97, max(0.03, p))
    return math.log(p / (1 - p))
