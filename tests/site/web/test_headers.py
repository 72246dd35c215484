"""What browsers are told, and by which names the pages answer."""

import re

import pytest

from pledgebook.errors import OptionError
from pledgebook_site.web.options import WebOptions, checked_url, web_options
from pledgebook_site.web.settings import web_settings

PUBLIC = "https://promises.example.org"
PAGES = ("/desk/sign-in/", "/setup/", "/healthz", "/nowhere")


@pytest.mark.parametrize("page", PAGES)
def test_policy(browser, page):
    """Every answer allows our own scripts and styles only, and no frame."""
    headers = browser().get(page).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Referrer-Policy" in headers


@pytest.mark.parametrize("page", ["/desk/sign-in/", "/desk/accounts/", "/desk/settings/", "/desk/log/", "/nowhere"])
def test_no_inline_script_or_style(add, browser, page):
    """No page has a script or a style of its own."""
    text = browser(add("Ilmara")).get(page).content.decode()
    assert re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", text) is None


def test_the_desk_is_not_kept(add, browser):
    """Nothing of the desk stays in a cache or a search engine."""
    headers = browser(add("Ilmara")).get("/desk/accounts/").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"


def test_static_files_never_change(browser):
    """Stylesheets carry a hash in their address and may be kept for good; they are small."""
    text = browser().get("/desk/sign-in/").content.decode()
    sizes = 0
    for address in re.findall(r'href="(/static/[0-9a-f]{16}/[^"]+\.css)"', text):
        answer = browser().get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        sizes += len(answer.getvalue())
    assert 10_000 < sizes < 30_000


@pytest.fixture
def public(store):
    """Settings as with `--public-url`."""
    from django.test import override_settings

    told = web_settings(WebOptions(PUBLIC))
    with override_settings(**{key: told[key] for key in told if key not in ("INSTALLED_APPS", "TEMPLATES")}):
        yield


def test_public_address_is_https(public, browser):
    """With a public address everything is HTTPS: redirects, HSTS, cookies; /healthz answers as it is."""
    client = browser()
    plain = client.get("/desk/sign-in/", SERVER_NAME="promises.example.org")
    assert (plain.status_code, plain.headers["Location"]) == (301, f"{PUBLIC}/desk/sign-in/")
    assert client.get("/healthz").status_code == 200
    safe = client.get("/desk/sign-in/", secure=True, SERVER_NAME="promises.example.org")
    assert safe.status_code == 200
    assert "max-age=31536000" in safe.headers["Strict-Transport-Security"]
    cookie = safe.cookies["__Host-csrf"]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_other_names_are_refused(store, browser):
    """A request for a host that is not ours is answered with 400."""
    assert browser().get("/desk/sign-in/", SERVER_NAME="elsewhere.example").status_code == 400


NO_ADDRESSES = (
    "promises.example.org",
    "ftp://x.example",
    "https://",
    "https://x.example/path",
    "https://x:y@h.example",
    "https://x.example:port",
)


@pytest.mark.parametrize("told", NO_ADDRESSES)
def test_what_is_no_public_address(told):
    """An address that cannot be one is refused with one line."""
    with pytest.raises(OptionError, match="https://"):
        checked_url(told)


def test_options_travel():
    """What `serve` was told is what the processes that it starts read."""
    for options in (WebOptions(), WebOptions("https://h.example:8443", "0.0.0.0", True)):
        assert web_options(options.environment()) == options


def test_healthz_says_when_the_record_is_gone(store, browser):
    """Where the database cannot be read the answer is 503."""
    from django.db import connection

    assert browser().get("/healthz").content == b"ok\n"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_log RENAME TO ledger_log_gone")
    assert browser().get("/healthz").status_code == 503
