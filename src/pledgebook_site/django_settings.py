"""What Django is told; everything that differs from one tracker to the next comes from its data folder."""

from typing import Any

from pledgebook_site.config import DataFolder
from pledgebook_site.secrets import Secrets
from pledgebook_site.web.options import web_options
from pledgebook_site.web.settings import web_settings

_VALIDATION = "django.contrib.auth.password_validation"
_HASHERS = "django.contrib.auth.hashers"
SHORTEST_PASSWORD = 8


def django_settings(data: DataFolder) -> dict[str, Any]:
    """The settings for one tracker, as `django.conf.settings.configure` takes them."""
    return {
        "PLEDGEBOOK_DATA": data,
        "DATABASES": {"default": data.database()},
        "SECRET_KEY": _web_key(data),
        "AUTH_USER_MODEL": "ledger.Account",
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("name",)}},
            {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": SHORTEST_PASSWORD}},
            {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
            {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
        ],
        "PASSWORD_HASHERS": [f"{_HASHERS}.ScryptPasswordHasher", f"{_HASHERS}.PBKDF2PasswordHasher"],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "TIME_ZONE": "UTC",
        "USE_TZ": True,
        "LOGGING_CONFIG": None,
        **web_settings(web_options()),
    }


def _web_key(data: DataFolder) -> str:
    """The web key of a tracker that has its secrets; before that, nothing is signed with it."""
    return Secrets(data).web_key() if data.secrets.is_dir() else "no secret: this tracker is not made yet"
