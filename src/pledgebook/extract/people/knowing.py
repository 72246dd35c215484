"""Who speaks: sources, titles and pronouns to persons with their fullest names."""

import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import replace

from pledgebook.extract.people.known import GROUP, SINGLE, Known, Place, fits
from pledgebook.extract.words import Words
from pledgebook.records import Role, RoleSpan, Span, Token

NEARBY = 8  # sentences back beyond which all that is known of a mention is which is the last


class People:
    """Everybody in one document, learnt from first to last."""

    def __init__(self, words: Words) -> None:
        self._words = words
        data = words.language.data("titles")
        self._roles, self._groups = frozenset(data["roles"]), frozenset(data["groups"])
        self._synonyms: dict[str, str] = data["synonyms"]
        self._courtesy: dict[str, str] = data["courtesy"]
        calendar = words.language.data("calendar")
        self._dated = {
            n for group in (calendar["months"], calendar["weekdays"]) for names in group.values() for n in names
        }
        self._transient = frozenset(data["transient"])
        told = words.language.data("pledging")
        self._spoken_to = frozenset(told["first_person"] + told["second_person"])
        self._gendered = dict.fromkeys(data["feminine"], "f") | dict.fromkeys(data["masculine"], "m")
        self._pronouns: dict[str, str] = data["pronouns"]
        self._parts = frozenset(data["name_parts"])
        self.known: list[Known] = []
        self._mentions: list[int] = []
        self._speakers: list[tuple[int, Known]] = []
        self._spoken: set[tuple[int, int]] = set()
        self._contents = [r for r in words.analysis.roles if r.role is Role.CONTENT]
        self._content_starts = [content.start for content in self._contents]
        self._collect()

    def resolve(self, span: Span, *, avoid: Known | None = None) -> Known | None:
        """The person or body that these words of the text mean, remembered as having spoken here."""
        tokens = self._words.within(span.start, span.end)
        if not tokens or (len(tokens) == 1 and tokens[0].text.lower() in self._spoken_to):
            return None
        tokens = self._with_apposition(tokens)
        found = self._pronoun(tokens, avoid) if self._is_pronoun(tokens) else self._named(tokens)
        if found is not None:
            self._note(found, span.start)
            self._speakers.append((span.start, found))
            self._spoken.add((span.start, id(found)))
        return found

    def subject_of(self, cue: RoleSpan) -> RoleSpan | None:
        """The name or pronoun that stands right before a cue whose source the encoder has not seen."""
        sentence = self._words.sentence_at(cue.start)
        tokens = self._words.within(sentence.start, cue.start)
        while tokens and (tokens[-1].tag in ("RB", "MD") or tokens[-1].tag.startswith("VB")):
            tokens = tokens[:-1]
        last = len(tokens)
        if tokens and tokens[-1].tag == "PRP":
            return replace(cue, role=Role.SOURCE, start=tokens[-1].start, end=tokens[-1].end)
        first = last
        while first and (self._nameish(tokens[first - 1], at_start=False) or self._is_role(tokens[first - 1])):
            first -= 1
        if first == last:
            return None
        return replace(cue, role=Role.SOURCE, start=tokens[first].start, end=tokens[last - 1].end)

    def author(self, name: str, role: str | None = None) -> Known:
        """The speaker of a whole document or a turn, as he was told to us."""
        known = self._same(name, None)
        if known is None or known.name != name:
            known = Known(name, role, SINGLE)
            self.known.append(known)
            self._note(known, 0)
        known.role = known.role or role
        return known

    def by_name(self, name: str) -> Known | None:
        """Somebody of this name, if the text knows him."""
        return self._same(re.sub(r"['’]s?$", "", name), None)

    def last_speaker(self, offset: int) -> Known | None:
        """Who spoke last before this place."""
        before = [(at, k) for at, k in self._speakers if at < offset]
        return max(before, key=lambda pair: pair[0])[1] if before else None

    def _with_apposition(self, tokens: list[Token]) -> list[Token]:
        """A role and the full name behind its comma, which the encoder may have left out."""
        if tokens[-1].text == ",":
            tokens = tokens[:-1] or tokens
        after = self._words.within(tokens[-1].end, tokens[-1].end + 80)
        if not self._is_role(tokens[-1]) or len(after) < 3 or after[0].text != ",":
            return tokens
        names = [t for i, t in enumerate(after[1:]) if all(x.tag == "NNP" for x in after[1 : i + 2])]
        return tokens + after[: len(names) + 1] if len(names) >= 2 else tokens

    def _is_pronoun(self, tokens: list[Token]) -> bool:
        return tokens[0].tag in ("PRP", "WP") and tokens[0].text.lower() in self._pronouns and len(tokens) <= 2

    def _collect(self) -> None:
        """Learn all full names of the text, with the titles beside them."""
        tokens, i = self._words.tokens, 0
        while i < len(tokens):
            last = self._name_end(tokens, i)
            if last > i:
                self._learn(tokens, i, last)
            i = max(last, i + 1)

    def _name_end(self, tokens: tuple[Token, ...], first: int) -> int:
        """One past the last word of the name that begins here."""
        last = first
        while last < len(tokens):
            word = tokens[last]
            adjoining = last == first or self._adjoining(tokens[last - 1], word)
            if (adjoining and self._nameish(word, at_start=last == first)) or (
                last > first and word.text.lower() in self._parts and self._name_follows(tokens, last)
            ):
                last += 1
            else:
                break
        return last

    def _adjoining(self, before: Token, after: Token) -> bool:
        gap = self._words.text[before.end : after.start]
        return gap == " " or gap == "" or (gap.strip() == "" and "\n" not in gap)

    def _name_follows(self, tokens: tuple[Token, ...], at: int) -> bool:
        return (
            not self._words.is_one(tokens[at].text.lower(), "parting")
            and at + 1 < len(tokens)
            and self._nameish(tokens[at + 1], at_start=False)
            and self._adjoining(tokens[at - 1], tokens[at])
        )

    def _nameish(self, token: Token, *, at_start: bool) -> bool:
        if token.text in self._dated:
            return False
        capital = token.text[0].isupper() and token.tag in ("NNP", "NNPS", "NN", "JJ", "X", "VBN", "VB", "CD", "NNS")
        return capital and (token.tag in ("NNP", "NNPS") or not at_start or self._is_role(token))

    def _is_role(self, token: Token) -> bool:
        return token.text.lower().rstrip(".") in self._roles or token.text.lower() in self._courtesy

    def _learn(self, tokens: tuple[Token, ...], first: int, last: int) -> None:
        lowered = first
        while lowered and self._belongs(tokens[lowered - 1], tokens[lowered]):
            lowered -= 1
        if lowered > 1 and tokens[lowered - 1].text == "." and tokens[lowered - 2].text.lower() in self._courtesy:
            lowered -= 2
        parted = first > 1 and self._words.is_one(tokens[first - 1].text.lower(), "parting")
        if parted and tokens[first - 2].text.lower() in self._roles:
            return  # in "the mayor of Port Ansel" nobody is called Port Ansel
        role, name, gender = self._parse(list(tokens[lowered:last]))
        determined = lowered > 0 and tokens[lowered - 1].tag == "DT"
        if (len(name.split()) < 2 or determined) and role is None:
            return
        if name:
            self._remember(name, role or self._after(tokens, last), gender, tokens[first].start)

    def _belongs(self, token: Token, following: Token) -> bool:
        """Whether a word before a title or a name is part of the title: "Finance" before "Minister"."""
        titled = (
            self._is_role(following) and token.text[0].isupper() and token.tag in ("NN", "NNP", "JJ", "NNPS", "NNS")
        )
        return (self._is_role(token) or titled) and self._adjoining(token, following)

    def _after(self, tokens: tuple[Token, ...], last: int) -> str | None:
        """The role that stands behind a name and a comma: "Jan Nowak, the finance minister,"."""
        if last + 1 >= len(tokens) or tokens[last].text != ",":
            return None
        words: list[str] = []
        for token in tokens[last + 1 : last + 8]:
            if token.text.lower() in self._transient and not words:
                continue
            if token.tag not in ("NN", "NNP", "NNS", "JJ", "NNPS", "POS"):
                break
            words.append(token.text)
        return " ".join(words) if words and words[-1].lower() in self._roles else None

    def _parse(self, tokens: list[Token]) -> tuple[str | None, str, str]:
        """Role, name and gender of the words of a title and a name."""
        while tokens and (tokens[0].text.lower() in self._transient or tokens[0].tag in ("DT", "PRP$")):
            tokens = tokens[1:]
        gender, cut = SINGLE, 0
        for i, token in enumerate(tokens):
            word = token.text.lower().rstrip(".")
            if word in self._courtesy:
                gender, cut = self._courtesy[word] or gender, i + 1
            elif word in self._roles:
                gender, cut = self._gendered.get(word, gender), i + 1
        titles = [t.text for t in tokens[:cut] if t.tag != "PUNCT" and t.text != "."]
        role = [title for title in titles if title.lower().rstrip(".") not in self._courtesy]
        name = self._spelt([t for t in tokens[cut:] if t.text != "."] if cut else tokens)
        return " ".join(role) or None, name, gender

    def _spelt(self, tokens: list[Token]) -> str:
        """The words of a name as they are written, without a possessive ending."""
        if not tokens:
            return ""
        whole = self._words.text[tokens[0].start : tokens[-1].end]
        return re.sub(r"(?:['’]s|['’])$", "", " ".join(whole.split())).strip(" ,.")

    def _remember(self, name: str, role: str | None, gender: str, at: int) -> Known:
        known = self._same(name, role)
        if known is None:
            known = Known(name, role, gender)
            self.known.append(known)
        known.name = max(known.name, name, key=lambda n: len(n.split()))
        known.role = known.role or role
        known.gender = known.gender or gender
        self._note(known, at)
        return known

    def _same(self, name: str, role: str | None) -> Known | None:
        """Somebody known already: the same last word of the name, and no other first name."""
        ours = name.split()
        if not ours:
            return None
        for known in reversed(self.known):
            theirs = known.name.split()
            if known.body or not theirs or theirs[-1] != ours[-1]:
                continue
            short, long = sorted((ours, theirs), key=len)
            if len(short) == 1 or set(short) <= set(long):
                return known
        return None

    def _named(self, tokens: list[Token]) -> Known | None:
        """A person or a body by name or by role."""
        head = self._clause_head(tokens)
        names = [t for t in head if self._nameish(t, at_start=False)]
        role, name, gender = self._parse(head)
        tail = self._apposition(tokens[len(head) :])
        if tail is not None:
            return self._remember(tail, self._plain(head), gender, tokens[0].start)
        if not names or not name:
            return self._by_role(head, tokens)
        if self._is_body(head):
            return self._body(self._spelt(_undetermined(head)))
        capital = [t for t in head if t.text[0].isupper() and t.tag not in ("DT", "PRP$")]
        if not name[0].isupper() and capital:
            name = self._spelt(capital)
        return self._remember(name, role, gender, tokens[0].start)

    def _clause_head(self, tokens: list[Token]) -> list[Token]:
        """The words before a comma, a relative clause or a preposition phrase that only describes."""
        for i, token in enumerate(tokens):
            if i and (token.text in (",", "(", "—", "–") or token.tag in ("WP", "WDT")):
                return tokens[:i]
        return tokens

    def _apposition(self, rest: list[Token]) -> str | None:
        """A full name behind a comma: "their lawyer, Hester Quill"."""
        names = [t for t in rest if t.tag in ("NNP", "NNPS")]
        if len(rest) >= 3 and rest[0].text == "," and names[:1] == rest[1:2] and len(names) >= 2:
            run = [t for t in rest[1:] if t.tag in ("NNP", "NNPS")]
            return self._spelt(run[: next((i for i, t in enumerate(rest[1:]) if t not in run), len(run))])
        return None

    def _plain(self, tokens: list[Token]) -> str | None:
        role = " ".join(
            t.text for t in _undetermined(tokens) if t.tag != "PUNCT" and t.text.lower() not in self._transient
        )
        return role or None

    def _is_body(self, tokens: list[Token]) -> bool:
        words = {t.text.lower() for t in tokens}
        return bool(words & self._groups) or (
            self._words.is_one(tokens[0].text.lower(), "the") and not words & self._roles
        )

    def _body(self, name: str) -> Known:
        known = next((k for k in self.known if k.body and k.name == name), None)
        if known is None:
            known = Known(name, None, GROUP, body=True)
            self.known.append(known)
        return known

    def _by_role(self, head: list[Token], tokens: list[Token]) -> Known | None:
        """The last person who has the role of "the minister"; else a body or person known by these words only."""
        nouns = [t.text.lower() for t in head if t.tag in ("NN", "NNP", "NNS", "NNPS")]
        if not nouns or nouns[-1] not in self._roles:
            name = self._spelt(_undetermined(self._words_of(tokens)))
            return self._body(name) if name else None
        at, noun = head[0].start, nouns[-1]
        wanted = self._synonyms.get(noun, noun)
        held = [k for k in self.known if k.role and not k.lone and _ends_with(k.role, wanted) and min(k.at) < at]
        held = held or [k for k in self.known if k.role and noun in self._synonyms and _ends_with(k.role, wanted)]
        if held:
            return max(held, key=lambda k: max((a for a in k.at if a < at), default=-1))
        subject = self._recent(at, self._gendered.get(noun, SINGLE))
        if subject is not None and subject.role is None and head[0].tag == "DT":
            return self._named_at_last(subject, head, noun)
        return self._lone_role(head, noun)

    def _named_at_last(self, subject: Known, head: list[Token], noun: str) -> Known:
        """Somebody whose role is told after his name; who was known by the role alone gets his name."""
        subject.role = self._plain(head)
        subject.gender = subject.gender or self._gendered.get(noun, SINGLE)
        for known in self.known:
            if known.lone and known.name.lower().split()[-1] == noun:
                known.name, known.role, known.lone = subject.name, subject.role, False
        return subject

    def _words_of(self, tokens: list[Token]) -> list[Token]:
        return tokens if len(tokens) <= 8 else self._clause_head(tokens)

    def _lone_role(self, head: list[Token], noun: str) -> Known:
        name = self._spelt(_undetermined(head))
        known = next((k for k in self.known if k.name == name), None)
        if known is None:
            known = Known(name, name, self._gendered.get(noun, SINGLE), lone=True)
            self.known.append(known)
        return known

    def _pronoun(self, tokens: list[Token], avoid: Known | None) -> Known | None:
        gender = self._pronouns.get(tokens[0].text.lower(), SINGLE)
        found = self._recent(tokens[0].start, gender, avoid=avoid)
        if found is not None and gender in ("m", "f") and not found.gender:
            found.gender = gender
        return found

    def _recent(self, offset: int, gender: str, *, avoid: Known | None = None) -> Known | None:
        """The likeliest person before this place: near, first in his sentence, and best one who has just spoken."""
        place = Place(self._words.number_at(offset), gender, self._mentions, self._spoken)
        nearby = self._words.analysis.sentences[max(0, place.sentence - NEARBY)].start
        best, most = None, 0.0
        for known in self.known:
            if known is avoid or not fits(known, gender):
                continue
            last = bisect_left(known.at, offset)
            first = min(bisect_left(known.at, nearby), max(0, last - 1))  # one far away at least
            for at in known.at[first:last]:
                value = self._salience(known, at, place)
                if value > most:
                    best, most = known, value
        return best

    def _salience(self, known: Known, at: int, place: Place) -> float:
        """How likely a pronoun means this mention: it is near, a subject, a speaker, and not inside others' words."""
        number = self._words.number_at(at)
        sentences = self._words.analysis.sentences
        here = sentences[place.sentence].paragraph == sentences[number].paragraph
        spoke = (at, id(known)) in place.spoken
        reported = not spoke and self._is_reported(at)
        value = 10 - 2.0 * (place.sentence - number) + 1.5 * (spoke + here) - (3 if reported else 0)
        value += 1 if place.is_first(sentences[number].start, at) else 0
        return max(0.0, value + (1.5 if place.gender and known.gender == place.gender else 0)) + at * 1e-9

    def _note(self, known: Known, at: int) -> None:
        insort(known.at, at)
        insort(self._mentions, at)

    def _is_reported(self, at: int) -> bool:
        """Whether this place lies in somebody's reported words."""
        before = bisect_right(self._content_starts, at)
        return before > 0 and at < self._contents[before - 1].end


def _undetermined(tokens: list[Token]) -> list[Token]:
    return tokens[1:] if tokens and tokens[0].tag in ("DT", "PRP$") else tokens


def _ends_with(role: str, wanted: str) -> bool:
    """Whether a role ends in these words: "Finance Minister" in "minister"."""
    return f" {role.lower()}".endswith(f" {wanted}")
