"""A source, as far as its rights allow."""

from django.http import Http404, HttpRequest, HttpResponse

from pledgebook_site.ledger.selectors.public import documents as selectors
from pledgebook_site.ledger.selectors.public.days import day
from pledgebook_site.ledger.selectors.public.dossier import shown_in
from pledgebook_site.ledger.selectors.public.saying import place_in
from pledgebook_site.public.pages import number_in, of_today, page


@of_today
def document(request: HttpRequest, key: str) -> HttpResponse:
    now = day()
    found = selectors.document(key, now, section=number_in(request.GET.get("section")), at=request.GET.get("at"))
    if found is None:
        raise Http404
    keys = list(dict.fromkeys(one.said.sighting.pledge for one in found.notes if one.said.sighting.pledge))
    pledges = {one.pledge.id: one for one in shown_in(keys, found.state)}
    context = {"shown": found, "document": found.document, "pledges": pledges, "link": place_in(found.document, None)}
    return page(request, "document", now, **context)
