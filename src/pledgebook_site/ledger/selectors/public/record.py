"""Pledges with what hangs on them, as a small state that holds what is public and nothing else.

Words that are no longer public are not public of an earlier day either: what was undone, rejected or taken out since
is missing there too, and what is told of documents is what is told of them now.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Min

from pledgebook.ledger.entries import Entry
from pledgebook.ledger.events import Event, SightingAccepted
from pledgebook.ledger.folding import fold
from pledgebook.ledger.showing import public
from pledgebook.ledger.state import PledgeNoun, SightingNoun, State
from pledgebook.ledger.values import SightingState, Standing
from pledgebook_site.ledger.models import About, PledgeRow, SightingRow
from pledgebook_site.ledger.moments import moment_now
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.history import uncounted_entries
from pledgebook_site.ledger.selectors.logged import Logged, logged
from pledgebook_site.ledger.selectors.public.days import Day

_UNDECIDED = (SightingState.WAITING, SightingState.PUT_OFF)
KINDS = ("sighting", "pledge", "evidence", "verdict", "correction", "reply")
CONNECTING = ("sighting.accepted", "sighting.joined", "sighting.split", "evidence.proposed", "verdict.given")


def pledges_of(keys: Iterable[str], day: Day, *, whole: bool = False) -> State:
    """These pledges with their sightings and documents; if `whole`, with evidence, verdicts and remarks too.

    Those that are not public, now or on that day, are left out.
    """
    wanted = list(keys)
    now = _now(wanted, whole=whole or day.past)
    state = now if day.clock is None else _then(wanted, day.clock, now)
    return _pruned(state)


def published(key: str, events: Iterable[Event] = ()) -> tuple[State, frozenset[str]]:
    """A pledge as strangers would see it once its drafts were published; nothing is written. And what was a draft.

    `sighting`: a suggestion that waits counts as accepted, with its promisor only where the source names one.
    `verdict`: one that lacks a signature counts as signed. `words`: `events` count as recorded.
    """
    state = _now([key], whole=True)
    drafts = {"words"} if (told := list(events)) else set()
    if key not in state.pledges:
        drafts |= _accept(state, key)
    for event in told:
        fold(state, _entry(event, key), event.to_payload())
    if _sign(state):
        drafts.add("verdict")
    state.documents = _documents(state)
    return _pruned(state), frozenset(drafts)


def _entry(event: Event, subject: str) -> Entry:
    """An entry that is in no log."""
    now = moment_now()
    return Entry(0, b"", event.TYPE, subject, "", now, now, "")


def _accept(state: State, key: str) -> set[str]:
    """Take a suggestion for a pledge of its own, if there is one that nobody has decided."""
    state.sightings = record.nouns("sightings", [key])
    if key not in state.sightings or state.sightings[key].missing or state.sightings[key].state not in _UNDECIDED:
        return set()
    told = state.sightings[key].told.get("promisor") or {}
    named = {"name": told["name"], "role": told.get("role"), "person": None} if told.get("basis") == "named" else None
    event = SightingAccepted(pledge=key, promisor=named, confirmed=named is not None)
    fold(state, _entry(event, key), event.to_payload())
    return {"sighting"}


def _sign(state: State) -> bool:
    """Let the verdict that waits for a signature be in force; whether there is one."""
    waiting = [one for one in state.verdicts.values() if one.standing == Standing.UNSIGNED and not one.missing]
    for one in waiting:
        one.standing, one.in_force_at = Standing.IN_FORCE, moment_now()
        pledge = state.pledges[one.pledge or ""]
        pledge.verdict, pledge.status = one.id, one.status
    return len(waiting) > 0


def _now(keys: list[str], *, whole: bool) -> State:
    pledges = record.nouns("pledges", keys)
    state = State(pledges=pledges)
    state.sightings = record.nouns("sightings", [one for noun in pledges.values() for one in noun.sightings])
    if whole:
        state.evidence = record.nouns("evidence", [one for noun in pledges.values() for one in noun.evidence])
        state.verdicts = record.nouns("verdicts", [one for noun in pledges.values() for one in noun.verdicts])
        state.remarks = record.nouns("remarks", _remarks(state))
    state.documents = _documents(state)
    return state


def _documents(state: State) -> dict[str, Any]:
    shown = [*state.sightings.values(), *state.evidence.values()]
    return record.nouns("documents", {one.document for one in shown if one.document is not None})


def _remarks(state: State) -> set[str]:
    """Replies, and corrections of a pledge or of what hangs on it."""
    about = [*state.pledges, *state.sightings, *state.evidence, *state.verdicts]
    made = About.objects.filter(subject__in=about, entry__type="correction.made")
    return set(made.values_list("entry__subject", flat=True)) | {
        one for noun in state.pledges.values() for one in noun.replies
    }


def _pruned(state: State) -> State:
    """The state without what strangers may not see."""
    shown = public(state, ())
    for kind in ("pledges", "sightings", "evidence", "verdicts", "documents", "remarks"):
        kept = getattr(shown, kind)
        setattr(state, kind, {key: noun for key, noun in getattr(state, kind).items() if key in kept})
    for pledge in state.pledges.values():
        pledge.sightings = [one for one in pledge.sightings if one in state.sightings]
        pledge.evidence = [one for one in pledge.evidence if one in state.evidence]
        pledge.verdicts = [one for one in pledge.verdicts if one in state.verdicts]
        pledge.replies = [one for one in pledge.replies if one in state.remarks]
    return state


def _then(keys: list[str], clock: str, now: State) -> State:
    state = State(authors=record.others("authors"))
    for entry, payload in _until(keys, clock):
        if payload is None or _stands(state, entry, payload):
            fold(state, entry, payload)
    still = _still_accepted(state.sightings)
    state.sightings = {key: noun for key, noun in state.sightings.items() if key in still}
    wanted = set(keys) & public(now, ()).pledges
    state.pledges = {key: noun for key, noun in state.pledges.items() if key in wanted}
    for name in ("evidence", "verdicts", "remarks"):
        known = getattr(now, name)
        setattr(state, name, {key: noun for key, noun in getattr(state, name).items() if key in known})
    hidden = {key for key, noun in now.evidence.items() if noun.state != "accepted"}
    state.evidence = {key: noun for key, noun in state.evidence.items() if key not in hidden}
    state.documents = _documents(state)
    return state


def _stands(state: State, entry: Entry, payload: dict[str, Any]) -> bool:
    """Whether what an event is about is there: it may hang on something that was redacted since."""
    kind = entry.type.partition(".")[0]
    if entry.type in ("evidence.proposed", "verdict.given", "reply.received"):
        return payload["pledge"] in state.pledges
    if entry.type in ("sighting.proposed", "correction.made"):
        return True
    return entry.subject in getattr(state, {"evidence": "evidence"}.get(kind, f"{kind}s"))


def _until(keys: list[str], clock: str) -> list[Logged]:
    """What happened to these pledges and to all that was ever tied to them, without what no longer counts."""
    uncounted = uncounted_entries()
    log = logged(_about(_tied(keys), clock))
    return [one for one in log if one[0].index not in uncounted and one[0].type.partition(".")[0] in KINDS]


def _about(subjects: Iterable[str], clock: str) -> list[int]:
    rows = About.objects.filter(subject__in=list(subjects), entry__recorded_at__lte=clock)
    return sorted(set(rows.values_list("entry_id", flat=True)))


def _tied(keys: list[str]) -> set[str]:
    found: set[str] = set()
    new = set(keys)
    while new:
        found |= new
        rows = About.objects.filter(subject__in=new, entry__type__in=CONNECTING).values_list("entry_id", flat=True)
        ties = [(entry, payload) for entry, payload in logged(rows) if payload is not None]
        new = {one for entry, payload in ties for one in (entry.subject, payload["pledge"])} - found
    return found


def _still_accepted(sightings: Iterable[str]) -> set[str]:
    rows = SightingRow.objects.filter(pk__in=list(sightings), state=SightingState.ACCEPTED)
    return set(rows.values_list("pk", flat=True))


def is_public(key: str) -> bool:
    """Whether there is such a pledge and strangers may see it; a withdrawn one stays on record."""
    return PledgeRow.objects.filter(pk=key, sightings__gt=0).exists()


def said_in(document: str) -> list[SightingNoun]:
    """The accepted sightings of a document, in the order of its text; those of withdrawn pledges too."""
    rows = SightingRow.objects.filter(document=document, state=SightingState.ACCEPTED).order_by("start", "pk")
    keys = list(rows.values_list("pk", flat=True))
    known = record.nouns("sightings", keys)
    return [known[key] for key in keys]


def numbers(keys: Iterable[str]) -> dict[str, int]:
    """The number of each pledge: that of the entry with which it came to be, which never changes."""
    rows = About.objects.filter(subject__in=list(keys)).values("subject").annotate(first=Min("entry_id"))
    return {row["subject"]: row["first"] for row in rows}


def first_of(noun: PledgeNoun, state: State) -> SightingNoun | None:
    """Where a pledge was said first, by the dates of its sources; what it is judged by."""
    return next(iter(in_order(noun, state)), None)


def in_order(noun: PledgeNoun, state: State) -> list[SightingNoun]:
    """Where a pledge was said, the earliest first; a source without a date counts from when it was proposed."""
    return sorted((state.sightings[one] for one in noun.sightings), key=lambda one: _said_on(one, state))


def _said_on(sighting: SightingNoun, state: State) -> tuple[str, str, int]:
    document = state.documents.get(sighting.document or "")
    published = None if document is None else document.published
    return (published or sighting.proposed_at, sighting.proposed_at, sighting.start or 0)
