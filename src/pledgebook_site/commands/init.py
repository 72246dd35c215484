"""`pledgebook init`: a data folder with a log that has begun."""

from pathlib import Path
from shlex import quote

import click

from pledgebook_site.commands.store import Store, keeping_command
from pledgebook_site.config import DataFolder

NAME = "Promise tracker"


@click.command()
@click.argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--name", default=NAME, show_default=True, help="What the tracker is called.")
@click.option("--origin", metavar="HOST/PATH", help="Whose log this is, for good; made at random unless told.")
@click.option("--upgrade", is_flag=True, help="Bring a tracker of an earlier version to this one, after a copy.")
@keeping_command
def command(store: Store, *, directory: Path | None, name: str, origin: str | None, upgrade: bool) -> None:
    """Make a tracker in DIR, else in the data folder.

    It gets a signing key and the account local, who needs no password. Its database is one file in the folder, or the
    one that DATABASE_URL names.
    """
    data = store.data if directory is None else DataFolder(directory.absolute(), store.data.database_url)
    if upgrade:
        _upgrade(store, data)
    else:
        _make(store, data, name=name, origin=origin)


def _make(store: Store, data: DataFolder, *, name: str, origin: str | None) -> None:
    from pledgebook_site.making import make_tracker

    made = make_tracker(data, origin=origin, name=_checked_name(name))
    store.show(
        {"data": str(data.path), "name": name, "origin": made},
        lambda: [
            f"{data.path} is now a tracker; its log is {made}.",
            f"Keep a copy of {data.secrets}, and show it to nobody: it holds the key that signs the log.",
            f"Next: pledgebook --data {quote(str(data.path))} add ARTICLE.html",
        ],
    )


def _checked_name(name: str) -> str:
    if not name.strip() or not name.isprintable():
        raise click.BadParameter("a tracker's name is one line of printable characters.", param_hint="--name")
    return name.strip()


def _upgrade(store: Store, data: DataFolder) -> None:
    from pledgebook_site.opening import upgrade

    applied, copy = upgrade(data)
    what = f"brought to this version by {', '.join(applied)}" if applied else "of this version already"
    told = [f"{data.path} is {what}."]
    if copy is not None:
        told.append(f"As it was before, it is kept in {copy}.")
    store.show(
        {"data": str(data.path), "applied": applied, "copy": None if copy is None else str(copy)},
        lambda: told,
    )
