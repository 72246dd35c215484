"""What an editor decides about a suggestion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pledgebook_site.desk.forms.fields import PLEDGE_HINT, ChoiceField, LineField, PledgeField, TextField, in_order
from pledgebook_site.web.forms import PartialDate

Promisor = dict[str, Any]


def people_choices(people: dict[str, Any]) -> list[tuple[str, Any]]:
    """The recorded persons by name, and nobody."""
    named = sorted((one.name or "", key) for key, one in people.items() if not one.missing)
    return [("", _("nobody recorded")), *((key, name) for name, key in named)]


class PromisorForm(forms.Form):
    """Who promises."""

    name = LineField(label=_("Who promises"))
    role = LineField(label=_("As what"))
    person = ChoiceField(label=_("Recorded as"), choices=[])

    def __init__(self, *args: Any, people: dict[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = people_choices(people)
        if not people:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("name") and (told.get("role") or told.get("person")):
            self.add_error("name", _("Say who it is."))
        return told

    @property
    def promisor(self) -> Promisor | None:
        """The promisor as the record has one; None where nobody was named."""
        told = self.cleaned_data
        if not told.get("name"):
            return None
        return {"name": told["name"], "role": told.get("role"), "person": told.get("person")}


class AcceptForm(PromisorForm):
    """Who promises, confirmed; a title; and, where it gets no verdicts, why."""

    title = LineField(label=_("A short title"), help_text=_("May wait."))
    recorded_only = LineField(label=_("Record it only, because"), help_text=_("Else it is tracked and gets verdicts."))

    def __init__(self, *args: Any, known: Promisor | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = known or {}

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if self.known and not told.get("name") and "name" not in self.errors:
            self.add_error("name", _("Say who promises: accepting confirms it in public."))
        return told

    @property
    def told_promisor(self) -> Promisor | None:
        """The promisor if another one was told than is suggested; else the service takes that."""
        told = self.promisor
        same = told is not None and all((told[name] or None) == (self.known.get(name) or None) for name in told)
        return None if same else told


class RejectForm(forms.Form):
    """A reason that stands in no list."""

    own_reason = LineField(label=_("Another reason"), required=True)


class JoinForm(forms.Form):
    """The promise that words are another wording of."""

    pledge = PledgeField(label=_("The promise"), required=True, help_text=PLEDGE_HINT)


class WordsForm(forms.Form):
    """Words of a document: where they are if somebody has selected them, and what they are in any case."""

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    words = TextField(
        label=_("The words"), required=True, help_text=_("Select them in the text, or write them as they stand there.")
    )

    @property
    def told(self) -> dict[str, Any]:
        """What `desk.words.placed` takes."""
        return {name: self.cleaned_data.get(name) for name in ("start", "end", "words")}


class MarkForm(WordsForm, PromisorForm):
    """Words that an editor saw himself, who promises there, and until when."""

    earliest = PartialDate(label=_("Due, not before"))
    latest = PartialDate(label=_("Due, at the latest"))
    field_order = ("start", "end", "words", "name", "role", "person", "earliest", "latest")

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        in_order(self, "earliest", "latest")
        return told

    @property
    def deadline(self) -> dict[str, Any] | None:
        """The deadline as `mark` takes it."""
        told = self.cleaned_data
        if not told.get("earliest") and not told.get("latest"):
            return None
        return {"earliest": told.get("earliest"), "latest": told.get("latest"), "text": None}
