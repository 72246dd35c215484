"""Who may open and do what."""

import logging
from urllib.parse import urlencode

import pytest

from pledgebook.ledger.values import AccountRole
from pledgebook_site.web.permissions import EVERYBODY, NOBODY, PERMISSIONS, allows

METHODS = ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "POST")  # the last may sign out
KEY = "0" * 32


def routes() -> dict[str, str]:
    """Every route with an address of its own, ids filled with noughts."""
    from django.urls import get_resolver, reverse
    from django.urls.resolvers import URLPattern

    def walk(patterns):
        for pattern in patterns:
            yield from [pattern] if isinstance(pattern, URLPattern) else walk(pattern.url_patterns)

    def told(converter) -> object:
        return 1 if type(converter).__name__ == "IntConverter" else KEY

    return {
        pattern.name: reverse(
            pattern.name, kwargs={name: told(one) for name, one in pattern.pattern.converters.items()}
        )
        for pattern in walk(get_resolver().url_patterns)
    }


@pytest.fixture
def people(add) -> dict[AccountRole | None, object]:
    """An account of each role, and nobody."""
    return {None: None, **{role: add(f"The {role.value}", role) for role in AccountRole}}


def test_every_route_stands_in_the_table(store):
    """No address can be asked for that the table does not name, and the table names no address that is not there."""
    named = {route for route, _ in PERMISSIONS}
    there = set(routes())
    assert there - named == set()
    assert named - there == set()


def test_matrix(people, browser):
    """Every route and method, asked for by every role and by nobody, is refused exactly where the table refuses it."""
    logging.disable(logging.ERROR)
    wrong = []
    for role, account in people.items():
        for route, address in routes().items():
            client = browser(account, raise_request_exception=False)
            for method in METHODS:
                status = client.generic(method, address)
                least = PERMISSIONS.get((route, "GET" if method == "HEAD" else method), NOBODY)
                refused = status.status_code in (403, 405) or status.headers.get("Location", "").startswith(
                    "/desk/sign-in/?"
                )
                if refused == allows(least, account):
                    wrong.append((role, route, method, status.status_code))
    logging.disable(logging.NOTSET)
    assert wrong == []


def test_nobody_is_asked_to_sign_in_and_comes_back(add, browser):
    """Who is not signed in and opens a page of the desk gets there by signing in."""
    account, client = add("Ilmara"), browser()
    asked = client.get("/desk/accounts/")
    assert asked.status_code == 302
    assert asked.headers["Location"] == "/desk/sign-in/?next=/desk/accounts/"
    told = {"username": account.name, "password": "seven grey herons", "next": "/desk/accounts/"}
    assert client.post("/desk/sign-in/", told).headers["Location"] == "/desk/accounts/"


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "x"])
def test_signing_in_leads_nowhere_else(add, browser, wanted):
    """The page to go on with is one of ours."""
    told = {"username": add("Ilmara").name, "password": "seven grey herons", "next": wanted}
    assert browser().post("/desk/sign-in/", told).headers["Location"] == "/desk/"


def test_roles_are_ordered():
    """Each role may do all that those below it may, and everybody what needs none."""
    account = type("Account", (), {"is_authenticated": True, "role": AccountRole.EDITOR})
    assert [allows(role, account) for role in AccountRole] == [False, False, True, True]
    assert allows(EVERYBODY, None)
    assert not allows(NOBODY, account)


@pytest.mark.parametrize("path", ["/", "/pledges/", "/feed.atom"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_method_that_a_page_does_not_have(store, browser, path, method):
    """A page that everybody may read, asked by another method, says so and by which methods it can be asked."""
    answer = browser().generic(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "This cannot be done at this address" in answer.content.decode()


def test_methods_are_told_to_those_who_may_use_them(people, browser):
    """Who may reach a page by no method is refused it by all; of others each is told the methods of its role."""
    assert browser().delete("/desk/accounts/").status_code == 403
    assert browser(people[AccountRole.EDITOR]).delete("/desk/accounts/").status_code == 403
    assert browser(people[AccountRole.ADMINISTRATOR]).delete("/desk/accounts/").headers["Allow"] == "GET, HEAD, POST"
    assert browser(people[AccountRole.READER]).delete("/desk/queue/").headers["Allow"] == "GET, HEAD"
    assert browser().get("/desk/sign-out/").headers["Allow"] == "POST"


def test_strangers_send_little(store, browser):
    """Who is not signed in cannot make the server read much, and is told so in the language of the page."""
    answer = browser().post("/desk/sign-in/?lang=ru", {"username": "x" * 100_000, "password": "y"})
    assert answer.status_code == 413
    assert '<html lang="ru"' in answer.content.decode()
    assert "Слишком много" in answer.content.decode()


def test_a_long_scale_can_be_sent_in_the_first_run(browser, token):
    """A scale as long as its field allows gets to the first run's form, in letters that are sent as six bytes."""
    sent = {"token": token, "own_scale": "ы" * 100_000}
    encoded = urlencode(sent)
    form = "application/x-www-form-urlencoded"
    assert browser().post("/setup/", encoded, content_type=form).status_code == 400
    assert browser().post("/setup/", encoded + "&more=" + "x" * 2**20, content_type=form).status_code == 413
