"""Where a clause stands, and who is its subject."""

import re
from dataclasses import dataclass

from pledgebook.extract.clauses import Clause
from pledgebook.extract.statements import Draft
from pledgebook.extract.words import Words
from pledgebook.records import Token


@dataclass(frozen=True)
class Setting:
    """Where a clause stands: in which statement (None: own words), if the words are quoted, if who speaks only asks."""

    draft: Draft | None
    own: bool
    quoted: bool
    asking: bool = False


def subject_of(words: Words, clause: Clause) -> list[Token]:
    """The words of the subject, [] where there is none."""
    return [words.tokens[i] for i in clause.subject] if clause.subject else []


def is_first(words: Words, clause: Clause) -> bool:
    """Whether I or we are among the subject, also as "I'll"."""
    found = {undrawn(t) for t in subject_of(words, clause)}
    return not found.isdisjoint(words.pledging["first_person"])


def undrawn(token: Token) -> str:
    """A word in lower case without an auxiliary that is drawn into it: "we" of "We’ll"."""
    return re.split("['’]", token.text.lower())[0]


def head_nouns(subject: list[Token]) -> list[Token]:
    """The nouns of a subject before its first preposition or relative clause."""
    cut = next((i for i, t in enumerate(subject) if t.tag in ("IN", "TO", "WDT", "WP") and i), len(subject))
    return [t for t in subject[:cut] if t.tag.startswith("NN")]


def owned_nouns(words: Words, subject: list[Token]) -> list[Token]:
    """The nouns of a subject that are not only the owner of another: "plan" of "the mayor’s plan"."""
    named = head_nouns(subject)
    endings = [t.text.replace("’", "'")[-2:] for t in named]
    owners = [k for k, ending in enumerate(endings[:-1]) if words.is_one(ending, "owning")]
    return named[owners[-1] + 1 :] if owners else named
