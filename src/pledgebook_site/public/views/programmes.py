"""Programmes: named sets of promises."""

from django.http import Http404, HttpRequest, HttpResponse

from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.public import front, listing
from pledgebook_site.ledger.selectors.public.chosen import the_scale
from pledgebook_site.ledger.selectors.public.days import day
from pledgebook_site.ledger.selectors.public.dossier import shown
from pledgebook_site.ledger.selectors.public.tally import programme_rows, programme_tallies, tallies
from pledgebook_site.public.pages import of_today, page


@of_today
def programmes(request: HttpRequest) -> HttpResponse:
    now, scale = day(), the_scale()
    return page(request, "programmes", now, scale=scale, programmes=programme_tallies(now, scale))


@of_today
def programme(request: HttpRequest, key: str) -> HttpResponse:
    found = record.noun("programmes", key)
    now, scale = day(), the_scale()
    listed = listing.listed(listing.Wanted(chosen={"programme": (key,)}), now, scale)
    if found is None or listed.count == 0:
        raise Http404
    rows = programme_rows(key)
    context = {
        "programme": found,
        "tally": tallies(rows, now, scale)[None],
        "listed": listed,
        "shown": shown(listed.keys, now),
        "dues": front.dues(rows, now, scale),
    }
    return page(request, "programme", now, scale=scale, **context)
