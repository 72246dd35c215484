"""What all public pages share: the day that they tell of, and how they are rendered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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


def page(request: HttpRequest, template: str, told: Day, **context: Any) -> HttpResponse:
    """The page as of a day; `at` is what links add to stay on that day."""
    as_of = {"as_of": told.date, "as_of_entry": told.size} if told.past else {}
    at = f"?{AS_OF}={told.told}" if told.past else ""
    scale = context.pop("scale", None) or the_scale()
    return render(request, f"public/{template}.html", {"day": told, "at": at, "scale": scale, **as_of, **context})


def number_in(told: str | None) -> int:
    """A number in an address, 1 where there is none or no number."""
    return int(told) if told is not None and told.isascii() and told.isdigit() and len(told) < 7 else 1
