"""The changes of the record as an Atom feed."""

from django.http import HttpRequest, HttpResponse

from pledgebook_site.ledger.selectors.public.chosen import the_scale
from pledgebook_site.ledger.selectors.public.days import day
from pledgebook_site.ledger.selectors.public.front import changes
from pledgebook_site.public.atom import feed_of
from pledgebook_site.public.pages import of_today

LAST = 50


@of_today
def feed(request: HttpRequest) -> HttpResponse:
    told = feed_of(changes(day(), limit=LAST), scale=the_scale(), tracker=request.tracker, root=_root(request))
    return HttpResponse(told, content_type="application/atom+xml; charset=utf-8")


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")
