"""`pledgebook redact`: take words out of the record for good."""

from typing import TYPE_CHECKING

import click

from pledgebook.ledger.values import RedactionReason
from pledgebook_site.commands.store import Store, store_command

if TYPE_CHECKING:
    from pledgebook_site.ledger.services.redaction import Redacted
    from pledgebook_site.ledger.services.redaction.planning import Plan


@click.command("redact")
@click.argument("noun", metavar="[ID]", required=False)
@click.option("--entry", type=click.IntRange(min=0), metavar="NUMBER", help="One entry of the log, instead of an ID.")
@click.option(
    "--reason",
    type=click.Choice([reason.value for reason in RedactionReason]),
    help="Why; on record for good.",
)
@click.option("--note", help="What else is to be said of it; on record for good, and must not quote what goes.")
@click.option("--dry-run", is_flag=True, help="Only tell what would go.")
@store_command
def command(
    store: Store, *, noun: str | None, entry: int | None, reason: str | None, note: str | None, dry_run: bool
) -> None:
    """Take words out of the record for good, by law or request.

    ID is the beginning of the id of a document (then its text and source go, with all that quotes them), a sighting, a
    piece of evidence, a pledge (what editors wrote of it), a verdict, a remark, a person, an office or a programme.
    The log goes on holding, and says that something was taken out, when, why and by whom. There is no way back.
    """
    if reason is None and not dry_run:
        raise click.UsageError("Missing option '--reason'.")
    with store.opened():
        from pledgebook_site.ledger.selectors.record import resolve
        from pledgebook_site.ledger.services.redaction import KINDS, planned, redact

        which = None if noun is None else resolve(noun, kinds=KINDS)
        if dry_run:
            _show_plan(store, planned(noun=which, entry=entry))
            return
        author = store.author().author
        done = redact(author=author, reason=RedactionReason(reason), note=note, noun=which, entry=entry)
    _show(store, done)


def _show_plan(store: Store, plan: "Plan") -> None:
    entries, documents = sorted(plan.entries), sorted(plan.documents)
    store.show(
        {"entries": entries, "documents": documents, "done": False},
        lambda: [f"{_counted(entries, documents)} would go; nothing was changed.", *_numbered(entries)],
    )


def _show(store: Store, done: "Redacted") -> None:
    told = {"entries": done.entries, "documents": done.documents, "done": True}
    store.show(
        {**told, "kept": done.kept, "erased": done.erased, "copies": list(done.copies)},
        lambda: [
            f"{_counted(done.entries, done.documents)} are gone for good.",
            *_numbered(done.entries),
            *([] if not done.kept else [f"What was decided stays decided: entries {_listed(done.kept)} say it anew."]),
            *([] if done.erased else ["The database is being read: the next command overwrites what was in it."]),
            *(f"This copy of the database still holds it: {copy}" for copy in done.copies),
            "Exports, proofs and backups that were made before still hold it.",
        ],
    )


def _counted(entries: list[int], documents: list[str]) -> str:
    texts = "" if not documents else f" and the text and source of {len(documents)} documents"
    return f"The payloads of {len(entries)} entries{texts}"


def _numbered(entries: list[int]) -> list[str]:
    return [f"Entries: {_listed(entries)}"]


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))
