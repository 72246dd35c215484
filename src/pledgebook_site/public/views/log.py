"""The signed head of the log and its keys, for whoever keeps them."""

from django.http import HttpRequest, HttpResponse

from pledgebook_site.ledger.selectors.log import head
from pledgebook_site.ledger.selectors.public.proving import vkeys

PLAIN = "text/plain; charset=utf-8"


def checkpoint(request: HttpRequest) -> HttpResponse:
    return HttpResponse(head(), content_type=PLAIN)


def keys(request: HttpRequest) -> HttpResponse:
    return HttpResponse("".join(f"{one}\n" for one in vkeys()), content_type=PLAIN)
