"""How well the machine reads, measured on public corpora."""

from django.http import HttpRequest, HttpResponse

from pledgebook_site.ledger.selectors.public.days import day
from pledgebook_site.public.measured import measured
from pledgebook_site.public.pages import page


def accuracy(request: HttpRequest) -> HttpResponse:
    return page(request, "accuracy", day(), measured=measured())
