"""Labels to speakers: short forms and offices united with the fullest name that the transcript gives."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pledgebook.documents.transcript.labels import Kind, Label, Words, in_capitals

LONGEST_INITIALS = 4
SHORT = 3  # letters up to which a word of an office in capitals is an abbreviation: CEO


@dataclass(slots=True)
class Speaker:
    """Somebody who speaks in a transcript."""

    name: str
    role: str | None = None
    gender: str = ""
    courtesy: str | None = None

    def has_name(self, words: Sequence[str]) -> bool:
        """Whether these words, in small letters, may name him: the same last name, and no other first name."""
        ours = self.name.casefold().split()
        short, long = sorted((ours, list(words)), key=len)
        return ours[-1:] == list(words)[-1:] and set(short) <= set(long)


class Speakers:
    """Everybody in one transcript; `told` is the name of who speaks where the transcript names nobody."""

    def __init__(self, text: str, labels: Sequence[Label], *, told: str | None, small: Iterable[str]) -> None:
        self._text, self._small = text, frozenset(small)
        self._known: list[Speaker] = [] if told is None else [Speaker(told)]
        self._told = self._known[0] if self._known else None
        self._by_label: dict[Words, Speaker] = {}
        told_once = list({label.words: label for label in reversed(labels)}.values())[::-1]
        for group in (_is_full, _is_short, _is_office, _is_nameless):
            for label in filter(group, told_once):
                self._by_label[label.words] = self._speaker(label)
        self._part_namesakes()

    def of(self, label: Label) -> Speaker:
        """Who speaks behind a label."""
        return self._by_label[label.words]

    def _speaker(self, label: Label) -> Speaker:
        if label.kind.is_nameless:
            return self._nameless(label)
        found = self._named(label) if label.name else self._holding(label)
        if found is None:
            role = None if label.role is None else self._office(label.role)
            found = Speaker(self._spelt(label.name) if label.name else str(role), role, label.gender, label.courtesy)
            self._known.append(found)
        return self._learnt(found, label)

    def _nameless(self, label: Label) -> Speaker:
        if label.kind is Kind.ANSWERING and self._told is not None:
            return self._told
        name = self._titled(label.name) if len(label.name) > 1 else label.name
        found = next((one for one in self._by_label.values() if one.name == name), None)
        return Speaker(name) if found is None else found

    def _learnt(self, found: Speaker, label: Label) -> Speaker:
        if label.name and len(label.name.split()) > len(found.name.split()):
            found.name = self._spelt(label.name)
        if label.role is not None and found.role is None:
            found.role = self._office(label.role)
        found.gender, found.courtesy = found.gender or label.gender, found.courtesy or label.courtesy
        return found

    def _named(self, label: Label) -> Speaker | None:
        """The only one whom this name may mean; nobody where there are two."""
        words = label.name.casefold().split()
        fitting = [one for one in self._known if not label.gender or one.gender in ("", label.gender)]
        same = [one for one in fitting if one.has_name(words)]
        if not same and len(words) == 1 and label.kind is Kind.PLAIN:
            same = [one for one in fitting if one.name.casefold().split()[0] == words[0]]
        if not same and label.name.isupper() and 1 < len(label.name) <= LONGEST_INITIALS:
            same = [one for one in fitting if _initials(one.name) == label.name]
        exact = [one for one in same if one.name.casefold().split() == words]
        return exact[0] if len(exact) == 1 else same[0] if len(same) == 1 else None

    def _holding(self, label: Label) -> Speaker | None:
        """The only one who has this office."""
        wanted = set(str(label.role).casefold().split()) - self._small
        held = [one for one in self._known if one.role and wanted <= set(one.role.casefold().split())]
        return held[0] if len(held) == 1 else None

    def _part_namesakes(self) -> None:
        """Two people of one name keep their forms of address: "Mr Smith" and "Ms Smith"."""
        names = Counter(one.name for one in self._known)
        for one in self._known:
            if names[one.name] > 1 and one.courtesy is not None:
                one.name = f"{self._titled(one.courtesy)} {one.name}"

    def _spelt(self, name: str) -> str:
        """A name in capitals as the text writes it elsewhere, or with small letters."""
        if not in_capitals(name):
            return name
        for found in re.finditer(rf"\b{re.escape(name)}\b", self._text, re.IGNORECASE):
            if not in_capitals(found[0]) and all(word[0].isupper() for word in found[0].split()):
                return " ".join(found[0].split())
        return self._titled(name)

    def _office(self, role: str) -> str:
        if not role.isupper():
            return role
        return " ".join(
            word if len(word) <= SHORT and word.casefold() not in self._small else self._titled(word)
            for word in role.split()
        )

    def _titled(self, words: str) -> str:
        """Words in capitals with small letters behind the first of each part: O'Brien, Lee-Doe, McCall."""
        if not in_capitals(words):
            return words
        return " ".join(
            word.casefold() if word.casefold() in self._small and number else _capitalised(word)
            for number, word in enumerate(words.split())
        )


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.replace("-", " ").split())


def _capitalised(word: str) -> str:
    son = re.match(r"Ma?c(?=[^\W\d_a-z])", word)
    if son is not None:
        return son[0] + word[son.end() :].capitalize()
    titled = re.sub(r"(?<![^\W\d_])[^\W\d_]+", lambda part: part[0][0] + part[0][1:].lower(), word)
    titled = re.sub(r"(['’])S\b", r"\1s", titled)
    return re.sub(r"\bMc([a-z])", lambda part: f"Mc{part[1].upper()}", titled)


def _is_full(label: Label) -> bool:
    return not label.kind.is_nameless and len(label.name.split()) > 1


def _is_short(label: Label) -> bool:
    return not label.kind.is_nameless and len(label.name.split()) == 1


def _is_office(label: Label) -> bool:
    return not label.kind.is_nameless and not label.name


def _is_nameless(label: Label) -> bool:
    return label.kind.is_nameless
