"""Kinds of fields that several forms have."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pledgebook.addresses import web_host
from pledgebook_site.web.labels import LABELS

LONGEST_LINE, LONGEST_TEXT = 500, 20_000
PLEDGE_HINT = _("Paste the address of its page, here or in public, or write its id or the first digits of it.")


class LineField(forms.CharField):
    """One line; nothing written is None."""

    def __init__(self, *, label: Any, required: bool = False, help_text: Any = "", short: bool = False) -> None:
        attributes = {"dir": "auto", **({"class": "short"} if short else {})}
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
            widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        )


class AddressField(LineField):
    """An address on the web; nothing written is None."""

    def clean(self, value: Any) -> Any:
        told = super().clean(value)
        if told is not None and web_host(told) is None:
            raise forms.ValidationError(_("Write the whole address, with https:// or http:// at its beginning"))
        return told


class PledgeField(LineField):
    """A promise by its id, by the first digits of it, or by the address of one of its pages; what is left is an id."""

    def clean(self, value: Any) -> Any:
        told = super().clean(value)
        if told is None:
            return None
        found = _ID.fullmatch(told) or _PAGE.search(told)
        if found is None:
            raise forms.ValidationError(_("Paste the address of the promise, or write at least 4 digits of its id"))
        return found[1].lower()


_ID = re.compile(r"([0-9a-f]{4,32})", re.ASCII | re.IGNORECASE)
_PAGE = re.compile(r"/(?:pledges|queue)/([0-9a-f]{4,32})(?![^/?#])", re.ASCII | re.IGNORECASE)


def in_order(form: forms.Form, first: str, last: str) -> None:
    """Say at the field `last` if its date lies before that of `first`; partial dates are compared as far as both go."""
    begun, ended = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begun and ended and ended < begun[: len(ended)]:
        form.add_error(last, _("The end lies before the beginning"))


def field_at_fault(sent: Iterable[forms.Form]) -> str | None:
    """The id of the first field of these forms at which something is wrong; None where nothing is."""
    fields = (form[name] for form in sent for name in form.errors if name in form.fields)
    return next((field.id_for_label or field.auto_id for field in fields), None)


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
