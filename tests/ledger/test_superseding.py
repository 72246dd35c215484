"""Which verdict took the place of which."""

from pledgebook.ledger.state import VerdictNoun
from pledgebook.ledger.superseding import successors
from pledgebook.ledger.values import Standing


def verdict(name, day, *, standing=Standing.IN_FORCE, pledge="p"):
    clock = f"2024-01-{day:02}T00:00:00.000000Z"
    force = None if standing == Standing.UNSIGNED else clock
    return VerdictNoun(
        id=name, given_at=clock, effective_at=clock, given_by="a", standing=standing, in_force_at=force, pledge=pledge
    )


def told(*verdicts):
    return {name: after.id for name, after in successors(verdicts).items()}


def test_each_is_followed_by_the_next():
    """Of several in force on one promise each but the last was followed by the one after it, in whatever order told."""
    assert told(verdict("c", 3), verdict("a", 1), verdict("b", 2)) == {"a": "b", "b": "c"}
    assert told(verdict("a", 1), verdict("b", 2, pledge="q")) == {}


def test_only_what_stands_takes_a_place():
    """A verdict that was withdrawn or lacks a signature supersedes none, and is superseded by none."""
    withdrawn, unsigned = verdict("w", 2, standing=Standing.WITHDRAWN), verdict("u", 4, standing=Standing.UNSIGNED)
    assert told(verdict("a", 1), withdrawn, unsigned) == {}
    assert told(verdict("a", 1), withdrawn, verdict("b", 3), unsigned) == {"a": "b"}
