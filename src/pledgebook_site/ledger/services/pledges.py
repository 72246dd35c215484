"""Pledges: what an editor says about one."""

from pledgebook.ledger.events import Event, PledgeRecordedOnly, PledgeTracked, PledgeWithdrawn
from pledgebook_site.ledger.services.log import operation


def change(key: str, *, author: str, events: list[Event]) -> None:
    """Record what an editor says of a pledge, all in one operation."""
    with operation(author) as op:
        for event in events:
            op.record(event, subject=key)


def track(key: str, *, author: str, reason: str | None = None) -> None:
    """Let a pledge have verdicts and count in rates."""
    change(key, author=author, events=[PledgeTracked(reason=reason)])


def record_only(key: str, *, author: str, reason: str) -> None:
    """Keep a pledge on record without verdicts."""
    change(key, author=author, events=[PledgeRecordedOnly(reason=reason)])


def withdraw(key: str, *, author: str, reason: str) -> None:
    """Take a pledge back that was recorded by mistake."""
    change(key, author=author, events=[PledgeWithdrawn(reason=reason)])
