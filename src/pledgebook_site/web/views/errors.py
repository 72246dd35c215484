"""What is said when a page cannot be given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _plain("web/400.html", 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if not hasattr(request, "tracker"):
        return HttpResponse("not allowed\n", status=403, content_type="text/plain")
    user = getattr(request, "user", None)
    signed = user if user is not None and user.is_authenticated else None
    return render(request, "web/403.html", {"signed": signed}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "web/csrf.html", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return _plain("web/500.html", 500)


def _plain(template: str, status: int) -> HttpResponse:
    """A page that asks the database nothing."""
    return HttpResponse(get_template(template).render({}), status=status)
