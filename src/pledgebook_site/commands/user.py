"""`pledgebook user`: who may write."""

from typing import TYPE_CHECKING, Any

import click

from pledgebook.cli.frame import data_flag
from pledgebook.ledger.values import AccountRole
from pledgebook_site.commands.passwords import new_password
from pledgebook_site.commands.store import Store, columns, keeping_command

if TYPE_CHECKING:
    from pledgebook_site.ledger.models import Account

ROLES = click.Choice([role.value for role in AccountRole])


@click.group()
@data_flag
def command() -> None:
    """Add accounts, reset their passwords, change their roles, list them.

    A password is asked for without echo or, where standard input is no terminal, read from two lines of it.
    """


@command.command("add")
@click.argument("name")
@click.option("--role", type=ROLES, help="What it may do; the first account is administrator, later ones editor.")
@keeping_command
def add(store: Store, *, name: str, role: str | None) -> None:
    """Add the account NAME, with a password."""
    with store.opened():
        from pledgebook_site.ledger.services.accounts import add_account, refuse_name

        refuse_name(name)
        told = None if role is None else AccountRole(role)
        added = add_account(name, password=new_password(name), role=told, by=store.keeper())
        store.show(_plain(added), lambda: [f"{added.name} is {added.role}; act with --as {added.name}."])


@command.command("reset")
@click.argument("name")
@keeping_command
def reset(store: Store, *, name: str) -> None:
    """Give the account NAME a new password; that it was done is on record, and nothing of the password."""
    with store.opened():
        from pledgebook_site.ledger.selectors.accounts import account
        from pledgebook_site.ledger.services.accounts import reset_password

        account(name)
        changed = reset_password(name, password=new_password(name), by=store.keeper())
        store.show(_plain(changed), lambda: [f"{changed.name} has a new password."])


@command.command("role")
@click.argument("name")
@click.argument("role", type=ROLES)
@keeping_command
def role(store: Store, *, name: str, role: str) -> None:
    """Give the account NAME another ROLE; that is on record."""
    with store.opened():
        from pledgebook_site.ledger.services.accounts import change_role

        changed = change_role(name, role=AccountRole(role), by=store.keeper())
        store.show(_plain(changed), lambda: [f"{changed.name} is now {changed.role}."])


@command.command("rename")
@click.argument("name")
@click.argument("new_name", metavar="NEW")
@keeping_command
def rename(store: Store, *, name: str, new_name: str) -> None:
    """Call the account NAME by a NEW name; the log, which knows ids only, does not change."""
    with store.opened():
        from pledgebook_site.ledger.services.accounts import rename_account

        changed = rename_account(name, to=new_name)
        store.show(_plain(changed), lambda: [f"{name} is now called {changed.name}."])


@command.command("list")
@keeping_command
def list_accounts(store: Store) -> None:
    """List the accounts: names, roles, ids in the log."""
    with store.opened():
        from pledgebook_site.ledger.selectors.accounts import accounts

        found = [_plain(one) for one in accounts()]
        store.show(found, lambda: columns([("name", "role", "sign in", "id"), *map(_row, found)]))


def _plain(account: "Account") -> dict[str, Any]:
    return {
        "id": account.author,
        "name": account.name,
        "role": str(account.role),
        "sign_in": account.sign_in,
        "password": account.has_usable_password(),
    }


def _row(account: dict[str, Any]) -> tuple[str, ...]:
    sign_in = "yes" if account["password"] else "after a reset" if account["sign_in"] else "never"
    return account["name"], account["role"], sign_in, account["id"]
