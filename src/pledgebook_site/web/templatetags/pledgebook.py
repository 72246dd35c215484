"""How the record is written on a page: dates, numbers, ids, status marks, quotations, fields of forms."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import metadata
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pledgebook.addresses import web_host
from pledgebook_site.catalogues import refusals, rubrics
from pledgebook_site.web import dates, labels

register = template.Library()
register.filter("partial_date", dates.partial)
register.filter("moment", dates.moment)
register.filter("number", dates.number)
register.filter("percent", dates.percent)
register.filter("score", dates.score)
register.filter("label", labels.label)
register.filter("refusal", refusals.told)
register.filter("said_in", labels.said_in)
register.filter("scale_name", labels.scale_name)
register.filter("shape", labels.shape_of)
register.simple_tag(dates.interval, name="due")

SHORT = 8


@register.filter
def is_web(url: str | None) -> bool:
    """Whether a browser may be led there."""
    return web_host(url) is not None


@register.filter
def rubric(words: Mapping[str, str]) -> str:
    """What an entry of a scale means, in the language of the page."""
    return rubrics.rubric(words).text


@register.filter
def drafted(scale: Mapping[str, Any]) -> bool:
    """Whether a machine has translated what the page shows of a scale."""
    return any(rubrics.rubric(one["text"]).drafted for one in scale["entries"])


@register.filter
def short(told: str | None) -> str:
    """The first digits of an id or a hash."""
    return (told or "")[:SHORT]


@register.filter
def iso(told: str | None) -> str:
    """A clock as the `datetime` of a `time` element."""
    return told or ""


@register.simple_tag
def mark(shape: str) -> SafeString:
    """A status shape alone, for the eye; the word stands beside it."""
    return format_html('<svg class="m {0}" aria-hidden="true"><use href="#m-{0}"/></svg>', shape)


@register.simple_tag
def status(entry: Any, scale: Mapping[str, Any] | None = None) -> SafeString:
    """Shape, then word, of an entry of a scale, or of the entry with that id (None: not yet rated) of `scale`."""
    found = entry if isinstance(entry, Mapping) else labels.entry_of(scale, entry)
    if found is None:
        return format_html('<span class="st">{}{}</span>', mark("none"), entry or gettext("Not yet rated"))
    return format_html('<span class="st">{}{}</span>', mark(labels.shape_of(found)), labels.said_in(found["label"]))


@register.inclusion_tag("web/parts/quotation.html")
def quotation(
    text: str, *, verbatim: bool, language: str | None = None, publisher: str | None = None, link: str | None = None
) -> dict[str, Any]:
    """Words of a source: with marks and a double rule where they are `verbatim`, else as somebody reports them."""
    shown = labels.quoted(text, language=language) if verbatim else text
    return {"shown": shown, "verbatim": verbatim, "language": language, "publisher": publisher, "link": link}


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, kind: str = "") -> dict[str, Any]:
    """A field of a form with its label, its hint and what is wrong with it."""
    return {"field": bound, "kind": kind}


@register.simple_tag
def today() -> str:
    """The day in UTC, in words."""
    return dates.partial(datetime.now(UTC).strftime("%Y-%m-%d"))


@register.simple_tag
def version() -> str:
    """Which pledgebook keeps this record."""
    return metadata.version("pledgebook")


@register.simple_tag(takes_context=True)
def in_language(context: Mapping[str, Any], code: str) -> str:
    """This page in another language."""
    return with_query(context, lang=code)


@register.simple_tag(takes_context=True)
def hidden_query(context: Mapping[str, Any], *without: str) -> SafeString:
    """The query of this address as hidden fields of a form, without these."""
    kept = [(name, value) for name, values in context["request"].GET.lists() for value in values if name not in without]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.simple_tag(takes_context=True)
def with_query(context: Mapping[str, Any], **changes: Any) -> str:
    """The query of this address with these values in place of others; None takes one away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def as_json(told: Any) -> str:
    """Data as JSON that can be read."""
    return json.dumps(told, ensure_ascii=False, indent=2)
