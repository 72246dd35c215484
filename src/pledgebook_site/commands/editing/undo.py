"""`pledgebook undo`: what was done last no longer counts."""

import click

from pledgebook_site.commands.lines import count
from pledgebook_site.commands.store import Store, store_command


@click.command("undo")
@click.argument("entry", metavar="[ENTRY]", type=click.IntRange(min=0), required=False)
@store_command
def command(store: Store, *, entry: int | None) -> None:
    """Undo the last thing that you did, or what the entry of this number belongs to; both stay in the log.

    Only what was decided about sightings, pledges and evidence can be undone, and only where nothing hangs on it.
    """
    with store.opened():
        from pledgebook_site.ledger.selectors.log import entries_numbered
        from pledgebook_site.ledger.services.undoing import undo

        numbers = undo(entry, author=store.author().author)
        undone = [
            {"entry": one.index, "type": one.type, "subject": one.subject} for one, _ in entries_numbered(numbers)
        ]
        told = ", ".join(f"{one['entry']} ({one['type']})" for one in undone)
        store.show(undone, lambda: [f"{count(len(undone), 'entry', 'entries')} undone: {told}."])
