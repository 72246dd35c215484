"""Sentences -> clauses in which something future is done: subject, auxiliary, verb, and where it ends."""

from collections.abc import Iterator

from pledgebook.extract.clauses.binding import Binder
from pledgebook.extract.clauses.bounds import Bounds
from pledgebook.extract.clauses.dating import Dating
from pledgebook.extract.clauses.shape import FINITE, Clause, Form
from pledgebook.extract.words import CURRENCY, Words

TRIGGERS = FINITE | {"VBG"}
FRONTED = 3  # words before an auxiliary among which one turns it before its subject: "never again will we"
SUBJECTS = frozenset(("DT", "PRP$", "PRP", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "IN"))
ADVERBS = frozenset(("RB", "RBR"))
BETWEEN = ADVERBS | {"TO", "PRP"}  # what may stand between an auxiliary and its verb
MISTAKES = frozenset(("NN", "CD", "JJ", "X", "NNP", "NNS"))  # tags that a verb after its auxiliary may get wrongly


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
        self._bounds = Bounds(words, self._binder)
        self._complementisers = frozenset(words.language.data("reporting")["complementisers"])
        self._inverted = frozenset(words.language.data("conditions")["inverted"])

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
        return self._bounds.bounded(sorted(found, key=lambda c: c.trigger), stretch)

    def _arranged(self, i: int, stretch: range, found: list[Clause], *, past: bool) -> list[Clause]:
        """The clause in the present whose date tells that it is to come: "we are scrapping the fee from May"."""
        if not self._bounds.is_finite(i):
            return []
        verb = self._dating.verb_at(i, stretch, past=past)
        if verb is None or any(i <= c.verb and c.trigger <= verb for c in found):
            return []
        start, subject = self._bounds.left(i, stretch)
        negated = any(self._bounds.negates(j) for j in range(i, verb)) or self._bounds.negates_subject(subject)
        clause = Clause(Form.ARRANGED, start, stretch.stop, subject, i, verb, self._passive(i, verb), negated)
        ordered = sorted([*found, clause], key=lambda c: c.trigger)
        whole = next(c for c in self._bounds.bounded(ordered, stretch) if c.trigger == i)
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
                negated = any(self._bounds.negates(j) for j in range(first, verb))
                yield Clause(Form.INFINITIVE, first, stretch.stop, None, to, verb, self._passive(to, verb), negated)
            return
        if bare and self._tokens[first].tag in ("VB", "VBP") and not self._performs(first):
            yield Clause(Form.BARE, first, stretch.stop, None, first, first)

    def _at(self, i: int, stretch: range, before: Clause | None, *, past: bool) -> Clause | None:
        """The clause whose auxiliary or verb of will stands here; `before` is the clause found last."""
        form, after = self._trigger(i, stretch, past=past)
        if form is None:
            return None
        turned = self._turned(i, form, stretch)
        if turned is not None:
            return turned
        verb = self._main(after, stretch)
        if verb is None or self._had(i, verb):
            return None
        verb = self._told_after(verb, stretch) or verb
        shared = before is not None and before.verb < i - 1 and self._tokens[i - 1].tag == "CC"
        start, subject = (i, before.subject) if shared and before is not None else self._bounds.left(i, stretch)
        subject = self._binder.owner(i, subject) or self._resumed(start, subject, before) or subject
        negated = any(self._bounds.negates(j) for j in range(i, verb)) or self._bounds.negates_subject(subject)
        negated = negated or self._negates_being(subject, verb)
        return Clause(form, start, stretch.stop, subject, i, verb, self._passive(i, verb), negated)

    def _turned(self, i: int, form: Form, stretch: range) -> Clause | None:
        """The clause whose subject follows its auxiliary: "never will we sell", "nor will the city pay"."""
        fronted = range(max(stretch.start, i - FRONTED), i)
        denied = any(self._bounds.negates(j) for j in fronted)
        only = any(self._words.is_one(self._tokens[j].text.lower(), "fronting") for j in fronted)
        future = form in (Form.FUTURE, Form.REPORTED_FUTURE) and self._tokens[i].tag == "MD"
        if not future or not (denied or only) or i + 1 >= stretch.stop:
            return None
        end = next((j for j in range(i + 1, stretch.stop) if self._tokens[j].tag not in SUBJECTS), stretch.stop)
        verb = self._main(end, stretch) if end > i + 1 else None
        if verb is None or self._tokens[fronted.start].tag in SUBJECTS - {"DT", "IN"}:
            return None
        start, _ = self._bounds.left(i, stretch)
        return Clause(form, start, stretch.stop, range(i + 1, end), i, verb, self._passive(i, verb), negated=denied)

    def _told_after(self, verb: int, stretch: range) -> int | None:
        """The verb that tells what will be done in "what we will do is build"."""
        base = self._words.base(self._tokens[verb])
        if self._words.is_one(base, "having") or not self._words.is_one(base, "doing"):
            return None
        for i in range(verb + 1, min(verb + FRONTED, stretch.stop - 2)):
            if self._tokens[i].tag == "VBZ" and self._binder.is_being(i):
                at = i + 1 + (self._tokens[i + 1].tag == "TO")
                return at if self._tokens[at].tag == "VB" else None
        return None

    def _negates_being(self, subject: range | None, verb: int) -> bool:
        """Whether there will be none: "there will be no cuts"."""
        exists = subject is not None and self._tokens[subject.stop - 1].tag == "EX"
        return exists and verb + 1 < len(self._tokens) and self._bounds.negates(verb + 1)

    def _resumed(self, start: int, subject: range | None, before: Clause | None) -> range | None:
        """Who "it" is in "the city would …, and that it would …": the subject before."""
        if (
            subject is None
            or before is None
            or before.subject is None
            or len(subject) > 1
            or start != subject.start
            or not start
        ):
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
            elif (tag in ("TO", "RB", "RBR", "PRP") and best is None) or (
                tag in ("RB", "RBR") and self._verb_follows(i)
            ):
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
