"""One wording beside the one before: the new one whole with its new words marked, and a list of what changed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from pledgebook.compare import ChangeKind
from pledgebook_site.ledger.selectors.public.dossier import Dossier, Wording

HOT = (ChangeKind.NUMBER, ChangeKind.DATE, ChangeKind.NEGATION)
"""Kinds of change that weigh."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words in a row that are new or not; `hot` where a number, a date or a denial is."""

    text: str
    new: bool = False
    hot: bool = False


def whole(told: Wording) -> list[Part]:
    """All words of a wording in their order, blanks and punctuation included."""
    words = told.said.words or ""
    parts, here = [], 0
    for change in told.changed or ():
        if change.kind is ChangeKind.SAME or change.b.text == "":
            continue
        parts.append(Part(words[here : change.b.start]))
        parts.append(Part(words[change.b.start : change.b.end], new=True, hot=change.kind in HOT))
        here = change.b.end
    return [one for one in [*parts, Part(words[here:])] if one.text]


def delta(told: Wording) -> list[tuple[str, str, str]]:
    """What changed, weightiest first: its name, the words before and the words now; either may be empty."""
    names = {
        ChangeKind.NUMBER: gettext("Number"),
        ChangeKind.DATE: gettext("Date"),
        ChangeKind.NEGATION: gettext("Denial"),
        ChangeKind.WORD: gettext("Words"),
        ChangeKind.REMOVED: gettext("Gone"),
        ChangeKind.ADDED: gettext("New"),
    }
    order = list(names)
    found = [one for one in told.changed or () if one.kind is not ChangeKind.SAME]
    found.sort(key=lambda one: order.index(one.kind))
    return [(names[one.kind], one.a.text, one.b.text) for one in found]


@dataclass(frozen=True, slots=True)
class Row:
    """A place where a promise was said, as a line of a table; a class `new` where something differs from before."""

    number: int
    published: str | None
    promisor: str | None
    due: str | None
    due_class: str
    firmness: str | None
    firm_class: str


def rows(dossier: Dossier) -> list[Row]:
    """A line for each place, the earliest first; deadlines in the source's words, where these may be shown."""
    told: list[Row] = []
    before: dict[str, Any] = {}
    for one in (wording.said for wording in dossier.wordings):
        deadline = (one.sighting.told.get("deadline") or {}) if one.words is not None else {}
        now = {"due": deadline.get("text"), "firm": one.sighting.told.get("firmness")}
        classes = {key: "" if not told else "new" if now[key] != before[key] else "was" for key in now}
        promisor = None if one.sighting.promisor is None else one.sighting.promisor["name"]
        told.append(
            Row(
                one.number,
                one.document.published,
                promisor,
                now["due"],
                classes["due"],
                now["firm"],
                classes["firm"],
            )
        )
        before = now
    return told
