"""Which verdict took the place of which: none is ever overwritten, and only the last one in force counts."""

from collections.abc import Iterable
from itertools import pairwise

from pledgebook.ledger.state import VerdictNoun
from pledgebook.ledger.values import Standing


def successors(verdicts: Iterable[VerdictNoun]) -> dict[str, VerdictNoun]:
    """By the id of each verdict that was followed by another on the same pledge: the next one that still stands.

    What was withdrawn takes nobody's place, and what lacks a signature does not yet.
    """
    standing: dict[str, list[VerdictNoun]] = {}
    for one in verdicts:
        if one.standing == Standing.IN_FORCE and one.pledge is not None:
            standing.setdefault(one.pledge, []).append(one)
    return {
        before.id: after
        for some in standing.values()
        for before, after in pairwise(sorted(some, key=lambda one: one.in_force_at or ""))
    }
