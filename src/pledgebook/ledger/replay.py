"""The slow, obvious way from the log to the record: read it from the start, and count each event that counts."""

from collections.abc import Iterable
from typing import Any, Literal

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.events import check_payload
from pledgebook.ledger.folding import fold, forget_suggested
from pledgebook.ledger.rules import refusal
from pledgebook.ledger.state import Problem, State

Clock = Literal["recorded", "effective"]
Logged = tuple[Entry, dict[str, Any] | None]


def replay(log: Iterable[Logged], *, until: str | None = None, clock: Clock = "recorded") -> State:
    """The state after every event whose clock is not later than `until`; what breaks a rule is in its problems.

    `until` is a clock or a partial date, which means its last moment. By the clock `effective` an event counts
    from the first moment of its partial date.
    """
    counted = [one for one in log if until is None or not _later(one[0], until, clock)]
    replaying = Replaying(undone_by(counted))
    for entry, payload in counted:
        replaying.take(entry, payload)
    return replaying.state


class Replaying:
    """The log counted one event after another; `undone` are the entries that do not count, since later ones say so.

    With `rules_only` the state keeps no more than what the rules ask for: most of what was suggested about a sighting
    is forgotten at once.
    """

    def __init__(self, undone: frozenset[int], *, rules_only: bool = False) -> None:
        self.state = State()
        self._undone, self._rules_only, self._incomplete = undone, rules_only, False

    def take(self, entry: Entry, payload: dict[str, Any] | None) -> None:
        """Count the next event; what breaks a rule is then in the problems of the state."""
        self._incomplete = self._incomplete or payload is None
        if entry.index in self._undone:
            return
        step(self.state, entry, payload, incomplete=self._incomplete)
        if self._rules_only and entry.type == "sighting.proposed":
            forget_suggested(self.state, entry.subject)


def step(state: State, entry: Entry, payload: dict[str, Any] | None, *, incomplete: bool) -> None:
    """Fold one event, or note why it cannot be; where payloads are missing, what hangs on them is passed over."""
    fault = None if payload is None else check_payload(entry.type, payload)
    if fault is not None:
        state.problems.append(Problem(entry.index, fault))
        return
    refused = None if payload is None else refusal(state, entry, payload)
    if refused is None:
        fold(state, entry, payload)
    elif not incomplete:
        state.problems.append(Problem(entry.index, refused))


def _later(entry: Entry, until: str, clock: Clock) -> bool:
    told = entry.recorded_at if clock == "recorded" else entry.effective_at
    shared = min(len(told), len(until))
    return told[:shared] > until[:shared] if len(until) <= 10 or clock == "effective" else told > until


def undone_by(log: Iterable[Logged]) -> frozenset[int]:
    """The numbers of the entries that others take back."""
    return frozenset(
        number
        for entry, payload in log
        if entry.type == "event.undone" and payload is not None and check_payload(entry.type, payload) is None
        for number in payload["entries"]
    )
