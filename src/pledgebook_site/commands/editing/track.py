"""`pledgebook track`: which pledges get verdicts."""

import click

from pledgebook_site.commands.lines import short
from pledgebook_site.commands.store import Store, store_command
from pledgebook_site.commands.told import checked_text


@click.command("track")
@click.argument("pledge")
@click.option("--reason", metavar="TEXT", help="Why.")
@click.option("--recorded-only", metavar="REASON", help="The contrary: keep it on record without verdicts, and why.")
@store_command
def command(store: Store, *, pledge: str, reason: str | None, recorded_only: str | None) -> None:
    """Let PLEDGE have verdicts and count in rates, or with --recorded-only keep it on record without them."""
    if reason is not None and recorded_only is not None:
        raise click.UsageError("--recorded-only tells its own reason: leave out --reason.")
    with store.opened():
        from pledgebook_site.ledger.selectors.ids import pledge_of
        from pledgebook_site.ledger.services import pledges

        key, author = pledge_of(pledge), store.author().author
        if recorded_only is None:
            pledges.track(key, author=author, reason=reason)
        else:
            pledges.record_only(key, author=author, reason=checked_text(recorded_only, "--recorded-only"))
        tracked = recorded_only is None
        store.show(
            {"id": key, "tracked": tracked, "reason": reason if tracked else recorded_only},
            lambda: [f"{short(key)} is {'tracked' if tracked else 'recorded only'}."],
        )
