"""`pledgebook join` and `split`: which sightings are of one promise."""

import click

from pledgebook_site.commands.lines import short
from pledgebook_site.commands.store import Store, store_command


@click.command("join")
@click.argument("key", metavar="SIGHTING|PLEDGE")
@click.argument("pledge")
@store_command
def join(store: Store, *, key: str, pledge: str) -> None:
    """Say that a sighting is of PLEDGE, or that all of a pledge are; a sighting that waits is accepted by that."""
    with store.opened():
        from pledgebook_site.ledger.selectors.ids import pledge_of
        from pledgebook_site.ledger.selectors.record import resolve
        from pledgebook_site.ledger.services import sightings

        kind, found = resolve(key, kinds=("sightings", "pledges"))
        other, author = pledge_of(pledge), store.author().author
        if kind == "sightings":
            sightings.join(found, other, author=author)
        else:
            sightings.join_pledges(found, other, author=author)
        store.show({"id": found, "pledge": other}, lambda: [f"{short(found)} is joined to the pledge {short(other)}."])


@click.command("split")
@click.argument("sighting")
@store_command
def split(store: Store, *, sighting: str) -> None:
    """Take SIGHTING out of its pledge; it begins a pledge of its own."""
    with store.opened():
        from pledgebook_site.ledger.selectors.ids import key_of
        from pledgebook_site.ledger.services import sightings

        key = key_of(sighting, kind="sightings")
        made = sightings.split(key, author=store.author().author)
        store.show({"id": key, "pledge": made}, lambda: [f"{short(key)} is now the pledge {short(made)}."])
