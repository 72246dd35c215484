"""Bringing a source in, and saying what it is."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pledgebook.ledger.values import Rights
from pledgebook.records import Genre
from pledgebook.settings import is_language
from pledgebook_site.desk.forms.fields import AddressField, ChoiceField, LineField, choices
from pledgebook_site.web.forms import PartialDate

LARGEST_TEXT = 10_000_000
MOST_FILES, LARGEST_FILE = 50, 50_000_000


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none among them; a list. An empty one is among them, and is told of where it is opened."""

    def __init__(self, **told: Any) -> None:
        super().__init__(widget=_Files(), allow_empty_file=True, **told)

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [super(FilesField, self).clean(one, initial) for one in data or []]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("These are more than 50 files: bring some of them later."))
        if any(one.size > LARGEST_FILE for one in files):
            raise forms.ValidationError(_("One of them is larger than 50 MB."))
        return files


class AddForm(forms.Form):
    """Three ways in: an address, a text, files."""

    address = AddressField(
        label=_("An address"), help_text=_("As https://… It is fetched once, and its bytes are kept.")
    )
    text = forms.CharField(
        label=_("Or a pasted text"),
        required=False,
        strip=False,
        max_length=LARGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    files = FilesField(label=_("Or files"), required=False, help_text=_("HTML, PDF, DOCX, subtitles or plain text."))
    rights = ChoiceField(
        label=_("What may be shown of it in public"), choices=choices("rights", Rights), required=True, radio=True
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        text = (told.get("text") or "").strip()
        if not self.errors and not any((told.get("address"), text, told.get("files"))):
            raise forms.ValidationError(_("Nothing was brought: write an address, paste a text or choose files."))
        return told


class ToldForm(forms.Form):
    """What a source is: as it was guessed, for an editor to correct before it is read."""

    title = LineField(label=_("Title"))
    published = PartialDate(label=_("Published"))
    language = LineField(label=_("Language"), required=True, short=True, help_text=_("Its code, as en, ru or kk."))
    genre = ChoiceField(label=_("What it is"), choices=choices("genre", Genre), required=True)
    speaker = LineField(
        label=_("Who speaks, in a speech or a manifesto"),
        help_text=_("In a transcript: who speaks where it names nobody."),
    )
    publisher = LineField(label=_("Published by"))
    rights = ChoiceField(label=_("What may be shown of it"), choices=choices("rights", Rights), required=True)
    leave = forms.BooleanField(label=_("Do not take it in"), required=False)

    def clean_published(self) -> str | None:
        told: str | None = self.cleaned_data["published"]
        tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()  # where the day has begun already
        if told is not None and told > tomorrow[: len(told)]:
            raise forms.ValidationError(_("This date has not come yet"))
        return told

    def clean_language(self) -> str:
        told: str = self.cleaned_data["language"]
        if not is_language(told):
            raise forms.ValidationError(_("This is no code of a language: write en, ru, kk …"))
        return told
