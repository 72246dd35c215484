"""Which network addresses may be connected to: public ones only, unless told otherwise."""

import ipaddress
import socket
import threading
from collections.abc import Callable

from pledgebook.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]
"""A host and a port to the numeric addresses that it has now; OSError if it has none."""

_EMBEDDED = (
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (ipaddress.IPv6Network("64:ff9b:1::/48"), 0),  # NAT64 for local use
    (ipaddress.IPv6Network("::/96"), 0),  # IPv4-compatible
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4
)
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(host: str, port: int, *, resolver: Resolver, allow_private: bool, seconds: float, url: str) -> list[str]:
    """The addresses of a host, all of which may be connected to; FetchError if one of them may not or there is none."""
    found = _in_time(lambda: resolver(host, port), seconds=seconds, url=url)
    if not found:
        raise FetchError(f"{url}: the name {host} is not known; check the address.")
    if not allow_private:
        for address in found:
            if not is_public(address):
                raise FetchError(
                    f"{url}: {host} leads to {address}, which is not a public address; "
                    "allow it with --allow-private if you trust it."
                )
    return found


def is_public(address: str) -> bool:
    """Whether an address, and the IPv4 address inside it if there is one, belongs to the public network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return all(map(_is_public, (parsed, *_inside(parsed))))


def _is_public(address: Address) -> bool:
    if address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback:
        return False
    if isinstance(address, ipaddress.IPv6Address) and (address.is_site_local or address.scope_id is not None):
        return False
    return address.is_global and not address.is_private and not address.is_link_local


def _inside(address: Address) -> list[Address]:
    """The IPv4 addresses that an IPv6 address is made of."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address] = [address.ipv4_mapped] if address.ipv4_mapped is not None else []
    found += address.teredo or ()
    for network, shift in _EMBEDDED:
        if address in network:
            found.append(ipaddress.IPv4Address(int(address) >> shift & 0xFFFFFFFF))
    return found


def _in_time(call: Callable[[], list[str]], *, seconds: float, url: str) -> list[str]:
    """The answer of a look-up that cannot be told to hurry; FetchError after the given seconds."""
    answer: list[list[str]] = []

    def ask() -> None:
        try:
            answer.append(call())
        except (OSError, UnicodeError):
            answer.append([])

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, seconds))
    if not answer:
        raise FetchError(f"{url}: looking up its name took too long; try again later.")
    return answer[0]
