"""Programmes: named sets of promises."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pledgebook.ledger.events import ProgrammeOpened
from pledgebook_site.desk.forms.fields import LineField, field_at_fault, in_order
from pledgebook_site.desk.views.writing import BAD, UNFIT, written
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.selectors.lists import Filters, pledges
from pledgebook_site.ledger.services import recording
from pledgebook_site.web.forms import PartialDate


class ProgrammeForm(forms.Form):
    """A name, what it is, and its time."""

    name = LineField(label=_("Name"), required=True)
    kind = LineField(label=_("What it is"), help_text=_("An election programme, a coalition treaty, a mandate letter."))
    start = PartialDate(label=_("From"))
    end = PartialDate(label=_("Until"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        in_order(self, "start", "end")
        return told


def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes, and a form for another one."""
    if request.method != "POST":
        return _list(request, ProgrammeForm())
    form = ProgrammeForm(request.POST)
    if not form.is_valid():
        return _list(request, form, str(UNFIT))

    def act() -> str:
        key = recording.open_programme(ProgrammeOpened(**form.cleaned_data), author=request.user.author)
        return reverse("desk-programme", args=[key])

    said = gettext("%(name)s is on record now.") % {"name": form.cleaned_data["name"]}
    return written(request, [], act, fault=lambda fault: _list(request, form, fault), decision=False, said=said)


def _list(request: HttpRequest, form: ProgrammeForm, fault: str | None = None) -> HttpResponse:
    found = sorted(record.others("programmes").values(), key=lambda one: (one.closed, one.name or ""))
    told = {"items": found, "form": form, "fault": fault, "at": field_at_fault([form]), "seen": desk_log.last_entry()}
    return render(request, "desk/programmes.html", told, status=None if fault is None else BAD)


def programme(request: HttpRequest, key: str) -> HttpResponse:
    """A programme with its promises; it can be closed."""
    noun = record.noun("programmes", key)
    if noun is None:
        raise Http404
    if request.method != "POST":
        return _one(request, noun)

    def act() -> str:
        reason = request.POST.get("reason", "").strip()[:2000] or None
        recording.close_programme(key, author=request.user.author, reason=reason)
        return request.path

    return written(request, [key], act, fault=lambda fault: _one(request, noun, fault), decision=False)


def _one(request: HttpRequest, noun: Any, fault: str | None = None) -> HttpResponse:
    told = {
        "noun": noun,
        "seen": desk_log.last_entry(),
        "items": pledges(Filters(programme=noun.id, limit=200)),
        "scale": record.scale(),
        "fault": fault,
    }
    return render(request, "desk/programme.html", told, status=None if fault is None else BAD)
