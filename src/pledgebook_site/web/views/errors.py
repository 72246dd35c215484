"""What is said when a page cannot be given."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import translation


class MisaskedError(BadRequest):
    """An address asks for what cannot be; the message is one sentence for who has asked."""


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if isinstance(exception, MisaskedError):
        return render(request, "web/misasked.html", {"told": str(exception), **_side(request)}, status=400)
    return _plain("web/400.html", 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if not hasattr(request, "tracker"):
        return HttpResponse("not allowed\n", status=403, content_type="text/plain")
    return render(request, "web/403.html", {"signed": _signed(request), **_side(request)}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "web/csrf.html", _side(request), status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/404.html", _side(request), status=404)


def not_allowed(request: HttpRequest, methods: Sequence[str]) -> HttpResponse:
    """The address is there, but not for this method."""
    answer = _plain("web/405.html", 405)
    answer.headers["Allow"] = ", ".join(methods)
    return answer


def too_long(request: HttpRequest) -> HttpResponse:
    """More was sent than is read of somebody who is not signed in."""
    return _plain("web/413.html", 413)


def failed(request: HttpRequest) -> HttpResponse:
    return _plain("web/500.html", 500)


def _side(request: HttpRequest) -> dict[str, Any]:
    """The frame of the side that was asked: that of the desk for those who are signed in there."""
    signed = _signed(request) if request.path.startswith("/desk/") else None
    return {"frame": "public_base.html" if signed is None else "desk_base.html"}


def _signed(request: HttpRequest) -> Any:
    """Who is signed in; None where nobody is."""
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _plain(template: str, status: int) -> HttpResponse:
    """A page that asks the database nothing."""
    told = {
        "LANGUAGE_CODE": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    return HttpResponse(get_template(template).render(told), status=status)
