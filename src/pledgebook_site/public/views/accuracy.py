"""How well the machine reads, measured on public corpora."""

from django.http import HttpRequest, HttpResponse

from pledgebook_site.ledger.selectors.public.days import day
from pledgebook_site.public.measured import measured
from pledgebook_site.public.pages import of_today, page


@of_today
def accuracy(request: HttpRequest) -> HttpResponse:
    return page(request, "accuracy", day(), measured=measured())
