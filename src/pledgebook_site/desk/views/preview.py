"""The public page of a promise before it is public: with drafts as if they were published, and nothing written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from pledgebook.ledger.events import Event
from pledgebook.ledger.state import PledgeNoun
from pledgebook_site.desk.views.pledges import editor, form_of, whole_of
from pledgebook_site.desk.views.writing import BAD, UNFIT
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.public.days import day
from pledgebook_site.ledger.selectors.public.dossier import preview as previewed
from pledgebook_site.public.views.pledges import pledge_page


def preview(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a promise, or of a suggestion as if it were accepted; for a form that was sent, with what it says."""
    noun = record.noun("pledges", key)
    return _shown(request, key, noun, []) if noun is None or request.method != "POST" else _sent(request, noun)


def _sent(request: HttpRequest, noun: PledgeNoun) -> HttpResponse:
    form = form_of(request, noun, request.POST)
    whole = whole_of(form) if form.is_valid() else None
    if form.errors:
        return editor(request, noun, form, str(UNFIT))
    return _shown(request, noun.id, noun, form.events(part_of=whole))


def _shown(request: HttpRequest, key: str, noun: PledgeNoun | None, events: list[Event]) -> HttpResponse:
    now = day()
    found, drafts = previewed(key, now, events)
    if found is None and noun is not None:
        fault = gettext("There is nothing to see: no place where it was said is accepted.")
        told = {"fault": fault, "back": reverse("desk-pledge", args=[key])}
        return render(request, "desk/fault.html", told, status=BAD)
    back = reverse("desk-sighting" if "sighting" in drafts else "desk-pledge", args=[key])
    return pledge_page(request, found, now, preview={"drafts": drafts, "back": back})
