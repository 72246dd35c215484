"""`pledgebook list`: what is on record."""

from typing import Any

import click

from pledgebook.cli.frame import say
from pledgebook.ledger.entries import CLOCK, is_partial_date
from pledgebook.ledger.values import SightingState
from pledgebook_site.commands.lines import table
from pledgebook_site.commands.looking.tables import HEADS, row
from pledgebook_site.commands.store import Store, store_command
from pledgebook_site.commands.told import DATE, values_of

SHOWN = 100  # lines for people, unless told
NOUNS = ("sightings", "pledges", "documents", "evidence", "verdicts", "people", "offices", "terms", "programmes")
FURTHER = ("remarks", "accounts", "scales")
FITTING = {
    "sightings": {"state", "status", "promisor", "programme", "text", "due_before", "as_of"},
    "pledges": {"status", "promisor", "programme", "text", "due_before", "as_of"},
    "evidence": {"state"},
    "verdicts": {"status"},
}


class _Moment(click.ParamType):
    """A partial date, or a clock of the log to the microsecond."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not is_partial_date(value) and CLOCK.match(value) is None:
            self.fail(
                f"{value!r} is no moment: write a date as 2027, 2027-03 or 2027-03-01, or a time of the log.", param
            )
        return str(value)


@click.command("list")
@click.argument("noun", type=click.Choice((*NOUNS, *FURTHER)), default="sightings", metavar="[NOUN]")
@click.option("--state", type=values_of(SightingState), help="Only sightings or evidence in this state.")
@click.option("--status", metavar="S", help="Only pledges or verdicts with this entry of the scale.")
@click.option("--promisor", metavar="NAME", help="Only those of this promisor.")
@click.option("--programme", metavar="ID", help="Only pledges of this programme.")
@click.option("--text", metavar="WORDS", help="Only those whose words hold this, whatever the marks and capitals.")
@click.option("--due-before", type=DATE, metavar="DATE", help="Only pledges whose deadline ends before this.")
@click.option("--as-of", type=_Moment(), metavar="DATE", help="As the record stood at the end of this date.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=f"No more; for people {SHOWN} unless told.")
@store_command
def command(store: Store, *, noun: str, limit: int | None, **told: str | None) -> None:
    """List what is on record: sightings unless told.

    NOUN is sightings, pledges, documents, evidence, verdicts, people, offices, terms, programmes, remarks (corrections
    and replies), accounts or scales. The ids are what other commands take.
    """
    unfit = sorted(name for name, value in told.items() if value is not None and name not in FITTING.get(noun, set()))
    if unfit:
        raise click.UsageError(f"--{unfit[0].replace('_', '-')} says nothing about {noun}.")
    shown = SHOWN if limit is None and not store.as_json else limit
    with store.opened():
        found = _listed(noun, told, None if shown is None else shown + 1)
        more = shown is not None and len(found) > shown
        found = found[:shown]
        store.show(found, lambda: table(HEADS[noun], [row(noun, one) for one in found]) if found else [f"No {noun}."])
        if more and limit is None:
            say(f"There are more than {shown}; --limit tells how many to show.")


def _listed(noun: str, told: dict[str, str | None], limit: int | None) -> list[dict[str, Any]]:
    from pledgebook_site.ledger.selectors import lists
    from pledgebook_site.ledger.selectors.ids import key_of

    if told["programme"] is not None:
        told["programme"] = key_of(told["programme"], kind="programmes")
    return lists.LISTS[noun](lists.Filters(**told, limit=limit))
