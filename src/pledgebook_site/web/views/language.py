"""The language in which an account works at the desk."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from pledgebook_site.desk import places
from pledgebook_site.web.settings import SPOKEN

SEE_OTHER = 303


def language(request: HttpRequest) -> HttpResponse:
    """Keep the language with the account, and go back to the page of the desk that asked."""
    code, back = request.POST.get("language", ""), request.POST.get("back", "")
    if code not in SPOKEN:
        raise Http404
    places.speak(request.user, code)
    ours = back.startswith("/desk/") and url_has_allowed_host_and_scheme(back, {request.get_host()})
    return HttpResponseRedirect(back if ours else reverse("desk"), status=SEE_OTHER)
