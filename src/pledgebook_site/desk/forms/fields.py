"""Kinds of fields that several forms have."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pledgebook.ledger.entries import is_partial_date
from pledgebook_site.web.labels import LABELS

LONGEST_LINE, LONGEST_TEXT = 500, 20_000
PARTIAL = _("As 2027, 2027-03 or 2027-03-01.")


class LineField(forms.CharField):
    """One line; nothing written is None."""

    def __init__(self, *, label: Any, required: bool = False, help_text: Any = "", short: bool = False) -> None:
        attributes = {"class": "short"} if short else {}
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            max_length=LONGEST_LINE,
            empty_value=None,
            widget=forms.TextInput(attrs=attributes),
        )


class TextField(forms.CharField):
    """Some lines; nothing written is None."""

    def __init__(self, *, label: Any, required: bool = False, help_text: Any = "", rows: int = 3) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            max_length=LONGEST_TEXT,
            empty_value=None,
            widget=forms.Textarea(attrs={"rows": rows}),
        )


class DateField(LineField):
    """A year, a month or a day; nothing written is None."""

    def __init__(self, *, label: Any, required: bool = False, help_text: Any = PARTIAL) -> None:
        super().__init__(label=label, required=required, help_text=help_text, short=True)

    def clean(self, value: Any) -> Any:
        told = super().clean(value)
        if told is not None and not is_partial_date(told):
            raise forms.ValidationError(_("This is no date: write a year, a month or a day, as 2027 or 2027-03-01."))
        return told


def choices(table: str, values: Iterable[Any], *, empty: Any = None) -> list[tuple[str, Any]]:
    """The values of the record with their labels, as forms take them; `empty` is what no value is called."""
    labels: Mapping[str, Any] = LABELS.get(table, {})
    told = [(str(getattr(one, "value", one)), labels.get(str(getattr(one, "value", one)), one)) for one in values]
    return told if empty is None else [("", empty), *told]


class ChoiceField(forms.ChoiceField):
    """One of the values of the record; no value is None."""

    def __init__(self, *, label: Any, choices: Any, required: bool = False, help_text: Any = "", radio: bool = False):
        widget = forms.RadioSelect if radio else forms.Select
        super().__init__(label=label, choices=choices, required=required, help_text=help_text, widget=widget)

    def clean(self, value: Any) -> Any:
        return super().clean(value) or None
