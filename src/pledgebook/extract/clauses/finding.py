"""Sentences -> clauses in which something future is done: subject, auxiliary, verb, and where it ends."""

from collections.abc import Iterator
from dataclasses import replace

from pledgebook.extract.clauses.binding import Binder
from pledgebook.extract.clauses.dating import Dating
from pledgebook.extract.clauses.shape import FINITE, Clause, Form
from pledgebook.extract.words import CLOSING, CURRENCY, OPENING, STRAIGHT, Words

NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "EX", "WP"))
OPENING_TAGS = NOMINAL | {"DT", "PRP$", "JJ"}  # of words with which a clause begins that nothing brings in
TRIGGERS = FINITE | {"VBG"}
MISTAKES = frozenset(("NN", "CD", "JJ", "X", "NNP", "NNS"))  # tags that a verb after its auxiliary may get wrongly
PRONOUNS = frozenset(("PRP", "EX", "DT", "WP"))
LOOSE = frozenset(("CC", "RB", "PUNCT", "WRB"))  # what may stand before a subject
BREAKS = frozenset((";", ":", "—", "–", "?", "!", "…"))


def is_opining(words: Words, i: int) -> bool:
    """Whether the word hopes or takes something to be so: "I hope", "we are sure"."""
    token = words.tokens[i]
    told = token.tag.startswith(("VB", "JJ")) and token.tag != "VBN"
    return told and words.base(token) in words.language.data("pledging")["opining"]


class ClauseFinder:
    """Finds candidate clauses in a stretch of one sentence."""

    def __init__(self, words: Words) -> None:
        self._words, self._tokens = words, words.tokens
        data = words.language.data("pledging")
        self._future, self._reported = frozenset(data["future"]), frozenset(data["reported_future"])
        self._needs, self._possible = frozenset(data["needs"]), frozenset(data["possible"])
        self._triggers = self._needs | set(words.language.data("grammar")["refusing"])  # whatever their tags
        self._binder, self._first_person = Binder(words), frozenset(data["first_person"])
        self._dating = Dating(words, self._binder)
        reporting = words.language.data("reporting")
        self._complementisers = frozenset(reporting["complementisers"])
        self._saying = frozenset(reporting["saying"]) | frozenset(data["performing"])
        conditions = words.language.data("conditions")
        self._condition_words = {word for opener in conditions["openers"] for word in opener.split()}
        self._inverted = frozenset(conditions["inverted"])
        self._bringing = frozenset(conditions["imagined"]) | frozenset(data["asking"])
        self._openers = {o.split()[0] for o in conditions["openers"]}

    def find(self, stretch: range, *, infinitive: bool = False, bare: bool = False, past: bool = False) -> list[Clause]:
        """The clauses of a stretch of words.

        `infinitive`: it may begin with "to"; `bare`: with a base form; `past`: its past tenses are those of a report,
        as in "said that he wanted to".
        """
        found = list(self._opening(stretch, infinitive=infinitive, bare=bare))
        colons = [i for i in stretch if self._tokens[i].text == ":"]
        found += [c for i in colons for c in self._opening(range(i + 1, stretch.stop), infinitive=False, bare=bare)]
        for i in stretch:
            clause = self._at(i, stretch, found[-1] if found else None, past=past)
            if clause is not None and not any(c.verb == clause.verb for c in found):
                found.append(clause)
        for i in stretch if self._dating.any_in(stretch) else ():
            found += self._arranged(i, stretch, found, past=past)
        return self._bounded(sorted(found, key=lambda c: c.trigger), stretch)

    def _arranged(self, i: int, stretch: range, found: list[Clause], *, past: bool) -> list[Clause]:
        """The clause in the present whose date tells that it is to come: "we are scrapping the fee from May"."""
        if not self._is_finite(i):
            return []
        verb = self._dating.verb_at(i, stretch, past=past)
        if verb is None or any(i <= c.verb and c.trigger <= verb for c in found):
            return []
        start, subject = self._left(i, stretch)
        negated = any(self._negates(j) for j in range(i, verb)) or self._negates_subject(subject)
        clause = Clause(Form.ARRANGED, start, stretch.stop, subject, i, verb, self._passive(i, verb), negated)
        ordered = sorted([*found, clause], key=lambda c: c.trigger)
        whole = next(c for c in self._bounded(ordered, stretch) if c.trigger == i)
        return [clause] if self._dating.is_dated(whole.span(self._words), progressive=verb > i) else []

    def nominal(self, stretch: range, cue: range) -> Clause | None:
        """A content without a verb of its own, for which the cue is the verb: "pledged 5 million for schools"."""
        words = [i for i in stretch if self._tokens[i].text[0].isalnum() or self._tokens[i].text in CURRENCY]
        verbs = [i for i in cue if self._tokens[i].tag.startswith("VB")]
        finite = any(self._tokens[i].tag in (*FINITE, "TO") for i in words[:6])
        named = any(self._tokens[i].tag in ("NN", "NNS", "CD", "NNPS") for i in words)
        if not words or not verbs or finite or not named:
            return None
        return Clause(Form.NOMINAL, words[0], stretch.stop, None, words[0], verbs[-1])

    def _opening(self, stretch: range, *, infinitive: bool, bare: bool) -> Iterator[Clause]:
        words = [i for i in stretch if self._tokens[i].tag != "PUNCT"]
        if not words:
            return
        first = words[0]
        to = self._binder.opening(words) if infinitive else None
        if to is not None:
            verb = self._main(to + 1, stretch)
            if verb is not None:
                negated = any(self._negates(j) for j in range(first, verb))
                yield Clause(Form.INFINITIVE, first, stretch.stop, None, to, verb, self._passive(to, verb), negated)
            return
        if bare and self._tokens[first].tag in ("VB", "VBP") and not self._performs(first):
            yield Clause(Form.BARE, first, stretch.stop, None, first, first)

    def _at(self, i: int, stretch: range, before: Clause | None, *, past: bool) -> Clause | None:
        """The clause whose auxiliary or verb of will stands here; `before` is the clause found last."""
        form, after = self._trigger(i, stretch, past=past)
        if form is None:
            return None
        verb = self._main(after, stretch)
        if verb is None or self._had(i, verb):
            return None
        shared = before is not None and before.verb < i - 1 and self._tokens[i - 1].tag == "CC"
        start, subject = (i, before.subject) if shared and before is not None else self._left(i, stretch)
        subject = self._binder.owner(i, subject) or self._resumed(start, subject, before) or subject
        negated = any(self._negates(j) for j in range(i, verb)) or self._negates_subject(subject)
        negated = negated or self._negates_being(subject, verb)
        return Clause(form, start, stretch.stop, subject, i, verb, self._passive(i, verb), negated)

    def _negates_being(self, subject: range | None, verb: int) -> bool:
        """Whether there will be none: "there will be no cuts"."""
        exists = subject is not None and self._tokens[subject.stop - 1].tag == "EX"
        return exists and verb + 1 < len(self._tokens) and self._negates(verb + 1)

    def _resumed(self, start: int, subject: range | None, before: Clause | None) -> range | None:
        """Who "it" is in "the city would …, and that it would …": the subject before."""
        if subject is None or before is None or before.subject is None or len(subject) > 1 or start < 1:
            return None
        coordinated = (
            self._tokens[start - 1].text.lower() in self._complementisers or self._tokens[start - 1].tag == "CC"
        )
        again = self._words.is_one(self._tokens[subject.start].text.lower(), "impersonal")
        return before.subject if coordinated and again else None

    def _had(self, i: int, verb: int) -> bool:
        """Whether a contracted auxiliary that may be "would" is "had": "he'd fought"."""
        word = self._tokens[i].text.lower().replace("’", "'")
        clitic = "'" in word and "'" + word.rsplit("'", 1)[1] in self._reported
        return clitic and self._tokens[verb].tag in ("VBN", "VBD") and not self._passive(i, verb)

    def _trigger(self, i: int, stretch: range, *, past: bool) -> tuple[Form | None, int]:
        """What kind of candidate begins here, and where to look for its main verb."""
        token = self._tokens[i]
        word = token.text.lower().replace("’", "'")
        bare = token.tag == "VB" and i > stretch.start and self._tokens[i - 1].text.lower() in self._first_person
        if token.tag not in TRIGGERS and "'" not in word and word not in self._triggers and not bare:
            return None, i  # nearly all words: to ask them everything is slow
        stripped = self._words.contracted(word)
        whole = word if stripped is None else stripped
        clitic = "'" + word.rsplit("'", 1)[1] if "'" in word and stripped is None else ""
        if (
            (token.tag == "MD" and whole in self._future)
            or clitic in self._future
            or self._words.is_one(word, "refusing")
        ):
            return Form.FUTURE, i + 1
        if (token.tag == "MD" and whole in self._reported) or clitic in self._reported:
            rather = i + 1 < stretch.stop and self._words.is_one(self._tokens[i + 1].text.lower(), "preferring")
            return (None, i) if rather else (Form.REPORTED_FUTURE, i + 1)
        if whole in self._inverted and token.tag == "MD" and (i == stretch.start or self._tokens[i - 1].tag == "PUNCT"):
            return None, i
        if (token.tag == "MD" and whole in self._needs) or (word in self._needs and self._binder.to_follows(i)):
            return Form.NEEDED, i + 1
        if token.tag == "MD" and whole in self._possible:
            return Form.POSSIBLE, i + 1
        if token.tag in TRIGGERS or bare or stripped is not None or self._binder.is_drawn(i):
            return self._binder.at(i, stretch, past=past)
        return None, i

    def _performs(self, i: int) -> bool:
        return self._words.is_one(self._words.base(self._tokens[i]), "inviting")

    def _main(self, i: int, stretch: range) -> int | None:
        """The main verb of the group that goes on here: past adverbs and auxiliaries."""
        best: int | None = None
        while i < stretch.stop:
            tag = self._tokens[i].tag
            base = self._words.base(self._tokens[i]) if tag.startswith("VB") else ""
            if tag in ("VB", "VBN", "VBP", "VBD") or (tag == "VBG" and best is not None):
                if best is not None and tag in ("VB", "VBP") and not self._helps(self._words.base(self._tokens[best])):
                    break
                best = i
                if not self._helps(base):
                    break
            elif best is None and self._mistagged(i):
                return i
            elif (tag in ("TO", "RB", "RBR", "PRP") and best is None) or (tag == "RB" and self._verb_follows(i)):
                pass
            elif (best is None and tag == "PUNCT" and self._tokens[i].text in ",–—") or (tag == "IN" and best is None):
                return None if tag == "IN" else self._past_insert(i, stretch)
            else:
                break
            i += 1
        return best

    def _mistagged(self, i: int) -> bool:
        """Whether a verb must stand here, whatever its tag: right after "will", or in -ing after "to"."""
        token, before = self._tokens[i], self._tokens[i - 1]
        if token.tag == "VBG":
            return (self._tokens[i - 2] if before.tag == "RB" else before).tag in ("TO", "IN")
        if self._tokens[min(i + 1, len(self._tokens) - 1)].tag == "VB":
            return False  # "will further build"
        return before.tag == "MD" and token.text.isalpha() and token.text.islower() and token.tag in MISTAKES

    def _helps(self, base: str) -> bool:
        """Whether a verb may be an auxiliary."""
        return self._words.is_one(base, "being") or self._words.is_one(base, "having")

    def _verb_follows(self, i: int) -> bool:
        return i + 1 < len(self._tokens) and self._tokens[i + 1].tag in ("VBN", "VBG", "RB", "VB")

    def _past_insert(self, i: int, stretch: range) -> int | None:
        """The main verb behind an insertion between commas: "will, if elected, build"."""
        for j in range(i + 1, min(i + 14, stretch.stop - 1)):
            if self._tokens[j].text in ",–—" and self._tokens[j + 1].tag in ("VB", "RB"):
                return self._main(j + 1, stretch)
        return None

    def _passive(self, trigger: int, verb: int) -> bool:
        helped = any(
            self._words.is_one(self._words.base(self._tokens[j]), "being")
            for j in range(trigger, verb)
            if self._tokens[j].tag.startswith("VB")
        )
        return self._tokens[verb].tag in ("VBN", "VBD") and helped

    def _negates(self, i: int) -> bool:
        return self._words.negates(self._tokens[i].text.lower())

    def _negates_subject(self, subject: range | None) -> bool:
        """Whether the subject is none: "no business with …"."""
        return subject is not None and any(
            self._negates(i) and self._tokens[i].tag in ("DT", "RB", "NN") for i in subject
        )

    def _left(self, trigger: int, stretch: range) -> tuple[int, range | None]:
        """Where the clause of this verb begins, and its subject."""
        start = trigger
        while start > stretch.start and not self._begins(start, trigger, stretch):
            start -= 1
        subject_start = self._subject_start(start, trigger)
        subject = range(subject_start, trigger + (1 if "'" in self._tokens[trigger].text.replace("’", "'") else 0))
        has = any(self._tokens[i].tag in NOMINAL or self._tokens[i].tag == "DT" for i in subject)
        return start, subject if has else None

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
        )

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
        return any(self._is_finite(j) for j in range(stretch.start, i))

    def _is_finite(self, i: int) -> bool:
        """Whether a verb with its tense stands here, also one drawn into a pronoun: "we're", and not "the city's"."""
        return self._tokens[i].tag in FINITE or (self._tokens[i].tag in PRONOUNS and self._binder.is_drawn(i))

    def _has_subject(self, i: int, trigger: int) -> bool:
        """Whether a subject stands from word `i` on, also one that the verb is drawn into: "we're"."""
        return self._nominal_between(i, trigger) or (i == trigger and self._tokens[i].tag == "PRP")

    def _nominal_between(self, i: int, trigger: int) -> bool:
        return any(self._tokens[j].tag in NOMINAL for j in range(i, trigger))

    def _subject_start(self, start: int, trigger: int) -> int:
        """The subject: what stands after the last comma or fronted phrase before the verb."""
        if self._tokens[trigger - 1].tag == "EX":
            return trigger - 1
        first = start
        for i in range(start, trigger):
            if self._tokens[i].text in ",–—" and self._nominal_between(i + 1, trigger):
                first = i + 1
        while first < trigger and self._tokens[first].tag in LOOSE and not self._negates(first):
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

    def _bounded(self, clauses: list[Clause], stretch: range) -> list[Clause]:
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
        return self._tokens[i + 2].tag in FINITE or self._is_finite(i + 1)

    def _stops(self, i: int) -> bool:
        """Whether a clause ends before word `i`."""
        token = self._tokens[i]
        if token.text in BREAKS:
            return True
        after = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        if self._closes(i) or self._goes_on(i):
            return True
        return token.text in CLOSING and after is not None and after.tag in ("PRP", "NNP") and token.end < after.start
