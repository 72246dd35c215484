"""The table of `permissions`, enforced on every request."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pledgebook_site.web.permissions import EVERYBODY, NOBODY, PERMISSIONS, allows, methods
from pledgebook_site.web.views.errors import not_allowed, too_long

MOST_OF_STRANGERS = 64 * 2**10
"""How many bytes may be sent by somebody who is not signed in."""
MOST_AT_SETUP = 2**20
"""The same in the first run: a scale of 100,000 characters, of which each may be sent as six bytes and more."""


class Permission:
    """Answer 403 where the table does not allow a route, a method and a role; ask those unknown to sign in first.

    A method that a route does not have, for somebody who may reach it by another one, is 405.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        route = request.resolver_match.view_name
        method = "GET" if request.method == "HEAD" else request.method or ""
        least = PERMISSIONS.get((route, method), NOBODY)
        if least is EVERYBODY:
            most = MOST_AT_SETUP if route == "setup" else MOST_OF_STRANGERS
            return too_long(request) if _long(request, most) else None
        others = methods(route, request.user)
        if least is NOBODY and others:
            return not_allowed(request, others)
        if least is not NOBODY and not request.user.is_authenticated and method == "GET":
            return redirect_to_login(request.get_full_path(), reverse("sign-in"))
        if not allows(least, request.user):
            raise PermissionDenied
        return None


def _long(request: HttpRequest, most: int) -> bool:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return not (told.isascii() and told.isdigit() and len(told) <= len(str(most))) or int(told) > most
