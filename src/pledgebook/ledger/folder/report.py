"""What a check found: the first thing that does not hold, or what holds and what was not proved."""

from dataclasses import dataclass, field
from typing import Any

SCHEMA = "pledgebook/verify/1"


class Fault(Exception):  # noqa: N818 - it is what was found, not an error of ours
    """Something that does not hold: in which file, at which event (from 0), and what."""

    def __init__(self, text: str, *, file: str | None = None, event: int | None = None) -> None:
        super().__init__(text)
        self.text, self.file, self.event = text, file, event

    def line(self) -> str:
        """File, event and fault on one line."""
        event = None if self.event is None else f"event {self.event}"
        where = ", ".join(part for part in (self.file, event) if part is not None)
        return _one_line(f"{where}: {self.text}" if where else self.text)

    def to_data(self) -> dict[str, Any]:
        return {"file": self.file, "event": self.event, "text": _one_line(self.text)}


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


@dataclass(slots=True, kw_only=True)
class Report:
    """The answer of `verify`; `fault` is None where all that was checked holds.

    `root` is in base64, as in a checkpoint. `notes` say what a reader must know beside; `not_proved` what no such
    check can show.
    """

    kind: str
    origin: str | None = None
    size: int | None = None
    root: str | None = None
    public: bool | None = None
    counts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    not_proved: list[str] = field(default_factory=list)
    fault: Fault | None = None

    @property
    def holds(self) -> bool:
        return self.fault is None

    def to_data(self) -> dict[str, Any]:
        """The report as JSON can hold it."""
        return {
            "schema": SCHEMA,
            "kind": self.kind,
            "holds": self.holds,
            "fault": None if self.fault is None else self.fault.to_data(),
            "origin": self.origin,
            "size": self.size,
            "root": self.root,
            "public": self.public,
            "counts": self.counts,
            "notes": self.notes,
            "not_proved": self.not_proved,
        }
