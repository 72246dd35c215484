"""`pledgebook accept`, `reject` and `put-off`: what an editor decides about sightings and evidence."""

from collections.abc import Callable
from typing import Any

import click

from pledgebook.cli.frame import BAD_INPUT, FINE, complain
from pledgebook.errors import LedgerError
from pledgebook_site.commands import told as telling
from pledgebook_site.commands.lines import short
from pledgebook_site.commands.store import Store, store_command

Decided = dict[str, Any]
ids = click.argument("ids", metavar="ID...", nargs=-1, required=True)
reason_flag = click.option("--reason", metavar="TEXT", help="Why.")


@click.command("accept")
@ids
@click.option("--pledge", metavar="PLEDGE", help="The known pledge that it is; else a new one begins.")
@click.option("--title", metavar="TEXT", help="A title for the pledge.")
@click.option("--language", metavar="CODE", help="The title's language; the tracker's first unless told.")
@telling.promisor_flags
@click.option("--recorded-only", metavar="REASON", help="Keep the pledge without verdicts, for this reason.")
@store_command
def accept(store: Store, *, ids: tuple[str, ...], **told: str | None) -> int:
    """Take sightings for promises, or let pieces of evidence count.

    Each ID is a sighting, which becomes a pledge of its own unless --pledge names one, or a piece of evidence.
    Accepting a sighting confirms its promisor.
    """
    if told["language"] is not None and told["title"] is None:
        raise click.UsageError("--language goes with --title.")
    promisor = telling.promisor(name=told["promisor"], role=told["role"])

    def decide(kind: str, key: str, author: str) -> Decided:
        if kind == "evidence":
            return _accept_evidence(key, author, told)
        return _accept_sighting(key, author, told, promisor)

    return _decide_all(store, ids, ("sightings", "evidence"), decide)


def _accept_evidence(key: str, author: str, told: dict[str, str | None]) -> Decided:
    from pledgebook_site.ledger.services import verdicts

    if any(one is not None for one in told.values()):
        raise LedgerError(f"{short(key)} is a piece of evidence: options of 'accept' are about sightings.")
    verdicts.accept_evidence(key, author=author)
    return {"id": key, "kind": "evidence", "state": "accepted", "line": f"{short(key)}: this evidence counts."}


def _accept_sighting(key: str, author: str, told: dict[str, str | None], promisor: dict[str, Any] | None) -> Decided:
    from pledgebook_site.ledger.selectors.ids import pledge_of
    from pledgebook_site.ledger.services import sightings
    from pledgebook_site.ledger.services.settings import first_language

    language = told["language"] or first_language()
    pledge = sightings.accept(
        key,
        author=author,
        pledge=None if told["pledge"] is None else pledge_of(told["pledge"]),
        promisor=promisor,
        title=None if told["title"] is None else (language, telling.checked_text(told["title"], "--title")),
        recorded_only=None
        if told["recorded_only"] is None
        else telling.checked_text(told["recorded_only"], "--recorded-only"),
    )
    return {
        "id": key,
        "kind": "sighting",
        "state": "accepted",
        "pledge": pledge,
        "line": f"{short(key)} is now with the pledge {short(pledge)}; 'pledgebook show {short(pledge)}' shows it.",
    }


@click.command("reject")
@ids
@reason_flag
@store_command
def reject(store: Store, *, ids: tuple[str, ...], reason: str | None) -> int:
    """Take sightings for no promises, or let pieces of evidence not count."""

    def decide(kind: str, key: str, author: str) -> Decided:
        from pledgebook_site.ledger.services import sightings, verdicts

        if kind == "evidence":
            verdicts.reject_evidence(key, author=author, reason=reason)
        else:
            sightings.reject(key, author=author, reason=reason)
        return {"id": key, "kind": kind.removesuffix("s"), "state": "rejected", "line": f"{short(key)} is rejected."}

    return _decide_all(store, ids, ("sightings", "evidence"), decide)


@click.command("put-off")
@ids
@reason_flag
@store_command
def put_off(store: Store, *, ids: tuple[str, ...], reason: str | None) -> int:
    """Decide about sightings later: 'pledgebook list --state put_off' shows them."""

    def decide(kind: str, key: str, author: str) -> Decided:
        from pledgebook_site.ledger.services import sightings

        sightings.put_off(key, author=author, reason=reason)
        return {"id": key, "kind": "sighting", "state": "put_off", "line": f"{short(key)} is put off."}

    return _decide_all(store, ids, ("sightings",), decide)


def _decide_all(
    store: Store, ids: tuple[str, ...], kinds: tuple[str, ...], decide: Callable[[str, str, str], Decided]
) -> int:
    """Decide about one after the other; those that cannot be are named, and the exit status is then 2."""
    with store.opened():
        from pledgebook_site.ledger.selectors.record import resolve

        author, done, failed = store.author().author, [], False
        found = [resolve(one, kinds=kinds) for one in ids]
        for kind, key in found:
            try:
                done.append(decide(kind, key, author))
            except LedgerError as error:
                failed = True
                complain(str(error) if len(found) == 1 else f"{short(key)}: {error}")
        if done or not failed:
            lines = [one.pop("line") for one in done]
            store.show(done, lambda: lines)
        return BAD_INPUT if failed else FINE
