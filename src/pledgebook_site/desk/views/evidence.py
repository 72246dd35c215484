"""Evidence: what was found for and against a promise, and who looked in vain."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pledgebook.errors import LedgerError
from pledgebook.ledger.state import PledgeNoun
from pledgebook.ledger.values import Rights
from pledgebook_site.desk import incoming, places
from pledgebook_site.desk.decisions import last_decision
from pledgebook_site.desk.forms.evidence import NoteForm, SearchForm, SourceForm, noted
from pledgebook_site.desk.forms.fields import LONGEST_LINE, field_at_fault
from pledgebook_site.desk.views.adding import brought
from pledgebook_site.desk.views.writing import BAD, UNFIT, not_whole, or_404, see_other, written
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.selectors.desk import pledges as desk_pledges
from pledgebook_site.ledger.services import verdicts

FORMS: dict[str, Any] = {"source": SourceForm, "note": NoteForm, "search": SearchForm}


def evidence(request: HttpRequest, key: str) -> HttpResponse:
    """What bears on a promise; three ways to bring more."""
    with or_404():
        noun = record.pledge(key)
    if request.method != "POST":
        return _page(request, noun)
    action = request.POST.get("action", "")
    if action in FORMS:
        return _bring(request, noun, action)
    return _decide(request, noun, action)


def _page(request: HttpRequest, noun: PledgeNoun, fault: str | None = None, **forms: Any) -> HttpResponse:
    seen = desk_log.last_entry()
    rights = record.settings().get("default_rights", Rights.EXCERPT.value)
    found = desk_pledges.evidence(noun)
    told = {
        "noun": noun,
        "told": desk_pledges.told(noun.id),
        "evidence": found,
        "seen": seen,
        "decision": last_decision(places.place_of(request.user)),
        "at": field_at_fault(forms.values()),
        "fault": fault,
        **{f"{name}_form": form(prefix=name, initial={"rights": rights}) for name, form in FORMS.items()},
        **forms,
    }
    return render(request, "desk/evidence.html", told, status=None if fault is None else BAD)


def _bring(request: HttpRequest, noun: PledgeNoun, action: str) -> HttpResponse:
    form = FORMS[action](request.POST, request.FILES, prefix=action)
    if not form.is_valid():
        fault = str(UNFIT)
        return _page(request, noun, fault, **{f"{action}_form": form})
    if action == "source":
        batch = incoming.bring(
            brought(form.cleaned_data), author=request.user.author, rights=form.cleaned_data["rights"], pledge=noun.id
        )
        return see_other(reverse("desk-job", args=[batch]))

    def act() -> str:
        event = form.event(noun.id) if action == "search" else noted(noun.id, form.cleaned_data)
        verdicts.add_evidence(event, author=request.user.author, accepted=True)
        return request.path

    return written(request, [noun.id], act, fault=lambda fault: _page(request, noun, fault, **{f"{action}_form": form}))


def _decide(request: HttpRequest, noun: PledgeNoun, action: str) -> HttpResponse:
    key = request.POST.get("evidence", "")

    def act() -> str:
        if action == "accept":
            verdicts.accept_evidence(key, author=request.user.author)
        elif action == "reject":
            reason = request.POST.get("reason", "").strip()[:LONGEST_LINE] or None
            verdicts.reject_evidence(key, author=request.user.author, reason=reason)
        else:
            raise LedgerError(not_whole())
        return request.path

    return written(request, [key], act, fault=lambda fault: _page(request, noun, fault))
