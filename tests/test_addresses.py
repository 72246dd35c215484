"""What counts as an address on the web."""

import pytest

from pledgebook.addresses import web_host

WEB = {
    "https://promises.example.org/a?b=c#d": "promises.example.org",
    "HTTP://Promises.Example.org": "promises.example.org",
    "http://127.0.0.1:8000/": "127.0.0.1",
    "https://обещания.example/мост": "обещания.example",
    "http://[::1]/": "::1",
}
NOTHING = (
    None,
    "",
    "example.org/a",
    "https://",
    "https:///a",
    "javascript:alert(1)",
    "data:text/html,a",
    "file:///etc/passwd",
    "//example.org",
    "https://a b.example",
    "https://a.example/b\nc",
    "\x01https://a.example",
    "http://[x",
    "http://a.example:port/",
    "http://a.example:99999/",
)


@pytest.mark.parametrize("address", WEB)
def test_an_address_on_the_web_has_a_host(address):
    """Of http and https addresses the host is told, in small letters."""
    assert web_host(address) == WEB[address]


@pytest.mark.parametrize("address", NOTHING)
def test_what_no_browser_may_be_led_to_is_none(address):
    """Other schemes, addresses without a host, and ones with blanks or control characters in them are none."""
    assert web_host(address) is None
