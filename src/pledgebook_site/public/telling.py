"""The record in the words of a page: headlines of changes, names of promises, what their differences are called."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from pledgebook.ledger.rates import is_in_whole
from pledgebook.ledger.rating import reasons
from pledgebook.ledger.state import PledgeNoun, VerdictNoun
from pledgebook_site.catalogues.rubrics import Rubric, rubric
from pledgebook_site.ledger.selectors.public.chosen import (
    IN_WHOLE,
    RECORDED_ONLY,
    UNRATED,
    Authors,
    RubricOf,
    standing,
)
from pledgebook_site.ledger.selectors.public.days import PAST, UNDATED
from pledgebook_site.ledger.selectors.public.dossier import Shown
from pledgebook_site.ledger.selectors.public.front import Told
from pledgebook_site.ledger.selectors.public.listing import Choice
from pledgebook_site.ledger.selectors.public.saying import Said
from pledgebook_site.ledger.selectors.public.tally import Tally
from pledgebook_site.ledger.topics import topic_label
from pledgebook_site.web.dates import number
from pledgebook_site.web.labels import entry_of, label, quoted, said_in, shape_of
from pledgebook_site.web.templatetags.pledgebook import status as marked


def name_of(shown: Shown) -> str:
    """A promise by number and title: "No. 147, Forty district clinics"."""
    title = said_in(shown.pledge.titles)
    told = gettext("No. %(number)s") % {"number": number(shown.number)}
    return f"{told}, {title}" if title else told


def status_of(scale: Mapping[str, Any], status: str | None) -> str:
    """What an entry of the scale is called."""
    if status in (IN_WHOLE, RECORDED_ONLY):
        return gettext("Judged with its whole") if status == IN_WHOLE else gettext("Recorded only")
    entry = entry_of(scale, status)
    return status or gettext("Not yet rated") if entry is None else said_in(entry["label"])


def stands(pledge: PledgeNoun, scale: Mapping[str, Any]) -> SafeString:
    """Where a promise stands, as lists show it: its status, or in words why it has none of its own."""
    if pledge.withdrawn is not None:
        return format_html('<span class="quiet">{}</span>', gettext("Taken off the record"))
    told = standing(pledge.tracked, pledge.status, is_in_whole(pledge))
    if told in (IN_WHOLE, RECORDED_ONLY):
        return format_html('<span class="quiet">{}</span>', status_of(scale, told))
    return marked(told, scale)


def headline(told: Told, scale: Mapping[str, Any]) -> str:
    """What happened, in a few words."""
    change = told.change
    if change.kind == "verdict":
        names = {"was": status_of(scale, change.was), "now": status_of(scale, change.verdict and change.verdict.status)}
        return gettext("Was “%(was)s”, now “%(now)s”") % names
    return {
        "made": gettext("A new promise"),
        "said-again": gettext("Said again"),
        "withdrawn": gettext("Taken off the record"),
        "verdict-withdrawn": gettext("A verdict was withdrawn"),
        "correction": gettext("A correction"),
        "reply": gettext("The other side has answered"),
    }[change.kind]


def words_told(said: Said | None) -> str | None:
    """The words of a place as running text: quoted where the source quotes them, else with who reports them."""
    if said is None or said.words is None:
        return None
    if said.quoted:
        return quoted(said.words, language=said.document.language)
    if said.reporter is None:
        return said.words
    return gettext("As reported by %(publisher)s: %(words)s") % {"publisher": said.reporter, "words": said.words}


def facet_name(facet: str) -> str:
    """What a list is narrowed by."""
    return {
        "q": gettext("Words"),
        "status": gettext("Status"),
        "person": gettext("Person"),
        "programme": gettext("Programme"),
        "topic": gettext("Topic"),
        "firm": gettext("How firm"),
        "due": gettext("Due"),
    }[facet]


def choice_name(facet: str, choice: Choice | None, scale: Mapping[str, Any], value: str = "") -> str:
    """What a choice of a facet is called."""
    told = value if choice is None else choice.value
    if choice is not None and choice.name is not None:
        return choice.name
    if facet == "status":
        return status_of(scale, None if told == UNRATED else told)
    if facet == "firm":
        return label(told, "firmness")
    if facet == "due":
        special = {PAST: gettext("Past due"), UNDATED: gettext("No date")}
        return special.get(told) or gettext("In %(year)s") % {"year": told}
    return topic_name(told) if facet == "topic" else told


def topic_name(topic: str) -> str:
    """What a topic is called in the language of the page."""
    return topic_label(topic, language=get_language() or "en")


def finding(tally: Tally, scale: Mapping[str, Any]) -> str:
    """The tally in one sentence: of how many tracked promises how many are kept and broken, in the scale's words."""
    if tally.tracked == 0:
        told = ngettext(
            "%(n)s promise is on record, and none is tracked",
            "%(n)s promises are on record, and none is tracked",
            tally.recorded,
        )
        return told % {"n": number(tally.recorded)}
    if not _has_kept(scale):
        return _rated(tally)
    counts = {shape: _with_shape(tally, scale, shape) for shape in ("kept", "broken")}
    if not any(counts.values()):
        told = ngettext(
            "%(n)s promise is tracked; none is kept or broken yet",
            "%(n)s promises are tracked; none is kept or broken yet",
            tally.tracked,
        )
        return told % {"n": number(tally.tracked)}
    told = ngettext(
        "Of %(n)s promise tracked, %(kept)s kept and %(broken)s broken",
        "Of %(n)s promises tracked, %(kept)s kept and %(broken)s broken",
        tally.tracked,
    )
    return told % {"n": number(tally.tracked), **{shape: number(count) for shape, count in counts.items()}}


def _has_kept(scale: Mapping[str, Any]) -> bool:
    """Whether the scale can say of a promise that it was kept; one of a tracker's own has other words."""
    return any(one["phase"] == "final" and shape_of(one) == "kept" for one in scale["entries"])


def _rated(tally: Tally) -> str:
    told = ngettext(
        "Of %(n)s promise tracked, %(rated)s with a final verdict",
        "Of %(n)s promises tracked, %(rated)s with a final verdict",
        tally.tracked,
    )
    return told % {"n": number(tally.tracked), "rated": number(tally.rated)}


def _with_shape(tally: Tally, scale: Mapping[str, Any], shape: str) -> int:
    """How many promises have a final status of this shape."""
    entries = [*scale["entries"], *scale.get("further", ())]
    ids = [one["id"] for one in entries if one["phase"] == "final" and shape_of(one) == shape]
    return sum(tally.by_status.get(one, 0) for one in ids)


def meaning(scale: Mapping[str, Any], status: str | None) -> Rubric | None:
    """The rubric's text of an entry of a scale, None where it has none."""
    entry = entry_of(scale, status)
    return None if entry is None else rubric(entry["text"])


def measured_by(verdict: VerdictNoun, scales: RubricOf) -> Rubric | None:
    """What the status of a verdict meant by the rubric with which it was given."""
    given = scales.get((verdict.scale, verdict.rubric))
    return None if given is None else meaning(given, verdict.status)


def reason_name(code: str) -> str:
    """What a reason code of a broken promise is called."""
    known = reasons().get(code)
    return code if known is None else said_in(known.label)


def reason_text(code: str) -> Rubric | None:
    """What a reason code of a broken promise says."""
    known = reasons().get(code)
    return None if known is None else rubric(known.text)


def signers(verdict: VerdictNoun, authors: Authors) -> str:
    """Who stands for a verdict, by name or by role, as the tracker chose to tell; nothing where it tells nothing."""
    signed = verdict.signed_by or [verdict.given_by]
    names = [one for one in (authors.name(key) for key in signed) if one is not None]
    return ", ".join(label(one, "role") if authors.shown == "role" else one for one in names)


def quoted_words(text: str, language: str | None) -> str:
    """Words between the quotation marks of their language."""
    return quoted(text, language=language)
