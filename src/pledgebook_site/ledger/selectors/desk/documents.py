"""Documents as the desk lists them."""

from typing import Any

from django.db.models import Count

from pledgebook.ledger.state import DocumentNoun, EvidenceNoun, from_data
from pledgebook.ledger.values import EvidenceState
from pledgebook_site.ledger.models import DocumentRow, EvidenceRow, SightingRow

Told = dict[str, Any]


def listed(*, page: int, size: int) -> list[Told]:
    """A page of documents, the newest first, each with how much was found in it and how much of that waits."""
    rows = DocumentRow.objects.order_by("-taken_at", "-pk").values_list("data", flat=True)
    found = [from_data(DocumentNoun, data) for data in rows[(page - 1) * size : page * size + 1]]
    counted = SightingRow.objects.filter(document__in=[one.id for one in found]).values("document", "state")
    counts = {(one["document"], one["state"]): one["many"] for one in counted.annotate(many=Count("pk"))}
    return [{"noun": one, **_counted(counts, one.id)} for one in found]


def _counted(counts: dict[tuple[str, str], int], document: str) -> Told:
    own = {state: many for (key, state), many in counts.items() if key == document}
    return {"found": sum(own.values()) - own.get("rejected", 0), "waiting": own.get("waiting", 0)}


def evidence_in(document: str) -> list[EvidenceNoun]:
    """The words of a document that are evidence or wait to be, in the order of its text."""
    rows = EvidenceRow.objects.filter(document=document).exclude(state=EvidenceState.REJECTED.value)
    found = [from_data(EvidenceNoun, data) for data in rows.values_list("data", flat=True)]
    return sorted((one for one in found if one.start is not None), key=lambda one: (one.start or 0, one.id))
