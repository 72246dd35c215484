"""The list of promises: what it is narrowed by, how many each choice would leave, one page of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Min, QuerySet

from pledgebook.records import Firmness
from pledgebook_site.ledger.folding import folded
from pledgebook_site.ledger.models import PledgeRow, StatusSpan
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.public.days import Day, at
from pledgebook_site.ledger.selectors.public.due import PAST, UNDATED, is_past
from pledgebook_site.ledger.selectors.public.scales import ScaleData, in_order, initial

FACETS = ("status", "person", "programme", "topic", "firm", "due")
SORTS = {"changed": ("-changed_at", "-id"), "due": ("latest", "id"), "made": ("made_at", "id")}
SHOWN = 25
_OFFERED = 12  # choices a facet shows, besides those that are made
_TERMS = 8  # words of a search that count
_COLUMNS = ("pk", "status", "promisor", "programme", "topics", "firmness", "latest")
Chosen = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the list is asked for; `chosen` has the choices of each facet, any of which will do."""

    text: str = ""
    chosen: Chosen = field(default_factory=dict)
    sort: str = "changed"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a facet, and how many promises it has beside all other facets' choices."""

    value: str
    count: int
    chosen: bool
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list: its pledges' ids in order, the count of all that fit, and of how many."""

    keys: list[str]
    count: int
    of: int
    page: int
    pages: int
    facets: dict[str, list[Choice]]


def slug(name: str) -> str:
    """How a person is named in an address."""
    return folded(name).replace(" ", "-")


def listed(wanted: Wanted, day: Day, scale: ScaleData) -> Listed:
    """The pledges that fit: a word that is asked for begins one of a pledge's words."""
    rows, past, unrated = _rows(wanted, day), then(day), initial(scale)
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    keys, of = [], 0
    for row in rows:
        if past is not None and row[0] not in past:
            continue
        of += 1
        values = _values(row, past, day, unrated)
        _count(row[0], values, wanted.chosen, counts, keys)
    pages = max(1, -(-len(keys) // SHOWN))
    page = min(max(1, wanted.page), pages)
    first = (page - 1) * SHOWN
    facets = {name: _choices(counts[name], wanted.chosen.get(name, ())) for name in FACETS}
    total = of if wanted.text == "" else _of(day, past)
    return Listed(keys[first : first + SHOWN], len(keys), total, page, pages, _named(facets, scale))


def _count(key: str, values: dict[str, Iterable[str]], chosen: Chosen, counts: dict[str, Any], keys: list[str]) -> None:
    """Count a pledge where at most one facet speaks against it: under that facet alone."""
    against = [name for name, some in chosen.items() if some and not any(one in some for one in values[name])]
    if len(against) > 1:
        return
    for name in against or FACETS:
        counts[name].update(values[name])
    if not against:
        keys.append(key)


def _rows(wanted: Wanted, day: Day) -> Any:
    order = SORTS.get(wanted.sort, SORTS["changed"])
    rows = searched(_present(day), wanted.text).order_by(*order)
    return rows.values_list(*_COLUMNS).iterator(chunk_size=5000)


def _present(day: Day) -> QuerySet[PledgeRow]:
    return PledgeRow.objects.filter(sightings__gt=0) if day.past else PledgeRow.objects.filter(present=True)


def searched(rows: QuerySet[PledgeRow], text: str) -> QuerySet[PledgeRow]:
    """Those of the rows in which each word of `text` begins a word."""
    for term in folded(text).split()[:_TERMS]:
        rows = rows.filter(words__contains=f" {term}")
    return rows


def then(day: Day) -> dict[str, tuple[bool, str | None]] | None:
    """On an earlier day: which pledges were there, whether tracked, and their status."""
    if day.clock is None:
        return None
    spans = at(StatusSpan.objects.filter(present=True), day.clock)
    return {key: (tracked, status) for key, tracked, status in spans.values_list("pledge", "tracked", "status")}


def _of(day: Day, past: dict[str, Any] | None) -> int:
    if past is None:
        return _present(day).count()
    return sum(1 for key in _present(day).values_list("pk", flat=True) if key in past)


def _values(row: Any, past: Any, day: Day, unrated: str) -> dict[str, Iterable[str]]:
    key, status, promisor, programme, topics, firmness, latest = row
    if past is not None:
        status = past[key][1]
    return {
        "status": (unrated if status is None else status,),
        "person": () if promisor is None else (promisor.replace(" ", "-"),),
        "programme": () if programme is None else (programme,),
        "topic": topics.split("\n") if topics else (),
        "firm": () if firmness is None else (firmness,),
        "due": (UNDATED,) if latest is None else (latest[:4], PAST) if is_past(latest, day.date) else (latest[:4],),
    }


def _choices(counts: Counter[str], chosen: tuple[str, ...]) -> list[Choice]:
    most = [value for value, _ in counts.most_common(_OFFERED)]
    values = [*most, *(one for one in chosen if one not in most)]
    return [Choice(value, counts[value], value in chosen) for value in values]


def _named(facets: dict[str, list[Choice]], scale: ScaleData) -> dict[str, list[Choice]]:
    """The choices with the names of persons and programmes; those that nobody knows are left out."""
    people = names_of([one.value for one in facets["person"]])
    programmes = record.nouns("programmes", [one.value for one in facets["programme"]])
    facets["person"] = [replace(one, name=people.get(one.value)) for one in facets["person"] if one.value in people]
    facets["programme"] = [
        replace(one, name=programmes[one.value].name) for one in facets["programme"] if one.value in programmes
    ]
    facets["status"] = _sorted(facets["status"], in_order(scale))
    facets["firm"] = _sorted(facets["firm"], [one.value for one in Firmness])
    facets["due"] = sorted(facets["due"], key=lambda one: (one.value != PAST, one.value == UNDATED, one.value))
    return facets


def _sorted(choices: list[Choice], order: list[str]) -> list[Choice]:
    return sorted(choices, key=lambda one: order.index(one.value) if one.value in order else len(order))


def names_of(slugs: list[str]) -> dict[str, str]:
    """Slug to name of these promisors, as the first pledge of each has it."""
    wanted = [one.replace("-", " ") for one in slugs]
    rows = PledgeRow.objects.filter(promisor__in=wanted, sightings__gt=0).values("promisor").annotate(first=Min("pk"))
    first = {row["first"]: row["promisor"] for row in rows}
    nouns = record.nouns("pledges", first)
    return {
        first[key].replace(" ", "-"): noun.promisor["name"] for key, noun in nouns.items() if noun.promisor is not None
    }
