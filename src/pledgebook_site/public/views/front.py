"""The front page: the record at a glance."""

from django.http import HttpRequest, HttpResponse

from pledgebook_site.ledger.selectors.public import front as selectors
from pledgebook_site.ledger.selectors.public.chosen import the_scale
from pledgebook_site.public.pages import day_of, page


def front(request: HttpRequest) -> HttpResponse:
    day, scale = day_of(request), the_scale()
    return page(request, "front", day, scale=scale, front=selectors.front(day, scale))
