"""How many sightings are in which state, kept beside their rows: counting a great many takes too long for a page."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Count

from pledgebook_site.ledger.models.record import OtherRow, SightingRow

KIND, NAME = "counts", "sightings"
AT_ONCE = 500


def sightings_by_state() -> Counter[str]:
    """How many sightings are in each state; one read, however many there are."""
    row = OtherRow.objects.filter(kind=KIND, name=NAME).first()
    return counted() if row is None else Counter(row.data)


def counted() -> Counter[str]:
    """As `sightings_by_state`, by counting them."""
    rows = SightingRow.objects.order_by().values_list("state").annotate(many=Count("pk"))
    return Counter(dict(rows))


def follow(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Let the counts follow sightings that have changed, each with its state by id; call it before rows are written."""
    difference = Counter(after.values())
    difference.subtract(Counter(before.values()))
    if any(difference.values()):
        counts = sightings_by_state()
        counts.update(difference)
        told = {state: many for state, many in sorted(counts.items()) if many}
        put_others([OtherRow(kind=KIND, name=NAME, data=told)])


def put_others(rows: Iterable[OtherRow]) -> None:
    """Put rows of the table of few nouns in place, whether there are some by their names or not."""
    OtherRow.objects.bulk_create(
        list(rows), batch_size=AT_ONCE, update_conflicts=True, unique_fields=["kind", "name"], update_fields=["data"]
    )
