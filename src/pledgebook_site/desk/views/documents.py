"""Stored documents: what they are, what was found in them, words marked by hand, and words as evidence."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pledgebook.errors import LedgerError
from pledgebook.ledger.state import DocumentNoun
from pledgebook.ledger.values import Rights
from pledgebook_site import reading
from pledgebook_site.desk import marking, tasks
from pledgebook_site.desk.forms.adding import ToldForm
from pledgebook_site.desk.forms.deciding import MarkForm
from pledgebook_site.desk.forms.evidence import QuoteForm, cut_out
from pledgebook_site.desk.forms.fields import field_at_fault
from pledgebook_site.desk.views.queue import page_of
from pledgebook_site.desk.views.writing import BAD, UNFIT, not_whole, or_404, written
from pledgebook_site.desk.words import placed
from pledgebook_site.ledger.selectors import documents as selectors
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.desk import documents as desk_documents
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.selectors.desk import pledges as desk_pledges
from pledgebook_site.ledger.selectors.desk import queue as desk_queue
from pledgebook_site.ledger.services import documents as services
from pledgebook_site.ledger.services import sightings, verdicts
from pledgebook_site.ledger.services.sightings import cut

SIZE = 50
TOLD = ("title", "published", "language", "genre", "speaker", "publisher")


def documents(request: HttpRequest) -> HttpResponse:
    """All documents, the newest first."""
    page = page_of(request)
    found = desk_documents.listed(page=page, size=SIZE)
    told = {"items": found[:SIZE], "more": len(found) > SIZE, "page": page, "for": request.GET.get("for", "")}
    return render(request, "desk/documents.html", told)


def document(request: HttpRequest, key: str) -> HttpResponse:
    """A document with its text, and the forms of what can be done with it."""
    with or_404():
        noun = record.document(key)
        pledge = request.GET.get("for") or request.POST.get("pledge") or None
        of = None if pledge is None else desk_pledges.told(pledge)
    if request.method == "POST":
        return _act(request, noun, of)
    return _page(request, noun, of)


def _correct_form(noun: DocumentNoun, data: Any = None) -> ToldForm:
    form = ToldForm(data, initial={**{name: getattr(noun, name) for name in TOLD}, "rights": str(noun.rights)})
    del form.fields["leave"]
    form.fields["reason"] = forms.CharField(label=gettext("Why the rights change"), required=False, max_length=500)
    return form


def _mark_form(data: Any = None) -> MarkForm:
    return MarkForm(data, people=record.others("people"), auto_id="m_%s")


def _page(
    request: HttpRequest, noun: DocumentNoun, of: dict[str, Any] | None, fault: str | None = None, **forms: Any
) -> HttpResponse:
    seen = desk_log.last_entry()
    text = selectors.text_of(noun)
    section, parts, near = None, [], []
    if text is not None:
        found = marking.sections(text)
        section = _section(request, found)
        near = desk_queue.between(noun.id, section.start, section.end)
        parts = marking.shown(text, section, near, evidence=desk_documents.evidence_in(noun.id))
    told = {
        "noun": noun,
        "of": of,
        "section": section,
        "parts": parts,
        "near": near,
        "seen": seen,
        "fault": fault,
        "at": field_at_fault(forms.values()),
        "readable": reading.can_be_read(noun.language),
        "mark": _mark_form(),
        "quote": QuoteForm(auto_id="q_%s"),
        "correct": _correct_form(noun),
        **forms,
    }
    return render(request, "desk/document.html", told, status=None if fault is None else BAD)


def _section(request: HttpRequest, found: list[marking.Section]) -> marking.Section:
    """The section that is asked for by its number (`section`) or by a place in the text (`at`); else the first."""
    at, number = _number(request.GET.get("at")), _number(request.GET.get("section"))
    if at is not None:
        return marking.section_at(found, at)
    return found[min(max(1, number or 1), len(found)) - 1]


def _number(told: str | None) -> int | None:
    return int(told) if told and told.isascii() and told.isdigit() and len(told) < 10 else None


def _act(request: HttpRequest, noun: DocumentNoun, of: dict[str, Any] | None) -> HttpResponse:
    action = request.POST.get("action", "")
    makers = {"mark": _mark_form, "quote": lambda data: QuoteForm(data, auto_id="q_%s")}
    makers["correct"] = lambda data: _correct_form(noun, data)
    form = makers[action](request.POST) if action in makers else None
    shown = {} if form is None else {action: form}
    if form is not None and not form.is_valid():
        return _page(request, noun, of, str(UNFIT), **shown)

    def act() -> str:
        if action == "mark":
            return _mark(request, noun, form)
        if action == "quote" and of is not None:
            return _quote(request, noun, of["id"], form)
        if action == "correct":
            return _correct(request, noun, form)
        if action == "read":
            tasks.read_again.enqueue(noun.id, request.user.author)
            return request.path
        raise LedgerError(not_whole())

    nouns = [noun.id] if action == "correct" else []

    def refused(fault: str) -> HttpResponse:
        if action in ("mark", "quote") and form is not None:
            form.add_error("words", fault)
        return _page(request, noun, of, fault, **shown)

    return written(request, nouns, act, fault=refused, decision=action in ("mark", "quote"), said=_SAID.get(action))


_SAID = {
    "correct": _("What is told of it is corrected."),
    "read": _("It is being read; what is found in it will wait in the queue."),
}


def _mark(request: HttpRequest, noun: DocumentNoun, form: Any) -> str:
    place = placed(noun, form.told)
    made = sightings.mark(
        noun.id, author=request.user.author, place=place, promisor=form.promisor, deadline=form.deadline
    )
    return reverse("desk-sighting", args=[made])


def _quote(request: HttpRequest, noun: DocumentNoun, pledge: str, form: Any) -> str:
    words = cut(noun, placed(noun, form.told))
    event = cut_out(pledge, noun.id, words, form.cleaned_data)
    verdicts.add_evidence(event, author=request.user.author, accepted=True)
    return reverse("desk-evidence", args=[pledge])


def _correct(request: HttpRequest, noun: DocumentNoun, form: Any) -> str:
    told = form.cleaned_data
    changed = {name: told[name] for name in TOLD if (told[name] or None) != getattr(noun, name)}
    if changed:
        services.correct(noun.id, author=request.user.author, changed=changed)
    if told["rights"] != noun.rights:
        services.change_rights(
            noun.id, author=request.user.author, rights=Rights(told["rights"]), reason=told["reason"] or None
        )
    return request.path
