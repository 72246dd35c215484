"""Browsers without a browser: Django's test client, signed in as whom a test wants."""

from collections.abc import Callable
from typing import Any

import pytest

from pledgebook.ledger.values import AccountRole

PASSWORD = "seven grey herons"


@pytest.fixture
def add(store) -> Callable[..., Any]:
    """A function that adds an account of a name and role."""

    def made(name: str, role: AccountRole = AccountRole.ADMINISTRATOR) -> Any:
        from pledgebook_site.ledger.selectors.accounts import account
        from pledgebook_site.ledger.services.accounts import add_account

        return add_account(name, password=PASSWORD, role=role, by=account("local"))

    return made


@pytest.fixture
def browser(store) -> Callable[..., Any]:
    """A function that gives a client, signed in as an account or as nobody."""

    def opened(account: Any = None, **more: Any) -> Any:
        from django.test import Client

        client = Client(SERVER_NAME="localhost", **more)
        if account is not None:
            client.force_login(account, backend="pledgebook_site.web.signing.Accounts")
        return client

    return opened


@pytest.fixture
def token(store) -> str:
    """The token of the first run."""
    from pledgebook_site.web.firstrun import new_token

    return new_token(store.data)
