"""Signing in with the tracker's own accounts."""

import os
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from pledgebook_site.errors import AccountError
from pledgebook_site.ledger.models import Account
from pledgebook_site.ledger.services.accounts import signed_in

_LONGEST_PASSWORD = 4096


class Accounts(BaseBackend):
    """An account whose name and password are these, without regard to large and small letters of the name."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **more: Any
    ) -> Account | None:
        if username is None or password is None or len(password) > _LONGEST_PASSWORD:
            return None
        try:
            return signed_in(username, password=password)
        except AccountError:
            return None

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.filter(pk=user_id, sign_in=True).first()


def address_of(request: HttpRequest) -> str:
    """Whence a request comes: for one that a trusted proxy passes on, what the proxy saw last."""
    peer: str = request.META.get("REMOTE_ADDR", "")
    told = request.headers.get("X-Forwarded-For", "")
    return told.rpartition(",")[2].strip() if told and peer in _proxies() else peer


def _proxies() -> list[str]:
    """The proxies that are believed: those on this machine, and those that gunicorn is told of."""
    return ["127.0.0.1", "::1", "", *os.environ.get("FORWARDED_ALLOW_IPS", "").split(",")]


def name_told(request: HttpRequest | None, credentials: dict[str, str] | None = None) -> str:
    """The name that somebody tries to sign in with, as accounts are found by it."""
    told = credentials.get("username") if credentials else request.POST.get("username") if request else None
    return (told or "").strip().casefold()[:150]
