"""The one character that no text may hold: U+0000, which PostgreSQL does not keep."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

NUL = "\0"


class Characters:
    """Answer 404 where an address holds it, 400 where what is asked for or sent does; it stands behind `Permission`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if NUL in request.path:
            raise Http404("An address holds no such character.")
        if _held(request.GET) or _held(request.POST):
            raise SuspiciousOperation("No text holds the character U+0000.")
        return None


def _held(told: QueryDict) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in told.lists())
