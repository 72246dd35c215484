"""Folds of events about evidence, verdicts, corrections and replies."""

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.folding.base import Payload, folds
from pledgebook.ledger.state import EvidenceNoun, RemarkNoun, State, VerdictNoun
from pledgebook.ledger.values import EvidenceState, Standing


@folds("evidence.proposed")
def _evidence(state: State, entry: Entry, payload: Payload) -> None:
    state.evidence[entry.subject] = EvidenceNoun(
        id=entry.subject, proposed_at=entry.recorded_at, author=entry.author, **payload
    )
    pledge = state.pledges[payload["pledge"]]
    pledge.evidence = [*pledge.evidence, entry.subject]


@folds("evidence.accepted", "evidence.rejected")
def _evidence_decided(state: State, entry: Entry, payload: Payload) -> None:
    evidence = state.evidence[entry.subject]
    accepted = entry.type == "evidence.accepted"
    evidence.state = EvidenceState.ACCEPTED if accepted else EvidenceState.REJECTED
    evidence.decided_at, evidence.reason = entry.recorded_at, payload.get("reason")


@folds("verdict.given")
def _given(state: State, entry: Entry, payload: Payload) -> None:
    verdict = state.verdicts[entry.subject] = VerdictNoun(
        id=entry.subject,
        given_at=entry.recorded_at,
        effective_at=entry.effective_at,
        given_by=entry.author,
        **payload,
    )
    pledge = state.pledges[payload["pledge"]]
    pledge.verdicts = [*pledge.verdicts, entry.subject]
    if verdict.signatures_needed == 1:
        _in_force(state, verdict, entry)
    else:
        _sign(state, verdict, entry)


@folds("verdict.signed")
def _signed(state: State, entry: Entry, payload: Payload) -> None:
    _sign(state, state.verdicts[entry.subject], entry)


def _sign(state: State, verdict: VerdictNoun, entry: Entry) -> None:
    author = state.authors.get(entry.author)
    if author is None or not author.sign_in or entry.author in verdict.signed_by:
        return
    verdict.signed_by = [*verdict.signed_by, entry.author]
    if len(verdict.signed_by) >= verdict.signatures_needed and verdict.standing == Standing.UNSIGNED:
        _in_force(state, verdict, entry)


def _in_force(state: State, verdict: VerdictNoun, entry: Entry) -> None:
    verdict.standing, verdict.in_force_at = Standing.IN_FORCE, entry.recorded_at
    _stand(state, verdict)


@folds("verdict.withdrawn")
def _verdict_withdrawn(state: State, entry: Entry, payload: Payload) -> None:
    verdict = state.verdicts[entry.subject]
    verdict.standing, verdict.withdrawn_at = Standing.WITHDRAWN, entry.recorded_at
    verdict.reason = payload["reason"]
    _stand(state, verdict)


def _stand(state: State, verdict: VerdictNoun) -> None:
    """The verdict of a pledge is the one that came into force last and still is."""
    if verdict.pledge is None:
        return
    pledge = state.pledges[verdict.pledge]
    standing = [one for one in map(state.verdicts.get, pledge.verdicts) if one is not None]
    in_force = [one for one in standing if one.standing == Standing.IN_FORCE]
    last = max(in_force, key=lambda one: one.in_force_at or "", default=None)
    pledge.verdict, pledge.status = (None, None) if last is None else (last.id, last.status)


@folds("correction.made")
def _correction(state: State, entry: Entry, payload: Payload) -> None:
    state.remarks[entry.subject] = RemarkNoun(id=entry.subject, made_at=entry.recorded_at, kind="correction", **payload)


@folds("reply.received")
def _reply(state: State, entry: Entry, payload: Payload) -> None:
    told = {name: value for name, value in payload.items() if name != "pledge"}
    state.remarks[entry.subject] = RemarkNoun(
        id=entry.subject, made_at=entry.recorded_at, kind="reply", about=payload["pledge"], **told
    )
    pledge = state.pledges[payload["pledge"]]
    pledge.replies = [*pledge.replies, entry.subject]
