"""The first run: offered only while no account has a password, and only to whom the one-time token was shown."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pledgebook_site.config import DataFolder
from pledgebook_site.durable import complaining, write
from pledgebook_site.ledger.selectors.accounts import accounts
from pledgebook_site.secrets import FILE_MODE


def is_due() -> bool:
    """Whether nobody can sign in yet."""
    return not any(one.sign_in and one.has_usable_password() for one in accounts())


def new_token(data: DataFolder) -> str:
    """A token that lets one person through, in place of one made before."""
    token = secrets.token_urlsafe(24)
    write(_place(data), f"{token}\n".encode("ascii"), mode=FILE_MODE)
    return token


def holds(data: DataFolder, token: str) -> bool:
    """Whether this is the token that was shown."""
    place = _place(data)
    if not place.is_file():
        return False
    with complaining(place, "read"):
        kept = place.read_text("ascii").strip()
    return bool(kept) and secrets.compare_digest(kept.encode(), token.encode())


@contextmanager
def used(data: DataFolder, token: str) -> Iterator[bool]:
    """Whether the token is this one's to use, once: for nobody else while the block runs, and again if it fails."""
    try:
        _place(data).unlink()
    except FileNotFoundError:
        yield False
        return
    try:
        yield True
    except BaseException:
        write(_place(data), f"{token}\n".encode("ascii"), mode=FILE_MODE)
        raise


def _place(data: DataFolder) -> Path:
    return data.secrets / "setup.token"
