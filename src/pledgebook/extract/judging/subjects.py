"""What the subject of a clause tells: does the speaker bind himself, or a body he speaks for?"""

from itertools import pairwise

from pledgebook.extract.clauses import Clause, Form
from pledgebook.extract.judging.setting import Setting, head_nouns, owned_nouns, subject_of, undrawn
from pledgebook.extract.people import People
from pledgebook.extract.rules import Rule
from pledgebook.extract.words import Words
from pledgebook.records import Genre, Token

NAMED = 8  # words after "there will be" among which stands what will be


class Subjects:
    """Judges the subjects of one document."""

    def __init__(self, words: Words, people: People, speaker_names: frozenset[str]) -> None:
        self._words, self._tokens, self._people = words, words.tokens, people
        self._lists = words.pledging
        self._speaker_names = speaker_names

    def rules(self, clause: Clause, setting: Setting) -> list[Rule]:
        if clause.form in (Form.NEEDED, Form.POSSIBLE, Form.BARE, Form.INFINITIVE, Form.NOMINAL):
            return []
        subject = subject_of(self._words, clause)
        words = {undrawn(t) for t in subject}
        pronoun = undrawn(subject[-1]) if subject else ""
        first = self._lists["first_person"]
        if words & first and (pronoun in first or (len(subject) <= 4 and not self._describes(subject))):
            return [Rule.FIRST_PERSON_WILL]
        if words & self._lists["second_person"] and len(subject) <= 3:
            return [Rule.SECOND_PERSON]
        if setting.draft is not None and subject and self._is_source(clause, subject, setting):
            return [Rule.FIRST_PERSON_WILL]
        if any(t.tag == "EX" or undrawn(t) in self._lists["existing"] for t in subject[-2:]):
            return self._existence(clause, setting)
        if subject and (self._expletive(clause, subject) or self._equates(clause, subject)):
            return [Rule.IMPERSONAL]
        if clause.form is Form.ARRANGED:
            return [self._arranger(clause, subject, setting)]
        if (
            self._names_body(subject, setting)
            and not self._quantified(subject)
            and not self._only_told(clause, subject)
        ):
            return [Rule.BODY_WILL]
        if subject and clause.form in (Form.PERFORMING, Form.INTENDING) and not self._is_goal(subject):
            return [Rule.OTHERS_PROMISE]
        return [Rule.PASSIVE_WILL if clause.passive else Rule.OTHER_SUBJECT, *self._outcome(clause, subject, setting)]

    def _only_told(self, clause: Clause, subject: list[Token]) -> bool:
        """Whether a body does nothing: it is done to it, or "the bill would" and "it aims to" only tell."""
        named = owned_nouns(self._words, subject)
        told = bool(named) and named[-1].text.lower() in self._lists["instruments"]
        if clause.form is Form.INTENDING:
            return told and subject[0].tag != "PRP$" and self._words.document.genre is not Genre.MANIFESTO
        if clause.form not in (Form.FUTURE, Form.REPORTED_FUTURE):
            return False
        own = self._words.is_one(subject[0].text.lower(), "own") or subject[0].tag != "PRP$"
        spared = clause.negated and own  # "our city will not be sold", but not "his cabinet won't be bound"
        return (clause.passive and not spared) or (told and clause.form is Form.REPORTED_FUTURE)

    def _existence(self, clause: Clause, setting: Setting) -> list[Rule]:
        """What there will be, or will not: measures of the kind that who governs takes are promised, and no storms."""
        named = self._tokens[clause.verb + 1 : min(clause.end, clause.verb + 1 + NAMED)]
        cut = next((k for k, t in enumerate(named) if t.tag in ("IN", "WDT", "WP", "TO", "PUNCT")), len(named))
        measures = any(t.text.lower() in self._lists["measures"] for t in named[:cut])
        return [
            Rule.EXISTENCE,
            *([Rule.MEASURE] if measures and clause.negated else []),
            *self._programme(clause, setting),
        ]

    def _outcome(self, clause: Clause, subject: list[Token], setting: Setting) -> list[Rule]:
        """What more makes a promise of what others will have or undergo."""
        if clause.form not in (Form.FUTURE, Form.REPORTED_FUTURE, Form.PHRASE) or not subject:
            return []
        none = clause.negated and clause.subject is not None and clause.trigger < clause.subject.start
        whom = self._quantified(subject) or (none and subject[0].tag == "DT")  # "never again will a child"
        found = [Rule.FOR_ALL] if whom and self._is_good(clause) else []
        return found + self._programme(clause, setting)

    def _programme(self, clause: Clause, setting: Setting) -> list[Rule]:
        """Whether a programme says that it will be so, and not what will come of it: "this will bring jobs"."""
        manifesto = setting.own and self._words.document.genre is Genre.MANIFESTO
        subject, base = subject_of(self._words, clause), self._words.base(self._tokens[clause.verb])
        vague = not clause.passive and (
            base in self._lists["effects"] or (len(subject) == 1 and subject[0].tag == "DT")
        )
        return [Rule.PROGRAMME] if manifesto and clause.form is Form.FUTURE and not vague else []

    def _quantified(self, subject: list[Token]) -> bool:
        """Whether all or none are the subject: "every child", "nobody"."""
        first, after, last = [*(undrawn(t) for t in subject[:3]), "", ""][:3]
        if self._words.times_in(subject[0].start, subject[0].end):
            return False  # "each year two towns will"
        return first in self._lists["quantifying"] and not (
            len(subject) > 1 and not self._lists["pointing"].isdisjoint((after, " ".join((after, last))))
        )

    def _is_good(self, clause: Clause) -> bool:
        """Whether the verb is no forecast: what nobody will suffer may be promised, what everybody will feel is not."""
        base = self._words.base(self._tokens[clause.verb])
        if clause.form is Form.PHRASE:  # "everybody is going to love it"
            return False
        if clause.negated and base in self._lists["sparing"]:
            return True
        return clause.passive or base not in self._lists["undergoing"] | self._lists["effects"] | self._lists["fated"]

    def _arranger(self, clause: Clause, subject: list[Token], setting: Setting) -> Rule:
        """Who does what a date alone puts into the future: only for a body of his own does somebody speak so."""
        if clause.passive:
            return Rule.PASSIVE_WILL
        speaker = any(self._is_speaker(t, setting) for t in owned_nouns(self._words, subject))
        return Rule.BODY_WILL if self._is_body(subject) or speaker else Rule.OTHERS_PROMISE

    def _is_body(self, subject: list[Token]) -> bool:
        """Whether a noun for a body is the subject, and not what belongs to one: "the government", not "its aides"."""
        named = owned_nouns(self._words, subject)
        common = [t for t in named if t.tag not in ("NNP", "NNPS")]
        return any(t.text.lower() in self._lists["bodies"] for t in common[-1:] or named)

    def _is_speaker(self, token: Token, setting: Setting) -> bool:
        """Whether a word of a subject is a name of the speaker himself."""
        known = setting.draft.speaker if setting.draft is not None else None
        names = self._speaker_names | (set(known.name.split()) if known is not None and token.tag == "NNP" else set())
        return undrawn(token) in {name.lower() for name in names}

    def _is_goal(self, subject: list[Token]) -> bool:
        """Whether the subject is a goal or a promise, and no person: "the aim is to", "her commitment is to"."""
        named = {t.text.lower() for t in subject}
        return bool(named & (self._lists["goals"] | self._lists["performing_nouns"])) or subject[0].tag == "PRP$"

    def _empty(self, subject: list[Token]) -> bool:
        """Whether nobody is the subject: "there", "it"."""
        return len(subject) == 1 and (subject[0].tag == "EX" or subject[0].text.lower() in self._lists["empty"])

    def _expletive(self, clause: Clause, subject: list[Token]) -> bool:
        """Whether "it" stands for nothing that does something: "it will take years", "it will be built"."""
        base = self._words.base(self._tokens[clause.verb])
        acts = clause.form is Form.FUTURE and base not in self._lists["effects"] | self._lists["expletive"]
        return self._empty(subject) and not (acts and not clause.passive)

    def _describes(self, subject: list[Token]) -> bool:
        """Whether I or we only describe a thing that is the subject: "the projects we are backing"."""
        pairs = pairwise(subject)
        return any(a.tag in ("NN", "NNS") and undrawn(b) in self._lists["first_person"] for a, b in pairs)

    def _equates(self, clause: Clause, subject: list[Token]) -> bool:
        """Whether "the task is to …" only says what a thing is."""
        nouns = head_nouns(subject)
        plain = bool(nouns) and nouns[-1].tag == "NN" and nouns[-1].text.lower() not in self._lists["bodies"]
        return clause.form is Form.PHRASE and self._tokens[clause.trigger + 1].tag == "TO" and plain

    def _is_source(self, clause: Clause, subject: list[Token], setting: Setting) -> bool:
        """ "He said he would": the pronoun is the speaker, unless several are meant; "it" is the body that speaks."""
        if len(subject) != 1 or subject[0].tag != "PRP" or setting.quoted:
            return False
        return not self._empty(subject) or self._is_body_speaking(clause, setting)

    def _is_body_speaking(self, clause: Clause, setting: Setting) -> bool:
        """Whether "it" does something, and one body is the source: "the council said it would build"."""
        speaker = setting.draft.speaker if setting.draft is not None else None
        base = self._words.base(self._tokens[clause.verb])
        effects = self._lists["effects"] | self._lists["expletive"]
        acts = base not in effects - self._lists["acting"] and not clause.passive
        if speaker is None or speaker.gender in ("m", "f") or not acts:
            return False
        source = setting.draft.attribution.source if setting.draft is not None else None
        told = self._words.within(source.start, source.end) if source else []
        if len(told) == 1 and self._words.is_one(told[0].text.lower(), "impersonal"):
            return speaker.body  # "it said it would"
        nouns = [t for t in told if t.tag[:2] == "NN"]
        one = bool(nouns) and nouns[-1].tag in ("NN", "NNP") and speaker.role is None
        return one and self._lists["observers"].isdisjoint(t.text.lower() for t in nouns)

    def _names_body(self, subject: list[Token], setting: Setting) -> bool:
        """Whether a body or office that the speaker may speak for is the subject."""
        named = head_nouns(subject)
        if not named or subject[-1].tag == "PRP" or named[-1].text.lower() in self._lists["occasions"]:
            return False
        bodies = any(t.text.lower() in self._lists["bodies"] for t in owned_nouns(self._words, subject))
        speaker = any(t.text.split("’")[0].split("'")[0] in self._speaker_names for t in named)
        owned = subject[0].tag == "PRP$" and self._words.is_one(subject[0].text.lower(), "own")
        owned = owned and self._lists["unbound"].isdisjoint(t.text.lower() for t in named)
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
