"""What every template knows."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils import translation

from pledgebook_site.web.middleware.language import DESK
from pledgebook_site.web.permissions import may
from pledgebook_site.web.settings import SPOKEN


class Allowed:
    """`may.ROUTE` and `may.ROUTE__post`, with `_` for `-`: whether who is signed in may open or do this."""

    def __init__(self, account: Any) -> None:
        self.account = account

    def __getitem__(self, name: str) -> bool:
        route, _, method = name.partition("__")
        return may(self.account, route.replace("_", "-"), method.upper() or "GET")


def page(request: HttpRequest) -> dict[str, Any]:
    """The tracker, the language, its direction; at the desk who is signed in, what that one may, and what was done."""
    told: dict[str, Any] = {
        "tracker": getattr(request, "tracker", None),
        "LANGUAGE_CODE": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    if request.path.startswith("/desk/"):
        account = getattr(request, "user", None)
        told |= {"account": account, "may": Allowed(account), "messages": get_messages(request)}
    if request.path.startswith(DESK):
        told["spoken"] = list(SPOKEN.items())
    return told
