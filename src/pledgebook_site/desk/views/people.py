"""People, offices and terms."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pledgebook.ledger.events import OfficeRecorded, PersonRecorded, TermRecorded
from pledgebook_site.desk.forms.fields import ChoiceField, LineField, field_at_fault, in_order
from pledgebook_site.desk.views.writing import BAD, UNFIT, written
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.services import recording
from pledgebook_site.web.forms import PartialDate
from pledgebook_site.web.labels import languages_named


class PersonForm(forms.Form):
    """A name, and the same in other languages and scripts."""

    name = LineField(label=_("Name"), required=True)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.codes = [code for code, _name in languages]
        for code, name in languages:
            self.fields[f"name_{code}"] = LineField(label=_("In %(name)s") % {"name": name})

    def event(self) -> PersonRecorded:
        """The person as the record has one."""
        told = self.cleaned_data
        names = {code: told[f"name_{code}"] for code in self.codes if told[f"name_{code}"]}
        return PersonRecorded(name=told["name"], names=names)


class OfficeForm(forms.Form):
    """An office, and the body that it belongs to."""

    name = LineField(label=_("Office"), required=True)
    body = LineField(label=_("Body"), help_text=_("A ministry, an assembly, a city."))


class TermForm(forms.Form):
    """A time in an office."""

    office = ChoiceField(label=_("Office"), choices=[], required=True)
    start = PartialDate(label=_("Since"))
    end = PartialDate(label=_("Until"))

    def __init__(self, *args: Any, offices: dict[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        named = sorted(((key, one.name or "") for key, one in offices.items()), key=lambda one: one[1])
        self.fields["office"].choices = [("", "–"), *named]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        in_order(self, "start", "end")
        return told


def _names_form(request: HttpRequest, data: Any = None, **more: Any) -> PersonForm:
    return PersonForm(data, languages=languages_named(request.tracker.languages), prefix="person", **more)


def people(request: HttpRequest) -> HttpResponse:
    """Everybody recorded, and all offices; forms for more."""
    if request.method != "POST":
        return _people(request)
    if request.POST.get("action") == "office":
        form: Any = OfficeForm(request.POST, prefix="office")
        return _recorded(request, form, "office_form")
    form = _names_form(request, request.POST)
    return _recorded(request, form, "person_form")


def _people(request: HttpRequest, fault: str | None = None, **more: Any) -> HttpResponse:
    told = {
        "seen": desk_log.last_entry(),
        "people": sorted(record.others("people").values(), key=lambda one: one.name or ""),
        "offices": sorted(record.others("offices").values(), key=lambda one: one.name or ""),
        "person_form": _names_form(request),
        "office_form": OfficeForm(prefix="office"),
        "fault": fault,
        "at": field_at_fault(more.values()),
        **more,
    }
    return render(request, "desk/people.html", told, status=None if fault is None else BAD)


def _recorded(request: HttpRequest, form: Any, name: str) -> HttpResponse:
    if not form.is_valid():
        return _people(request, str(UNFIT), **{name: form})

    def act() -> str:
        if isinstance(form, PersonForm):
            return reverse("desk-person", args=[recording.record_person(form.event(), author=request.user.author)])
        recording.record_office(OfficeRecorded(**form.cleaned_data), author=request.user.author)
        return request.path

    return written(
        request,
        [],
        act,
        fault=lambda fault: _people(request, fault, **{name: form}),
        decision=False,
        said=gettext("%(name)s is on record now.") % {"name": form.cleaned_data["name"]},
    )


def person(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody who promises: names, and times in office."""
    noun = record.noun("people", key)
    if noun is None:
        raise Http404
    if request.method != "POST":
        return _person(request, noun)
    if request.POST.get("action") == "term":
        form: Any = TermForm(request.POST, offices=record.others("offices"), prefix="term")
        name = "term_form"
    else:
        form, name = (
            _names_form(request, request.POST),
            "person_form",
        )
    if not form.is_valid():
        return _person(request, noun, str(UNFIT), **{name: form})

    def act() -> str:
        if isinstance(form, TermForm):
            recording.record_term(TermRecorded(person=noun.id, **form.cleaned_data), author=request.user.author)
        else:
            recording.record_person(form.event(), author=request.user.author, key=noun.id)
        return request.path

    return written(
        request,
        [noun.id],
        act,
        fault=lambda fault: _person(request, noun, fault, **{name: form}),
        decision=False,
        said=gettext("The term is on record now.") if isinstance(form, TermForm) else gettext("The names are saved."),
    )


def _person(request: HttpRequest, noun: Any, fault: str | None = None, **more: Any) -> HttpResponse:
    offices = record.others("offices")
    terms = [one for one in record.others("terms").values() if one.person == noun.id]
    initial = {"name": noun.name, **{f"name_{code}": name for code, name in noun.names.items()}}
    told = {
        "noun": noun,
        "seen": desk_log.last_entry(),
        "terms": [(one, offices.get(one.office)) for one in sorted(terms, key=lambda one: one.start or "")],
        "person_form": _names_form(request, initial=initial),
        "term_form": TermForm(offices=offices, prefix="term"),
        "fault": fault,
        "at": field_at_fault(more.values()),
        **more,
    }
    return render(request, "desk/person.html", told, status=None if fault is None else BAD)
