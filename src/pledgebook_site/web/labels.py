"""What the words of the record are called on a page: one table, spoken in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pledgebook.ledger.values import AccountRole
from pledgebook_site.web.dates import locale

SHAPES = ("kept", "half", "broken", "stalled", "works", "none", "square", "diamond", "bar", "up")
_SHAPE_OF = {
    "kept": "kept",
    "fulfilled": "kept",
    "green": "kept",
    "compromise": "half",
    "partly-kept": "half",
    "partly-fulfilled": "half",
    "broken": "broken",
    "not-fulfilled": "broken",
    "red": "broken",
    "stalled": "stalled",
    "amber-red": "diamond",
    "in-the-works": "works",
    "in-progress": "works",
    "amber-green": "up",
    "not-yet-rated": "none",
}
_SHAPE_IN = {"initial": "none", "progress": "bar", "final": "square"}
MARKS = {"en": "“”", "ru": "«»", "kk": "«»", "de": "„“", "fr": "«»"}
"""The quotation marks of a language; others are quoted as English is."""

LABELS: Mapping[str, Mapping[str, Any]] = {
    "role": {
        AccountRole.ADMINISTRATOR: _("Administrator"),
        AccountRole.PUBLISHER: pgettext_lazy("role", "Publisher"),
        AccountRole.EDITOR: _("Editor"),
        AccountRole.READER: _("Reader of drafts"),
    },
    "firmness": {"firm": _("Firm"), "conditional": _("With a condition"), "aspiration": _("A hope")},
    "specificity": {"specific": _("Concrete"), "vague": _("Vague")},
    "testable": {"yes": _("Can be tested"), "no": _("Cannot be tested"), "unsure": _("Hard to say")},
    "kind": {"action": _("A deed"), "outcome": _("A result")},
    "missing": {"date": _("no date"), "number": _("no number"), "owner": _("nobody named")},
    "bearing": {"for": _("For"), "against": _("Against"), "neutral": _("Neither")},
    "rights": {
        "full": _("The whole text"),
        "excerpt": _("The quoted words and a little around them"),
        "none": _("Nothing but the link"),
    },
    "genre": {
        "news": _("News"),
        "speech": _("Speech"),
        "manifesto": _("Manifesto"),
        "transcript": _("Transcript"),
    },
    "state": {
        "waiting": _("Waiting"),
        "put_off": _("Put off"),
        "accepted": _("Accepted"),
        "rejected": _("Rejected"),
    },
    "scale": {
        "politifact": _("PolitiFact's six"),
        "polimetre": _("Polimètre's five"),
        "comparative-pledges": _("Comparative Pledges' three"),
        "delivery": _("A delivery unit's four"),
    },
    "shown": {
        "tracker": _("Only the tracker's name"),
        "role": _("What they do: editor, publisher"),
        "name": _("Their names"),
    },
}

TRACKER_HAPPENED: Mapping[str, Any] = {
    "author.recorded": _("added an account"),
    "author.role_changed": _("gave an account another role"),
    "author.password_reset": _("gave an account a new password"),
    "setting.changed": _("changed a setting"),
    "scale.recorded": _("recorded a scale"),
    "key.made": _("made the key of the log"),
    "key.rotated": _("changed the key of the log"),
    "log.continued": _("continued the log from a copy"),
    "event.undone": _("undid what was done before"),
    "redaction.made": _("took words out of the record"),
}
"""What happened to the tracker itself."""


def languages_named(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Languages by their codes, each with what the language of the page calls it."""
    return [(code, str(Locale(code).get_language_name(locale()) or code)) for code in codes]


def label(told: Any, table: str) -> str:
    """What a value of the record is called; the value itself where the table has no word."""
    return str(LABELS.get(table, {}).get(told, told or ""))


def scale_name(scale: Mapping[str, Any]) -> str:
    """What a scale is called: one of those that come with pledgebook in the language of the page."""
    return str(LABELS["scale"].get(scale["id"], scale["name"]))


def said_in(words: Any, *, language: str | None = None) -> str:
    """Of the same words by language, those of the page, else the English, else the first."""
    if not isinstance(words, Mapping):
        return str(words or "")
    wanted = language or (translation.get_language() or "en")
    return str(words.get(wanted) or words.get("en") or next(iter(words.values()), ""))


def shape_of(entry: Any) -> str:
    """The shape that stands for an entry of a scale; `entry` is its data or its id."""
    if isinstance(entry, Mapping):
        told = entry.get("shape")
        own = "diamond" if entry.get("broken") else _SHAPE_IN[entry["phase"]]
        return str(told if told in SHAPES else _SHAPE_OF.get(entry["id"]) or own)
    return _SHAPE_OF.get(str(entry or "not-yet-rated"), "square")


def entry_of(scale: Mapping[str, Any] | None, status: str | None) -> Mapping[str, Any] | None:
    """A scale's entry by its id, else one of `further`; with no id that of a pledge before anybody judged it."""
    if scale is None:
        return None
    if status is None:
        return next((one for one in scale["entries"] if one["phase"] == "initial"), None)
    return next((one for one in [*scale["entries"], *scale.get("further", ())] if one["id"] == status), None)


def quoted(text: str, *, language: str | None) -> str:
    """Words between the quotation marks of their language."""
    marks = MARKS.get((language or "en").partition("-")[0], MARKS["en"])
    return f"{marks[0]}{text}{marks[1]}"
