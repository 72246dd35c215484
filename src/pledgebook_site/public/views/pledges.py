"""The list of promises, the page of one, and its proof."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from pledgebook_site.ledger.selectors.public import dossier, listing, proving
from pledgebook_site.ledger.selectors.public.chosen import authors, scales_given, the_scale
from pledgebook_site.ledger.selectors.public.days import Day
from pledgebook_site.public.pages import day_of, number_in, of_today, page


def pledges(request: HttpRequest) -> HttpResponse:
    day, scale = day_of(request), the_scale()
    query = request.GET
    wanted = listing.Wanted(
        text=query.get("q", ""),
        chosen={name: some for name in listing.FACETS if (some := tuple(filter(None, query.getlist(name))))},
        sort=query.get("sort", "changed"),
        page=number_in(query.get("page")),
    )
    listed = listing.listed(wanted, day, scale)
    context = {
        "wanted": wanted,
        "listed": listed,
        "shown": dossier.shown(listed.keys, day),
        "chips": _chips(query, listed),
        "facets": [(name, listed.facets[name]) for name in listing.FACETS],
        "first": (listed.page - 1) * listing.SHOWN + 1,
        "sorts": list(listing.SORTS),
    }
    return page(request, "pledges", day, scale=scale, **context)


def _chips(query: QueryDict, listed: listing.Listed) -> list[tuple[str, listing.Choice | None, str, str]]:
    """For each choice that was made: its facet, the choice, its value, and the list without it."""
    found = []
    for name in ("q", *listing.FACETS):
        for value in query.getlist(name):
            choice = next((one for one in listed.facets.get(name, []) if one.value == value), None)
            if value:
                found.append((name, choice, value, _without(query, name, value)))
    return found


def _without(query: QueryDict, name: str, value: str) -> str:
    other = query.copy()
    other.setlist(name, [one for one in query.getlist(name) if one != value])
    other.pop("page", None)
    return f"?{other.urlencode()}"


def pledge(request: HttpRequest, key: str) -> HttpResponse:
    day = day_of(request)
    return pledge_page(request, dossier.dossier(key, day), day)


def pledge_page(request: HttpRequest, found: dossier.Dossier | None, day: Day, **more: Any) -> HttpResponse:
    """The page of a promise, as the public gets it and as the desk previews it; 404 where there is none."""
    if found is None:
        raise Http404
    entries = proving.entries_of(found.pledge.id, day)
    context = {"entries": entries, "place": proving.place(entries[0], day), "authors": authors()}
    context |= {"dossier": found, "pledge": found.pledge, "scales": scales_given()}
    return page(request, "pledge", day, **context, **more)


@of_today
def proof(request: HttpRequest, key: str) -> HttpResponse:
    told = proving.proof(key)
    if told is None:
        raise Http404
    response = HttpResponse(told, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="promise-{key[:8]}.json"'
    return response
