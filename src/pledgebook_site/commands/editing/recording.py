"""`pledgebook record`: persons, offices, terms, programmes and replies."""

from typing import Any

import click

from pledgebook.cli.frame import data_flag
from pledgebook.errors import OptionError
from pledgebook_site.commands.lines import short
from pledgebook_site.commands.store import Store, store_command
from pledgebook_site.commands.told import ADDRESS, DATE, checked_text

Told = dict[str, Any]
start_flag = click.option("--start", type=DATE, metavar="DATE", help="When it begins.")
end_flag = click.option("--end", type=DATE, metavar="DATE", help="When it ends.")


@click.group()
@data_flag
def command() -> None:
    """Record persons, offices, terms, programmes and replies; 'pledgebook list people' and so on lists them."""


@command.command("person")
@click.argument("name")
@click.option("--in", "names", multiple=True, metavar="CODE=NAME", help="The name in a language; told again for more.")
@click.option("--id", "key", metavar="ID", help="The person on record of whom this is told anew.")
@store_command
def person(store: Store, *, name: str, names: tuple[str, ...], key: str | None) -> None:
    """Record somebody who promises, by NAME."""
    with store.opened():
        from pledgebook.ledger.events import PersonRecorded
        from pledgebook_site.ledger.selectors.ids import key_of
        from pledgebook_site.ledger.services.recording import record_person

        event = PersonRecorded(name=checked_text(name, "the name"), names=dict(_named(one) for one in names))
        known = None if key is None else key_of(key, kind="people")
        _show(store, "people", record_person(event, author=store.author().author, key=known))


def _named(told: str) -> tuple[str, str]:
    language, found, name = told.partition("=")
    if not found or not language.strip() or not name.strip():
        raise OptionError(f"{told!r} is no name in a language: write it as kk=NAME.")
    return language.strip(), name.strip()


@command.command("office")
@click.argument("name")
@click.option("--body", metavar="NAME", help="The body that it belongs to.")
@click.option("--id", "key", metavar="ID", help="The office on record of which this is told anew.")
@store_command
def office(store: Store, *, name: str, body: str | None, key: str | None) -> None:
    """Record an office, by NAME."""
    with store.opened():
        from pledgebook.ledger.events import OfficeRecorded
        from pledgebook_site.ledger.selectors.ids import key_of
        from pledgebook_site.ledger.services.recording import record_office

        event = OfficeRecorded(name=checked_text(name, "the name"), body=body)
        known = None if key is None else key_of(key, kind="offices")
        _show(store, "offices", record_office(event, author=store.author().author, key=known))


@command.command("term")
@click.argument("person")
@click.argument("office")
@start_flag
@end_flag
@store_command
def term(store: Store, *, person: str, office: str, start: str | None, end: str | None) -> None:
    """Record the time of PERSON in OFFICE, both by their ids; leave open what is not known."""
    with store.opened():
        from pledgebook.ledger.events import TermRecorded
        from pledgebook_site.ledger.selectors.ids import key_of
        from pledgebook_site.ledger.services.recording import record_term

        event = TermRecorded(
            person=key_of(person, kind="people"), office=key_of(office, kind="offices"), start=start, end=end
        )
        _show(store, "terms", record_term(event, author=store.author().author))


@command.command("programme")
@click.argument("name", required=False)
@click.option("--kind", metavar="TEXT", help="What kind: election programme, coalition treaty, mandate letter …")
@start_flag
@end_flag
@click.option("--close", metavar="ID", help="Close this programme instead: no more pledges join it.")
@click.option("--reason", metavar="TEXT", help="Why it is closed.")
@store_command
def programme(store: Store, *, name: str | None, close: str | None, reason: str | None, **told: Any) -> None:
    """Open a programme, by NAME: a named set of pledges. Or close one."""
    if (name is None) == (close is None):
        raise click.UsageError("give either a NAME or --close ID.")
    unfit = [reason] if close is None else list(told.values())
    if any(one is not None for one in unfit):
        raise click.UsageError("--reason goes with --close, --kind, --start and --end with a NAME.")
    with store.opened():
        from pledgebook.ledger.events import ProgrammeOpened
        from pledgebook_site.ledger.selectors.ids import key_of
        from pledgebook_site.ledger.services import recording

        author = store.author().author
        if close is not None:
            key = key_of(close, kind="programmes")
            recording.close_programme(key, author=author, reason=reason)
        else:
            key = recording.open_programme(
                ProgrammeOpened(name=checked_text(name or "", "the name"), **told), author=author
            )
        _show(store, "programmes", key)


@command.command("reply")
@click.argument("pledge")
@click.argument("text")
@click.option("--by", required=True, metavar="NAME", help="Who answers.")
@click.option("--date", type=DATE, metavar="DATE", help="When.")
@click.option("--url", type=ADDRESS, metavar="ADDRESS", help="Where it can be read.")
@store_command
def reply(store: Store, *, pledge: str, text: str, by: str, date: str | None, url: str | None) -> None:
    """Record what somebody whom PLEDGE concerns has answered, as TEXT."""
    with store.opened():
        from pledgebook.ledger.events import ReplyReceived
        from pledgebook_site.ledger.selectors.ids import pledge_of
        from pledgebook_site.ledger.services.recording import receive_reply

        event = ReplyReceived(
            pledge=pledge_of(pledge),
            by=checked_text(by, "--by"),
            text=checked_text(text, "the reply"),
            date=date,
            url=url,
        )
        _show(store, "remarks", receive_reply(event, author=store.author().author))


def _show(store: Store, kind: str, key: str) -> None:
    from pledgebook.ledger.state import to_data
    from pledgebook_site.ledger.selectors import record

    told = to_data(record.noun(kind, key))
    what = told["kind"] if kind == "remarks" else record.SINGULAR[kind]
    name = told.get("name") or told.get("text") or ""
    state = " (closed)" if told.get("closed") else ""
    store.show(told, lambda: [f"{short(key)} is the {what} {name}".rstrip() + f"{state}."])
