"""The forms of the first run, of the settings and of the accounts: what may be told, and what is wrong with it."""

from typing import Any

import yaml
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.functional import cached_property, lazy
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import is_partial_date
from pledgebook.ledger.rating import Scale, known, scale, scale_from
from pledgebook.ledger.values import AccountRole, Rights
from pledgebook_site.catalogues import refusals
from pledgebook_site.errors import AccountError
from pledgebook_site.ledger.models import Account
from pledgebook_site.ledger.services.accounts import LONGEST_NAME, refuse_name
from pledgebook_site.ledger.services.settings import AUTHORS_SHOWN
from pledgebook_site.web.dates import partial, read_partial
from pledgebook_site.web.labels import LABELS, scale_name
from pledgebook_site.web.settings import SPOKEN
from pledgebook_site.web.templatetags.pledgebook import status

LONGEST_LINE, LONGEST_SCALE, LONGEST_PASSWORD = 200, 100_000, 4096
OWN = "own"
DATE_HINT = _("For example 12 March 2024. A year alone is fine.")
_hinted = lazy(format_html, SafeString)
_HINT = '{}<span class="hint">{}</span>'
_SIGNERS = (
    ("off", _("One person")),
    ("on", _hinted(_HINT, _("Two persons"), _("a verdict is public only after the second signature"))),
)
_RIGHTS = (
    (Rights.FULL.value, _hinted(_HINT, LABELS["rights"]["full"], _("only where its licence allows it"))),
    (Rights.EXCERPT.value, _hinted(_HINT, LABELS["rights"]["excerpt"], _("the usual choice"))),
    (Rights.NONE.value, LABELS["rights"]["none"]),
)
_SHOWN = [(one, LABELS["shown"][one]) for one in AUTHORS_SHOWN]
_ROLES = [(one.value, LABELS["role"][one]) for one in AccountRole]


def _line(
    label: Any, *, hint: Any = "", required: bool = True, missing: Any = "", **attributes: str
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs=attributes),
        error_messages={"required": missing} if missing else None,
    )


def _password(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("At least 8 characters. A sentence is good."),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password of at least 8 characters")},
    )


def _one_of(label: Any, choices: Any, *, hint: Any = "") -> forms.ChoiceField:
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
        short = forms.TextInput(attrs={"class": "short"})
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


def scale_choices() -> list[tuple[str, SafeString]]:
    """The scales that come with pledgebook, each with its marks and words."""
    return [(name, _with_marks(scale(name))) for name in sorted(known(), key=lambda name: name != "politifact")]


def _with_marks(one: Scale) -> SafeString:
    """The name of a scale and what it can say; every part is escaped where it is made."""
    data = one.to_data()
    marks = " ".join(status(entry) for entry in data["entries"])
    return mark_safe(f'{escape(scale_name(data))}<span class="hint">{marks}</span>')


class Settings(forms.Form):
    """What a tracker is set to."""

    name = _line(
        _("What is the tracker called?"),
        hint=_("It stands at the top of every page and in every citation."),
        missing=_("Give the tracker a name"),
        autocomplete="organization",
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages will it be read?"),
        choices=list(SPOKEN.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language")},
    )
    scale = forms.ChoiceField(
        label=_("How will you rate?"),
        choices=scale_choices,
        widget=forms.RadioSelect,
        help_text=_("You can turn one scale into another later; the rules are shown."),
    )
    default_rights = _one_of(_("How much of a source may you show?"), _RIGHTS)
    two_signatures = _one_of(_("Who signs a verdict?"), _SIGNERS)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name.isprintable():
            raise forms.ValidationError(_("A name is one line of printable characters"))
        return name


class FirstRun(Settings):
    """The settings, the first programme, and the first account."""

    programme = _line(
        _("Whose promises come first?"),
        hint=_(
            "The name of an election programme, a treaty or a government. "
            "You can leave it empty and add it when you have it."
        ),
        required=False,
    )
    starts = PartialDate(label=_("When does its term begin?"))
    ends = PartialDate(label=_("When does it end?"), hint=_("Leave it empty where nobody knows."))
    account = _line(
        _("Your name"),
        hint=_("It stands under the verdicts that you sign."),
        missing=_("Give your name"),
        autocomplete="username",
    )
    password = _password(_("Password"))
    field_order = (
        "name",
        "languages",
        "programme",
        "starts",
        "ends",
        "scale",
        "default_rights",
        "two_signatures",
        "account",
        "password",
    )

    def clean_account(self) -> str:
        return _free_name(self.cleaned_data["account"])

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("starts") and told.get("ends") and told["ends"] < told["starts"][: len(told["ends"])]:
            self.add_error("ends", _("The end lies before the beginning"))
        if (told.get("starts") or told.get("ends")) and not told.get("programme") and "programme" not in self.errors:
            self.add_error("programme", _("Say what has this term, or leave the dates empty"))
        _check_password(self, "password", told.get("account"))
        return told


class TrackerSettings(Settings):
    """The settings as they can be changed later, with a scale of one's own."""

    own_scale = forms.CharField(
        label=_("Your own scale"),
        required=False,
        max_length=LONGEST_SCALE,
        help_text=_("In YAML, in the form of the scales that come with pledgebook. Empty: the one chosen above."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "class": "mono"}),
    )
    authors_shown = _one_of(_("What does the public see of those who decide?"), _SHOWN)
    demonstration = forms.BooleanField(
        label=_("This is a demonstration"), required=False, help_text=_("A banner on every page says so.")
    )

    def __init__(self, *args: Any, in_use: dict[str, Any] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = scale_choices()
        if in_use is not None and in_use["id"] not in known():
            choices.insert(0, (in_use["id"], _with_marks(scale_from(in_use))))
        self.fields["scale"].choices = choices

    def clean_own_scale(self) -> Scale | None:
        told = self.cleaned_data["own_scale"]
        if not told.strip():
            return None
        try:
            return scale_from(yaml.safe_load(told))
        except yaml.YAMLError:
            raise forms.ValidationError(_("This is no YAML")) from None
        except LedgerError as error:
            raise forms.ValidationError(refusals.told(error)) from None


class NewAccount(forms.Form):
    """Another account."""

    account = _line(_("Name"), missing=_("Give a name"), autocomplete="off")
    role = forms.ChoiceField(label=_("What it may do"), choices=_ROLES, initial=AccountRole.EDITOR.value)
    password = _password(_("Password"))

    def clean_account(self) -> str:
        return _free_name(self.cleaned_data["account"])

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        _check_password(self, "password", told.get("account"))
        return told


class NewPassword(forms.Form):
    """A new password for an account that is there."""

    password = _password(_("New password"))

    def __init__(self, *args: Any, account: Account, **more: Any) -> None:
        self.account = account
        super().__init__(*args, **more)

    def clean(self) -> dict[str, Any]:
        _check_password(self, "password", self.account.name)
        return self.cleaned_data


class NewRole(forms.Form):
    """Another role for an account that is there."""

    role = forms.ChoiceField(choices=_ROLES)


def _free_name(name: str) -> str:
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise forms.ValidationError(_("A name is one line of at most 150 printable characters"))
    try:
        refuse_name(name)
    except AccountError:
        raise forms.ValidationError(_("There is an account of this name already")) from None
    return name


def _check_password(form: forms.Form, field: str, name: str | None) -> None:
    password = form.cleaned_data.get(field)
    if password is None:
        return
    try:
        validate_password(password, user=Account(name=name or ""))
    except forms.ValidationError as error:
        form.add_error(field, error)
