"""`pledgebook evidence`: what bears on a pledge."""

from typing import TYPE_CHECKING, Any

import click

from pledgebook.ledger.values import Bearing, EvidenceKind
from pledgebook_site.commands import told as telling
from pledgebook_site.commands.lines import short
from pledgebook_site.commands.store import Store, store_command

if TYPE_CHECKING:
    from pledgebook.ledger.events import EvidenceProposed

SEARCH = ("who", "from", "to", "terms")
WORDS = ("searched", "who", "terms", "title", "note")


@click.command("evidence")
@click.argument("pledge")
@click.option("--for", "bearing", flag_value=Bearing.FOR.value, help="It says that the pledge is being kept.")
@click.option("--against", "bearing", flag_value=Bearing.AGAINST.value, help="It says that it is not.")
@click.option("--neutral", "bearing", flag_value=Bearing.NEUTRAL.value, help="It bears on it and says neither.")
@click.option("--document", metavar="D", help="A document of the ledger; the words are told by the next three.")
@telling.place_flags
@click.option("--url", type=telling.ADDRESS, metavar="ADDRESS", help="Where it is, if no document of the ledger.")
@click.option("--searched", metavar="WHERE", help="Where somebody looked and found nothing; with the next four.")
@click.option("--who", metavar="WHO", help="Who looked.")
@click.option("--from", "from", type=telling.DATE, metavar="DATE", help="The time searched: its beginning.")
@click.option("--to", type=telling.DATE, metavar="DATE", help="The time searched: its end.")
@click.option("--terms", metavar="WORDS", help="What was searched for.")
@click.option("--title", metavar="TEXT", help="What it is called.")
@click.option("--date", type=telling.DATE, metavar="DATE", help="When it is from.")
@click.option("--note", metavar="TEXT", help="What it shows.")
@click.option("--propose", is_flag=True, help="Let it wait until somebody accepts it.")
@store_command
def command(store: Store, *, pledge: str, bearing: str | None, propose: bool, **told: Any) -> None:
    """Record what bears on PLEDGE: words of a document, an address, or a search that found nothing.

    It counts at once, unless --propose leaves that to somebody else: then 'pledgebook accept' takes its id.
    """
    if bearing is None:
        raise click.UsageError("say how it bears on the pledge: --for, --against or --neutral.")
    _check(told)
    with store.opened():
        from pledgebook_site.ledger.selectors.ids import pledge_of
        from pledgebook_site.ledger.services.verdicts import add_evidence

        key = pledge_of(pledge)
        event = _event(key, Bearing(bearing), told)
        made = add_evidence(event, author=store.author().author, accepted=not propose)
        state = "waiting" if propose else "accepted"
        after = f"accept {short(made)}" if propose else f"verdict {short(key)} STATUS --because TEXT"
        store.show(
            {"id": made, "pledge": key, "kind": event.kind.value, "bearing": bearing, "state": state},
            lambda: [f"{short(made)} is evidence {bearing} {short(key)}, {state}. Next: pledgebook {after}"],
        )


def _check(told: dict[str, Any]) -> None:
    _check_place(told)
    for name in WORDS:
        if told[name] is not None:
            told[name] = telling.checked_text(told[name], f"--{name}")
    if told["searched"] is not None and told["to"] < told["from"][: len(told["to"])]:
        raise click.UsageError(f"the time searched, {told['from']} to {told['to']}, ends before it begins.")


def _check_place(told: dict[str, Any]) -> None:
    places = [told["document"], told["url"], told["searched"]]
    if all(one is None for one in (*places, told["note"])) or sum(one is not None for one in places) > 1:
        raise click.UsageError("say where it is, once: --document, --url or --searched, or what it is by --note.")
    if told["document"] is None and any(told[name] is not None for name in ("quote", "start", "end")):
        raise click.UsageError("--quote, --start and --end go with --document.")
    given = [name for name in SEARCH if told[name] is not None]
    if told["searched"] is None and given:
        raise click.UsageError(f"--{given[0]} goes with --searched.")
    lacking = [f"--{name}" for name in SEARCH if told["searched"] is not None and told[name] is None]
    if lacking:
        raise click.UsageError(f"a search record says who looked, when and for what: {', '.join(lacking)} is missing.")


def _event(pledge: str, bearing: Bearing, told: dict[str, Any]) -> "EvidenceProposed":
    from pledgebook.ledger.events import EvidenceProposed

    document, start, end, text = _words(told)
    searched = told["searched"] is not None
    return EvidenceProposed(
        pledge=pledge,
        kind=EvidenceKind.SEARCH if searched else EvidenceKind.SOURCE,
        bearing=bearing,
        document=document,
        start=start,
        end=end,
        text=text,
        url=told["url"],
        title=told["title"],
        date=told["date"],
        note=told["note"],
        search={"where": told["searched"], **{name: told[name] for name in SEARCH}} if searched else None,
    )


def _words(told: dict[str, Any]) -> tuple[str | None, int | None, int | None, str | None]:
    """The document with the words in it; the whole of it where no place in it was told."""
    from pledgebook_site.ledger.selectors import record
    from pledgebook_site.ledger.selectors.ids import key_of
    from pledgebook_site.ledger.services.sightings import cut

    if told["document"] is None:
        return None, None, None, None
    noun = record.document(key_of(told["document"], kind="documents"))
    place = telling.place(noun, quote=told["quote"], start=told["start"], end=told["end"])
    return (noun.id, None, None, None) if place is None else (noun.id, *cut(noun, place))
