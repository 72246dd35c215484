"""What the desk asks of promises, their evidence and their verdicts."""

from typing import Any

from pledgebook.ledger.state import EvidenceNoun, PledgeNoun, SightingNoun, VerdictNoun, from_data
from pledgebook.ledger.values import EvidenceState, Standing
from pledgebook_site.ledger.folding import folded
from pledgebook_site.ledger.models import EvidenceRow, PledgeRow, VerdictRow
from pledgebook_site.ledger.selectors import lists, record

Told = dict[str, Any]
FEW = 20


def listed(*, words: str | None, page: int, size: int, withdrawn: bool = False) -> list[Told]:
    """A page of the promises on record, those changed last first; one more than asked for tells that more follow.

    With `withdrawn` those that were taken back.
    """
    rows = PledgeRow.objects.filter(present=not withdrawn).order_by("-changed_at", "-id")
    if withdrawn:
        rows = rows.exclude(data__withdrawn=None)
    if words:
        rows = rows.filter(words__contains=folded(words))
    found = rows.values_list("data", flat=True)[(page - 1) * size : page * size + 1]
    return lists.pledges_told([from_data(PledgeNoun, data) for data in found])


def lately(count: int) -> list[Told]:
    """The promises that changed last."""
    return listed(words=None, page=1, size=count)[:count]


def unsigned() -> list[tuple[VerdictNoun, Told]]:
    """Verdicts that lack a signature, each with its promise."""
    rows = VerdictRow.objects.filter(standing=Standing.UNSIGNED.value).order_by("given_at", "pk")
    found = [from_data(VerdictNoun, data) for data in rows.values_list("data", flat=True)[:FEW]]
    return _with_pledges(found)


def evidence_waiting() -> list[tuple[EvidenceNoun, Told]]:
    """Evidence that nobody has accepted or rejected, each with its promise."""
    rows = EvidenceRow.objects.filter(state=EvidenceState.WAITING.value).order_by("pk")
    found = [from_data(EvidenceNoun, data) for data in rows.values_list("data", flat=True)[:FEW]]
    return _with_pledges(found)


def _with_pledges(found: list[Any]) -> list[tuple[Any, Told]]:
    nouns = record.nouns("pledges", {one.pledge for one in found if one.pledge is not None})
    told = {one["id"]: one for one in lists.pledges_told(list(nouns.values()))}
    return [(one, told[one.pledge]) for one in found if one.pledge in told]


def told(key: str) -> Told:
    """A promise as lists have it; LedgerError if there is none."""
    return lists.pledges_told([record.pledge(key)])[0]


def sightings(noun: PledgeNoun) -> list[tuple[SightingNoun, Any]]:
    """Where it was said, each with its document."""
    known = record.nouns("sightings", noun.sightings)
    sources = record.nouns("documents", {one.document for one in known.values() if one.document})
    return [(known[key], sources.get(known[key].document or "")) for key in noun.sightings if key in known]


def evidence(noun: PledgeNoun) -> list[tuple[EvidenceNoun, Any]]:
    """What bears on it, each with its document if it has one."""
    known = record.nouns("evidence", noun.evidence)
    sources = record.nouns("documents", {one.document for one in known.values() if one.document})
    return [(known[key], sources.get(known[key].document or "")) for key in noun.evidence if key in known]


def verdicts(noun: PledgeNoun) -> list[VerdictNoun]:
    """Its verdicts, the newest first."""
    known = record.nouns("verdicts", noun.verdicts)
    return [known[key] for key in reversed(noun.verdicts) if key in known]


def parts(key: str) -> list[Told]:
    """The promises that are parts of it, in the order in which they came and stand in the text."""
    rows = PledgeRow.objects.filter(part_of=key, present=True).values_list("data", flat=True)
    nouns = [from_data(PledgeNoun, data) for data in rows]
    first = record.nouns("sightings", [one.sightings[0] for one in nouns if one.sightings])

    def order(noun: PledgeNoun) -> tuple[str, int, str]:
        said = first.get(noun.sightings[0]) if noun.sightings else None
        return noun.made_at, 0 if said is None else said.start or 0, noun.id

    return lists.pledges_told(sorted(nouns, key=order))
