"""How public pages write promises: their words, who made them, what changed from one wording to the next."""

from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal
from django import template

from pledgebook.addresses import web_host
from pledgebook.ledger.state import DocumentNoun
from pledgebook.ledger.values import Bearing
from pledgebook_site.ledger.selectors.public.chosen import UNRATED
from pledgebook_site.ledger.selectors.public.days import days_between, first_day, is_past, last_day
from pledgebook_site.ledger.selectors.public.dossier import Dossier, Piece, Wording
from pledgebook_site.ledger.selectors.public.listing import Listed, slug
from pledgebook_site.ledger.selectors.public.saying import Said, reporter
from pledgebook_site.public import measures, telling
from pledgebook_site.public.wordings import Row, delta, rows, weighty, whole
from pledgebook_site.web.dates import locale
from pledgebook_site.web.labels import MARKS, entry_of, shape_of
from pledgebook_site.web.templatetags.pledgebook import with_query

ONE_BY_ONE = 600  # promises up to which one mark is one promise

register = template.Library()
register.filter("slug", slug)
register.filter("name_of", telling.name_of)
register.filter("last_day", last_day)
register.filter("first_day", first_day)
register.simple_tag(telling.headline, name="headline")
register.simple_tag(telling.status_of, name="status_name")
register.simple_tag(telling.stands, name="stands")
register.filter("facet_name", telling.facet_name)
register.filter("reporter", reporter)
register.filter("corpus_name", measures.corpus_name)
register.filter("weighty", weighty)
register.simple_tag(measures.task_name, name="task_name")
register.simple_tag(measures.figure_name, name="figure_name")
register.simple_tag(telling.choice_name, name="choice_name")
register.simple_tag(telling.finding, name="finding")
register.simple_tag(telling.meaning, name="meaning")
register.simple_tag(telling.measured_by, name="measured_by")
register.simple_tag(telling.reason_name, name="reason_name")
register.simple_tag(telling.reason_text, name="reason_text")
register.simple_tag(telling.signers, name="signers")
register.simple_tag(telling.quoted_words, name="quoted")


@register.inclusion_tag("public/parts/words.html")
def words(said: Said | None) -> dict[str, Any]:
    """The words of a place: quoted, or as reported; or that they may not be shown."""
    return {"said": said}


@register.inclusion_tag("public/parts/wording.html")
def wording(told: Wording) -> dict[str, Any]:
    """The words of a place with what is new in them marked; whole and in order."""
    language = (told.said.document.language or "en").partition("-")[0]
    return {"said": told.said, "parts": whole(told), "marks": MARKS.get(language, MARKS["en"])}


@register.filter
def differences(told: Wording) -> list[tuple[str, str, str]]:
    """What changed: its name, the words before, the words now."""
    return delta(told)


@register.filter
def past(latest: str, day: Any) -> bool:
    """Whether a partial date is over on the day of the page."""
    return is_past(latest, day.date)


@register.filter
def days_to(latest: str, day: Any) -> int:
    """How many days from the day of the page to the last of a partial date."""
    return days_between(day.date, last_day(latest))


@register.filter
def away(days: int) -> int:
    """As many days, whichever way."""
    return abs(days)


@register.filter
def lookup(table: Any, key: Any) -> Any:
    """What a table has under a key, or None."""
    return table.get(key)


@register.filter
def wrapped(digest: str | None) -> list[str]:
    """A hash in halves, between which a line may break."""
    told = digest or ""
    return [told[first : first + 32] for first in range(0, len(told), 32)]


@register.filter
def shape_in(status: str, scale: Any) -> str:
    """The shape of an entry of the scale by its id."""
    entry = entry_of(scale, None if status == UNRATED else status)
    return "none" if entry is None else shape_of(entry)


@register.filter
def share(part: int, whole: int) -> float:
    """A part as a share of the whole, between 0 and 1."""
    return part / whole if whole else 0.0


@register.filter
def units(count: int, whole: int) -> list[range]:
    """Marks in blocks of two lines of five; above 600 in the whole one mark is five, rounded up."""
    marks = count if whole <= ONE_BY_ONE else -(-count // 5)
    return [range(min(10, marks - first)) for first in range(0, marks, 10)]


@register.filter
def pieces_of(dossier: Dossier, bearing: str) -> list[Piece]:
    """The pieces of evidence that speak for, against or neither."""
    return dossier.pieces_of(Bearing(bearing))


@register.filter
def timeline(dossier: Dossier) -> list[Row]:
    """A line for each place where the promise was said, the earliest first."""
    return rows(dossier)


@register.filter
def with_amounts(told: list[Row]) -> bool:
    """Whether any of the lines has a number."""
    return any(one.amount.now for one in told)


@register.filter
def listed(told: Any) -> str:
    """Several things in one line."""
    return told if isinstance(told, str) else ", ".join(str(one) for one in told)


@register.filter
def host(document: DocumentNoun) -> str:
    """The host of a document's address."""
    return web_host(document.url) or ""


@register.filter
def topic_name(topic: str) -> str:
    """What a topic is called in the language of the page."""
    return telling.topic_name(topic)


@register.filter
def tenths(value: float) -> str:
    """A number with one decimal, as the language writes it."""
    return str(format_decimal(value, format="#,##0.0", locale=locale()))


@register.filter
def plain(number: int) -> str:
    """A number as programs write it."""
    return str(number)


@register.simple_tag(takes_context=True)
def next_page(context: Mapping[str, Any], listed: Listed) -> str:
    """The address of the list's next page."""
    return with_query(context, page=listed.page + 1)


@register.simple_tag(takes_context=True)
def previous_page(context: Mapping[str, Any], listed: Listed) -> str:
    """The address of the list's page before."""
    return with_query(context, page=listed.page - 1 if listed.page > 2 else None)
