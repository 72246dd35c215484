"""A tracker's own scale: what a verdict may say, a line each; or all of it as YAML."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pledgebook.errors import LedgerError
from pledgebook.ledger.rating import NotYamlError, Scale, known, scale_from, scale_in
from pledgebook_site.catalogues import refusals
from pledgebook_site.ledger.folding import folded
from pledgebook_site.web.forms.fields import LONGEST_LINE
from pledgebook_site.web.labels import said_in

OWN = "own"
LINES = 8
LONGEST_SCALE, LONGEST_MEANING = 100_000, 2000
BROKEN = "broken"
PHASES = (
    ("", _("–")),
    ("initial", _("Nobody has judged it yet")),
    ("progress", _("Under way")),
    ("final", _("Final")),
    (BROKEN, _("Final: the promise is broken")),
)
_LABELS = {"label": _("Word"), "phase": _("What kind"), "text": _("What it means")}
_PARTS = ("id", *_LABELS)


class OwnScale(forms.Form):
    """The part of a form in which a scale of one's own is written; `cleaned_data["own_scale"]` is it, or None.

    `in_use` is the scale on record: the lines begin with it where it is the tracker's own. A line keeps its id, by
    which verdicts name it, as long as it stands where it was; words are taken as said in the tracker's first language.
    """

    own_name = forms.CharField(
        label=_("What is it called?"), required=False, max_length=LONGEST_LINE, widget=forms.TextInput
    )
    own_scale = forms.CharField(
        label=_("Or all of it as YAML"),
        required=False,
        max_length=LONGEST_SCALE,
        help_text=_("In the form of the scales that come with pledgebook; words in several languages are told so."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "class": "mono"}),
    )

    def __init__(self, *args: Any, in_use: dict[str, Any] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.before = in_use if in_use is not None and in_use["id"] not in known() else None
        told = dict(_told(self.before))
        self.initial = {**self.initial, **told, **({} if self.before is None else {"scale": OWN})}
        self.lines = max(LINES, len(told) // len(_PARTS) + 1)
        for number in range(1, self.lines + 1):
            self.fields[f"own_id_{number}"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields[f"own_label_{number}"] = _line(_LABELS["label"], longest=LONGEST_LINE)
            phase = forms.ChoiceField(label=_LABELS["phase"], choices=PHASES, required=False)
            self.fields[f"own_phase_{number}"] = phase
            self.fields[f"own_text_{number}"] = _line(_LABELS["text"], longest=LONGEST_MEANING)

    @property
    def own_lines(self) -> list[list[forms.BoundField]]:
        """The fields of each line: its id, its word, its kind and its meaning."""
        return [[self[f"own_{part}_{number}"] for part in _PARTS] for number in range(1, self.lines + 1)]

    @property
    def own_open(self) -> bool:
        """Whether what is written of it is shown at once."""
        return self["scale"].value() == OWN or any(name.startswith("own_") for name in self.errors)

    def clean_own_scale(self) -> Scale | None:
        told = self.cleaned_data["own_scale"]
        if not told.strip():
            return None
        try:
            return scale_in(told)
        except NotYamlError:
            raise forms.ValidationError(_("This is no YAML")) from None
        except LedgerError as error:
            raise forms.ValidationError(refusals.told(error)) from None

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("scale") == OWN and told.get("own_scale") is None and "own_scale" not in self.errors:
            told["own_scale"] = self._own(told)
        return told

    def _own(self, told: dict[str, Any]) -> Scale | None:
        """The scale that the lines say; where they are not whole it is said at the field, and there is none."""
        language = (told.get("languages") or ["en"])[0]
        entries = [
            self._entry(told, number, language) for number in range(1, self.lines + 1) if _is_filled(told, number)
        ]
        name = told.get("own_name") or ""
        if not name:
            self.add_error("own_name", _("Give the scale a name"))
        phases = [one["phase"] for one in entries]
        if "final" not in phases:
            self.add_error("own_label_1", _("One status at least has to be final"))
        elif phases.count("initial") > 1:
            self.add_error("own_label_1", _("Only one status can be that of a promise that nobody has judged"))
        if self.errors:
            return None
        return scale_from(_versioned({"name": name, "entries": _with_ids(entries)}, self.before))

    def _entry(self, told: dict[str, Any], number: int, language: str) -> dict[str, Any]:
        label, phase, text = (told.get(f"own_{part}_{number}") or "" for part in _LABELS)
        for part, missing in (
            ("label", _("Give it a word")),
            ("phase", _("Say what kind it is")),
            ("text", _("Say what it means")),
        ):
            if not told.get(f"own_{part}_{number}") and f"own_{part}_{number}" not in self.errors:
                self.add_error(f"own_{part}_{number}", missing)
        known_ids = {} if self.before is None else {one["id"]: one for one in self.before["entries"]}
        before = known_ids.get(told.get(f"own_id_{number}") or "", {"id": "", "label": {}, "text": {}, "maps": {}})
        return {
            "id": before["id"],
            "label": _reworded(before["label"], label, language),
            "phase": "final" if phase == BROKEN else phase,
            "text": _reworded(before["text"], text, language),
            "broken": phase == BROKEN,
            "maps": before["maps"],
        }


def _line(label: Any, *, longest: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, widget=forms.TextInput)


def _told(scale: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    """A scale as its lines tell it."""
    if scale is None:
        return
    yield "own_name", scale["name"]
    for number, one in enumerate(scale["entries"], start=1):
        yield f"own_id_{number}", one["id"]
        yield f"own_label_{number}", said_in(one["label"])
        yield f"own_phase_{number}", BROKEN if one["broken"] else one["phase"]
        yield f"own_text_{number}", said_in(one["text"])


def _is_filled(told: dict[str, Any], number: int) -> bool:
    return any(told.get(f"own_{part}_{number}") for part in _LABELS)


def _reworded(before: dict[str, str], now: str, language: str) -> dict[str, str]:
    """Words by language, those of other languages kept where nothing was changed."""
    return dict(before) if said_in(before) == now else {language: now}


def _with_ids(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, each new one with an id after its word, or after its place where that is in other letters."""
    taken = {one["id"] for one in entries if one["id"]}
    made = []
    for number, one in enumerate(entries, start=1):
        wanted = one["id"] or _id(next(iter(one["label"].values()), "")) or f"status-{number}"
        while not one["id"] and wanted in taken:
            wanted = f"{wanted}-{number}"
        taken.add(wanted)
        made.append({**one, "id": wanted})
    return made


def _id(word: str) -> str:
    told = folded(word).replace(" ", "-")
    return told if told.isascii() else ""


def _versioned(told: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    """The scale with its id and the version of its rubric: that on record as long as nothing differs, else the next."""
    if before is None:
        name = _id(told["name"]) or OWN
        return {**told, "id": f"{OWN}-{name}" if name in known() else name, "rubric": "1", "source": told["name"]}
    kept = {name: before[name] for name in ("id", "rubric", "source")}
    if {**told, **kept} == before:
        return before
    return {
        **told,
        **kept,
        "rubric": str(int(before["rubric"]) + 1) if before["rubric"].isdecimal() else f"{before['rubric']}-2",
    }
