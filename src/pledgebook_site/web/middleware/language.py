"""The language of a page: as asked (`?lang=`), as asked before, as the browser prefers; else the tracker's first.

At the desk and in the first run all languages are spoken, whichever the tracker publishes in; and what an account has
chosen there goes before what its browser asks for.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from pledgebook_site.desk import places
from pledgebook_site.web.settings import SPOKEN
from pledgebook_site.web.tracker import Tracker

COOKIE, QUERY = "language", "lang"
DESK = ("/desk/", "/setup/")
_YEAR = 365 * 24 * 3600


class Language:
    """Give the request its `tracker`, and speak one of its languages; at the desk any that the pages can speak."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return self.get_response(request)
        request.tracker = Tracker.now()
        spoken = request.tracker.languages
        if request.path.startswith(DESK):
            spoken = [*spoken, *(code for code in SPOKEN if code not in spoken)]
        request.LANGUAGE_CODE = _chosen(request, spoken)
        with translation.override(request.LANGUAGE_CODE):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if len(spoken) > 1:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if request.GET.get(QUERY) in spoken:
            _remember(response, request.LANGUAGE_CODE)
        return response


def _chosen(request: HttpRequest, spoken: list[str]) -> str:
    preferred = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    known = (request.GET.get(QUERY), _of_account(request), request.COOKIES.get(COOKIE))
    wanted = (*known, *(code.partition("-")[0] for code, _ in preferred))
    return next((code for code in wanted if code in spoken), spoken[0])


def _of_account(request: HttpRequest) -> str | None:
    """The language that who is signed in works in."""
    if not request.path.startswith(DESK) or not request.user.is_authenticated:
        return None
    return places.language_of(request.user)


def _remember(response: HttpResponse, code: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, code, max_age=_YEAR, httponly=True, samesite="Lax", secure=secure)
