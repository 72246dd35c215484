"""`pledgebook correct`: a public correction, or what is told of a document anew."""

from typing import Any

import click

from pledgebook.errors import OptionError
from pledgebook.ledger.values import Rights
from pledgebook.records import Genre
from pledgebook.settings import is_language
from pledgebook_site.commands import told as telling
from pledgebook_site.commands.lines import short
from pledgebook_site.commands.store import Store, store_command

Told = dict[str, Any]
FIELDS = ("title", "published", "publisher", "author", "url", "language", "genre", "speaker")
NEEDED = ("language", "genre")

document_flags = telling.flags(
    click.option("--title", metavar="TEXT", help="The title of a document."),
    click.option("--published", metavar="DATE", help="When it was published: a year, a month or a day."),
    click.option("--publisher", metavar="NAME", help="Who published it."),
    click.option("--author", metavar="NAME", help="Who wrote it."),
    click.option("--url", metavar="ADDRESS", help="Where it is on the web."),
    click.option("--language", metavar="CODE", help="Its language."),
    click.option("--genre", type=telling.values_of(Genre), help="The kind of document."),
    click.option("--speaker", metavar="NAME", help="Who speaks throughout."),
    click.option("--rights", type=telling.values_of(Rights), help="What may be shown of its text."),
    click.option("--reason", metavar="TEXT", help="Why --rights change."),
)


@click.command("correct")
@click.argument("key", metavar="ID")
@click.argument("text", metavar="[TEXT]", required=False)
@document_flags
@store_command
def command(store: Store, *, key: str, text: str | None, **told: str | None) -> None:
    """Say in TEXT, in public, what the tracker had wrong about ID, whatever that is.

    Or, with options instead of TEXT, say what the document ID really is; an empty value takes a field away. Its text
    and its identity never change.
    """
    changed = {name: told[name] for name in FIELDS if told[name] is not None}
    if (text is not None) == bool(changed or told["rights"] is not None):
        raise click.UsageError("give either a TEXT, or options that say what a document really is.")
    if told["reason"] is not None and told["rights"] is None:
        raise click.UsageError("--reason goes with --rights.")
    with store.opened():
        if text is not None:
            _say(store, key, telling.checked_text(text, "the correction"))
        else:
            _change(store, key, _checked(changed), told)


def _say(store: Store, key: str, text: str) -> None:
    from pledgebook_site.ledger.selectors.record import SINGULAR, resolve
    from pledgebook_site.ledger.services.recording import correct

    kind, about = resolve(key, kinds=SINGULAR)
    made = correct(about, text, author=store.author().author)
    store.show(
        {"id": made, "about": about, "text": text},
        lambda: [f"{short(made)} is a correction about the {SINGULAR[kind]} {short(about)}."],
    )


def _checked(changed: Told) -> Told:
    for name, kind in (("published", telling.DATE), ("url", telling.ADDRESS)):
        value = (changed.get(name) or "").strip()
        if value:
            kind.convert(value, None, None)
    empty = [name for name in NEEDED if name in changed and not changed[name].strip()]
    if empty:
        raise OptionError(f"--{empty[0]} is empty: a document always has one.")
    if "language" in changed and not is_language(changed["language"].strip()):
        raise OptionError(f"{changed['language']!r} is no code of a language: write en, ru, kk …")
    return {name: value.strip() or None for name, value in changed.items()}


def _change(store: Store, key: str, changed: Told, told: Told) -> None:
    from pledgebook_site.ledger.selectors import record
    from pledgebook_site.ledger.selectors.ids import key_of
    from pledgebook_site.ledger.services import documents

    found, author = key_of(key, kind="documents"), store.author().author
    if changed:
        documents.correct(found, author=author, changed=changed)
    if told["rights"] is not None:
        documents.change_rights(found, author=author, rights=Rights(told["rights"]), reason=told["reason"])
    now = record.document(found)
    store.show(
        {"id": found, **{name: getattr(now, name) for name in (*FIELDS, "rights")}},
        lambda: [f"{short(found)} is corrected; 'pledgebook show {short(found)}' shows it."],
    )
