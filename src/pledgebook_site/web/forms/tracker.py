"""The forms of the first run and of the settings."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from pledgebook.ledger.rating import known, scale
from pledgebook.ledger.values import Rights
from pledgebook_site.ledger.services.settings import AUTHORS_SHOWN
from pledgebook_site.web.forms.fields import PartialDate, check_password, free_name, line, one_of, password_field
from pledgebook_site.web.forms.scale import OWN, OwnScale
from pledgebook_site.web.labels import LABELS, scale_name
from pledgebook_site.web.settings import SPOKEN
from pledgebook_site.web.templatetags.pledgebook import status

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


def scale_choices(in_use: dict[str, Any] | None = None) -> list[tuple[str, SafeString]]:
    """The scales that come with pledgebook, each with its marks and words, and last one of the tracker's own."""
    own = in_use if in_use is not None and in_use["id"] not in known() else {}
    told = [scale(name).to_data() for name in sorted(known(), key=lambda name: name != "politifact")]
    shown = [(one["id"], _with_marks(scale_name(one), one["entries"])) for one in told]
    return [*shown, (OWN, _with_marks(own.get("name") or _("A scale of your own"), own.get("entries", [])))]


def _with_marks(name: Any, entries: list[dict[str, Any]]) -> SafeString:
    """The name of a scale and what it can say; every part is escaped where it is made."""
    marks = " ".join(status(entry) for entry in entries) or escape(_("in your words, written below"))
    return mark_safe(f'{escape(name)}<span class="hint">{marks}</span>')


class Settings(OwnScale):
    """What a tracker is set to."""

    field_order = ("name", "languages", "scale")
    name = line(
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
    default_rights = one_of(_("How much of a source may you show?"), _RIGHTS)
    two_signatures = one_of(_("Who signs a verdict?"), _SIGNERS)

    def __init__(self, *args: Any, in_use: dict[str, Any] | None = None, **more: Any) -> None:
        super().__init__(*args, in_use=in_use, **more)
        self.fields["scale"].choices = scale_choices(in_use)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name.isprintable():
            raise forms.ValidationError(_("A name is one line of printable characters"))
        return name


class FirstRun(Settings):
    """The settings, the first programme, and the first account."""

    programme = line(
        _("Whose promises come first?"),
        hint=_(
            "The name of an election programme, a treaty or a government. "
            "You can leave it empty and add it when you have it."
        ),
        required=False,
    )
    starts = PartialDate(label=_("When does its term begin?"))
    ends = PartialDate(label=_("When does it end?"), hint=_("Leave it empty where nobody knows."))
    account = line(
        _("Your name"),
        hint=_("It stands under the verdicts that you sign."),
        missing=_("Give your name"),
        autocomplete="username",
    )
    password = password_field(_("Password"))
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
        return free_name(self.cleaned_data["account"])

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("starts") and told.get("ends") and told["ends"] < told["starts"][: len(told["ends"])]:
            self.add_error("ends", _("The end lies before the beginning"))
        if (told.get("starts") or told.get("ends")) and not told.get("programme") and "programme" not in self.errors:
            self.add_error("programme", _("Say what has this term, or leave the dates empty"))
        check_password(self, "password", told.get("account"))
        return told


class TrackerSettings(Settings):
    """The settings as they can be changed later."""

    authors_shown = one_of(_("What does the public see of those who decide?"), _SHOWN)
    demonstration = forms.BooleanField(
        label=_("This is a demonstration"), required=False, help_text=_("A banner on every page says so.")
    )
