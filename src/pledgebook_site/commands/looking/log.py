"""`pledgebook log`: what happened, entry by entry."""

import json
from typing import Any

import click

from pledgebook_site.commands.lines import NOTHING, cut, moment, one_line, short, width
from pledgebook_site.commands.store import Store, store_command

SHOWN = 50  # entries for people, unless told


@click.command("log")
@click.argument("key", metavar="[ID]", required=False)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=f"The last N; for people {SHOWN} unless told.")
@store_command
def command(store: Store, *, key: str | None, limit: int | None) -> None:
    """Show the entries of the log, or those about ID only: number, time, author, what happened, to what."""
    with store.opened():
        from pledgebook_site.ledger.selectors.history import history, history_of
        from pledgebook_site.ledger.selectors.record import SHOWN as NOUNS
        from pledgebook_site.ledger.selectors.record import resolve

        shown = SHOWN if limit is None and not store.as_json else limit
        found = history(limit=shown) if key is None else history_of(*resolve(key, kinds=NOUNS), limit=shown)
        store.show(found, lambda: [cut(entry_line(one), width()) for one in found])


def entry_line(told: dict[str, Any]) -> str:
    """An entry of the log in one line."""
    undone = " (undone)" if told["undone"] else ""
    author = told["author_name"] or short(told["author"])
    what = f"{told['type']}{undone} {short(told['subject'])}"
    return f"{told['entry']:>6}  {moment(told['recorded_at'])}  {author}  {what}  {_payload(told['payload'])}".rstrip()


def _payload(payload: dict[str, Any] | None) -> str:
    """The fields that say something, in short; a payload that was redacted says so."""
    if payload is None:
        return "(taken out of the record)"
    told = [f"{name}={_short(value)}" for name, value in payload.items() if value not in (None, [], {}, "")]
    return cut(" ".join(told), 200)


def _short(value: Any) -> str:
    if isinstance(value, str):
        return short(value) if len(value) in (32, 64) and " " not in value else cut(one_line(value) or NOTHING, 60)
    return cut(json.dumps(value, ensure_ascii=False), 60)
