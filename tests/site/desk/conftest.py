"""Editors at the desk of a tracker, on both databases; what is queued is done at once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD = "seven-grey-herons-wade"
ARTICLE = """Ferries to the islands

Marrow Bay, 12 March 2024. The Minister of Ports, Ansa Tevrin, said on Tuesday that the government would build forty \
ferries by 2027. "We will open a school on every island," Tevrin told reporters.

Nobody else spoke."""


@dataclass
class Desk:
    """A signed-in editor's browser."""

    client: Any
    account: Any
    password: str = PASSWORD
    article: str = ARTICLE

    def get(self, address: str) -> HttpResponse:
        return self.client.get(address)

    def seen(self, address: str) -> str:
        """The number that the forms of a page carry."""
        found = re.search(r'name="seen" value="(\d+)"', self.get(address).content.decode())
        assert found is not None, address
        return found[1]

    def types_after(self, number: int | str) -> list[str]:
        """The types of the entries after a number."""
        from pledgebook_site.ledger.models import EntryRow

        return list(EntryRow.objects.filter(index__gt=int(number)).order_by("index").values_list("type", flat=True))

    def send(self, address: str, *, seen: str | None = None, **told: Any) -> HttpResponse:
        """Send a form of the page at an address, as it stands now."""
        return self.client.post(address, {"seen": self.seen(address) if seen is None else seen, **told})


@pytest.fixture
def desk_of(store) -> Iterator[Callable[..., Desk]]:
    """A function that gives the browser of a new account with a role."""
    store.boot()
    from django.test import Client
    from django.test.utils import override_settings

    from pledgebook.ledger.values import AccountRole
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services.accounts import add_account

    def made(name: str = "Oda Fenwick", role: AccountRole = AccountRole.PUBLISHER) -> Desk:
        new = add_account(name, password=PASSWORD, role=role, by=account("local"))
        client = Client(headers={"host": "localhost"})
        client.force_login(new, backend="pledgebook_site.web.signing.Accounts")
        return Desk(client, new)

    with override_settings(TASKS=IMMEDIATE):
        yield made


@pytest.fixture
def desk(desk_of) -> Desk:
    """A publisher's browser."""
    return desk_of()


@pytest.fixture
def added(store) -> Callable[..., str]:
    """A function that takes a text in and, with `marks`, marks words in it; the document's id."""

    def add(text: str = ARTICLE, *, title: str | None = "Ferries to the islands", **told: Any) -> str:
        from pledgebook.documents import Loaded
        from pledgebook.settings import DocumentOptions
        from pledgebook_site import reading
        from pledgebook_site.ledger.selectors.accounts import account
        from pledgebook_site.ledger.services.documents import add as take

        loaded = Loaded(data=text.encode(), content_type="text/plain; charset=utf-8")
        source = reading.source_of(loaded, options=DocumentOptions(title=title, **told))
        return take(source, author=account("local").author, read=False).document

    return add


@pytest.fixture
def marked(added) -> Callable[..., str]:
    """A function that marks words of a document (of ARTICLE unless told) as somebody's promise; the sighting's id."""

    def mark(words: str, *, document: str | None = None, name: str | None = "Ansa Tevrin") -> str:
        from pledgebook_site.ledger.selectors import record
        from pledgebook_site.ledger.selectors.accounts import account
        from pledgebook_site.ledger.services.sightings import mark, place_of

        noun = record.document(document or added())
        promisor = None if name is None else {"name": name, "role": None, "person": None}
        return mark(noun.id, author=account("local").author, place=place_of(noun, words), promisor=promisor)

    return mark
