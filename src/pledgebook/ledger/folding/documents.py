"""Folds of events about documents."""

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folding.base import Payload, folds
from pledgebook.ledger.state import DocumentNoun, State


@folds("document.taken")
def _taken(state: State, entry: Entry, payload: Payload) -> None:
    identity = [payload["text_sha256"], payload["url"], payload["published"]]
    state.documents[entry.subject] = DocumentNoun(
        id=entry.subject, taken_at=entry.recorded_at, identity=identity, **payload
    )


@folds("document.corrected")
def _corrected(state: State, entry: Entry, payload: Payload) -> None:
    for name, value in payload["changed"].items():
        setattr(state.documents[entry.subject], name, value)


@folds("document.rights_changed")
def _rights(state: State, entry: Entry, payload: Payload) -> None:
    state.documents[entry.subject].rights = payload["rights"]


@folds("document.read")
def _read(state: State, entry: Entry, payload: Payload) -> None:
    document = state.documents[entry.subject]
    document.readers = [*document.readers, payload["reader"]]
