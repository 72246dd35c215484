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
from pledgebook_site.desk.forms.editing import PledgeForm, ReasonForm
from pledgebook_site.desk.forms.fields import field_at_fault
from pledgebook_site.desk.views.queue import page_of
from pledgebook_site.desk.views.writing import BAD, UNFIT, not_whole, or_404, written
from pledgebook_site.desk.words import meant
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.selectors.desk import pledges as desk_pledges
from pledgebook_site.ledger.selectors.history import history_of
from pledgebook_site.ledger.services import pledges as services
from pledgebook_site.ledger.topics import topic_label, topics
from pledgebook_site.web.labels import languages_named

SIZE = 50
LAST = 200  # entries of a history
_WITHDRAWN = "pledge.withdrawn"


def pledges(request: HttpRequest) -> HttpResponse:
    """All promises on record, or those taken back, those changed last first; or those with certain words."""
    page, words = page_of(request), request.GET.get("q", "").strip()
    withdrawn = request.GET.get("state") == "withdrawn"
    found = desk_pledges.listed(words=words or None, page=page, size=SIZE, withdrawn=withdrawn)
    told = {"items": found[:SIZE], "more": len(found) > SIZE, "page": page, "words": words, "scale": record.scale()}
    told["withdrawn"] = withdrawn
    return render(request, "desk/pledges.html", told)


def pledge(request: HttpRequest, key: str) -> HttpResponse:
    """The editor of a promise: what is said of it, where it was said, and all that has happened to it."""
    with or_404():
        noun = record.pledge(key)
    if request.method == "POST":
        return _change(request, noun)
    return editor(request, noun, form_of(request, noun))


def form_of(request: HttpRequest, noun: PledgeNoun, data: Any = None) -> PledgeForm:
    """The form of a promise, with what was sent in it."""
    language = get_language() or "en"
    return PledgeForm(
        data,
        noun=noun,
        languages=languages_named(request.tracker.languages),
        people=record.others("people"),
        programmes=record.others("programmes"),
        topics={one: topic_label(one, language=language) for one in topics()},
    )


def editor(
    request: HttpRequest,
    noun: PledgeNoun,
    form: PledgeForm,
    fault: str | None = None,
    reasons: dict[str, ReasonForm] | None = None,
) -> HttpResponse:
    """The page of the editor, with what is wrong with what was sent."""
    seen = desk_log.last_entry()
    place = places.place_of(request.user)
    verdicts = desk_pledges.verdicts(noun)
    reasons = reasons or _reasons(noun)
    history = list(reversed(history_of("pledges", noun.id, limit=LAST)))
    told = {
        "noun": noun,
        "told": desk_pledges.told(noun.id),
        "form": form,
        **reasons,
        "fault": fault,
        "at": field_at_fault([form, *reasons.values()]),
        "seen": seen,
        "decision": last_decision(place),
        "scale": record.scale(),
        "sightings": desk_pledges.sightings(noun),
        "evidence": desk_pledges.evidence(noun),
        "verdicts": verdicts,
        "waiting": next((one for one in verdicts if one.standing == "unsigned"), None),
        "parts": desk_pledges.parts(noun.id),
        "whole": None if noun.part_of is None else record.noun("pledges", noun.part_of),
        "history": history,
        "taken_back": next((one["entry"] for one in history if one["type"] == _WITHDRAWN and not one["undone"]), None),
    }
    return render(request, "desk/pledge.html", told, status=None if fault is None else BAD)


def _reasons(noun: PledgeNoun, action: str = "", data: Any = None) -> dict[str, ReasonForm]:
    """The forms that ask why; the one of this action is filled with what was typed."""
    tracking = data if action in ("track", "record-only") else None
    return {
        "tracking": ReasonForm(tracking, prefix="track", required=noun.tracked),
        "withdrawing": ReasonForm(data if action == "withdraw" else None, prefix="back"),
    }


def _change(request: HttpRequest, noun: PledgeNoun) -> HttpResponse:
    action = request.POST.get("action", "")
    form = form_of(request, noun, request.POST if action == "save" else None)
    reasons = _reasons(noun, action, request.POST)
    sent = next((one for one in (form, *reasons.values()) if one.is_bound), None)
    if sent is not None and not sent.is_valid():
        return editor(request, noun, form, str(UNFIT), reasons)
    whole = whole_of(form) if action == "save" else None
    if form.is_bound and form.errors:
        return editor(request, noun, form, str(UNFIT), reasons)

    def act() -> str:
        author, reason = request.user.author, None if sent is None else sent.cleaned_data.get("reason")
        if action == "save":
            _save(noun, form.events(part_of=whole), author)
        elif action == "track":
            services.track(noun.id, author=author, reason=reason)
        elif action == "record-only":
            services.record_only(noun.id, author=author, reason=reason or "")
        elif action == "withdraw":
            services.withdraw(noun.id, author=author, reason=reason or "")
        elif action == "confirm":
            _save(noun, [PledgePromisorConfirmed()], author)
        else:
            raise LedgerError(not_whole())
        return reverse("desk-pledge", args=[noun.id])

    return written(request, [noun.id], act, fault=lambda fault: editor(request, noun, form, fault, reasons))


def whole_of(form: PledgeForm) -> str | None:
    """The promise that it is a part of; what leads to none is said at its field."""
    told = form.cleaned_data.get("part_of")
    try:
        return None if told is None else meant(told)
    except LedgerError as error:
        form.add_error("part_of", str(error))
        return None


def _save(noun: PledgeNoun, events: list[Event], author: str) -> None:
    if not events:
        raise LedgerError(gettext("Nothing was changed."))
    services.change(noun.id, author=author, events=events)
