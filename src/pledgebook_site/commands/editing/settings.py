"""`pledgebook set`: what the tracker is set to."""

from typing import Any

import click

from pledgebook_site.commands.store import Store, columns, store_command


@click.command("set")
@click.argument("key", metavar="[KEY]", required=False)
@click.argument("value", metavar="[VALUE]", required=False)
@store_command
def command(store: Store, *, key: str | None, value: str | None) -> None:
    """Set KEY to VALUE, which is then on record; without them, list what is set.

    Keys: name; languages, as en,ru; scale, a known one or a YAML file; default_rights full, excerpt or none;
    two_signatures on or off; authors_shown tracker, role or name; demonstration on or off.
    """
    with store.opened():
        if key is None:
            return _list(store)
        if value is None:
            raise click.UsageError("say what to set it to: pledgebook set KEY VALUE.")
        from pledgebook_site.ledger.services.settings import change_setting

        now = change_setting(key, value, author=store.author().author)
        return store.show({"key": key, "value": now}, lambda: [f"{key} is {_plain(now)}."])


def _list(store: Store) -> None:
    from pledgebook_site.ledger.selectors.record import settings
    from pledgebook_site.ledger.services.settings import KEYS

    now = settings()
    told = {name: now.get(name) for name in [*KEYS, *(one for one in now if one not in KEYS)]}
    store.show(told, lambda: columns([("key", "value"), *((name, _plain(one)) for name, one in told.items())]))


def _plain(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return "on" if value else "off"
    return ",".join(value) if isinstance(value, list) else str(value)
