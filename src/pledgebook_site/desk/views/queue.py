"""The whole queue, accepting many at once, and whether single keys are on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from pledgebook_site.desk import places
from pledgebook_site.desk.decisions import last_decision
from pledgebook_site.desk.views.writing import BAD, see_other, written
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.selectors.desk import queue as desk_queue
from pledgebook_site.ledger.services import sightings

SIZE = 50
STATES = ("waiting", "put_off", "rejected", "accepted")
THRESHOLD = 0.95


def queue(request: HttpRequest) -> HttpResponse:
    """What waits, page by page; with `?above=` what would be accepted at once."""
    if request.method == "POST":
        return _keys(request) if "keys" in request.POST else _accept(request)
    if "above" in request.GET:
        return _above(request)
    return _list(request)


def _list(request: HttpRequest, fault: str | None = None) -> HttpResponse:
    state = request.GET.get("state", "waiting")
    state = state if state in STATES else "waiting"
    page = page_of(request)
    count = desk_queue.count(state)
    place = places.place_of(request.user)
    told = {
        "state": state,
        "states": STATES,
        "items": desk_queue.listed(state, page=page, size=SIZE),
        "count": count,
        "page": page,
        "pages": max(1, -(-count // SIZE)),
        "place": place,
        "decision": last_decision(place),
        "first": desk_queue.first_waiting(),
        "threshold": THRESHOLD,
        "fault": fault,
    }
    return render(request, "desk/queue.html", told, status=None if fault is None else BAD)


def page_of(request: HttpRequest) -> int:
    """Which page of a list is asked for, from 1."""
    told = request.GET.get("page", "1")
    return min(max(1, int(told)), 1_000_000) if told.isascii() and told.isdigit() and len(told) < 8 else 1


def _threshold(told: str | None) -> float:
    try:
        return min(max(float(told or THRESHOLD), 0.0), 1.0)
    except ValueError:
        return THRESHOLD


def _above(request: HttpRequest, fault: str | None = None) -> HttpResponse:
    threshold = _threshold(request.GET.get("above") or request.POST.get("above"))
    document = request.GET.get("document") or request.POST.get("document") or None
    seen = desk_log.last_entry()
    items = desk_queue.above(threshold, document=document)
    told = {"items": items, "threshold": threshold, "document": document, "seen": seen, "fault": fault}
    return render(request, "desk/above.html", told, status=None if fault is None else BAD)


def _accept(request: HttpRequest) -> HttpResponse:
    keys = request.POST.getlist("sighting")

    def act() -> str:
        sightings.accept_all(keys, author=request.user.author)
        return reverse("desk-queue")

    if not keys or len(keys) > desk_queue.AT_ONCE:
        return _above(request, gettext("Tick at least one of them."))
    return written(request, keys, act, fault=lambda fault: _above(request, fault))


def _keys(request: HttpRequest) -> HttpResponse:
    places.switch_keys(request.user, on=request.POST["keys"] == "on")
    back = request.POST.get("back", "")
    return see_other(back if back.startswith("/desk/queue/") else reverse("desk-queue"))
