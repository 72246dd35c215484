"""What the tracker is set to; every change is an event."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.services.settings import change_setting, use_scale
from pledgebook_site.web.forms import TrackerSettings

_TOLD = ("name", "languages", "default_rights", "two_signatures", "authors_shown", "demonstration")


def settings(request: HttpRequest) -> HttpResponse:
    """The form, filled as things are, and for a whole one the changes."""
    in_use = record.scale()
    form = TrackerSettings(request.POST or None, initial=told_now(record.settings()), in_use=in_use)
    if request.method == "POST" and form.is_valid():
        change(form.cleaned_data, author=request.user.author, in_use=in_use["id"])
        messages.success(request, gettext("The settings are saved."))
        return redirect("desk-settings")
    told = {"form": form, "scale": in_use}
    return render(request, "web/settings.html", told, status=400 if form.is_bound else 200)


def told_now(now: dict[str, Any]) -> dict[str, Any]:
    """The settings as their form tells them."""
    return {
        "name": now.get("name", ""),
        "languages": now.get("languages") or ["en"],
        "scale": now.get("scale"),
        "default_rights": now.get("default_rights"),
        "two_signatures": "on" if now.get("two_signatures") else "off",
        "authors_shown": now.get("authors_shown"),
        "demonstration": bool(now.get("demonstration")),
    }


def change(told: dict[str, Any], *, author: str, in_use: str | None = None) -> None:
    """Set what a form tells, as far as it differs from what is on record."""
    now = told_now(record.settings())
    for key in _TOLD:
        if key in told and told[key] != now[key]:
            change_setting(key, _as_told(told[key]), author=author)
    if told.get("own_scale") is not None:
        use_scale(told["own_scale"], author=author)
    elif told["scale"] != in_use:
        change_setting("scale", told["scale"], author=author)


def _as_told(value: Any) -> str:
    """A value as `change_setting` is told it on a command line."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return ",".join(value) if isinstance(value, list) else str(value)
