"""What bears on a promise, and what is made of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pledgebook.ledger.events import EvidenceProposed
from pledgebook.ledger.rating import reasons
from pledgebook.ledger.values import Bearing, EvidenceKind
from pledgebook_site.desk.forms.adding import AddForm
from pledgebook_site.desk.forms.deciding import WordsForm
from pledgebook_site.desk.forms.fields import AddressField, ChoiceField, LineField, TextField, choices, in_order
from pledgebook_site.web.forms import PartialDate
from pledgebook_site.web.labels import said_in

SEARCH = ("who", "where", "from", "to", "terms")


class SourceForm(AddForm):
    """A source that is to be taken in as evidence."""

    title = LineField(label=_("Its title, if it is not to be guessed"))


class NoteForm(forms.Form):
    """Evidence without a stored source: an address, or what is known and whence."""

    bearing = ChoiceField(label=_("It speaks"), choices=choices("bearing", Bearing), required=True, radio=True)
    url = AddressField(label=_("Its address"))
    title = LineField(label=_("What it is called"))
    date = PartialDate(label=_("When it is from"))
    note = TextField(label=_("What it shows"), required=True)


class SearchForm(forms.Form):
    """That somebody looked, and found nothing."""

    bearing = ChoiceField(label=_("It speaks"), choices=choices("bearing", Bearing), required=True, radio=True)
    who = LineField(label=_("Who looked"), required=True)
    where = LineField(label=_("Where"), required=True)
    terms = LineField(label=_("For which words"), required=True)
    note = TextField(label=_("What it shows"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["from"] = PartialDate(label=_("From"), required=True)
        self.fields["to"] = PartialDate(label=_("To"), required=True)
        self.order_fields(["who", "where", "from", "to", "terms", "bearing", "note"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        in_order(self, "from", "to")
        return told

    def event(self, pledge: str) -> EvidenceProposed:
        """The search as the record has one."""
        told = self.cleaned_data
        return EvidenceProposed(
            **{**_NOTHING, "pledge": pledge, "kind": EvidenceKind.SEARCH, "bearing": Bearing(told["bearing"])},
            note=told["note"],
            search={name: told[name] for name in SEARCH},
        )


class QuoteForm(WordsForm):
    """Words of a stored document that bear on a promise."""

    bearing = ChoiceField(label=_("They speak"), choices=choices("bearing", Bearing), required=True, radio=True)
    note = TextField(label=_("What they show"))


_NOTHING: dict[str, Any] = dict.fromkeys(("document", "start", "end", "text", "url", "title", "date"))


def noted(pledge: str, told: dict[str, Any]) -> EvidenceProposed:
    """Evidence without a stored source as the record has it."""
    given = {name: told[name] for name in ("url", "title", "date", "note")}
    kind = {"pledge": pledge, "kind": EvidenceKind.SOURCE, "bearing": Bearing(told["bearing"])}
    return EvidenceProposed(**{**_NOTHING, **kind, **given, "search": None})


def cut_out(pledge: str, document: str, words: tuple[int, int, str], told: dict[str, Any]) -> EvidenceProposed:
    """Words of a document as evidence."""
    place = {"document": document, "start": words[0], "end": words[1], "text": words[2]}
    kind = {"pledge": pledge, "kind": EvidenceKind.SOURCE, "bearing": Bearing(told["bearing"])}
    return EvidenceProposed(**{**_NOTHING, **kind, **place, "note": told["note"], "search": None})


class VerdictForm(forms.Form):
    """A status by the rubric, why, on what it rests, and from when it is so."""

    status = forms.ChoiceField(label=_("What has become of it"), widget=forms.RadioSelect, choices=[])
    explanation = TextField(label=_("Why"), required=True, rows=5, help_text=_("In public, in plain words."))
    evidence = forms.MultipleChoiceField(
        label=_("It rests on"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    reason_code = ChoiceField(label=_("If it was broken: what for"), choices=[])
    effective = PartialDate(
        label=_("So since"), hint=_("Else from now on. For example 12 March 2024; a year alone is fine.")
    )

    def __init__(self, data: Any = None, *, scale: dict[str, Any], evidence: list[tuple[str, str]], **more: Any):
        super().__init__(data, initial={"evidence": [key for key, _text in evidence]}, **more)
        self.fields["status"].choices = [(one["id"], said_in(one["label"])) for one in scale["entries"]]
        self.fields["evidence"].choices = evidence
        self.fields["reason_code"].choices = [
            ("", _("not said")),
            *((key, said_in(one.label)) for key, one in reasons().items()),
        ]
