"""Who may write."""

from pledgebook_site.errors import AccountError
from pledgebook_site.ledger.models import Account

LOCAL = "local"


def accounts() -> list[Account]:
    """All accounts, in the order in which they came."""
    return list(Account.objects.order_by("pk"))


def find_account(name: str) -> Account | None:
    """The account of this name, large or small letters; None if there is none."""
    folded = name.strip().casefold()
    return next((one for one in accounts() if one.name.casefold() == folded), None)


def account(name: str) -> Account:
    """The account of this name; AccountError if there is none."""
    found = find_account(name)
    if found is None:
        raise AccountError(f"there is no account {name}: 'pledgebook user list' shows all, 'user add' makes one.")
    return found


def author_names() -> dict[str, str]:
    """The name beside each author's id."""
    return dict(Account.objects.values_list("author", "name"))
