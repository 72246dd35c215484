"""What counts as an address on the web: the one place that says so, whoever asks."""

from urllib.parse import urlsplit

SCHEMES = ("http", "https")


def web_host(address: str | None) -> str | None:
    """The host of an http(s) address to which a reader can be led; None of anything else."""
    if address is None or " " in address or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port  # ValueError where it is none
    except ValueError:
        return None
    return parts.hostname or None if parts.scheme in SCHEMES else None
