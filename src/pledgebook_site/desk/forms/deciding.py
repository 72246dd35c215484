"""What an editor decides about a suggestion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pledgebook_site.desk.forms.fields import ChoiceField, DateField, LineField, TextField


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
    def promisor(self) -> dict[str, Any] | None:
        """The promisor as the record has one; None where nobody was named."""
        told = self.cleaned_data
        if not told.get("name"):
            return None
        return {"name": told["name"], "role": told.get("role"), "person": told.get("person")}


class AcceptForm(PromisorForm):
    """Who promises, confirmed; a title; and, where it gets no verdicts, why."""

    title = LineField(label=_("A short title"), help_text=_("May wait."))
    recorded_only = LineField(label=_("Record it only, because"), help_text=_("Else it is tracked and gets verdicts."))


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

    earliest = DateField(label=_("Due, not before"))
    latest = DateField(label=_("Due, at the latest"))
    field_order = ("start", "end", "words", "name", "role", "person", "earliest", "latest")

    @property
    def deadline(self) -> dict[str, Any] | None:
        """The deadline as `mark` takes it."""
        told = self.cleaned_data
        if not told.get("earliest") and not told.get("latest"):
            return None
        return {"earliest": told.get("earliest"), "latest": told.get("latest"), "text": None}
