"""What kind of text a title speaks of, and who speaks there: a guess for people to look at; no reading rests on it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pledgebook.languages import known, language
from pledgebook.records import Document, Genre

GENRES = (Genre.SPEECH, Genre.MANIFESTO, Genre.TRANSCRIPT)
_FIRST_LINES, _LONGEST_LINE, _LONGEST_NAME = 6, 120, 4
_YEAR = re.compile(r" \d{4}\Z")
_MARKS = " :–—-,.|"


def guess(document: Document) -> tuple[Genre, str | None]:
    """The genre by the title, and of a speech the speaker by title or byline; else what the document has.

    What its form or its format tells, as labels of speakers do, no title changes.
    """
    code, title = document.language, document.title or ""
    genre = None if document.genre is Genre.TRANSCRIPT else told_by(title, code)
    if genre is None:
        return document.genre, document.speaker
    words: dict[str, list[str]] = language(code).data("genres")
    if genre is not Genre.SPEECH:
        return genre, document.speaker
    titles = language(code).data("titles")
    return genre, document.speaker or _named(title, words["naming"], titles) or _signed(document.text, titles)


def told_by(title: str, code: str) -> Genre | None:
    """The genre that a title tells of; None where it tells none, or in a language of which we know no such words."""
    if code not in known() or not language(code).has("genres"):
        return None
    words: dict[str, list[str]] = language(code).data("genres")
    return next((one for one in GENRES if _tells(title, words, one)), None)


def _tells(title: str, words: dict[str, list[str]], genre: Genre) -> bool:
    """Whether a title begins with such words, or ends with them after a colon or a dash."""
    told = " ".join(title.casefold().split())
    *_, last = re.split(r" [–—-] |: ", _YEAR.sub("", told))
    rests = [told.removeprefix(one) for one in words[genre.value] if told.startswith(one)]
    followed = words["followed"] if genre is Genre.SPEECH else []
    return last in words[genre.value] or any(_ends(rest, followed) for rest in rests)


def _ends(rest: str, followed: list[str]) -> bool:
    """Whether what stands after a word lets it be one by itself, followed by one of these where there are any."""
    if rest[:1].isalnum():
        return False
    return not followed or rest[:1] in tuple(":–—") or rest.strip(_MARKS).partition(" ")[0] in followed


def _named(title: str, by: Iterable[str], titles: dict[str, Any]) -> str | None:
    """The name that follows "by" in a title, behind an office or without one."""
    tokens = title.replace(",", " , ").split()
    places = (number for number, one in enumerate(tokens) if one.casefold() in set(by))
    return next((name for one in places if (name := _name(tokens[one + 1 :], titles)) is not None), None)


def _name(tokens: list[str], titles: dict[str, Any]) -> str | None:
    offices = {*(word for one in titles["roles"] for word in one.split()), *titles["courtesy"], *titles["transient"]}
    while tokens and tokens[0].casefold().rstrip(".") in offices:
        tokens = tokens[1:]
    found = list(_of_a_name(tokens, titles["name_parts"]))
    return " ".join(found) if 1 < len(found) <= _LONGEST_NAME else None


def _of_a_name(tokens: list[str], parts: Iterable[str]) -> Iterator[str]:
    small = set(parts)
    for number, one in enumerate(tokens):
        if not one[0].isupper() and (number == 0 or one not in small):
            return
        yield one


def _signed(text: str, titles: dict[str, Any]) -> str | None:
    """The name in a line at the beginning that is a name, a comma and an office, and no sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][1:_FIRST_LINES]
    for line in lines:
        name, comma, office = line.partition(", ")
        if comma and len(line) <= _LONGEST_LINE and line[-1] not in ".!?" and not any(map(str.isdigit, line)):
            found = _name(name.split(), titles)
            if found == name and set(re.findall(r"\w+", office.casefold())) & set(titles["roles"]):
                return found
    return None
