"""Connections for `fetch`: to checked addresses only, and over at the deadline however slowly bytes drip in."""

import ssl
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from pledgebook.documents.fetch.addresses import Resolver, checked
from pledgebook.errors import FetchError
from pledgebook.settings import FetchOptions

Left = Callable[[], float]
"""The seconds that are left of an errand; raises FetchError when none are."""

_ERRORS: tuple[tuple[type[Exception], type[httpx.HTTPError]], ...] = (
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.ProxyError, httpx.ConnectError),
    (httpcore.NetworkError, httpx.ReadError),
    (httpcore.ProtocolError, httpx.RemoteProtocolError),
    (httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol),
)


class Transport(httpx.BaseTransport):
    """What httpx sends requests through: httpcore's pool over a network that checks and pins addresses."""

    def __init__(self, *, limits: FetchOptions, resolver: Resolver, left: Left, url: str) -> None:
        backend = _Network(limits=limits, resolver=resolver, left=left, url=url)
        context = httpx.create_ssl_context(trust_env=False)
        self.pool: httpcore.ConnectionPool = _pool(limits.proxy, context, backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        asked = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = _translated(lambda: self.pool.handle_request(asked))
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        self.pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, with httpcore's errors told as httpx's."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __iter__(self) -> Iterator[bytes]:
        pieces = iter(self.stream)
        while (piece := _translated(lambda: next(pieces, None))) is not None:
            yield piece

    def close(self) -> None:
        self.stream.close()


class _Network(httpcore.NetworkBackend):
    """TCP to an address that was checked in the moment before; the name is not looked up again."""

    def __init__(self, *, limits: FetchOptions, resolver: Resolver, left: Left, url: str) -> None:
        self.limits, self.resolver, self.left, self.url = limits, resolver, left, url
        self.sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        told = self.limits.allow_private or self.limits.proxy is not None  # a proxy may well be on this machine
        addresses = checked(host, port, resolver=self.resolver, allow_private=told, seconds=self.left(), url=self.url)
        refusal: Exception | None = None
        for address in addresses:
            try:
                stream = self.sockets.connect_tcp(address, port, self.left(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refusal = error
            else:
                return _Stream(stream, self.left)
        assert refusal is not None
        raise refusal


class _Stream(httpcore.NetworkStream):
    """A connection on which no single wait outlasts the whole errand."""

    def __init__(self, stream: httpcore.NetworkStream, left: Left) -> None:
        self.stream, self.left = stream, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.left())

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self.stream.start_tls(ssl_context, server_hostname, self.left()), self.left)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)

    def close(self) -> None:
        self.stream.close()


def _pool(proxy: str | None, context: ssl.SSLContext, backend: _Network) -> httpcore.ConnectionPool:
    if proxy is None:
        return httpcore.ConnectionPool(ssl_context=context, network_backend=backend)
    try:
        told = httpx.Proxy(proxy)
    except (ValueError, httpx.InvalidURL):
        raise FetchError(f"--proxy: {proxy} is no proxy address; write it as http://host:port.") from None
    if told.url.scheme not in {"http", "https"}:
        raise FetchError(f"--proxy: {proxy} is no http proxy; write it as http://host:port.")
    return httpcore.HTTPProxy(
        proxy_url=str(told.url),
        proxy_auth=told.raw_auth,
        ssl_context=context,
        network_backend=backend,
    )


def _translated(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except tuple(error for error, _ in _ERRORS) as error:
        known = next(ours for theirs, ours in _ERRORS if isinstance(error, theirs))
        raise known(str(error)) from error
