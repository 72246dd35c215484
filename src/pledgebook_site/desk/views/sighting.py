"""One suggestion beside its source, and everything that may be decided about it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from pledgebook.errors import LedgerError
from pledgebook.ledger.state import SightingNoun
from pledgebook.ledger.values import SightingState
from pledgebook_site.desk import marking, places
from pledgebook_site.desk.decisions import last_decision
from pledgebook_site.desk.forms.deciding import AcceptForm, JoinForm, RejectForm, WordsForm
from pledgebook_site.desk.forms.fields import field_at_fault
from pledgebook_site.desk.labels import REASONS
from pledgebook_site.desk.reasons import reasons_of
from pledgebook_site.desk.views.writing import BAD, UNFIT, not_whole, or_404, written
from pledgebook_site.desk.words import meant, placed
from pledgebook_site.ledger.selectors import documents, record
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.selectors.desk import offers as desk_offers
from pledgebook_site.ledger.selectors.desk import queue as desk_queue
from pledgebook_site.ledger.services import dividing, sightings
from pledgebook_site.ledger.services.settings import first_language
from pledgebook_site.web.permissions import may

Forms = dict[str, Any]


def sighting(request: HttpRequest, key: str) -> HttpResponse:
    """The suggestion; what is decided leads to the next one."""
    with or_404():
        noun = record.sighting(key)
    if request.method == "POST":
        return _decide(request, noun)
    answer = _page(request, noun)
    if may(request.user, "desk-sighting", "POST"):
        places.stop_at(request.user, noun.id)
    return answer


def _page(request: HttpRequest, noun: SightingNoun, fault: str | None = None, **forms: Any) -> HttpResponse:
    before = places.place_of(request.user)
    seen = desk_log.last_entry()
    source = desk_queue.source_of(noun)
    text = None if source is None else documents.text_of(source)
    told: dict[str, Any] = {
        "noun": noun,
        "told": noun.told,
        "source": source,
        "time": None if source is None else documents.spoken_at(source, noun.start),
        "promisor": noun.promisor or noun.told.get("promisor"),
        "seen": seen,
        "fault": fault,
        "place": before,
        "stopped": places.stopped(before),
        "decision": last_decision(before),
        "around": desk_queue.neighbours(noun),
        "waiting": desk_queue.count(),
        "siblings": desk_queue.siblings(noun),
        "reasons": list(enumerate(REASONS.items(), 1)),
        "why": [] if source is None or text is None else reasons_of(noun, source),
        "open": noun.state in (SightingState.WAITING, SightingState.PUT_OFF),
    }
    told["candidates"] = desk_offers.candidates(noun) if told["open"] and noun.text else []
    told |= _source(noun, text, request)
    told |= forms or _forms(noun)
    told |= {"at": field_at_fault(forms.values()), "ticked": _ticked(request, told["siblings"])}
    return render(request, "desk/sighting.html", told, status=None if fault is None else BAD)


def _ticked(request: HttpRequest, siblings: list[SightingNoun]) -> list[str]:
    """The ids of the parts whose boxes are ticked: those that were sent, else all."""
    return request.POST.getlist("sighting") if "parts" in request.POST else [one.id for one in siblings]


def _source(noun: SightingNoun, text: str | None, request: HttpRequest) -> dict[str, Any]:
    if text is None:
        return {"section": None, "parts": []}
    found = marking.sections(text)
    told = request.GET.get("section", "")
    chosen = int(told) - 1 if told.isascii() and told.isdigit() and 0 < int(told) <= len(found) else None
    section = marking.section_at(found, noun.start or 0) if chosen is None else found[chosen]
    near = desk_queue.between(noun.document or "", section.start, section.end)
    near = [one for one in near if one.id != noun.id] + [noun]
    return {"section": section, "parts": marking.shown(text, section, near, here=noun.id)}


def _accept_form(noun: SightingNoun, data: Any = None) -> AcceptForm:
    known = noun.promisor or noun.told.get("promisor") or {}
    people = record.others("people")
    person = known.get("person") or next((key for key, one in people.items() if one.name == known.get("name")), None)
    initial = {"name": known.get("name"), "role": known.get("role"), "person": person}
    return AcceptForm(data, people=people, initial=initial, known=known)


def _words_form(noun: SightingNoun | None, prefix: str, data: Any = None) -> WordsForm:
    return WordsForm(data, prefix=prefix, initial={} if noun is None else {"words": noun.text}, auto_id=f"{prefix}_%s")


def _forms(noun: SightingNoun, action: str = "", data: Any = None) -> Forms:
    """The forms of the page by their names; the one that was sent for this action is filled with what was typed."""

    def sent(*names: str) -> Any:
        return data if action in names else None

    return {
        "accept": _accept_form(noun, sent("accept", "parts")),
        "bounds": _words_form(noun, "b", sent("bounds")),
        "split": _words_form(None, "d", sent("split")),
        "reject": RejectForm(sent("reject"), auto_id="r_%s"),
        "join": JoinForm(sent("join"), auto_id="j_%s"),
    }


def _decide(request: HttpRequest, noun: SightingNoun) -> HttpResponse:
    told = request.POST
    action = "parts" if "parts" in told else told.get("action", "")
    act = _ACTIONS.get(action)
    if act is None:
        return _page(request, noun, not_whole())
    forms = _forms(noun, "" if "reason" in told or "offered" in told else action, told)
    if not all(form.is_valid() for form in forms.values() if form.is_bound):
        return _page(request, noun, str(UNFIT), **forms)
    nouns = told.getlist("sighting") if action == "parts" else []
    return written(
        request, nouns or [noun.id], lambda: act(request, noun, forms), fault=partial(_refused, request, noun, forms)
    )


def _refused(request: HttpRequest, noun: SightingNoun, forms: Forms, fault: str) -> HttpResponse:
    """What the record refuses is said at the field that it is about, in the form that was sent."""
    for name, field in _ABOUT.items():
        if forms[name].is_bound:
            forms[name].add_error(field, fault)
    return _page(request, noun, fault, **forms)


_ABOUT = {"bounds": "words", "split": "words", "reject": "own_reason", "join": "pledge"}


def _after(noun: SightingNoun) -> str:
    following = desk_queue.neighbours(noun).after
    return reverse("desk-queue") if following is None else reverse("desk-sighting", args=[following])


def _title(form: AcceptForm) -> tuple[str, str] | None:
    title = form.cleaned_data.get("title")
    return None if not title else (first_language(), title)


def _accept(request: HttpRequest, noun: SightingNoun, forms: Forms) -> str:
    form = forms["accept"]
    sightings.accept(
        noun.id,
        author=request.user.author,
        promisor=form.told_promisor,
        title=_title(form),
        recorded_only=form.cleaned_data.get("recorded_only"),
    )
    return _after(noun)


def _join(request: HttpRequest, noun: SightingNoun, forms: Forms) -> str:
    form = forms["join"]
    pledge = meant(form.cleaned_data["pledge"] if form.is_bound else request.POST.get("offered", ""))
    sightings.join(noun.id, pledge, author=request.user.author)
    return _after(noun)


def _reject(request: HttpRequest, noun: SightingNoun, forms: Forms) -> str:
    form = forms["reject"]
    reason = form.cleaned_data["own_reason"].strip() if form.is_bound else request.POST.get("reason", "")
    if not reason:
        raise LedgerError(gettext("Say why it is no promise."))
    if not form.is_bound and reason not in REASONS:
        raise LedgerError(not_whole())
    sightings.reject(noun.id, author=request.user.author, reason=reason)
    return _after(noun)


def _later(request: HttpRequest, noun: SightingNoun, forms: Forms) -> str:
    sightings.put_off(noun.id, author=request.user.author)
    return _after(noun)


def _bounds(request: HttpRequest, noun: SightingNoun, forms: Forms) -> str:
    place = placed(record.document(noun.document or ""), forms["bounds"].told, near=noun.start or 0)
    sightings.change_bounds(noun.id, author=request.user.author, place=place)
    return request.path


def _split(request: HttpRequest, noun: SightingNoun, forms: Forms) -> str:
    place = placed(record.document(noun.document or ""), forms["split"].told, near=noun.start or 0)
    dividing.divide(noun.id, author=request.user.author, place=place)
    return request.path


def _apart(request: HttpRequest, noun: SightingNoun, forms: Forms) -> str:
    made = sightings.split(noun.id, author=request.user.author)
    return reverse("desk-pledge", args=[made])


def _parts(request: HttpRequest, noun: SightingNoun, forms: Forms) -> str:
    keys = request.POST.getlist("sighting")
    form = forms["accept"]
    whole = dividing.accept_with_parts(
        keys, author=request.user.author, promisor=form.told_promisor, title=_title(form)
    )
    return reverse("desk-pledge", args=[whole])


_ACTIONS: dict[str, Callable[[HttpRequest, SightingNoun, Forms], str]] = {
    "accept": _accept,
    "join": _join,
    "reject": _reject,
    "later": _later,
    "bounds": _bounds,
    "split": _split,
    "apart": _apart,
    "parts": _parts,
}
