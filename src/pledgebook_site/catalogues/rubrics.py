"""The rubrics of known scales in the language of the page: translated where they are shown, never on record.

A scale is an event, and the version of its rubric travels with each verdict. So what is translated is its text to the
letter; another text, of another version or of a tracker's own, is shown as it is on record.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils import translation

DRAFTS = Path(__file__).with_name("rubrics.yml")
ORIGINAL = "en"


@dataclass(frozen=True, slots=True)
class Rubric:
    """A text as it is shown; `drafted` says that a machine has translated it and that the English one counts."""

    text: str
    drafted: bool = False


def rubric(told: Mapping[str, str], *, language: str | None = None) -> Rubric:
    """Of a text on record by language: that of the page, else a draft from the English, else one that there is."""
    wanted = (language or translation.get_language() or ORIGINAL).partition("-")[0]
    if told.get(wanted):
        return Rubric(told[wanted])
    original = told.get(ORIGINAL)
    draft = None if original is None else drafts().get(original, {}).get(wanted)
    if draft is not None:
        return Rubric(draft, drafted=True)
    return Rubric(original or next(iter(told.values()), ""))


@cache
def drafts() -> Mapping[str, Mapping[str, str]]:
    """By the English text, the translations that there are, by language."""
    listed = yaml.safe_load(DRAFTS.read_text("utf8"))
    return {one[ORIGINAL]: {code: text for code, text in one.items() if code != ORIGINAL} for one in listed}
