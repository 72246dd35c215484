"""The forms of the accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pledgebook.ledger.values import AccountRole
from pledgebook_site.ledger.models import Account
from pledgebook_site.web.forms.fields import check_password, free_name, line, password_field
from pledgebook_site.web.labels import LABELS

_ROLES = [(one.value, LABELS["role"][one]) for one in AccountRole]


class NewAccount(forms.Form):
    """Another account."""

    account = line(_("Name"), missing=_("Give a name"), autocomplete="off")
    role = forms.ChoiceField(label=_("What it may do"), choices=_ROLES, initial=AccountRole.EDITOR.value)
    password = password_field(_("Password"))

    def clean_account(self) -> str:
        return free_name(self.cleaned_data["account"])

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        check_password(self, "password", told.get("account"))
        return told


class NewPassword(forms.Form):
    """A new password for an account that is there."""

    password = password_field(_("New password"))

    def __init__(self, *args: Any, account: Account, **more: Any) -> None:
        self.account = account
        super().__init__(*args, **more)

    def clean(self) -> dict[str, Any]:
        check_password(self, "password", self.account.name)
        return self.cleaned_data


class NewRole(forms.Form):
    """Another role for an account that is there."""

    role = forms.ChoiceField(choices=_ROLES)
