"""What the ledger refuses. The services ask before they record, and `verify` asks of every entry again."""

from collections.abc import Callable
from functools import cache
from typing import Any

from pledgebook.addresses import web_host
from pledgebook.ledger.entries import Entry
from pledgebook.ledger.state import PledgeNoun, State
from pledgebook.ledger.values import AccountRole, EvidenceState, Phase, SightingState, Standing, VerdictsOf

Payload = dict[str, Any]
Rule = Callable[[State, Entry, Payload], str | None]
_RULES: dict[str, Rule] = {}
UNDOABLE = ("sighting.", "pledge.", "evidence.")
NOUNS = {
    "document": "documents",
    "sighting": "sightings",
    "pledge": "pledges",
    "evidence": "evidence",
    "verdict": "verdicts",
    "programme": "programmes",
}
MAKERS = frozenset(
    {"document.taken", "sighting.proposed", "evidence.proposed", "verdict.given", "programme.opened"},
)


def refusal(state: State, entry: Entry, payload: Payload) -> str | None:
    """Why this event may not happen to this state, in a few words; None if it may."""
    author = state.authors.get(entry.author)
    if author is not None and author.role == AccountRole.READER:
        return "an account of the role reader records nothing"
    if entry.effective_at != entry.recorded_at and entry.effective_at > entry.recorded_at[: len(entry.effective_at)]:
        return f"{entry.effective_at} is still to come: nothing takes effect before it is recorded"
    noun, made, rule = _asked_of(entry.type)
    if noun is not None and (entry.subject in getattr(state, NOUNS[noun])) == made:
        return f"{entry.subject} is on record already" if made else f"there is no {noun} {entry.subject}"
    return None if rule is None else rule(state, entry, payload)


@cache
def _asked_of(event: str) -> tuple[str | None, bool, Rule | None]:
    """Of a type of event: what it is about where that must be known, whether it makes that, and its own rule."""
    noun = event.partition(".")[0]
    return noun if noun in NOUNS else None, event in MAKERS, _RULES.get(event)


def _rule(*types: str) -> Callable[[Rule], Rule]:
    def register(function: Rule) -> Rule:
        _RULES.update(dict.fromkeys(types, function))
        return function

    return register


CORRECTABLE = ("title", "publisher", "author", "published", "url", "language", "genre", "speaker")


@_rule("document.corrected")
def _corrected(state: State, entry: Entry, payload: Payload) -> str | None:
    wrong = sorted(set(payload["changed"]) - set(CORRECTABLE))
    return f"{', '.join(wrong)} of a document cannot be corrected" if wrong else None


@_rule("sighting.proposed")
def _proposed(state: State, entry: Entry, payload: Payload) -> str | None:
    document = state.documents.get(payload["document"])
    if document is None:
        return f"there is no document {payload['document']}"
    if not document.missing and not 0 <= payload["start"] < payload["end"] <= document.length:
        return f"[{payload['start']}, {payload['end']}) is no place in a text of {document.length} characters"
    return None


@_rule("sighting.bounds_changed")
def _bounds(state: State, entry: Entry, payload: Payload) -> str | None:
    document = state.documents.get(state.sightings[entry.subject].document or "")
    if document is not None and not document.missing and not 0 <= payload["start"] < payload["end"] <= document.length:
        return f"[{payload['start']}, {payload['end']}) is no place in a text of {document.length} characters"
    return None


@_rule("sighting.accepted")
def _accepted(state: State, entry: Entry, payload: Payload) -> str | None:
    if state.sightings[entry.subject].state == SightingState.ACCEPTED:
        return "the sighting is accepted already"
    return _joinable(state, payload["pledge"])


@_rule("sighting.put_off", "sighting.rejected")
def _declined(state: State, entry: Entry, payload: Payload) -> str | None:
    sighting = state.sightings[entry.subject]
    if entry.type == "sighting.put_off" and sighting.state == SightingState.ACCEPTED:
        return "the sighting is accepted: reject it or undo that"
    if entry.type == "sighting.rejected" and sighting.state == SightingState.REJECTED:
        return "the sighting is rejected already"
    return _last_of_judged(state, sighting.pledge)


@_rule("sighting.joined", "sighting.split")
def _moved(state: State, entry: Entry, payload: Payload) -> str | None:
    sighting = state.sightings[entry.subject]
    if sighting.state != SightingState.ACCEPTED:
        return "the sighting is not accepted"
    if sighting.pledge == payload["pledge"]:
        return "the sighting is with that pledge already"
    if entry.type == "sighting.split" and payload["pledge"] in state.pledges:
        return f"the pledge {payload['pledge']} is on record already"
    if entry.type == "sighting.joined" and payload["pledge"] not in state.pledges:
        return f"there is no pledge {payload['pledge']}"
    return _joinable(state, payload["pledge"]) or _last_of_judged(state, sighting.pledge)


def _joinable(state: State, pledge: str) -> str | None:
    known = state.pledges.get(pledge)
    return "that pledge is withdrawn" if known is not None and known.withdrawn is not None else None


def _last_of_judged(state: State, pledge: str | None) -> str | None:
    known = state.pledges.get(pledge or "")
    if known is not None and len(known.sightings) == 1 and known.verdict is not None:
        return "it is the only sighting of a pledge that has a verdict: withdraw the verdict first"
    return None


@_rule("pledge.withdrawn")
def _withdrawn(state: State, entry: Entry, payload: Payload) -> str | None:
    return "the pledge is withdrawn already" if state.pledges[entry.subject].withdrawn is not None else None


@_rule("pledge.parted")
def _parted(state: State, entry: Entry, payload: Payload) -> str | None:
    whole = payload["part_of"]
    if whole is not None and whole not in state.pledges:
        return f"there is no pledge {whole}"
    while whole is not None:
        if whole == entry.subject:
            return "a pledge cannot be a part of itself"
        known = state.pledges.get(whole)
        whole = None if known is None else known.part_of
    return None


@_rule("pledge.programme_given")
def _programme(state: State, entry: Entry, payload: Payload) -> str | None:
    if payload["programme"] is None:
        return None
    known = state.programmes.get(payload["programme"])
    if known is None:
        return f"there is no programme {payload['programme']}"
    return "that programme is closed" if known.closed else None


@_rule("evidence.proposed")
def _evidence(state: State, entry: Entry, payload: Payload) -> str | None:
    if payload["pledge"] not in state.pledges:
        return f"there is no pledge {payload['pledge']}"
    if payload["url"] is not None and web_host(payload["url"]) is None:
        return "the address of evidence begins with http:// or https:// and a host"
    if payload["kind"] == "search":
        return None if _is_search(payload["search"]) else "a search record says who looked, where and when"
    if payload["document"] is None:
        told = payload["url"] is not None or (payload["note"] or "").strip() != ""
        return None if told else "evidence needs a document of the ledger, an address or a note"
    document = state.documents.get(payload["document"])
    if document is None:
        return f"there is no document {payload['document']}"
    if payload["start"] is None or document.missing or 0 <= payload["start"] < payload["end"] <= document.length:
        return None
    return f"[{payload['start']}, {payload['end']}) is no place in a text of {document.length} characters"


def _is_search(search: Payload | None) -> bool:
    asked = ("who", "where", "from", "to")
    return search is not None and all(isinstance(search.get(name), str) and search[name].strip() for name in asked)


@_rule("evidence.rejected")
def _evidence_rejected(state: State, entry: Entry, payload: Payload) -> str | None:
    pledge = state.pledges.get(state.evidence[entry.subject].pledge or "")
    for verdict in [] if pledge is None else pledge.verdicts:
        known = state.verdicts[verdict]
        if entry.subject in known.evidence and known.standing != Standing.WITHDRAWN:
            return f"the verdict {verdict} rests on it: withdraw that first"
    return None


@_rule("verdict.given")
def _given(state: State, entry: Entry, payload: Payload) -> str | None:
    pledge = state.pledges.get(payload["pledge"])
    if pledge is None:
        return f"there is no pledge {payload['pledge']}"
    return (
        _not_judged(pledge) or _off_scale(state, payload) or _unsupported(state, payload) or _signatures(state, payload)
    )


def _not_judged(pledge: PledgeNoun) -> str | None:
    if pledge.withdrawn is not None:
        return "the pledge is withdrawn"
    if not pledge.tracked:
        return "the pledge is recorded only: track it first"
    if pledge.verdicts_of == VerdictsOf.PARENT and pledge.part_of is not None:
        return f"its verdicts are those of the whole, {pledge.part_of}"
    return "the pledge has no accepted sighting" if not pledge.sightings else None


def _off_scale(state: State, payload: Payload) -> str | None:
    if payload["scale"] != state.settings.get("scale"):
        return f"the scale of this tracker is {state.settings.get('scale')}, not {payload['scale']}"
    scale = state.scales.get(payload["scale"])
    if scale is None:
        return f"the scale {payload['scale']} is not on record"
    entries = {one["id"]: one for one in scale["entries"]}
    if payload["status"] not in entries:
        return f"the scale {payload['scale']} has no {payload['status']}: it has {', '.join(entries)}"
    if payload["phase"] != entries[payload["status"]]["phase"]:
        return f"{payload['status']} is {entries[payload['status']]['phase']}, not {payload['phase']}"
    if payload["reason_code"] is not None and not entries[payload["status"]].get("broken"):
        broken = ", ".join(one for one, told in entries.items() if told.get("broken"))
        return f"a reason code says why a promise was broken, and {payload['status']} is not one of: {broken or 'none'}"
    if payload["rubric"] != scale["rubric"]:
        return f"the rubric in force is {scale['rubric']}, not {payload['rubric']}"
    return None


def _unsupported(state: State, payload: Payload) -> str | None:
    for one in payload["evidence"]:
        known = state.evidence.get(one)
        if known is None:
            return f"there is no evidence {one}"
        if known.missing:
            continue
        if known.pledge != payload["pledge"]:
            return f"the evidence {one} is about another pledge"
        if known.state != EvidenceState.ACCEPTED:
            return f"the evidence {one} is not accepted"
    if payload["phase"] != Phase.INITIAL and not payload["evidence"]:
        return f"{payload['status']} needs accepted evidence; a record of a search that found nothing counts"
    return None


def _signatures(state: State, payload: Payload) -> str | None:
    needed = 2 if state.settings.get("two_signatures") else 1
    if payload["signatures_needed"] == needed:
        return None
    return f"{needed} signatures are needed at this moment, not {payload['signatures_needed']}"


@_rule("verdict.signed")
def _signed(state: State, entry: Entry, payload: Payload) -> str | None:
    verdict = state.verdicts[entry.subject]
    author = state.authors.get(entry.author)
    if verdict.standing != Standing.UNSIGNED:
        return f"the verdict is {verdict.standing.replace('_', ' ')} already"
    if author is None or not author.sign_in:
        return "only an account with a password can sign"
    if entry.author in verdict.signed_by or entry.author == verdict.given_by:
        return "a verdict is signed by two different persons: this one has given it or signed it"
    pledge = state.pledges.get(verdict.pledge or "")
    return None if pledge is None else _not_judged(pledge)


@_rule("verdict.withdrawn")
def _verdict_withdrawn(state: State, entry: Entry, payload: Payload) -> str | None:
    withdrawn = state.verdicts[entry.subject].standing == Standing.WITHDRAWN
    return "the verdict is withdrawn already" if withdrawn else None


@_rule("reply.received")
def _reply(state: State, entry: Entry, payload: Payload) -> str | None:
    return None if payload["pledge"] in state.pledges else f"there is no pledge {payload['pledge']}"


@_rule("event.undone")
def _undone(state: State, entry: Entry, payload: Payload) -> str | None:
    for number in payload["entries"]:
        if number in state.undone:
            return f"entry {number} is undone already"
        if number >= entry.index:
            return f"entry {number} has not happened yet"
    return None
