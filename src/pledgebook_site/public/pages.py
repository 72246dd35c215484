"""What all public pages share: the day that they tell of, and how they are rendered."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

from pledgebook_site.ledger.selectors.public.chosen import the_scale
from pledgebook_site.ledger.selectors.public.days import Day, day
from pledgebook_site.web.views.errors import MisaskedError

AS_OF = "as_of"


def day_of(request: HttpRequest) -> Day:
    """The day that `?as_of=` means; 400 where it means none."""
    found = day(request.GET.get(AS_OF))
    if found is None:
        raise MisaskedError(gettext("There is no such day."))
    return found


def of_today(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that knows today only: who asks it for another day is led to its address without one."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **told: Any) -> HttpResponse:
        if AS_OF not in request.GET:
            return view(request, *args, **told)
        day_of(request)
        query = request.GET.copy()
        del query[AS_OF]
        address = request.path if not query else f"{request.path}?{query.urlencode()}"
        return HttpResponseRedirect(iri_to_uri(address))

    return shown


def page(request: HttpRequest, template: str, told: Day, **context: Any) -> HttpResponse:
    """The page as of a day; `at` is what links add to stay on that day."""
    as_of = {"as_of": told.date, "as_of_entry": told.size} if told.past else {}
    at = f"?{AS_OF}={told.told}" if told.past else ""
    scale = context.pop("scale", None) or the_scale()
    return render(request, f"public/{template}.html", {"day": told, "at": at, "scale": scale, **as_of, **context})


def number_in(told: str | None) -> int:
    """A number in an address, 1 where there is none or no number."""
    return int(told) if told is not None and told.isascii() and told.isdigit() and len(told) < 7 else 1
