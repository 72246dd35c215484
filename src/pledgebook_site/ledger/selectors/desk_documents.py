"""Documents as the desk lists them."""

from typing import Any

from django.db.models import Count

from pledgebook.ledger.state import DocumentNoun, from_data
from pledgebook_site.ledger.models import DocumentRow, SightingRow

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
