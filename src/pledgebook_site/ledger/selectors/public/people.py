"""Who has promised: persons by their records or by the names that promises give them."""

from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from pledgebook.ledger.state import PersonNoun
from pledgebook_site.ledger.folding import folded
from pledgebook_site.ledger.models import DocumentRow, PledgeRow, SightingRow
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.public.listing import names_of, slug

MOST = 500
_DOCUMENTS = 50


@dataclass(frozen=True, slots=True)
class Held:
    """An office that a person holds or held."""

    name: str
    body: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has promised: by which slug, under which names, in which offices."""

    slug: str
    name: str
    noun: PersonNoun | None = None
    offices: list[Held] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Counted:
    """A person with the number of promises on record."""

    slug: str
    name: str
    count: int


def people() -> list[Counted]:
    """All who have promised and have a page, those with most promises first."""
    rows = PledgeRow.objects.filter(present=True, promisor__gt="").order_by().values_list("promisor")
    counted = rows.annotate(many=Count("pk")).order_by("-many", "promisor")[:MOST]
    counts = {told.replace(" ", "-"): many for told, many in counted}
    names = names_of(list(counts))
    return [Counted(one, names[one], counts[one]) for one in counts if one in names]


def person(told: str) -> Person | None:
    """The person of an id or a slug; None where no promise on record is that person's, or the name makes no slug."""
    noun = record.noun("people", told)
    if noun is not None and noun.name is not None:
        key = slug(noun.name)
    else:
        key, noun = slug(told.replace("-", " ")), None
    name = names_of([key]).get(key) if key else None
    if name is None:
        return None
    noun = noun or _recorded(key)
    return Person(key, name if noun is None or noun.name is None else noun.name, noun, _offices(noun))


def _recorded(key: str) -> PersonNoun | None:
    """The person on record under a name."""
    people: dict[str, PersonNoun] = record.others("people")
    return next((one for one in people.values() if one.name is not None and slug(one.name) == key), None)


def _offices(noun: PersonNoun | None) -> list[Held]:
    if noun is None:
        return []
    offices = record.others("offices")
    terms = [one for one in record.others("terms").values() if one.person == noun.id and one.office in offices]
    held = [Held(offices[one.office].name or "", offices[one.office].body, one.start, one.end) for one in terms]
    return sorted(held, key=lambda one: one.start or "", reverse=True)


def rows_of(key: str) -> QuerySet[PledgeRow]:
    """The pledges of a person by the slug."""
    return PledgeRow.objects.filter(promisor=folded(key.replace("-", " ")))


def documents_of(key: str) -> list[tuple[str, str | None, str | None]]:
    """Where a person's promises were said: id, title and date of each document, the latest first."""
    pledges = rows_of(key).filter(present=True).values("pk")
    wanted = SightingRow.objects.filter(pledge__in=pledges, state="accepted").values("document")
    data = DocumentRow.objects.filter(pk__in=wanted).order_by("-taken_at").values_list("data", flat=True)[:_DOCUMENTS]
    found = [(one["id"], one["title"], one["published"]) for one in data if not one["missing"]]
    return sorted(found, key=lambda one: one[2] or "", reverse=True)
