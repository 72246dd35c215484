"""One wording beside the one before: the new one whole with its new words marked, and a list of what changed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from pledgebook.compare import ChangeKind
from pledgebook_site.ledger.selectors.public.dossier import Dossier, Wording
from pledgebook_site.ledger.selectors.public.saying import Said
from pledgebook_site.web.labels import label

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
    """What changed, weightiest first: its name, the words before and the words now; either may be empty.

    Numbers, dates and denials stand each by itself, then how firm it is, then all other words that are gone or new.
    """
    gone, new = _sides(told, *(kind for kind in ChangeKind if kind not in (ChangeKind.SAME, *HOT)))
    return [
        *weighty(told),
        *([(gettext("Gone"), gone, "")] if gone else []),
        *([(gettext("New"), "", new)] if new else []),
    ]


def weighty(told: Wording | None) -> list[tuple[str, str, str]]:
    """The changes of numbers, dates and denials and of how firm it is: name, words before and words now."""
    if told is None:
        return []
    hot = [(_NAMES[kind](), *_sides(told, kind)) for kind in HOT]
    return [*(one for one in hot if one[1] or one[2]), *_firm(told)]


def _sides(told: Wording, *kinds: ChangeKind) -> tuple[str, str]:
    """The words of changes of these kinds, before and now."""
    found = [one for one in told.changed or () if one.kind in kinds]
    return BETWEEN.join(one.a.text for one in found if one.a.text), BETWEEN.join(
        one.b.text for one in found if one.b.text
    )


BETWEEN = " … "
"""Stands between words that are not next to each other."""

_NAMES: dict[ChangeKind, Callable[[], str]] = {
    ChangeKind.NUMBER: lambda: gettext("Number"),
    ChangeKind.DATE: lambda: gettext("Date"),
    ChangeKind.NEGATION: lambda: gettext("Denial"),
}


def _firm(told: Wording) -> list[tuple[str, str, str]]:
    """How firm it was and is, where both are known and differ."""
    was, now = (None if one is None else one.sighting.told.get("firmness") for one in (told.before, told.said))
    if was is None or now is None or was == now:
        return []
    return [(gettext("How firm"), label(was, "firmness"), label(now, "firmness"))]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one wording says of something, and what the one before said of it; `css`: `new` where that differs."""

    now: str | None
    was: str | None = None
    css: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A place where a promise was said, as a line of a table."""

    number: int
    published: str | None
    promisor: str | None
    amount: Cell
    due: Cell
    firmness: Cell


def rows(dossier: Dossier) -> list[Row]:
    """A line for each place, the earliest first; numbers and deadlines in the source's words, where these are shown."""
    told: list[Row] = []
    before: dict[str, str | None] | None = None
    for one in (wording.said for wording in dossier.wordings):
        if one.words is None:
            empty = Cell(None)
            told.append(_row(one, empty, empty, empty))
            continue
        now = {name: (one.sighting.told.get(name) or {}).get("text") for name in ("amount", "deadline")}
        now["firmness"] = label(one.sighting.told.get("firmness"), "firmness") or None
        told.append(_row(one, *(_cell(now[name], before, name) for name in now)))
        before = now
    return told


def _row(one: Said, amount: Cell, due: Cell, firmness: Cell) -> Row:
    promisor = None if one.sighting.promisor is None else one.sighting.promisor["name"]
    return Row(one.number, one.document.published, promisor, amount, due, firmness)


def _cell(now: str | None, before: dict[str, str | None] | None, name: str) -> Cell:
    if before is None:
        return Cell(now)
    was = before[name]
    return Cell(now, css="was") if now == was else Cell(now, was, "new")
