"""What is on record in one event each: persons, offices, terms, programmes, replies and corrections."""

from pledgebook.errors import LedgerError
from pledgebook.ledger.events import (
    CorrectionMade,
    Event,
    OfficeRecorded,
    PersonRecorded,
    ProgrammeClosed,
    ProgrammeOpened,
    ReplyReceived,
    TermRecorded,
)
from pledgebook_site.ledger.ids import new_id
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.services.log import operation


def record_person(event: PersonRecorded, *, author: str, key: str | None = None) -> str:
    """Record somebody who promises, or with `key` what is told of him anew; his id."""
    return _record(event, author, key)


def record_office(event: OfficeRecorded, *, author: str, key: str | None = None) -> str:
    """Record an office, or with `key` what is told of it anew; its id."""
    return _record(event, author, key)


def record_term(event: TermRecorded, *, author: str) -> str:
    """Record a person's time in an office; LedgerError if one of the two is not on record."""
    for kind, key in (("people", event.person), ("offices", event.office)):
        if record.noun(kind, key) is None:
            raise LedgerError(f"there is no {record.SINGULAR[kind]} {key}; 'pledgebook list {kind}' shows the ids.")
    return _record(event, author, None)


def open_programme(event: ProgrammeOpened, *, author: str) -> str:
    """Open a named set of pledges; its id."""
    return _record(event, author, None)


def close_programme(key: str, *, author: str, reason: str | None = None) -> None:
    """Let no more pledges join a programme; LedgerError if it is closed already."""
    programme = record.noun("programmes", key)
    if programme is not None and programme.closed:
        raise LedgerError(f"the programme {key} is closed already.")
    _record(ProgrammeClosed(reason=reason), author, key)


def receive_reply(event: ReplyReceived, *, author: str) -> str:
    """Record what somebody whom a pledge concerns has answered; the reply's id."""
    return _record(event, author, None)


def correct(about: str, text: str, *, author: str) -> str:
    """Say in public that the tracker was wrong about a noun, by its id; the correction's id."""
    return _record(CorrectionMade(about=about, text=text), author, None)


def _record(event: Event, author: str, key: str | None) -> str:
    subject = new_id() if key is None else key
    with operation(author) as op:
        op.record(event, subject=subject)
    return subject
