"""The first page of the desk, and taking back what was decided last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from pledgebook.errors import PledgebookError
from pledgebook_site.catalogues import refusals
from pledgebook_site.desk import places
from pledgebook_site.desk.views.writing import BAD, not_whole, number_in, see_other
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.desk import pledges as desk_pledges
from pledgebook_site.ledger.selectors.desk import queue as desk_queue
from pledgebook_site.ledger.services import undoing


def overview(request: HttpRequest) -> HttpResponse:
    """What waits, where this editor has stopped, and what lacks a signature."""
    told = {
        "waiting": desk_queue.count(),
        "put_off": desk_queue.count("put_off"),
        "place": places.place_of(request.user),
        "unsigned": desk_pledges.unsigned(),
        "evidence": desk_pledges.evidence_waiting(),
        "lately": desk_pledges.lately(10),
        "scale": record.scale(),
    }
    return render(request, "desk/overview.html", told)


def undo(request: HttpRequest) -> HttpResponse:
    """Take back the operation of an entry, and go where the form says."""
    number, back = number_in(request.POST.get("entry", "")), _back(request)
    fault = not_whole() if number is None else None
    try:
        if number is not None:
            undoing.undo(number, author=request.user.author)
    except PledgebookError as error:
        fault = refusals.told(error)
    if fault is not None:
        return render(request, "desk/fault.html", {"fault": fault, "back": back}, status=BAD)
    places.forget_decision(request.user)
    return see_other(back)


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("back", "")
    ours = wanted.startswith("/desk/") and url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return wanted if ours else reverse("desk")
