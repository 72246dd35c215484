"""Fields that several forms have: a line, a password, one of a few, a date; and what is wrong with a name."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pledgebook.ledger.entries import is_partial_date
from pledgebook_site.errors import AccountError
from pledgebook_site.ledger.models import Account
from pledgebook_site.ledger.services.accounts import LONGEST_NAME, refuse_name
from pledgebook_site.web.dates import partial, read_partial

LONGEST_LINE, LONGEST_PASSWORD = 200, 4096
DATE_HINT = _("For example 12 March 2024. A year alone is fine.")


def line(label: Any, *, hint: Any = "", required: bool = True, missing: Any = "", **attributes: str) -> forms.CharField:
    """A field of one line; `missing` is said where nothing stands in it."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"dir": "auto", **attributes}),
        error_messages={"required": missing} if missing else None,
    )


def password_field(label: Any) -> forms.CharField:
    """A field for a new password."""
    return forms.CharField(
        label=label,
        help_text=_("At least 8 characters. A sentence is good."),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password of at least 8 characters")},
    )


def one_of(label: Any, choices: Any, *, hint: Any = "") -> forms.ChoiceField:
    """A field of which one of a few is ticked."""
    return forms.ChoiceField(label=label, choices=choices, help_text=hint, widget=forms.RadioSelect)


class _Worded(forms.BoundField):
    """A date's place in a form: what is on record stands there in words, what was typed as it was typed."""

    @cached_property
    def initial(self) -> Any:
        known = super().initial
        return partial(known) if is_partial_date(known) else known


class PartialDate(forms.CharField):
    """A year, a month or a day, as people write it; nothing written is None."""

    def __init__(self, *, label: Any, hint: Any = DATE_HINT, required: bool = False) -> None:
        short = forms.TextInput(attrs={"class": "short", "dir": "auto"})
        super().__init__(label=label, help_text=hint, required=required, max_length=40, empty_value=None, widget=short)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        return _Worded(form, self, field_name)

    def clean(self, value: Any) -> str | None:
        told = super().clean(value)
        if told is None:
            return None
        read = read_partial(told)
        if read is None:
            raise forms.ValidationError(_("Write a date as 12 March 2024, 12.03.2024, 2024-03-12, March 2024 or 2024"))
        return read


def free_name(name: str) -> str:
    """The name, if an account may bear it and none does."""
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise forms.ValidationError(_("A name is one line of at most 150 printable characters"))
    try:
        refuse_name(name)
    except AccountError:
        raise forms.ValidationError(_("There is an account of this name already")) from None
    return name


def check_password(form: forms.Form, field: str, name: str | None) -> None:
    """Say at the field what is wrong with a password."""
    password = form.cleaned_data.get(field)
    if password is None:
        return
    try:
        validate_password(password, user=Account(name=name or ""))
    except forms.ValidationError as error:
        form.add_error(field, error)
