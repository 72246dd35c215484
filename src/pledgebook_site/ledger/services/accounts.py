"""Accounts: who they are in the log, what they may, and how they sign in."""

import secrets
import unicodedata

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from pledgebook.ledger.events import AuthorPasswordReset, AuthorRecorded, AuthorRoleChanged
from pledgebook.ledger.values import AccountRole
from pledgebook_site.errors import AccountError
from pledgebook_site.ledger.models import Account
from pledgebook_site.ledger.selectors.accounts import LOCAL, account, accounts, find_account
from pledgebook_site.ledger.services.log import Operation, operation

LONGEST_NAME = 150


def record_local(operation: Operation) -> Account:
    """Record the operation's own author as `local`, who needs no password, has none, and cannot sign in."""
    role = AccountRole.ADMINISTRATOR
    operation.record(AuthorRecorded(role=role, sign_in=False), subject=operation.author)
    return _stored(Account(name=LOCAL, author=operation.author, role=role, sign_in=False), password=None)


def add_account(name: str, *, password: str, role: AccountRole | None = None, by: Account) -> Account:
    """A new account: the first one that can sign in is administrator, later ones are editors unless told otherwise."""
    new = Account(name=_checked_name(name), author=secrets.token_hex(16))
    _check_password(password, of=new)
    with operation(by.author) as made:
        _refuse_taken(new.name)
        first = not Account.objects.filter(sign_in=True).exists()
        new.role = role or (AccountRole.ADMINISTRATOR if first else AccountRole.EDITOR)
        made.record(AuthorRecorded(role=AccountRole(new.role), sign_in=True), subject=new.author)
        return _stored(new, password=password)


def reset_password(name: str, *, password: str, by: Account) -> Account:
    """Give an account a new password; AccountError if it may not have one. That it was done, and by whom, is on record.

    Whoever knows somebody's password can sign in his name.
    """
    found = account(name)
    if not found.sign_in:
        raise AccountError(f"{found.name} cannot sign in and has no password; add an account of your own.")
    _check_password(password, of=found)
    with operation(by.author) as made:
        made.record(AuthorPasswordReset(), subject=found.author)
        return _stored(found, password=password)


def change_role(name: str, *, role: AccountRole, by: Account) -> Account:
    """Give an account another role; AccountError if nobody who can sign in would be administrator."""
    with operation(by.author) as made:
        found = account(name)
        if found.role == role:
            raise AccountError(f"{found.name} is {role.value} already.")
        if _is_last_administrator(found):
            raise AccountError(f"{found.name} is the last administrator: make another one first.")
        made.record(AuthorRoleChanged(role=role), subject=found.author)
        found.role = role
        found.save(update_fields=["role"])
        return found


def rename_account(name: str, *, to: str) -> Account:
    """Give an account another name; the log knows him by his id and does not change."""
    found, new = account(name), _checked_name(to)
    if new.casefold() != found.name.casefold():
        _refuse_taken(new)
    found.name = new
    found.save(update_fields=["name"])
    return found


def signed_in(name: str, *, password: str) -> Account:
    """The account whose password this is; AccountError, which does not say which of the two is wrong, if none."""
    found = find_account(name)
    if found is None:
        Account().set_password(password)  # takes as long as a check, so that time does not tell who exists
    elif found.sign_in and found.check_password(password):
        return found
    raise AccountError("there is no such account with such a password.")


def refuse_name(name: str) -> None:
    """AccountError if a new account cannot have this name."""
    _refuse_taken(_checked_name(name))


def _checked_name(name: str) -> str:
    name = unicodedata.normalize("NFC", name.strip())
    if not name or len(name) > LONGEST_NAME:
        raise AccountError(f"an account's name has between 1 and {LONGEST_NAME} characters.")
    if not name.isprintable():
        raise AccountError(f"an account's name holds printable characters only, unlike {name!r}.")
    return name


def _refuse_taken(name: str) -> None:
    if find_account(name) is not None:
        raise AccountError(f"there is an account {name} already; 'pledgebook user list' shows all.")


def _check_password(password: str, *, of: Account) -> None:
    try:
        validate_password(password, user=of)
    except ValidationError as error:
        raise AccountError(f"the password was not taken: {' '.join(error.messages)}") from None


def _stored(account: Account, *, password: str | None) -> Account:
    account.set_password(password)
    account.save()
    return account


def _is_last_administrator(found: Account) -> bool:
    ruling = [one for one in accounts() if one.role == AccountRole.ADMINISTRATOR and one.sign_in]
    return ruling == [found]
