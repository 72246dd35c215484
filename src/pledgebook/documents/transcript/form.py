"""Whether labelled lines make a transcript: news, lists, headings and recipes have lines with a colon as well."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pledgebook.documents.transcript.labels import Kind, Label

FEWEST, FEWEST_OF_NAMES = 3, 4  # labelled lines; names alone are more easily something else
ADDRESSING = 1 / 3  # of the turns in which somebody says I, we or you, or asks
ALONE = 1 / 3  # of the answers in which somebody says I, where nobody is named: else it is a list of questions
ENDED = 1 / 2  # of the turns that end as a sentence does
DENSE, DENSE_OF_NAMES = 1 / 25, 1 / 12  # of the lines that are labelled, from the first label on

_WORD = re.compile(r"[^\W\d_]+")
_ENDED = re.compile(r"[.!?…–—-][\"'”’»)\]*_]*\s*\Z")
_LINE = re.compile(r"^.*\S", re.MULTILINE)


def repeats(text: str, labels: Sequence[Label], data: dict[str, Any]) -> bool:
    """Whether speakers return after others have spoken, and say what people say to one another.

    Offices, forms of address and words such as "Q" are hardly anything else than labels; bare names, which a
    manifesto's headings or a table look like, must come oftener, closer, and with questions.
    """
    said = [text[one.end : end] for one, end in zip(labels, ends_of(text, labels), strict=True)]
    words = [set(_WORD.findall(one.casefold())) for one in said]
    returning = _returning([one.key for one in labels])
    if len(labels) < FEWEST or not returning or not _is_speech(said, words, frozenset(data["addressing"])):
        return False
    if all(one.kind in (Kind.ASKING, Kind.ANSWERING) for one in labels):
        return _is_interview(labels, words, frozenset(data["singular"]))
    dense = len(labels) / len(_LINE.findall(text, labels[0].start))
    if 2 * sum(one.kind.is_plain_to_see for one in labels) >= len(labels):
        return dense >= DENSE
    asked = any("?" in one for one in said)
    return asked and len(labels) >= FEWEST_OF_NAMES and len(returning) > 1 and dense >= DENSE_OF_NAMES


def _returning(keys: Sequence[str]) -> set[str]:
    """Who speaks again after another has spoken."""
    seen: set[str] = set()
    found = set()
    for before, key in pairwise(["", *keys]):
        if key in seen and key != before:
            found.add(key)
        seen.add(key)
    return found


def ends_of(text: str, labels: Sequence[Label]) -> list[int]:
    """Where ends what stands behind each label: where the next one begins."""
    return [*(one.start for one in labels[1:]), len(text)] if labels else []


def ends_as_speech(words: str) -> bool:
    """Whether words end as a sentence does, or as what is cut off."""
    return _ENDED.search(words) is not None


def _is_speech(said: Sequence[str], words: Sequence[set[str]], addressing: frozenset[str]) -> bool:
    addressed = sum("?" in one or not addressing.isdisjoint(own) for one, own in zip(said, words, strict=True))
    ended = sum(map(ends_as_speech, said))
    return addressed >= ADDRESSING * len(said) and ended >= ENDED * len(said)


def _is_interview(labels: Sequence[Label], words: Sequence[set[str]], singular: frozenset[str]) -> bool:
    """Whether whoever answers speaks of himself: a page of questions and answers is written by nobody in person."""
    answers = [own for one, own in zip(labels, words, strict=True) if one.kind is Kind.ANSWERING]
    return len(answers) > 1 and sum(not singular.isdisjoint(own) for own in answers) >= ALONE * len(answers)
