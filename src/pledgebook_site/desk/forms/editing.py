"""What an editor says of a promise."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pledgebook.ledger.events import (
    Event,
    PledgeClassified,
    PledgeDeadlineGiven,
    PledgeParted,
    PledgeProgrammeGiven,
    PledgePromisorChanged,
    PledgeResponsibleGiven,
    PledgeSummarised,
    PledgeTitled,
    PledgeTopicsGiven,
)
from pledgebook.ledger.state import PledgeNoun
from pledgebook.ledger.values import VerdictsOf
from pledgebook.records import Firmness, Kind, Specificity, Testable
from pledgebook_site.desk.forms.deciding import PromisorForm
from pledgebook_site.desk.forms.fields import (
    PLEDGE_HINT,
    ChoiceField,
    LineField,
    PledgeField,
    TextField,
    choices,
    in_order,
)
from pledgebook_site.web.forms import PartialDate

CLASSES = {"kind": Kind, "firmness": Firmness, "specificity": Specificity, "testable": Testable}
CLASS_LABELS = {
    "kind": _("Kind"),
    "firmness": _("How firm"),
    "specificity": _("How concrete"),
    "testable": _("Can it be tested"),
}
VERDICTS = [("own", _("It has verdicts of its own")), ("parent", _("Its whole has one for all parts"))]


class ReasonForm(forms.Form):
    """Why something is decided so."""

    reason = LineField(label=_("Why"), required=True)
    reason.error_messages["required"] = _("Say why: the reason is shown in public.")

    def __init__(self, data: Any = None, *, prefix: str, required: bool = True) -> None:
        super().__init__(data, auto_id=f"{prefix}_%s")
        self.fields["reason"].required = required


class PledgeForm(PromisorForm):
    """All that is said of a promise; `events` are what has changed."""

    programme = ChoiceField(label=_("Programme"), choices=[])
    topics = forms.MultipleChoiceField(
        label=_("What it is about"), choices=[], required=False, widget=forms.CheckboxSelectMultiple
    )
    own_topics = LineField(label=_("Topics of your own"), help_text=_("With commas between them."))
    responsible = LineField(label=_("Who has to do it"))
    earliest = PartialDate(label=_("Due, not before"))
    latest = PartialDate(label=_("Due, at the latest"))
    deadline_text = LineField(label=_("The words of the deadline"))
    part_of = PledgeField(label=_("A part of"), help_text=PLEDGE_HINT)
    verdicts_of = ChoiceField(label=_("Verdicts, if it is a part"), choices=VERDICTS, required=True)

    def __init__(self, data: Any, *, noun: PledgeNoun, languages: list[tuple[str, str]], **lists: dict[str, Any]):
        self.noun, self.codes = noun, [code for code, _name in languages]
        self.known_topics = list(lists["topics"])
        super().__init__(data, people=lists["people"], initial=self._initial())
        for code, name in languages:
            self.fields[f"title_{code}"] = LineField(label=_("Title in %(name)s") % {"name": name})
            self.fields[f"summary_{code}"] = TextField(label=_("In plain words, in %(name)s") % {"name": name})
        for name, values in CLASSES.items():
            self.fields[name] = ChoiceField(
                label=CLASS_LABELS[name], choices=choices(name, values, empty=_("not said"))
            )
        self.fields["programme"].choices = _programmes(lists["programmes"], noun.programme)
        self.fields["topics"].choices = list(lists["topics"].items())

    def _initial(self) -> dict[str, Any]:
        noun, due, who = self.noun, self.noun.deadline or {}, self.noun.promisor or {}
        own = [one for one in noun.topics if one not in self.known_topics]
        return {
            **{f"title_{code}": noun.titles.get(code) for code in self.codes},
            **{f"summary_{code}": noun.summaries.get(code) for code in self.codes},
            **{name: getattr(noun, name) for name in CLASSES},
            **{name: who.get(name) for name in ("name", "role", "person")},
            "programme": noun.programme,
            "topics": [one for one in noun.topics if one in self.known_topics],
            "own_topics": ", ".join(own),
            "responsible": noun.responsible,
            "earliest": due.get("earliest"),
            "latest": due.get("latest"),
            "deadline_text": due.get("text"),
            "part_of": noun.part_of,
            "verdicts_of": str(noun.verdicts_of),
        }

    @property
    def worded(self) -> list[tuple[Any, Any]]:
        """The fields of titles and summaries, a pair a language."""
        return [(self[f"title_{code}"], self[f"summary_{code}"]) for code in self.codes]

    @property
    def classes(self) -> list[Any]:
        """The fields that say what kind of promise it is."""
        return [self[name] for name in CLASSES]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        in_order(self, "earliest", "latest")
        for code in self.codes:
            for name, known in (("title", self.noun.titles), ("summary", self.noun.summaries)):
                if known.get(code) and not told.get(f"{name}_{code}") and f"{name}_{code}" not in self.errors:
                    self.add_error(f"{name}_{code}", _("What was said stays on record: write another one."))
        return told

    def events(self, *, part_of: str | None) -> list[Event]:
        """What has changed, in the order in which the command line records it."""
        return [*self._words(), *self._deadline(), *self._promisor(), *self._classes(), *self._belonging(part_of)]

    def _words(self) -> Iterator[Event]:
        told, noun = self.cleaned_data, self.noun
        for code in self.codes:
            if told[f"title_{code}"] and told[f"title_{code}"] != noun.titles.get(code):
                yield PledgeTitled(language=code, title=told[f"title_{code}"])
            if told[f"summary_{code}"] and told[f"summary_{code}"] != noun.summaries.get(code):
                yield PledgeSummarised(language=code, summary=told[f"summary_{code}"])
        own = [one.strip() for one in (told["own_topics"] or "").split(",") if one.strip()]
        topics = list(dict.fromkeys([*told["topics"], *own]))
        if topics != noun.topics and set(topics) != set(noun.topics):
            yield PledgeTopicsGiven(topics=topics)
        if told["responsible"] != noun.responsible:
            yield PledgeResponsibleGiven(body=told["responsible"])

    def _deadline(self) -> Iterator[Event]:
        told, known = self.cleaned_data, self.noun.deadline or {}
        now = (told["earliest"], told["latest"], told["deadline_text"])
        if now != (known.get("earliest"), known.get("latest"), known.get("text")):
            yield PledgeDeadlineGiven(earliest=now[0], latest=now[1], text=now[2])

    def _promisor(self) -> Iterator[Event]:
        known, now = self.noun.promisor or {}, self.promisor
        if now is not None and any(now[name] != known.get(name) for name in now):
            yield PledgePromisorChanged(**now)

    def _classes(self) -> Iterator[Event]:
        changed = {name: self.cleaned_data[name] for name in CLASSES}
        changed = {name: value for name, value in changed.items() if value and value != getattr(self.noun, name)}
        if changed:
            yield PledgeClassified(**{**dict.fromkeys((*CLASSES, "polarity")), **changed})

    def _belonging(self, part_of: str | None) -> Iterator[Event]:
        verdicts = VerdictsOf(self.cleaned_data["verdicts_of"])
        if part_of != self.noun.part_of or (part_of is not None and verdicts != self.noun.verdicts_of):
            yield PledgeParted(part_of=part_of, verdicts=verdicts)
        if self.cleaned_data["programme"] != self.noun.programme:
            yield PledgeProgrammeGiven(programme=self.cleaned_data["programme"])


def _programmes(known: dict[str, Any], own: str | None) -> list[tuple[str, Any]]:
    """The programmes that a pledge may be put into, and the one that it is in."""
    named = [(key, one.name or "") for key, one in known.items() if not one.closed or key == own]
    return [("", _("none")), *sorted(named, key=lambda one: one[1])]
