"""Fetching, against a real HTTP server on loopback."""

import gzip
import re
import socket
import time

import pytest

from pledgebook.documents import open_source
from pledgebook.documents.fetch import fetch, is_public
from pledgebook.errors import FetchError
from pledgebook.settings import FetchOptions

PAGE = b"<!doctype html><html><body><p>The minister said that he would build ten schools in a year.</p></body></html>"
HERE = FetchOptions(allow_private=True, seconds=5)


def public(host: str, port: int) -> list[str]:
    """A resolver that knows public addresses only."""
    return ["93.184.215.14"]


def refusal(url: str, **options) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, options=FetchOptions(**{"allow_private": True, "seconds": 5, **options}))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_page_is_fetched(server):
    """A page arrives with its address, its type and the time in UTC."""
    server.answers["/a"] = lambda handler: handler.give(PAGE, Content_Type="text/html; charset=utf-8")
    got = fetch(server.url("/a#part"), options=HERE)
    assert (got.data, got.url, got.content_type) == (PAGE, server.url("/a"), "text/html; charset=utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", got.retrieved)


def test_an_address_becomes_a_document(server):
    """`open_source` reads an address, and the document says where and when it was fetched."""
    server.answers["/a"] = lambda handler: handler.give(PAGE, Content_Type="text/html")
    document = open_source(server.url("/a"), fetch=HERE)
    assert document.url == server.url("/a")
    assert document.retrieved is not None
    assert "ten schools" in document.text


def test_the_agent_is_plain(server):
    """The request names pledgebook and carries neither cookies nor a referrer."""
    seen = {}
    server.answers["/a"] = lambda handler: (seen.update(handler.headers), handler.give(b"x"))
    fetch(server.url("/a"), options=HERE)
    assert seen["User-Agent"] == "pledgebook"
    assert not {"Cookie", "Referer"} & set(seen)


def test_redirects_are_followed(server):
    """A redirect, also a relative one, leads to the page and to its own address."""
    server.answers["/a"] = lambda handler: handler.give(b"", status=302, Location="/b")
    server.answers["/b"] = lambda handler: handler.give(b"there")
    got = fetch(server.url("/a"), options=HERE)
    assert (got.data, got.url) == (b"there", server.url("/b"))


def test_gzip_is_unpacked(server):
    """A packed body arrives unpacked."""
    server.answers["/a"] = lambda handler: handler.give(gzip.compress(PAGE * 50), Content_Encoding="gzip")
    assert fetch(server.url("/a"), options=HERE).data == PAGE * 50


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
        "2002:7f00:1::", "::7f00:1", "fec0::1", "2001:db8::1", "not an address",
    ],
)  # fmt: skip
def test_private_addresses_are_known(address):
    """Loopback, private, link-local, shared, reserved and multicast addresses are not public."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses_are_known(address):
    """Ordinary addresses are public."""
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"])
def test_private_hosts_are_refused(host):
    """A private host is refused before anything is sent, in every spelling."""
    assert refusal(f"http://{host}:9/x", allow_private=False)


def test_a_redirect_to_a_private_address_is_refused(server, monkeypatch):
    """Each redirect is checked anew: a public page cannot send us to a private one."""
    server.answers["/a"] = lambda handler: handler.give(b"", status=301, Location="http://inner.test/secret")
    answers = {"outer.test": "93.184.215.14", "inner.test": "10.1.2.3"}
    dial_loopback_for("93.184.215.14", monkeypatch)
    with pytest.raises(FetchError, match=r"inner\.test leads to 10\.1\.2\.3"):
        fetch(server.url("/a", "outer.test"), resolver=lambda host, port: [answers[host]])


def dial_loopback_for(address: str, monkeypatch) -> list[tuple[str, int]]:
    """Let connections to one public address end at the test server, and list all addresses dialled."""
    dialled = []
    real = socket.create_connection

    def create(target, *more, **options):
        dialled.append(target)
        return real(("127.0.0.1", target[1]) if target[0] == address else target, *more, **options)

    monkeypatch.setattr(socket, "create_connection", create)
    return dialled


def test_no_rebinding(server, monkeypatch):
    """A name is resolved once per connection, and the address that was checked is the one dialled."""
    server.answers["/a"] = lambda handler: handler.give(handler.headers["Host"].encode())
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    dialled = dial_loopback_for("93.184.215.14", monkeypatch)
    got = fetch(server.url("/a", "turning.test"), resolver=lambda host, port: next(answers))
    assert dialled == [("93.184.215.14", server.server_port)]
    assert got.data == f"turning.test:{server.server_port}".encode()


def test_rebinding_on_a_redirect_is_refused(server, monkeypatch):
    """A name that turns private between two requests is refused at the second."""
    server.answers["/a"] = lambda handler: handler.give(b"", status=302, Location="/b")
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    dial_loopback_for("93.184.215.14", monkeypatch)
    with pytest.raises(FetchError, match="not a public address"):
        fetch(server.url("/a", "turning.test"), resolver=lambda host, port: next(answers))


def test_one_private_address_among_public_ones_is_refused():
    """A name with a public and a private address is not tried at all."""
    with pytest.raises(FetchError, match="not a public address"):
        fetch("http://both.test/", resolver=lambda host, port: ["93.184.215.14", "10.0.0.1"])


def test_a_redirect_loop_ends(server):
    """Redirects without end are given up."""
    server.answers["/a"] = lambda handler: handler.give(b"", status=302, Location="/a")
    assert "redirects more than 3 times" in refusal(server.url("/a"), max_redirects=3)


@pytest.mark.parametrize("target", ["ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)"])
def test_a_redirect_to_another_scheme_is_refused(server, target):
    """A redirect to anything but http and https is refused."""
    server.answers["/a"] = lambda handler: handler.give(b"", status=302, Location=target)
    assert "no http or https address" in refusal(server.url("/a"))


def endless(handler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.stop.is_set():
        handler.wfile.write(b"x" * 65536)


def test_an_endless_body_ends(server):
    """A body without end is given up at the limit of bytes."""
    server.answers["/a"] = endless
    assert "larger than 1,000,000 bytes" in refusal(server.url("/a"), max_bytes=1_000_000)


def test_a_gzip_bomb_is_refused(server):
    """A small body that unpacks to a huge one is given up at the limit."""
    bomb = gzip.compress(b"\0" * 30_000_000)
    server.answers["/a"] = lambda handler: handler.give(bomb, Content_Encoding="gzip")
    assert "larger than 1,000,000 bytes" in refusal(server.url("/a"), max_bytes=1_000_000)


def test_a_gzip_body_cut_short_is_refused(server):
    """Half a packed body is not taken for the whole."""
    half = gzip.compress(PAGE)[:60]
    server.answers["/a"] = lambda handler: handler.give(half, Content_Encoding="gzip")
    assert "cut short" in refusal(server.url("/a"))


def test_a_packing_that_was_not_asked_for_is_refused(server):
    """A body in an encoding that we did not accept is refused by name."""
    server.answers["/a"] = lambda handler: handler.give(b"?", Content_Encoding="br")
    assert '"br"' in refusal(server.url("/a"))


def slow_body(handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    drip(handler)


def slow_head(handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    drip(handler)


def drip(handler) -> None:
    handler.close_connection = True
    while not handler.server.stop.wait(0.05):
        handler.wfile.write(b"x")
        handler.wfile.flush()


@pytest.mark.parametrize("answer", [slow_body, slow_head])
def test_a_slow_drip_ends(server, answer):
    """Bytes that drip in one by one, in the head or in the body, do not outlast the limit of time."""
    server.answers["/a"] = answer
    began = time.monotonic()
    assert "longer than 0.6 seconds" in refusal(server.url("/a"), seconds=0.6)
    assert time.monotonic() - began < 2


def test_a_silent_server_times_out(server):
    """A server that accepts and says nothing is given up."""
    server.answers["/a"] = lambda handler: handler.server.stop.wait(3)
    assert "seconds" in refusal(server.url("/a"), seconds=0.5)


def test_a_slow_resolver_times_out():
    """Looking up a name does not outlast the limit of time."""
    with pytest.raises(FetchError, match="too long"):
        fetch("http://slow.test/", options=FetchOptions(seconds=0.2), resolver=lambda host, port: time.sleep(1) or [])


def test_a_refused_connection_is_named():
    """Where nobody listens, the line says so."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "no connection to 127.0.0.1" in refusal(f"http://127.0.0.1:{port}/")


def test_an_unknown_name_is_named():
    """Where the name is not known, the line says so."""

    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError, match=r"nowhere\.invalid is not known"):
        fetch("http://nowhere.invalid/", resolver=unknown)


@pytest.mark.parametrize(("status", "said"), [(404, "404 Not Found"), (500, "500 Internal Server Error"), (204, "204")])
def test_an_answer_without_a_page_is_named(server, status, said):
    """Anything but 200 is told with its status."""
    server.answers["/a"] = lambda handler: handler.give(b"", status=status)
    assert said in refusal(server.url("/a"))


@pytest.mark.parametrize("url", ["ftp://example.org/", "gopher://x", "http://", "http://[::1", "http://a b/"])
def test_what_is_no_address_is_refused(url):
    """Other schemes and broken addresses are refused in one line."""
    assert refusal(url)


def test_proxy_variables_are_ignored(server, monkeypatch):
    """Proxy variables of the environment change nothing."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.answers["/a"] = lambda handler: handler.give(b"there")
    assert fetch(server.url("/a"), options=HERE).data == b"there"


def test_a_proxy_is_used_if_told(server):
    """With `proxy` the request goes through it, also when the proxy itself is private."""
    server.answers["http://page.test/x"] = lambda handler: handler.give(b"through the proxy")
    options = FetchOptions(proxy=server.url(""), seconds=5)
    assert fetch("http://page.test/x", options=options, resolver=via(server)).data == b"through the proxy"


def via(server):
    return lambda host, port: ["127.0.0.1"] if port == server.server_port else ["93.184.215.14"]


def test_a_proxy_is_not_asked_for_private_addresses(server):
    """What is plainly private is refused also with a proxy."""
    options = FetchOptions(proxy=server.url(""), seconds=5)
    with pytest.raises(FetchError, match="not a public address"):
        fetch("http://10.0.0.1/", options=options, resolver=lambda host, port: [host])
