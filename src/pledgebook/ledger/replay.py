"""The slow, obvious way from the log to the record: read it from the start, and count each event that counts."""

from collections.abc import Iterable
from typing import Any, Literal

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.events import check_payload
from pledgebook.ledger.folding import fold
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
    undone = _undone(counted)
    state = State()
    incomplete = False
    for entry, payload in counted:
        incomplete = incomplete or payload is None
        if entry.index not in undone:
            step(state, entry, payload, incomplete=incomplete)
    return state


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


def _undone(log: list[Logged]) -> set[int]:
    return {
        number
        for entry, payload in log
        if entry.type == "event.undone" and payload is not None and check_payload(entry.type, payload) is None
        for number in payload["entries"]
    }
