"""One clause into the things it promises: coordinated verbs, and coordinated objects that each stand alone."""

from collections.abc import Iterator
from dataclasses import replace

from pledgebook.extract.clauses import NOMINAL, Clause, Form
from pledgebook.extract.words import Words

DETERMINERS = frozenset(("DT", "PRP$"))
_LONGEST_ASIDE = 4  # words


class Splitter:
    """Splits clauses of one document."""

    def __init__(self, words: Words) -> None:
        self._words, self._tokens = words, words.tokens
        data = words.language.data("pledging")
        self._light = {verb: frozenset(nouns) for verb, nouns in data["light"].items()}
        self._light_verbs = frozenset(data["light_verbs"])
        self._asides: list[str] = data["asides"]

    def split(self, clause: Clause) -> list[Clause]:
        """The promises of a clause in their order; the first one keeps the subject."""
        if clause.form is Form.NOMINAL:
            return [clause]
        clause = self._heavy(self._without_aside(clause))
        found: list[Clause] = []
        for part in self._verbs(clause):
            found += self._objects(part)
        return found

    def _without_aside(self, clause: Clause) -> Clause:
        """The clause up to the comma before words that only call on who listens: ", mark my words"."""
        for i in range(clause.verb + 2, clause.end):
            length = self._aside(i)
            if length and self._tokens[i - 1].tag == "PUNCT" and i + length >= clause.end:
                return replace(clause, end=i - 1)
        return clause

    def _aside(self, i: int) -> int:
        """How many words of such an aside begin here; 0 for none."""
        told = " ".join(token.text.lower() for token in self._tokens[i : i + _LONGEST_ASIDE])
        return max((len(one.split()) for one in self._asides if f"{told} ".startswith(f"{one} ")), default=0)

    def _heavy(self, clause: Clause) -> Clause:
        """ "Measures will be taken to develop …" promises to develop."""
        base = self._words.base(self._tokens[clause.verb])
        nouns = self._light.get(base, frozenset())
        around = range(clause.start, min(clause.end, clause.verb + 4))
        light = base in self._light_verbs or any(self._tokens[i].text.lower() in nouns for i in around)
        fronted = clause.passive and any(
            self._tokens[i].text.lower() in nouns for i in range(clause.start, clause.verb)
        )
        if not light or (nouns and not fronted and base not in self._light_verbs):
            return clause
        for i in range(clause.verb + 1, min(clause.end - 1, clause.verb + 12)):
            if self._tokens[i].tag == "TO" and self._tokens[i + 1].tag == "VB":
                return replace(clause, verb=i + 1, passive=False)
        return clause

    def _verbs(self, clause: Clause) -> Iterator[Clause]:
        """The clause cut before each verb that is coordinated with its own."""
        cuts: list[int] = []
        for i in range(clause.verb + 1, clause.end):
            if self._coordinated(i, clause) and self._complete(max([clause.verb, *cuts]), i):
                cuts.append(i)
        starts = [clause.start, *cuts]
        ends = [*(self._before(i) for i in cuts), clause.end]
        for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if n == 0:
                yield replace(clause, end=end)
            else:
                verb = start + 1 if self._tokens[start].tag in ("TO", "RB") else start
                yield replace(clause, start=start, end=end, verb=verb, conjunct=True, subject=clause.subject)

    def _complete(self, verb: int, i: int) -> bool:
        """Whether a verb has something of its own before word `i`: "build and staff ten clinics" is one promise."""
        between = self._tokens[verb + 1 : i]
        return any(t.tag not in ("CC", "RB", "TO", "VB", "VBG", "VBN") and t.text != "," for t in between)

    def _coordinated(self, i: int, clause: Clause) -> bool:
        """Whether word `i` begins a verb phrase on a par with the clause's own."""
        token, before = self._tokens[i], self._tokens[i - 1]
        at = i
        if (token.tag == "TO" and clause.form is Form.INFINITIVE and i + 1 < clause.end) or (
            token.tag == "RB" and i + 1 < clause.end and self._tokens[i + 1].tag == "VB"
        ):
            at = i + 1
        gerund = self._tokens[clause.verb].tag == "VBG"
        wanted = "VBN" if clause.passive else "VBG" if gerund else "VB"
        if self._aside(i) or self._tokens[at].tag != wanted or (before.tag != "CC" and before.text != ","):
            return False
        if (gerund or clause.passive) and before.tag != "CC" and not self._listed(at, clause):
            return False
        if clause.passive and not any(
            self._tokens[j].tag in NOMINAL or self._tokens[j].tag == "IN" for j in range(clause.verb + 1, i)
        ):
            return False
        return at != i or not self._inside_purpose(i, clause) or self._tokens[i - 2].text == ","

    def _listed(self, i: int, clause: Clause) -> bool:
        """Whether a participle after a comma is one of a list, "building …, hiring … and paying …", and no aside."""
        tag = self._tokens[i].tag
        return any(self._tokens[j].tag == tag and self._tokens[j - 1].tag == "CC" for j in range(i + 1, clause.end))

    def _inside_purpose(self, i: int, clause: Clause) -> bool:
        """Whether an infinitive of purpose stands between: its verb is the nearer partner."""
        return any(
            self._tokens[j].tag == "TO" and self._tokens[j + 1].tag == "VB" for j in range(clause.verb + 1, i - 1)
        )

    def _before(self, i: int) -> int:
        while self._tokens[i - 1].tag == "CC" or self._tokens[i - 1].text == ",":
            i -= 1
        return i

    def _objects(self, clause: Clause) -> list[Clause]:
        """Cut "the A of X and the B of Y" where both halves are built alike, or a comma parts them."""
        if clause.passive:
            return [clause]
        for i in range(clause.verb + 3, clause.end - 2):
            if self._tokens[i].tag != "CC" or not self._alike(clause.verb + 1, i, clause.end):
                continue
            end = i - 1 if self._tokens[i - 1].text == "," else i
            rest = replace(clause, start=i + 1, conjunct=True, lead=clause.verb)
            return [replace(clause, end=end), rest]
        return [clause]

    def _alike(self, first: int, i: int, end: int) -> bool:
        left, right = range(first, i), range(i + 1, end)
        if any(self._tokens[j].tag.startswith("VB") or self._tokens[j].tag in ("TO", "MD") for j in left):
            return False
        commaed = self._tokens[i - 1].text == ","
        if commaed and self._tokens[right.start].tag in ("NNS", "NN", "DT", "JJ"):
            return any(self._tokens[j].tag in ("WDT", "IN") for j in right)
        both = self._tokens[left.start].tag in DETERMINERS and self._tokens[right.start].tag in DETERMINERS
        return both and self._owns(left) and self._owns(right)

    def _owns(self, part: range) -> bool:
        """Whether a noun phrase has a complement of its own soon after its head."""
        return any(self._tokens[j].tag == "IN" for j in part[1:5])
