"""How the rows follow the log: load what an event touches, ask the rules, fold, and write what has changed."""

from typing import Any

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry
from pledgebook.ledger.events import check_payload
from pledgebook.ledger.folding import fold
from pledgebook.ledger.rules import refusal
from pledgebook_site.ledger.projections import undoing
from pledgebook_site.ledger.projections.nouns import DatabaseState
from pledgebook_site.ledger.projections.writing import write

Payload = dict[str, Any]


class Projection:
    """The state of the record within one operation."""

    def __init__(self, state: DatabaseState | None = None) -> None:
        self.state = DatabaseState() if state is None else state
        self.last: Entry | None = None

    def follow(self, entry: Entry, payload: Payload | None, *, trusted: bool = False) -> set[str]:
        """Fold one event; LedgerError if a rule refuses it. The ids of what undoing has folded anew.

        `trusted` ones were allowed when they were recorded: what is refused now hangs on something that was redacted
        since, and is passed over as in the replay.
        """
        self.last = entry
        fault = None if payload is None else check_payload(entry.type, payload) or refusal(self.state, entry, payload)
        if fault is not None:
            if trusted:
                self.state.passed_over.add(entry.index)
                return set()
            raise LedgerError(f"refused: {fault}.")
        anew: set[str] = set()
        if entry.type == "event.undone" and payload is not None:
            anew = undoing.undo(self.state, entry, payload["entries"], trusted=trusted)
        fold(self.state, entry, payload)
        return anew

    def write(self) -> None:
        """Bring the rows up to the state."""
        if self.last is not None:
            write(self.state, self.last)
