"""What may be shown, and what is public: the one place that says so; every page, answer, feed and export asks here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import Entry
from pledgebook.ledger.state import SightingNoun, State
from pledgebook.ledger.values import EvidenceState, Rights, SightingState
from pledgebook.records import Basis

AROUND = 100
"""How many characters an excerpt may hold on each side of the quoted words."""

_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Quoted words with what stands around them: `text[start:end] == before + quote + after`.

    `more_before` and `more_after` say that the source goes on there and is not shown.
    """

    start: int
    end: int
    before: str
    quote: str
    after: str
    more_before: bool
    more_after: bool


def excerpt(rights: Rights, text: str, start: int, end: int) -> Excerpt | None:
    """What may be shown of a text whose words `[start, end)` are quoted; None where nothing may.

    `full`: the whole text. `excerpt`: the quoted words and up to 100 characters on each side, cut between words and
    at the ends of the lines in which the quotation begins and ends, so never across a paragraph.
    """
    if not 0 <= start < end <= len(text):
        raise LedgerError(f"the text has {len(text)} characters and no words at {start} to {end}")
    if rights is Rights.NONE:
        return None
    first, last = (0, len(text)) if rights is Rights.FULL else (_first(text, start), _last(text, end))
    return Excerpt(
        first,
        last,
        text[first:start],
        text[start:end],
        text[end:last],
        more_before=first > 0,
        more_after=last < len(text),
    )


def _first(text: str, start: int) -> int:
    window = text[max(0, start - AROUND) : start]
    breaks = [match.end() for match in _BREAK.finditer(window)]
    if breaks:
        window = window[breaks[-1] :]
    elif start > AROUND and not text[start - AROUND - 1].isspace():
        window = _from_a_blank(window)
    return start - len(window.lstrip())


def _last(text: str, end: int) -> int:
    window = text[end : end + AROUND]
    found = _BREAK.search(window)
    if found is not None:
        window = window[: found.start()]
    elif end + AROUND < len(text) and not text[end + AROUND].isspace():
        window = _to_a_blank(window)
    return end + len(window.rstrip())


def _from_a_blank(window: str) -> str:
    """What follows the first blank: nothing where there is none."""
    place = next((place for place, letter in enumerate(window) if letter.isspace()), len(window))
    return window[place:]


def _to_a_blank(window: str) -> str:
    place = next((place for place in range(len(window) - 1, -1, -1) if window[place].isspace()), 0)
    return window[:place]


def rights_of(state: State, document: str | None) -> Rights:
    """What may be shown of a document: nothing where it is unknown or its words were taken out of the record."""
    found = None if document is None else state.documents.get(document)
    return Rights.NONE if found is None or found.missing else Rights(found.rights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """What is public of a record: numbers of entries whose payloads are, hashes of texts, ids of nouns.

    A noun may be public where one of its payloads is not, as that of a proposal where the rights are `none`.
    """

    entries: frozenset[int]
    texts: frozenset[str]
    documents: frozenset[str]
    sightings: frozenset[str]
    pledges: frozenset[str]
    evidence: frozenset[str]
    verdicts: frozenset[str]
    people: frozenset[str]
    offices: frozenset[str]
    terms: frozenset[str]
    programmes: frozenset[str]
    remarks: frozenset[str]

    def nouns(self) -> frozenset[str]:
        """The ids of all public nouns."""
        return frozenset().union(*(getattr(self, name) for name in _NOUNS))


_NOUNS = (
    "documents",
    "sightings",
    "pledges",
    "evidence",
    "verdicts",
    "people",
    "offices",
    "terms",
    "programmes",
    "remarks",
)
_ALWAYS = ("key.made", "key.rotated", "log.continued", "event.undone", "redaction.made")
_OF_THE_TRACKER = ("author", "setting", "scale")
_NEVER = ("sighting.put_off", "sighting.rejected", "evidence.rejected")
_QUOTING = ("document.taken", "sighting.proposed", "sighting.bounds_changed", "evidence.proposed")


def public(state: State, entries: Iterable[Entry]) -> Public:
    """What strangers may see of a record: all that is public and nothing else.

    Accepting a sighting makes its pledge public. Drafts are not: sightings that wait, are put off or rejected, evidence
    that nobody accepted, verdicts that were never in force, documents of which nothing was accepted, and who or what
    no public pledge names. Neither is the payload of what was undone, nor words of a document without rights.
    """
    nouns = _public_nouns(state)
    shown = frozenset().union(*nouns.values())
    return Public(
        entries=frozenset(entry.index for entry in entries if _is_public(state, entry, shown)),
        texts=frozenset(_public_texts(state, nouns["documents"])),
        **nouns,
    )


def _public_nouns(state: State) -> dict[str, frozenset[str]]:
    pledges = {one.id for one in state.pledges.values() if any(_accepted(state, name) for name in one.sightings)}
    sightings = {name for pledge in pledges for name in state.pledges[pledge].sightings if _accepted(state, name)}
    evidence = {
        one.id for one in state.evidence.values() if one.state == EvidenceState.ACCEPTED and one.pledge in pledges
    }
    verdicts = {one.id for one in state.verdicts.values() if one.in_force_at is not None and one.pledge in pledges}
    documents = {state.sightings[name].document for name in sightings} | {
        state.evidence[name].document for name in evidence
    }
    nouns = {
        "pledges": pledges,
        "sightings": sightings,
        "evidence": evidence,
        "verdicts": verdicts,
        "documents": {name for name in documents if name is not None},
        **_named(state, pledges, sightings),
    }
    nouns["remarks"] = _public_remarks(state, set().union(*nouns.values()))
    return {name: frozenset(ids) for name, ids in nouns.items()}


def _named(state: State, pledges: set[str], sightings: set[str]) -> dict[str, set[str]]:
    """Who and what public pledges name."""
    shown = [state.pledges[name] for name in pledges]
    promisors = [one.promisor for one in shown] + [state.sightings[name].promisor for name in sightings]
    people = {told["person"] for told in promisors if told is not None and told.get("person") in state.people}
    terms = {one.id for one in state.terms.values() if one.person in people}
    bodies = {one.responsible for one in shown} | {state.terms[name].office for name in terms}
    return {
        "people": people,
        "terms": terms,
        "offices": {name for name in bodies if name in state.offices},
        "programmes": {one.programme for one in shown if one.programme in state.programmes},
    }


def _public_remarks(state: State, shown: set[str]) -> set[str]:
    """Replies about public pledges; corrections of what is public or of the tracker itself."""
    tables = (getattr(state, name) for name in _NOUNS if name != "remarks")
    hidden = set().union(*tables) - shown
    return {one.id for one in state.remarks.values() if _corrected(state, one.about) not in hidden}


def _corrected(state: State, about: str | None) -> str | None:
    """What a remark is about in the end, where it is about another remark."""
    seen: set[str] = set()
    while about is not None and about in state.remarks and about not in seen:
        seen.add(about)
        about = state.remarks[about].about
    return about


def _accepted(state: State, sighting: str) -> bool:
    found = state.sightings.get(sighting)
    return found is not None and found.state == SightingState.ACCEPTED


def _public_texts(state: State, documents: frozenset[str]) -> Iterator[str]:
    for name in documents:
        text = state.documents[name].text_sha256
        if text is not None and rights_of(state, name) is Rights.FULL:
            yield text


def _is_public(state: State, entry: Entry, shown: frozenset[str]) -> bool:
    """Whether the payload of an entry may be seen by strangers."""
    if entry.type in _ALWAYS:
        return True
    if entry.index in state.undone or entry.type in _NEVER:
        return False
    if entry.type.partition(".")[0] in _OF_THE_TRACKER:
        return True
    return entry.subject in shown and (entry.type not in _QUOTING or _may_quote(state, entry))


def _may_quote(state: State, entry: Entry) -> bool:
    """Whether the rights of the document allow its words, and no guess about the promisor is told with them."""
    if entry.type == "document.taken":
        return rights_of(state, entry.subject) is not Rights.NONE
    if entry.type == "evidence.proposed":
        document = state.evidence[entry.subject].document
        return document is None or rights_of(state, document) is not Rights.NONE
    sighting = state.sightings[entry.subject]
    guessed = entry.type == "sighting.proposed" and _is_wrong_guess(sighting)
    return rights_of(state, sighting.document) is not Rights.NONE and not guessed


def _is_wrong_guess(sighting: SightingNoun) -> bool:
    """Whether no words name the promisor that was read, and a person has confirmed another one, or none."""
    told = sighting.told.get("promisor")
    if told is None or told.get("basis") == Basis.NAMED:
        return False
    confirmed = sighting.promisor
    return confirmed is None or any(told.get(name) != confirmed.get(name) for name in ("name", "role"))
