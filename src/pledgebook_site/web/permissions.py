"""Who may do what: the one table of routes and methods with the least role that each needs.

A route and method that does not stand here is refused, whoever asks.
"""

from typing import Any, Final

from pledgebook.ledger.values import AccountRole

RANKS = {role: rank for rank, role in enumerate(reversed(AccountRole), start=1)}
"""Readers of drafts 1, editors 2, publishers 3, administrators 4."""

NOBODY: Final = "nobody"
EVERYBODY: Final = None
READER, EDITOR = AccountRole.READER, AccountRole.EDITOR
PUBLISHER, ADMINISTRATOR = AccountRole.PUBLISHER, AccountRole.ADMINISTRATOR

Least = AccountRole | str | None
_PUBLIC = (
    "front",
    "pledges",
    "pledge",
    "pledge-proof",
    "people",
    "person",
    "programmes",
    "programme",
    "document",
    "accuracy",
    "feed",
    "checkpoint",
    "keys",
    "healthz",
)
_READ: dict[str, Least] = {
    "sign-in": EVERYBODY,
    "setup": EVERYBODY,  # guarded by the token, and gone once an account has a password
    "desk": READER,
    "desk-add": EDITOR,
    "desk-job": READER,
    "desk-queue": READER,
    "desk-sighting": READER,
    "desk-pledges": READER,
    "desk-pledge": READER,
    "desk-preview": READER,
    "desk-evidence": READER,
    "desk-verdict": READER,
    "desk-documents": READER,
    "desk-document": READER,
    "desk-people": READER,
    "desk-person": READER,
    "desk-programmes": READER,
    "desk-programme": READER,
    "desk-settings": ADMINISTRATOR,
    "desk-accounts": ADMINISTRATOR,
    "desk-log": READER,
}
_WRITE: dict[str, Least] = {
    "sign-in": EVERYBODY,
    "sign-out": EVERYBODY,
    "desk-language": READER,
    "setup": EVERYBODY,
    "desk-add": EDITOR,
    "desk-job": EDITOR,
    "desk-queue": EDITOR,
    "desk-sighting": EDITOR,
    "desk-pledge": EDITOR,
    "desk-preview": EDITOR,  # shows what was not saved yet, and writes nothing
    "desk-evidence": EDITOR,
    "desk-verdict": PUBLISHER,
    "desk-document": EDITOR,
    "desk-people": EDITOR,
    "desk-person": EDITOR,
    "desk-programmes": EDITOR,
    "desk-programme": EDITOR,
    "desk-settings": ADMINISTRATOR,
    "desk-accounts": ADMINISTRATOR,
    "desk-undo": EDITOR,
}

PERMISSIONS: dict[tuple[str, str], Least] = {
    **{(route, "GET"): EVERYBODY for route in _PUBLIC},
    **{(route, "GET"): least for route, least in _READ.items()},
    **{(route, "POST"): least for route, least in _WRITE.items()},
}


def allows(least: Least, account: Any) -> bool:
    """Whether an account, or nobody, has at least that role."""
    if least is EVERYBODY:
        return True
    if least == NOBODY or account is None or not account.is_authenticated:
        return False
    return RANKS[AccountRole(account.role)] >= RANKS[AccountRole(least)]


def may(account: Any, route: str, method: str = "GET") -> bool:
    """Whether an account may do this; what it may not do is not offered to it."""
    return allows(PERMISSIONS.get((route, method), NOBODY), account)


def methods(route: str, account: Any) -> list[str]:
    """The methods by which an account, or nobody, may reach a route."""
    found = [method for (name, method), least in PERMISSIONS.items() if name == route and allows(least, account)]
    return sorted([*found, "HEAD"] if "GET" in found else found)
