"""The list of promises: what it is narrowed by, how many each choice would leave, one page of it."""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import compress
from operator import itemgetter
from typing import Any

from django.db.models import Min, QuerySet
from django.db.models.functions import Coalesce

from pledgebook.records import Firmness
from pledgebook_site.ledger.folding import folded
from pledgebook_site.ledger.models import PledgeRow, StatusSpan
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.public.chosen import (
    IN_WHOLE,
    RECORDED_ONLY,
    ScaleData,
    in_order,
    initial,
    standing,
)
from pledgebook_site.ledger.selectors.public.days import PAST, UNDATED, Day, at, is_past

FACETS = ("status", "person", "programme", "topic", "firm", "due")
SORTS = {"changed": ("-changed_at", "-id"), "due": ("latest", "id"), "made": ("made_at", "id")}
SHOWN = 25
_OFFERED = 12  # choices a facet shows, besides those that are made
_TERMS = 8  # words of a search that count
_COLUMNS = ("pk", "promisor", "programme", "topics", "firmness", "latest", "tracked", "status", "in_whole")
_PLACES = {name: place for place, name in enumerate(FACETS, start=1)}
Row = tuple[Any, ...]
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
    """How a person is named in an address; empty, and so without a page, where a name has no letter and no digit."""
    return folded(name).replace(" ", "-")


def listed(wanted: Wanted, day: Day, scale: ScaleData) -> Listed:
    """The pledges that fit: a word that is asked for begins one of a pledge's words."""
    rows, values = _rows(wanted, day), _Values(day, initial(scale))
    fits = {name: _fits(rows, name, some, values) for name, some in wanted.chosen.items() if some}
    keys = [row[0] for row in _kept(rows, fits)]
    facets = {name: _facet(rows, name, fits, wanted, values) for name in FACETS}
    of = len(rows) if wanted.text == "" else _of(day)
    pages = max(1, -(-len(keys) // SHOWN))
    page = min(max(1, wanted.page), pages)
    first = (page - 1) * SHOWN
    return Listed(keys[first : first + SHOWN], len(keys), of, page, pages, _named(facets, scale))


def _fits(rows: list[Row], name: str, chosen: tuple[str, ...], values: "_Values") -> list[bool]:
    """For each row whether one of the choices of a facet fits it."""
    place = _PLACES[name]
    fitting = {told for told in {row[place] for row in rows} if not set(chosen).isdisjoint(values.of(name, told))}
    return [row[place] in fitting for row in rows]


def _kept(rows: list[Row], fits: dict[str, list[bool]], *, without: str | None = None) -> list[Row]:
    """The rows that every facet allows, one of them left out of account."""
    masks = [mask for name, mask in fits.items() if name != without]
    return list(compress(rows, map(all, zip(*masks, strict=True)))) if masks else rows


def _facet(rows: list[Row], name: str, fits: dict[str, list[bool]], wanted: Wanted, values: "_Values") -> list[Choice]:
    """The choices of a facet, each with how many rows it would leave beside the choices of all others."""
    counts: Counter[str] = Counter()
    for told, many in Counter(map(itemgetter(_PLACES[name]), _kept(rows, fits, without=name))).items():
        counts.update(dict.fromkeys(values.of(name, told), many))
    return _choices(counts, wanted.chosen.get(name, ()))


def _rows(wanted: Wanted, day: Day) -> list[Row]:
    order = SORTS.get(wanted.sort, SORTS["changed"])
    rows = list(searched(_present(day), wanted.text).order_by(*order).values_list(*_COLUMNS))
    past = then(day)
    if past is None:
        return [(row[0], standing(*row[-3:]), *row[1:-3]) for row in rows]
    return [(row[0], standing(*past[row[0]]), *row[1:-3]) for row in rows if row[0] in past]


def _present(day: Day) -> QuerySet[PledgeRow]:
    return PledgeRow.objects.filter(sightings__gt=0) if day.past else PledgeRow.objects.filter(present=True)


def searched(rows: QuerySet[PledgeRow], text: str) -> QuerySet[PledgeRow]:
    """Those of the rows in which each word of `text` begins a word; words that may not be shown find nothing."""
    rows = rows.alias(shown=Coalesce("shown_words", "words"))
    for term in folded(text).split()[:_TERMS]:
        rows = rows.filter(shown__contains=f" {term}")
    return rows


def then(day: Day) -> dict[str, tuple[bool, str | None, bool]] | None:
    """On an earlier day: which pledges were there, whether tracked, their status, and whether it is their whole's."""
    if day.clock is None:
        return None
    spans = at(StatusSpan.objects.filter(present=True), day.clock)
    return {key: tuple(own) for key, *own in spans.values_list("pledge", "tracked", "status", "in_whole")}


def _of(day: Day) -> int:
    past = then(day)
    if past is None:
        return _present(day).count()
    return sum(1 for key in _present(day).values_list("pk", flat=True) if key in past)


@dataclass(frozen=True, slots=True)
class _Values:
    """What a column of a row means to the facet over it: none, one or several choices."""

    day: Day
    unrated: str

    def of(self, name: str, told: str | None) -> tuple[str, ...]:
        if name == "status":
            return (self.unrated if told is None else told,)
        if name == "due":
            return self._due(told)
        if not told:
            return ()
        if name == "person":
            return (told.replace(" ", "-"),)
        return tuple(told.split("\n")) if name == "topic" else (told,)

    def _due(self, latest: str | None) -> tuple[str, ...]:
        if latest is None:
            return (UNDATED,)
        return (latest[:4], PAST) if is_past(latest, self.day.date) else (latest[:4],)


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
    facets["status"] = _sorted(facets["status"], [*in_order(scale), IN_WHOLE, RECORDED_ONLY])
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
