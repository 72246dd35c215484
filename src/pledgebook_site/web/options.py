"""What `serve` tells the processes that it starts, through their environment."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pledgebook.errors import OptionError

PUBLIC_URL, HOST, PRIVATE = "PLEDGEBOOK_PUBLIC_URL", "PLEDGEBOOK_HOST", "PLEDGEBOOK_ALLOW_PRIVATE"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_EVERYWHERE = ("0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How the pages are reached: the address told to the public, the address listened on, private sources or not."""

    public_url: str | None = None
    host: str = "127.0.0.1"
    allow_private: bool = False

    @property
    def secure(self) -> bool:
        """Whether the public address is HTTPS, and everything has to be."""
        return self.public_url is not None and self.public_url.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        """The names by which the pages answer; requests for others are refused."""
        told = [] if self.public_url is None else [urlsplit(self.public_url).hostname or ""]
        here = [socket.gethostname()] if self.host in _EVERYWHERE else [_bracketed(self.host)]
        return list(dict.fromkeys([*(_bracketed(one) for one in told), *here, *LOOPBACK]))

    @property
    def origin(self) -> str | None:
        """The public address as browsers send it in `Origin`."""
        return self.public_url

    def environment(self) -> dict[str, str]:
        """What `web_options` reads again in another process."""
        return {PUBLIC_URL: self.public_url or "", HOST: self.host, PRIVATE: "1" if self.allow_private else ""}


def web_options(environment: Mapping[str, str] | None = None) -> WebOptions:
    """The options that the environment tells; OptionError if the public address is none."""
    told = os.environ if environment is None else environment
    url = told.get(PUBLIC_URL) or None
    return WebOptions(None if url is None else checked_url(url), told.get(HOST) or "127.0.0.1", bool(told.get(PRIVATE)))


def checked_url(told: str) -> str:
    """`https://HOST` or `http://HOST`, with a port where one is told; OptionError if it is anything else."""
    try:
        parts = urlsplit(told.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
        parts = urlsplit("")
    if parts.scheme not in ("https", "http") or not host or parts.username or parts.query or parts.fragment:
        raise OptionError(f"{told!r} is no public address: write https://HOST, as https://promises.example.org.")
    if parts.path not in ("", "/"):
        raise OptionError(f"{told!r} has a path: a tracker has a host of its own, as https://promises.example.org.")
    return f"{parts.scheme}://{_bracketed(host)}" + ("" if port is None else f":{port}")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
