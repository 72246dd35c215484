"""Promises: the list, and the editor of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from pledgebook.errors import LedgerError
from pledgebook.ledger.events import Event, PledgePromisorConfirmed
from pledgebook.ledger.state import PledgeNoun
from pledgebook_site.desk import places
from pledgebook_site.desk.decisions import last_decision
from pledgebook_site.desk.forms.editing import PledgeForm
from pledgebook_site.desk.views.queue import page_of
from pledgebook_site.desk.views.writing import BAD, or_404, written
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.selectors.desk import pledges as desk_pledges
from pledgebook_site.ledger.selectors.history import history_of
from pledgebook_site.ledger.selectors.ids import pledge_of
from pledgebook_site.ledger.services import pledges as services
from pledgebook_site.ledger.topics import topic_label, topics

SIZE = 50
LAST = 200  # entries of a history


def pledges(request: HttpRequest) -> HttpResponse:
    """All promises on record, those changed last first, or those with certain words."""
    page, words = page_of(request), request.GET.get("q", "").strip()
    found = desk_pledges.listed(words=words or None, page=page, size=SIZE)
    told = {"items": found[:SIZE], "more": len(found) > SIZE, "page": page, "words": words, "scale": record.scale()}
    return render(request, "desk/pledges.html", told)


def pledge(request: HttpRequest, key: str) -> HttpResponse:
    """The editor of a promise: what is said of it, where it was said, and all that has happened to it."""
    with or_404():
        noun = record.pledge(key)
    if request.method == "POST":
        return _change(request, noun)
    return _page(request, noun, _form(request, noun))


def _form(request: HttpRequest, noun: PledgeNoun, data: Any = None) -> PledgeForm:
    language = get_language() or "en"
    return PledgeForm(
        data,
        noun=noun,
        languages=request.tracker.spoken,
        people=record.others("people"),
        programmes=record.others("programmes"),
        topics={one: topic_label(one, language=language) for one in topics()},
    )


def _page(request: HttpRequest, noun: PledgeNoun, form: PledgeForm, fault: str | None = None) -> HttpResponse:
    seen = desk_log.last_entry()
    place = places.place_of(request.user)
    verdicts = desk_pledges.verdicts(noun)
    told = {
        "noun": noun,
        "told": desk_pledges.told(noun.id),
        "form": form,
        "fault": fault,
        "seen": seen,
        "decision": last_decision(place),
        "scale": record.scale(),
        "sightings": desk_pledges.sightings(noun),
        "evidence": desk_pledges.evidence(noun),
        "verdicts": verdicts,
        "waiting": next((one for one in verdicts if one.standing == "unsigned"), None),
        "parts": desk_pledges.parts(noun.id),
        "whole": None if noun.part_of is None else record.noun("pledges", noun.part_of),
        "history": list(reversed(history_of("pledges", noun.id, limit=LAST))),
    }
    return render(request, "desk/pledge.html", told, status=None if fault is None else BAD)


def _change(request: HttpRequest, noun: PledgeNoun) -> HttpResponse:
    action = request.POST.get("action", "")
    form = _form(request, noun, request.POST if action == "save" else None)
    if action == "save" and not form.is_valid():
        return _page(request, noun, form, gettext("Something is missing; it is said at its field."))

    def act() -> str:
        author = request.user.author
        if action == "save":
            _save(noun, form.events(part_of=_whole(form)), author)
        elif action == "track":
            services.track(noun.id, author=author, reason=_reason(request, needed=False))
        elif action == "record-only":
            services.record_only(noun.id, author=author, reason=_reason(request) or "")
        elif action == "withdraw":
            services.withdraw(noun.id, author=author, reason=_reason(request) or "")
        elif action == "confirm":
            _save(noun, [PledgePromisorConfirmed()], author)
        else:
            raise LedgerError(gettext("This form is not whole. Open the page again."))
        return reverse("desk-pledge", args=[noun.id])

    clean = form if action == "save" else _form(request, noun)
    return written(request, [noun.id], act, fault=lambda fault: _page(request, noun, clean, fault))


def _whole(form: PledgeForm) -> str | None:
    """The promise that it is a part of, from an id, the beginning of one, or an address that ends with one."""
    told = (form.cleaned_data.get("part_of") or "").strip().rstrip("/")
    return pledge_of(told.rpartition("/")[2]) if told else None


def _save(noun: PledgeNoun, events: list[Event], author: str) -> None:
    if not events:
        raise LedgerError(gettext("Nothing was changed."))
    services.change(noun.id, author=author, events=events)


def _reason(request: HttpRequest, *, needed: bool = True) -> str | None:
    told = request.POST.get("reason", "").strip()
    if needed and not told:
        raise LedgerError(gettext("Say why: the reason is shown in public."))
    return told[:2000] or None
