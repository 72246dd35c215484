"""How the desk writes reasons, what happened, and what changed in a wording."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pledgebook.compare import Change, ChangeKind
from pledgebook_site.desk import labels

register = template.Library()
register.filter("happened", labels.happened)
register.filter("alike", labels.alike)
register.filter("reject_reason", labels.reason)
register.filter("told_of", labels.told_of)
HOT = (ChangeKind.NUMBER, ChangeKind.DATE, ChangeKind.NEGATION)


@register.filter
def interleaved(changes: Iterable[Change]) -> SafeString:
    """Two wordings as one: what was there before struck, what is new underlined; numbers and dates stand out."""
    return format_html_join(mark_safe(" "), "{}", ((_change(one),) for one in changes))


def _change(one: Change) -> SafeString:
    if one.kind is ChangeKind.SAME:
        return format_html("{}", one.b.text)
    hot = mark_safe(' class="hot"') if one.kind in HOT else ""
    told = [
        format_html("<{0}{1}>{2}</{0}>", name, hot, side.text)
        for name, side in (("del", one.a), ("ins", one.b))
        if side.text
    ]
    return mark_safe(" ".join(told))


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping has for a key; nothing where it has nothing."""
    return mapping.get(key, "") if isinstance(mapping, Mapping) else ""


@register.filter
def role_of(promisor: Mapping[str, Any] | None) -> str:
    """A promisor with his role."""
    if not promisor:
        return ""
    return f"{promisor['name']}, {promisor['role']}" if promisor.get("role") else str(promisor["name"])
