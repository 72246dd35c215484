"""One http(s) address to its bytes, within limits, at addresses that were checked.

The address that is checked is the one that is connected to: names are resolved in the moment of connecting, and
never again for the same connection. With a proxy the proxy resolves, so only what can be seen here is checked.
"""

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from pledgebook.documents.fetch.addresses import Resolver, checked, resolve
from pledgebook.documents.fetch.connections import Transport
from pledgebook.errors import FetchError
from pledgebook.settings import FetchOptions

HEADERS = {
    "User-Agent": "pledgebook",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}

_DEFAULTS = FetchOptions()
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: its bytes unpacked, the last address after redirects, its type, and when (UTC)."""

    data: bytes
    url: str
    content_type: str | None
    retrieved: str


@dataclass(frozen=True, slots=True)
class _Visit:
    """One errand: where it began, its limits, and when it must be over (monotonic seconds)."""

    start: str
    limits: FetchOptions
    deadline: float

    def left(self) -> float:
        """The seconds that are left; FetchError if none are."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise FetchError(f"{self.start}: took longer than {self.limits.seconds:g} seconds; try again later.")
        return seconds


def fetch(url: str, *, options: FetchOptions = _DEFAULTS, resolver: Resolver = resolve) -> Fetched:
    """The bytes at an address, after its redirects; FetchError says in one line why not."""
    visit = _Visit(url, options, time.monotonic() + options.seconds)
    with Transport(limits=options, resolver=resolver, left=visit.left, url=url) as transport:
        here = _parsed(url, url)
        for _ in range(options.max_redirects + 1):
            _check(here, visit, resolver)
            with _answer(transport, here, visit) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return _received(response, here, visit)
                here = _next(here, response, visit)
    raise FetchError(f"{url}: redirects more than {options.max_redirects} times; give the final address.")


def _parsed(url: str, start: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise FetchError(f"{start}: is no valid address; write it as http(s)://host/path.") from None
    if parsed.scheme not in _PORTS or not parsed.host:
        leads = "" if url == start else f" leads to {url}, which"
        raise FetchError(f"{start}:{leads} is no http or https address; only these are fetched.")
    return parsed.copy_with(fragment=None, userinfo=b"")


def _check(here: httpx.URL, visit: _Visit, resolver: Resolver) -> None:
    """With a proxy nobody checks while connecting, so what this machine can know of the target is checked here."""
    if visit.limits.proxy is None or visit.limits.allow_private:
        return
    port = here.port or _PORTS[here.scheme]
    try:
        found = resolver(here.host, port)
    except (OSError, UnicodeError):
        return  # a name that only the proxy can resolve
    checked(here.host, port, resolver=lambda *_: found, allow_private=False, seconds=visit.left(), url=visit.start)


@contextmanager
def _answer(transport: Transport, here: httpx.URL, visit: _Visit) -> Iterator[httpx.Response]:
    """One request and its answer; no client, which would follow and judge redirects in its own way."""
    try:
        response = transport.handle_request(httpx.Request("GET", here, headers=HEADERS))
        try:
            yield response
        finally:
            response.close()
    except httpx.TimeoutException:
        visit.left()
        raise FetchError(f"{visit.start}: did not answer in time; try again later.") from None
    except httpx.ConnectError as error:
        raise FetchError(f"{visit.start}: no connection to {here.host} ({error}); check the address.") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        what = str(error) or type(error).__name__
        raise FetchError(f"{visit.start}: the answer of {here.host} broke off ({what}); try again later.") from None


def _next(here: httpx.URL, response: httpx.Response, visit: _Visit) -> httpx.URL:
    try:
        target = str(here.join(response.headers["location"]))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise FetchError(f"{visit.start}: redirects to something that is no address; give the final one.") from None
    return _parsed(target, visit.start)


def _received(response: httpx.Response, here: httpx.URL, visit: _Visit) -> Fetched:
    if response.status_code != httpx.codes.OK:
        reason = f"{response.status_code} {response.reason_phrase}".strip()
        raise FetchError(f"{visit.start}: the server answered {reason}; check the address in a browser.")
    data = _body(response, visit)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Fetched(data, str(here), response.headers.get("content-type"), now)


def _body(response: httpx.Response, visit: _Visit) -> bytes:
    """The body, unpacked; counted both as it comes over the wire and as it is unpacked."""
    unpack = _unpacker(response.headers.get("content-encoding", ""), visit)
    body = bytearray()
    wire = 0
    for chunk in response.iter_raw(_CHUNK):
        visit.left()
        wire += len(chunk)
        _check_size(wire, visit)
        for piece in unpack(chunk):
            body += piece
            _check_size(len(body), visit)
    if not unpack.whole:
        raise FetchError(f"{visit.start}: its gzip body is cut short; try again later.")
    return bytes(body)


def _check_size(size: int, visit: _Visit) -> None:
    if size > visit.limits.max_bytes:
        raise FetchError(f"{visit.start}: is larger than {visit.limits.max_bytes:,} bytes; save it and read the file.")


class _Plain:
    """A body that is not packed."""

    whole = True

    def __call__(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk


class _Gzip:
    """A gzip body, unpacked in pieces of bounded size, so that no bomb goes off between two checks."""

    def __init__(self, start: str) -> None:
        self.start = start
        self.inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def whole(self) -> bool:
        """Whether the stream came to its end."""
        return self.inflater.eof

    def __call__(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            try:
                piece = self.inflater.decompress(chunk, _CHUNK)
            except zlib.error:
                raise FetchError(f"{self.start}: its gzip body is broken; try again later.") from None
            yield piece
            chunk = self.inflater.unconsumed_tail
            if self.inflater.eof:
                return


def _unpacker(encoding: str, visit: _Visit) -> _Plain | _Gzip:
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Gzip(visit.start)
    raise FetchError(f'{visit.start}: is packed as "{encoding}", which was not asked for; save it and read the file.')
