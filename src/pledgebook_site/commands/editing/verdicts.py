"""`pledgebook verdict`, `sign` and `withdraw`: the status of a pledge, by one or by two persons."""

from typing import TYPE_CHECKING, Any

import click

from pledgebook.errors import OptionError
from pledgebook_site.commands import told as telling
from pledgebook_site.commands.lines import plainly, short
from pledgebook_site.commands.passwords import known_password
from pledgebook_site.commands.store import Store, store_command

if TYPE_CHECKING:
    from pledgebook.ledger.state import VerdictNoun


@click.command("verdict")
@click.argument("pledge")
@click.argument("status")
@click.option("--because", required=True, metavar="TEXT", help="Why, in public.")
@click.option("--evidence", multiple=True, metavar="ID", help="What it rests on; else all that is accepted.")
@click.option("--reason-code", metavar="CODE", help="Why it was broken: no-money, court, changed-mind …")
@click.option("--effective", type=telling.DATE, metavar="DATE", help="From when it is so; else from now on.")
@store_command
def verdict(store: Store, *, pledge: str, status: str, because: str, **told: Any) -> None:
    """Give PLEDGE a STATUS on the tracker's scale: 'pledgebook list scales' shows the entries."""
    with store.opened():
        from pledgebook_site.ledger.selectors import record
        from pledgebook_site.ledger.selectors.ids import key_of, pledge_of
        from pledgebook_site.ledger.services.verdicts import give

        made = give(
            pledge_of(pledge),
            status,
            author=store.author().author,
            explanation=telling.checked_text(because, "--because"),
            evidence=[key_of(one, kind="evidence") for one in told["evidence"]] or None,
            reason_code=_reason_code(told["reason_code"]),
            effective_at=told["effective"],
        )
        _show(store, record.verdict(made))


def _reason_code(told: str | None) -> str | None:
    from pledgebook.ledger.rating import reasons

    if told is not None and told not in reasons():
        raise OptionError(f"{told!r} is no reason that a promise was broken: there are {', '.join(reasons())}.")
    return told


def _show(store: Store, noun: "VerdictNoun") -> None:
    told = {name: getattr(noun, name) for name in ("id", "pledge", "status", "standing", "signatures_needed")}
    told["signatures"] = len(noun.signed_by)
    lines = [f"{short(noun.id)}: the pledge {short(noun.pledge)} is {plainly(noun.status)}."]
    if noun.standing == "unsigned":
        lacking = noun.signatures_needed - len(noun.signed_by)
        lines = [
            f"{short(noun.id)} says of the pledge {short(noun.pledge)}: {plainly(noun.status)}. It does not count yet.",
            f"Signatures that it lacks: {lacking}. Next: pledgebook sign {short(noun.id)} --as SOMEBODY-ELSE",
        ]
    store.show(told, lambda: lines)


@click.command("sign")
@click.argument("verdict")
@store_command
def sign(store: Store, *, verdict: str) -> None:
    """Sign VERDICT, which somebody else has given; the password of the account is asked for.

    It is asked for without echo or, where standard input is no terminal, read from one line of it.
    """
    with store.opened():
        from pledgebook_site.ledger.selectors import record
        from pledgebook_site.ledger.selectors.ids import key_of
        from pledgebook_site.ledger.services import accounts, verdicts

        key, account = key_of(verdict, kind="verdicts"), store.author()
        if account.sign_in and record.verdict(key).signatures_needed > 1:
            account = accounts.signed_in(account.name, password=known_password(account.name))
        verdicts.sign(key, author=account.author)
        _show(store, record.verdict(key))


@click.command("withdraw")
@click.argument("key", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="Why, in public.")
@store_command
def withdraw(store: Store, *, key: str, reason: str) -> None:
    """Take back a pledge or a verdict by its ID: it no longer counts and stays on record."""
    with store.opened():
        from pledgebook_site.ledger.selectors.ids import pledge_of
        from pledgebook_site.ledger.selectors.record import resolve
        from pledgebook_site.ledger.services import pledges, verdicts

        kind, found = resolve(key, kinds=("pledges", "verdicts", "sightings"))
        reason, author = telling.checked_text(reason, "--reason"), store.author().author
        if kind == "verdicts":
            verdicts.withdraw(found, author=author, reason=reason)
        else:
            found = pledge_of(found)
            pledges.withdraw(found, author=author, reason=reason)
        store.show(
            {"id": found, "kind": "verdict" if kind == "verdicts" else "pledge", "reason": reason},
            lambda: [f"{short(found)} is withdrawn."],
        )
