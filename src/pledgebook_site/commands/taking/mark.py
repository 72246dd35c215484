"""`pledgebook mark`: a sighting that a person saw, in a document of any language."""

from typing import Any

import click

from pledgebook_site.commands import told as telling
from pledgebook_site.commands.lines import one_line, short
from pledgebook_site.commands.store import Store, store_command


@click.command("mark")
@click.argument("document")
@telling.place_flags
@telling.promisor_flags
@click.option("--deadline", metavar="EARLIEST[/LATEST]", help="When it is due: one date, or two with a slash.")
@store_command
def command(store: Store, *, document: str, deadline: str | None, **told: Any) -> None:
    """Propose words of DOCUMENT, which may be in any language, as a promise that you saw there."""
    promisor = telling.promisor(name=told["promisor"], role=told["role"])
    due = None if deadline is None else {**telling.deadline(deadline), "text": None}
    with store.opened():
        from pledgebook_site.ledger.selectors import lists, record
        from pledgebook_site.ledger.selectors.ids import key_of
        from pledgebook_site.ledger.services.sightings import mark

        noun = record.document(key_of(document, kind="documents"))
        place = telling.place(noun, quote=told["quote"], start=told["start"], end=told["end"])
        if place is None:
            raise click.UsageError("say which words: --quote, or --start and --end.")
        key = mark(noun.id, author=store.author().author, place=place, promisor=promisor, deadline=due)
        made = lists.sighting_told(record.sighting(key))
        store.show(
            made,
            lambda: [f"{short(key)}  “{one_line(made['text'])}” waits. Next: pledgebook accept {short(key)}"],
        )
