"""The log, entry by entry, the newest first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pledgebook_site.desk.labels import happened
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.web.labels import TRACKER_HAPPENED

PAGE = 50


def log(request: HttpRequest) -> HttpResponse:
    """A page of entries; `?before=N` are those older than entry N."""
    size = request.tracker.size
    told = request.GET.get("before", str(size))
    if not told.isascii() or not told.isdigit() or len(told) > len(str(2**62)):
        raise Http404
    before = min(int(told), size)
    entries = [one | {"did": _did(one["type"])} for one in desk_log.before(before, limit=PAGE)]
    shown = {"entries": entries, "older": max(0, before - PAGE), "newer": before + PAGE if before < size else None}
    return render(request, "web/log.html", shown)


def _did(event: str) -> str:
    return str(TRACKER_HAPPENED[event]) if event in TRACKER_HAPPENED else happened(event)
