"""`pledgebook ledger`: the log as a whole, and its proof."""

from pathlib import Path
from shlex import quote

import click

from pledgebook.cli.frame import data_flag, output, output_flag
from pledgebook.errors import LedgerError
from pledgebook_site.commands.store import Store, keeping_command

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group()
@data_flag
def command() -> None:
    """Export the log, prove a promise, print the head; change the key, restore, rebuild."""


@command.command("head")
@keeping_command
def head(store: Store) -> None:
    """Print the signed head of the log: keep it, publish it, have it timestamped.

    Whoever has it can tell later whether anything before it was changed: pledgebook verify --against FILE.
    """
    with store.opened():
        from pledgebook_site.ledger.selectors.log import head as signed_head

        checkpoint = signed_head()
    if store.as_json:
        store.show({"checkpoint": checkpoint}, list)
    else:
        click.echo(checkpoint.encode(), nl=False)


@command.command("export")
@click.argument("folder", type=FOLDER)
@click.option("--public", is_flag=True, help="Leave out what strangers may not see, by rights and by what was decided.")
@keeping_command
def export(store: Store, *, folder: Path, public: bool) -> None:
    """Write the whole log to FOLDER, so that anybody can check it with 'pledgebook verify FOLDER'.

    Without --public it holds everything but secrets. An earlier export of this log in FOLDER is replaced.
    """
    from pledgebook.ledger.folder.writing import write_folder

    _refuse_within(store.data.path, folder)
    with store.opened():
        from pledgebook_site.ledger.selectors.export import contents

        with contents() as log:
            manifest = write_folder(log, folder, public=public)
    told = {"folder": str(folder), "public": public, "origin": manifest.origin, "size": manifest.size}
    withheld = len(manifest.withheld)
    store.show(
        {**told, "files": len(manifest.files), "withheld": withheld},
        lambda: [
            f"{folder} holds the {'public' if public else 'whole'} log of {manifest.origin}: {manifest.size} events"
            + (
                f", {withheld} payloads withheld."
                if public
                else "; show it to nobody whom drafts and sources must not reach."
            ),
            f"Check it: pledgebook verify {quote(str(folder))}",
        ],
    )


def _refuse_within(data: Path, folder: Path) -> None:
    """LedgerError if a folder is the tracker's own or lies in it: what is copied from there would grow each time."""
    if folder.resolve().is_relative_to(data.resolve()):
        raise LedgerError(f"{folder} lies in the tracker's own folder {data}: name another one.")


@command.command("prove")
@click.argument("pledge")
@click.option("--public", is_flag=True, help="Tell no more than strangers may see.")
@click.option(
    "--since",
    metavar="HEAD",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Also prove that the log has grown from this head, a file that 'ledger head' has written.",
)
@output_flag
@keeping_command
def prove(store: Store, *, pledge: str, public: bool, since: Path | None, output_path: Path | None) -> None:
    """Write the proof of one PLEDGE as one file that 'pledgebook verify FILE' checks.

    PLEDGE is the beginning of its id, or of the id of one of its accepted sightings.
    """
    with store.opened():
        from pledgebook.ledger.folder.proving import prove_within
        from pledgebook_site.ledger.selectors.bearing import bearing_on
        from pledgebook_site.ledger.selectors.ids import pledge_of
        from pledgebook_site.ledger.selectors.log import signable

        head = None if since is None else _read(since)
        with signable():
            key = pledge_of(pledge)
            proof = prove_within(bearing_on(key), key, public=public, since=head)
    with output(output_path) as put:
        put(proof.decode("utf8"))


def _read(path: Path) -> bytes:
    """The bytes of a head; LedgerError if the file holds none."""
    from pledgebook.ledger.proof import ProofError, parse_checkpoint

    try:
        head = path.read_bytes()
        parse_checkpoint(head)
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror}.") from None
    except ProofError as error:
        raise LedgerError(f"{path} is no head: {error}.") from None
    return head


@command.command("rebuild")
@keeping_command
def rebuild(store: Store) -> None:
    """Make everything that is computed from the log anew; the log does not change."""
    with store.opened():
        from pledgebook_site.ledger.projections import rebuild as make_anew

        count = make_anew()
    store.show({"entries": count}, lambda: [f"The record was made anew from {count} entries."])


@command.command("rotate")
@keeping_command
def rotate(store: Store) -> None:
    """Sign with a new key from here; the old one vouches for it and is deleted."""
    with store.opened():
        from pledgebook_site.ledger.services.continuing.keys import rotate as new_key

        vkey = new_key(author=store.keeper().author)
    store.show({"vkey": vkey}, lambda: ["The log has a new key; publish it where the old one stands:", vkey])


@command.command("restore")
@click.argument("folder", type=FOLDER)
@click.option("--origin", metavar="HOST/PATH", help="Whose log goes on, for good; made at random unless told.")
@keeping_command
def restore(store: Store, *, folder: Path, origin: str | None) -> None:
    """Make a tracker in the data folder of the private export in FOLDER.

    Its entries stay as they are, to the byte; it goes on with a new key under a new origin. Accounts come back
    without passwords: give them new ones with 'pledgebook user reset'.
    """
    from pledgebook_site.restoring import restore_tracker

    restored = restore_tracker(store.data, folder, origin=origin)
    store.show(
        {
            "data": str(store.data.path),
            "origin": restored.origin,
            "continues": restored.continues,
            "size": restored.size,
        },
        lambda: [
            f"{store.data.path} is now a tracker; its log {restored.origin} continues {restored.continues} "
            f"from entry {restored.size}.",
            "Next: pledgebook user list, and for each who signs in: pledgebook user reset NAME",
        ],
    )
