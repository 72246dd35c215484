"""What the tracker has chosen: its scale, and how those who keep the record are named in public."""

from dataclasses import dataclass, field
from typing import Any

from pledgebook.ledger.values import Phase
from pledgebook_site.ledger.models import Account, EntryRow
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.logged import logged

UNRATED = "unrated"
"""Stands for a pledge that nobody has judged, where the scale has no word for that."""

IN_WHOLE, RECORDED_ONLY = "in_whole", "recorded_only"
"""Stand for parts that are judged with their whole, and for pledges that get no verdict; no scale has such ids."""

ScaleData = dict[str, Any]


def the_scale() -> ScaleData:
    """The scale in use as data; one without entries where none is on record.

    `further` are the entries of other scales on record whose ids it does not have: those of older verdicts.
    """
    scales: dict[str, ScaleData] = record.others("scales")
    found = scales.pop(str(record.settings().get("scale")), None) or _NONE
    known = {one["id"] for one in found["entries"]}
    further = {one["id"]: one for other in scales.values() for one in other["entries"] if one["id"] not in known}
    return {**found, "further": list(further.values())}


_NONE: ScaleData = {"id": None, "name": "", "rubric": "", "entries": []}
RubricOf = dict[tuple[str | None, str | None], ScaleData]


def scales_given() -> RubricOf:
    """Every scale that was ever on record by its id and the version of its rubric: what verdicts were measured by."""
    rows = EntryRow.objects.filter(type="scale.recorded").values_list("index", flat=True)
    told = [payload["scale"] for _, payload in logged(rows) if payload is not None]
    return {(one["id"], one["rubric"]): one for one in told}


def initial(scale: ScaleData) -> str:
    """The id of what a pledge has that nobody has judged."""
    return next((one["id"] for one in scale["entries"] if one["phase"] == Phase.INITIAL), UNRATED)


def final(scale: ScaleData) -> list[str]:
    """The ids of those after which nothing is expected, of other scales too."""
    return [one["id"] for one in [*scale["entries"], *scale.get("further", ())] if one["phase"] == Phase.FINAL]


def in_order(scale: ScaleData) -> list[str]:
    """The ids as they are counted: final ones first, what nobody has judged last."""
    phases = [Phase.FINAL, Phase.PROGRESS, Phase.INITIAL]
    entries = sorted(scale["entries"], key=lambda one: phases.index(Phase(one["phase"])))
    found = [one["id"] for one in entries]
    return found if initial(scale) in found else [*found, UNRATED]


def standing(tracked: bool, status: str | None, in_whole: bool) -> str | None:
    """What a pledge is counted as: its status, unless it has none of its own to have."""
    if not tracked:
        return RECORDED_ONLY
    return IN_WHOLE if in_whole else status


@dataclass(frozen=True, slots=True)
class Authors:
    """`shown` is `tracker` (nobody is named), `role` or `name`; `known` is id to name or role."""

    shown: str
    known: dict[str, str] = field(default_factory=dict)

    def name(self, author: str) -> str | None:
        """What an author is called; a role as its code, None where nobody is named."""
        return self.known.get(author)


def authors() -> Authors:
    """The authors as strangers may know them."""
    shown = str(record.settings().get("authors_shown") or "tracker")
    if shown not in ("role", "name"):
        return Authors("tracker")
    return Authors(shown, dict(Account.objects.values_list("author", shown)))
