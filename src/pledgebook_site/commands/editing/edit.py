"""`pledgebook edit`: what is said of a sighting or a pledge."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from pledgebook.ledger.values import VerdictsOf
from pledgebook.records import Firmness, Kind, Polarity, Specificity, Testable
from pledgebook_site.commands import told as telling
from pledgebook_site.commands.lines import count, short
from pledgebook_site.commands.store import Store, store_command

if TYPE_CHECKING:
    from pledgebook.ledger.events import Event
    from pledgebook.ledger.state import PledgeNoun

Told = dict[str, Any]
PLACE = ("quote", "start", "end")
CLASSES = ("kind", "firmness", "specificity", "testable", "polarity")


def _choice(name: str, values: Any, text: str) -> Any:
    return click.option(f"--{name}", type=telling.values_of(values), help=text)


pledge_flags = telling.flags(
    click.option("--title", metavar="TEXT", help="The title of a pledge."),
    click.option("--summary", metavar="TEXT", help="Its summary, in plain words."),
    click.option("--language", metavar="CODE", help="The language of these two; the tracker's first unless told."),
    click.option("--topic", "topic", multiple=True, metavar="TEXT", help="A topic; again for more. Replaces all."),
    click.option("--body", metavar="NAME", help="The body that has to do it, or none."),
    click.option("--deadline", metavar="EARLIEST[/LATEST]", help="When it is due: a date, two with a slash, or none."),
    click.option("--deadline-text", metavar="TEXT", help="The deadline in the words of the source."),
    click.option("--person", metavar="ID", help="The recorded person who promises."),
    click.option("--confirm-promisor", is_flag=True, help="Say that the promisor is who it seems."),
    _choice("kind", Kind, "What is promised: to do something, or that something will be so."),
    _choice("firmness", Firmness, "How firmly."),
    _choice("specificity", Specificity, "How concretely."),
    _choice("testable", Testable, "Whether one could say kept or broken without judging a degree."),
    _choice("polarity", Polarity, "Whether it promises to do or not to do."),
    click.option("--part-of", metavar="PLEDGE", help="The pledge that it is a part of, or none."),
    click.option(
        "--verdicts",
        type=telling.values_of(VerdictsOf),
        help="Whether a part has verdicts of its own, or its whole carries one for all.",
    ),
    click.option("--programme", metavar="ID", help="The programme that it belongs to, or none."),
)


@click.command("edit")
@click.argument("key", metavar="ID")
@telling.place_flags
@telling.promisor_flags
@pledge_flags
@store_command
def command(store: Store, *, key: str, **told: Any) -> None:
    """Change what is said of ID.

    For a sighting: which words it is, and who promises there. For a pledge, all the rest; the id of an accepted
    sighting then means its pledge.
    """
    given = {name for name, value in told.items() if value not in (None, False, ())}
    if not given:
        raise click.UsageError("say what to change; --help shows the options.")
    of_pledge = sorted(given - {*PLACE, "promisor", "role"})
    if of_pledge and given & set(PLACE):
        raise click.UsageError(
            f"--{of_pledge[0].replace('_', '-')} is about a pledge, and --quote, --start and --end about a sighting."
        )
    with store.opened():
        from pledgebook_site.ledger.selectors.ids import pledge_of
        from pledgebook_site.ledger.selectors.record import resolve

        kind, found = resolve(key, kinds=("sightings", "pledges"))
        if kind == "sightings" and not of_pledge:
            _edit_sighting(store, found, told)
        elif given & set(PLACE):
            raise click.UsageError("--quote, --start and --end are about a sighting; this is a pledge.")
        else:
            _edit_pledge(store, pledge_of(found), told)


def _edit_sighting(store: Store, key: str, told: Told) -> None:
    from pledgebook_site.ledger.selectors import lists, record
    from pledgebook_site.ledger.services import sightings

    author, noun = store.author().author, record.sighting(key)
    place = telling.place(record.document(noun.document or ""), **{name: told[name] for name in PLACE})
    if place is not None:
        sightings.change_bounds(key, author=author, place=place)
    if told["promisor"] is not None or told["role"] is not None:
        known = lists.sighting_told(noun)["promisor"] or {}
        name = told["promisor"] or known.get("name")
        role = told["role"] if told["role"] is not None or told["promisor"] is not None else known.get("role")
        sightings.change_promisor(key, author=author, promisor=telling.promisor(name=name, role=role))
    now = lists.sighting_told(record.sighting(key))
    store.show(now, lambda: [f"{short(key)} is changed; 'pledgebook show {short(key)}' shows it."])


def _edit_pledge(store: Store, key: str, told: Told) -> None:
    from pledgebook_site.ledger.selectors import lists, record
    from pledgebook_site.ledger.services import pledges

    events = list(_events(record.pledge(key), told))
    pledges.change(key, author=store.author().author, events=events)
    (now,) = lists.pledges_told([record.pledge(key)])
    store.show(
        now, lambda: [f"{short(key)}: {count(len(events), 'change')}; 'pledgebook show {short(key)}' shows them."]
    )


def _events(noun: "PledgeNoun", told: Told) -> "Iterator[Event]":
    yield from _words(told)
    yield from _deadline(noun, told)
    yield from _promisor(noun, told)
    yield from _classes(told)
    yield from _belonging(noun, told)


def _words(told: Told) -> "Iterator[Event]":
    from pledgebook.ledger.events import PledgeResponsibleGiven, PledgeSummarised, PledgeTitled, PledgeTopicsGiven
    from pledgebook_site.ledger.services.settings import first_language

    if told["language"] is not None and told["title"] is None and told["summary"] is None:
        raise click.UsageError("--language goes with --title or --summary.")
    language = told["language"] or first_language()
    if told["title"] is not None:
        yield PledgeTitled(language=language, title=telling.checked_text(told["title"], "--title"))
    if told["summary"] is not None:
        yield PledgeSummarised(language=language, summary=telling.checked_text(told["summary"], "--summary"))
    if told["topic"]:
        yield PledgeTopicsGiven(topics=[one.strip() for one in told["topic"] if one.strip()])
    if told["body"] is not None:
        yield PledgeResponsibleGiven(body=_or_none(told["body"]))


def _deadline(noun: "PledgeNoun", told: Told) -> "Iterator[Event]":
    from pledgebook.ledger.events import PledgeDeadlineGiven

    if told["deadline"] is None and told["deadline_text"] is None:
        return
    if told["deadline"] == telling.NONE:
        yield PledgeDeadlineGiven(earliest=None, latest=None, text=None)
        return
    known = noun.deadline or {"earliest": None, "latest": None, "text": None}
    if told["deadline"] is None and noun.deadline is None:
        raise click.UsageError("--deadline-text goes with --deadline: the pledge has none yet.")
    dates = telling.deadline(told["deadline"]) if told["deadline"] is not None else known
    yield PledgeDeadlineGiven(
        earliest=dates["earliest"], latest=dates["latest"], text=told["deadline_text"] or known["text"]
    )


def _promisor(noun: "PledgeNoun", told: Told) -> "Iterator[Event]":
    from pledgebook.ledger.events import PledgePromisorChanged, PledgePromisorConfirmed
    from pledgebook_site.ledger.selectors import record
    from pledgebook_site.ledger.selectors.ids import key_of

    known = noun.promisor or {"name": None, "role": None, "person": None}
    person = None if told["person"] is None else key_of(told["person"], kind="people")
    if any(told[name] is not None for name in ("promisor", "role", "person")):
        recorded = None if person is None else record.noun("people", person).name
        name = told["promisor"] or recorded or known["name"]
        if name is None:
            raise click.UsageError("--role goes with --promisor: the pledge names nobody yet.")
        another = told["promisor"] is not None
        yield PledgePromisorChanged(
            name=telling.checked_text(name, "--promisor"),
            role=told["role"] if told["role"] is not None or another else known["role"],
            person=person if person is not None or another else known.get("person"),
        )
    if told["confirm_promisor"]:
        yield PledgePromisorConfirmed()


def _classes(told: Told) -> "Iterator[Event]":
    from pledgebook.ledger.events import PledgeClassified

    if any(told[name] is not None for name in CLASSES):
        yield PledgeClassified(**{name: told[name] for name in CLASSES})


def _belonging(noun: "PledgeNoun", told: Told) -> "Iterator[Event]":
    from pledgebook.ledger.events import PledgeParted, PledgeProgrammeGiven
    from pledgebook_site.ledger.selectors.ids import key_of, pledge_of

    if told["part_of"] is not None or told["verdicts"] is not None:
        whole = noun.part_of if told["part_of"] is None else _or_none(told["part_of"])
        if whole is not None and told["part_of"] is not None:
            whole = pledge_of(whole)
        yield PledgeParted(part_of=whole, verdicts=VerdictsOf(told["verdicts"] or noun.verdicts_of))
    if told["programme"] is not None:
        programme = _or_none(told["programme"])
        yield PledgeProgrammeGiven(programme=None if programme is None else key_of(programme, kind="programmes"))


def _or_none(told: str) -> str | None:
    return None if told.strip() in (telling.NONE, "") else told.strip()
