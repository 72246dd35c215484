"""Statuses as pages show them: a word, a shape, and what it means."""

from dataclasses import dataclass
from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.rating import Scale, ScaleEntry, scale_from, words
from pledgebook.ledger.values import Phase
from pledgebook_site.ledger.selectors import record

KNOWN = "politifact"
SHAPES = {
    "kept": "kept",
    "compromise": "half",
    "broken": "broken",
    "stalled": "stalled",
    "in-the-works": "works",
    "not-yet-rated": "none",
}
ORDER = ("kept", "half", "broken", "stalled", "works", "none")
_BY_PHASE = {Phase.INITIAL: "none", Phase.PROGRESS: "works"}
_OWN = "own"  # a square, in ink: a final entry that has no counterpart among the six


@dataclass(frozen=True, slots=True)
class Status:
    """An entry of the tracker's scale: the first is what a pledge has that nobody has judged."""

    id: str
    label: str
    shape: str
    meaning: str
    final: bool
    broken: bool


def scales() -> dict[str, Scale]:
    """The scales on record, by id; one that this version cannot read is left out."""
    return {key: found for key, data in record.others("scales").items() if (found := _read(data)) is not None}


def _read(data: Any) -> Scale | None:
    try:
        return scale_from(data)
    except LedgerError:
        return None


class Statuses:
    """The statuses of a tracker, in one language, in the order in which they are counted: final ones first."""

    def __init__(self, *, language: str) -> None:
        self.language = language
        self.scales = scales()
        self.scale = self.scales.get(str(record.settings().get("scale")))
        entries = () if self.scale is None else self.scale.entries
        self.all = [self._status(self.scale, one) for one in entries if self.scale is not None]
        self.all.sort(key=lambda one: ORDER.index(one.shape) if one.shape in ORDER else 0)
        self.initial = next((one for one in self.all if self._is_initial(one.id)), None)

    def _is_initial(self, key: str) -> bool:
        return self.scale is not None and self.scale.entry(key).phase is Phase.INITIAL

    def of(self, status: str | None, *, scale: str | None = None) -> Status | None:
        """The status by its id; that of what nobody has judged yet where it is None, and None if there is none."""
        if status is None:
            return self.initial
        known = self.scale if scale is None else self.scales.get(scale)
        entry = next((one for one in known.entries if one.id == status), None) if known is not None else None
        if known is None or entry is None:
            return Status(status, status, _OWN, "", final=False, broken=False)
        return self._status(known, entry)

    def final(self) -> list[str]:
        """The ids of those after which nothing is expected."""
        return [one.id for one in self.all if one.final]

    def _status(self, scale: Scale, entry: ScaleEntry) -> Status:
        counterpart = entry.id if scale.id == KNOWN else entry.maps.get(KNOWN)
        shape = SHAPES.get(counterpart or "") or _BY_PHASE.get(entry.phase, _OWN)
        label, text = (words(told, language=self.language) for told in (entry.label, entry.text))
        return Status(entry.id, label, shape, text, final=entry.phase is Phase.FINAL, broken=entry.broken)
