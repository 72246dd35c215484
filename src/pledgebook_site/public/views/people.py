"""Who has promised, and what of it became what."""

from django.http import Http404, HttpRequest, HttpResponse

from pledgebook_site.ledger.selectors.public import front, listing
from pledgebook_site.ledger.selectors.public import people as selectors
from pledgebook_site.ledger.selectors.public.chosen import the_scale
from pledgebook_site.ledger.selectors.public.days import day
from pledgebook_site.ledger.selectors.public.dossier import shown
from pledgebook_site.ledger.selectors.public.tally import tallies
from pledgebook_site.public.pages import of_today, page


@of_today
def people(request: HttpRequest) -> HttpResponse:
    return page(request, "people", day(), people=selectors.people())


@of_today
def person(request: HttpRequest, key: str) -> HttpResponse:
    found = selectors.person(key)
    if found is None:
        raise Http404
    now, scale = day(), the_scale()
    wanted = listing.Wanted(chosen={"person": (found.slug,)})
    rows = selectors.rows_of(found.slug)
    listed = listing.listed(wanted, now, scale)
    context = {
        "person": found,
        "tally": tallies(rows, now, scale)[None],
        "listed": listed,
        "shown": shown(listed.keys, now),
        "documents": selectors.documents_of(found.slug),
        "dues": front.dues(rows, now, scale),
    }
    return page(request, "person", now, scale=scale, **context)
