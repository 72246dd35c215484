"""Every address of the site."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from pledgebook_site.web.views import accounts, language, log, plain, settings, setup, signing

handler400 = "pledgebook_site.web.views.errors.bad_request"
handler403 = "pledgebook_site.web.views.errors.forbidden"
handler404 = "pledgebook_site.web.views.errors.not_found"
handler500 = "pledgebook_site.web.views.errors.failed"


def _of(name: str) -> list[URLPattern | URLResolver]:
    """The addresses of an app, where it is built."""
    found = find_spec(f"pledgebook_site.{name}")
    if found is None or found.origin is None or find_spec(f"pledgebook_site.{name}.urls") is None:
        return []
    return [path("", include(import_module(f"pledgebook_site.{name}.urls")))]


urlpatterns = [
    path("healthz", plain.healthz, name="healthz"),
    path("desk/sign-in/", signing.sign_in, name="sign-in"),
    path("desk/sign-out/", signing.sign_out, name="sign-out"),
    path("desk/language/", language.language, name="desk-language"),
    path("desk/settings/", settings.settings, name="desk-settings"),
    path("desk/accounts/", accounts.accounts, name="desk-accounts"),
    path("desk/log/", log.log, name="desk-log"),
    path("setup/", setup.setup, name="setup"),
    *_of("desk"),
    *_of("public"),
]
