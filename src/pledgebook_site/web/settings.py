"""What Django is told about pages: apps, templates, static files, sign-in, languages and what browsers may do."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pledgebook_site.web.options import WebOptions

HERE = Path(__file__).parent
SPOKEN = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
"""The languages that the pages can speak, each by its own name."""

_YEAR, _WEEK, _QUARTER_HOUR = 365 * 24 * 3600, 7 * 24 * 3600, 15 * 60
_TRIES = 5
_MOST_FIELDS, _MOST_BYTES = 20_000, 64 * 2**20
_CONTRIB = ("contenttypes", "auth", "sessions", "messages", "staticfiles")


def apps() -> list[str]:
    """All that is installed, in the order in which templates and static files are looked for."""
    ours = [f"pledgebook_site.{name}" for name in ("ledger", "web", "public", "desk")]
    theirs = [*(f"django.contrib.{name}" for name in _CONTRIB), "axes", "django_tasks", "django_tasks_db"]
    return [*(name for name in ours if _built(name)), *theirs]


def _built(name: str) -> bool:
    found = find_spec(name)
    return found is not None and found.origin is not None


def web_settings(options: WebOptions) -> dict[str, Any]:
    """The settings of the pages, for a tracker that is reached as the options say."""
    return {
        "INSTALLED_APPS": apps(),
        "ROOT_URLCONF": "pledgebook_site.web.urls",
        "PLEDGEBOOK_WEB": options,
        "ALLOWED_HOSTS": options.hosts,
        "MIDDLEWARE": _MIDDLEWARE,
        "TEMPLATES": [_TEMPLATES],
        "TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}},
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": _MOST_FIELDS,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": _MOST_BYTES,
        **_static(),
        **_sign_in(),
        **_languages(),
        **_safety(options),
    }


_MIDDLEWARE = [
    "pledgebook_site.web.middleware.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pledgebook_site.web.middleware.language.Language",
    "django.middleware.common.CommonMiddleware",
    "pledgebook_site.web.middleware.permission.Permission",  # before anything reads what was sent
    "django.middleware.csrf.CsrfViewMiddleware",
    "pledgebook_site.web.middleware.characters.Characters",
    "axes.middleware.AxesMiddleware",
]

_TEMPLATES = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "pledgebook_site.web.context.page",
        ],
        "builtins": [
            "django.templatetags.i18n",
            "django.templatetags.static",
            "pledgebook_site.web.templatetags.pledgebook",
        ],
    },
}


def _static() -> dict[str, Any]:
    return {
        "STATIC_URL": f"/static/{static_digest()}/",
        "STATICFILES_FINDERS": ["django.contrib.staticfiles.finders.AppDirectoriesFinder"],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_IMMUTABLE_FILE_TEST": _never_changes,
    }


def _never_changes(path: str, url: str) -> bool:
    return True


@cache
def static_digest() -> str:
    """A hash over the static files: it stands in their addresses, which therefore never change what they give."""
    digest = hashlib.sha256()
    for path in sorted((HERE / "static").rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(HERE)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sign_in() -> dict[str, Any]:
    return {
        "AUTHENTICATION_BACKENDS": ["axes.backends.AxesStandaloneBackend", "pledgebook_site.web.signing.Accounts"],
        "LOGIN_URL": "sign-in",
        "LOGIN_REDIRECT_URL": "desk",
        "SESSION_COOKIE_AGE": _WEEK,
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "AXES_FAILURE_LIMIT": _TRIES,
        "AXES_COOLOFF_TIME": _QUARTER_HOUR / 3600,
        "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
        "AXES_LOCKOUT_CALLABLE": "pledgebook_site.web.views.signing.locked_out",
        "AXES_CLIENT_IP_CALLABLE": "pledgebook_site.web.signing.address_of",
        "AXES_USERNAME_FORM_FIELD": "username",
        "AXES_USERNAME_CALLABLE": "pledgebook_site.web.signing.name_told",
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_DISABLE_ACCESS_LOG": True,
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
        "AXES_SENSITIVE_PARAMETERS": ["username", "ip_address"],
    }


def _languages() -> dict[str, Any]:
    return {
        "LANGUAGE_CODE": "en",
        "LANGUAGES": list(SPOKEN.items()),
        "LOCALE_PATHS": [str(HERE / "locale")],
        "USE_I18N": True,
    }


def _safety(options: WebOptions) -> dict[str, Any]:
    return {
        "DEBUG": False,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_FAILURE_VIEW": "pledgebook_site.web.views.errors.csrf_failed",
        "CSRF_TRUSTED_ORIGINS": [] if options.origin is None else [options.origin],
        "CSRF_COOKIE_SECURE": options.secure,
        "SESSION_COOKIE_SECURE": options.secure,
        "SESSION_COOKIE_NAME": "__Host-session" if options.secure else "session",
        "CSRF_COOKIE_NAME": "__Host-csrf" if options.secure else "csrf",
        "SECURE_SSL_REDIRECT": options.secure,
        "SECURE_REDIRECT_EXEMPT": [r"^healthz$"],
        "SECURE_HSTS_SECONDS": _YEAR if options.secure else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": options.secure,
        "SECURE_HSTS_PRELOAD": options.secure,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "strict-origin-when-cross-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
    }
