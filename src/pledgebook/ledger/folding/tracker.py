"""Folds of events about the log itself."""

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folding.base import Payload, folds
from pledgebook.ledger.state import AuthorNoun, KeyNoun, State


@folds("key.made", "key.rotated")
def _key(state: State, entry: Entry, payload: Payload) -> None:
    state.keys.append(KeyNoun(vkey=payload["vkey"], from_size=entry.index))


@folds("log.continued")
def _continued(state: State, entry: Entry, payload: Payload) -> None:
    state.continued.append({**payload, "entry": entry.index})
    state.keys.append(KeyNoun(vkey=payload["vkey"], from_size=entry.index))


@folds("setting.changed")
def _setting(state: State, entry: Entry, payload: Payload) -> None:
    state.settings[payload["key"]] = payload["value"]


@folds("scale.recorded")
def _scale(state: State, entry: Entry, payload: Payload) -> None:
    state.scales[payload["scale"]["id"]] = payload["scale"]


@folds("author.recorded", "author.role_changed")
def _author(state: State, entry: Entry, payload: Payload) -> None:
    known = state.authors.get(entry.subject) or AuthorNoun(id=entry.subject)
    known.role, known.sign_in = payload["role"], payload.get("sign_in", known.sign_in)
    state.authors[entry.subject] = known


@folds("author.password_reset")
def _password(state: State, entry: Entry, payload: Payload) -> None:
    """That it happened is on record, and changes nothing of the record."""


@folds("event.undone")
def _undone(state: State, entry: Entry, payload: Payload) -> None:
    state.undone.update(payload["entries"])


@folds("redaction.made")
def _redaction(state: State, entry: Entry, payload: Payload) -> None:
    state.redacted.update(payload["entries"])
