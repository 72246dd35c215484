"""`pledgebook serve`: the pages of a tracker, its desk and its queue, from one command."""

from typing import TYPE_CHECKING

import click

from pledgebook.cli.frame import data_flag, say, told_data
from pledgebook_site.config import data_folder
from pledgebook_site.web.options import WebOptions, checked_url

if TYPE_CHECKING:
    from pledgebook_site.web.serving.parent import Serving

SETUP = "setup/?token="


@click.command()
@data_flag
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen on this address of the machine.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="On this port; 0: any.")
@click.option("--public-url", metavar="URL", help="Where the public reaches it; https:// makes everything HTTPS.")
@click.option("--allow-private", is_flag=True, help="Let editors fetch from private and local addresses too.")
@click.pass_context
def command(ctx: click.Context, *, host: str, port: int, public_url: str | None, allow_private: bool) -> None:
    """Serve a tracker: the public pages at /, the desk at /desk/.

    A tracker of an earlier version is brought to this one first, after a copy of its SQLite file. Ctrl-C ends it.
    """
    from pledgebook_site.opening import upgrade
    from pledgebook_site.web.serving.parent import Serving, listen

    data = data_folder(told_data(ctx))
    options = WebOptions(None if public_url is None else checked_url(public_url), host, allow_private)
    with listen(host, port) as listening:
        _tell_upgrade(*upgrade(data))
        serving = Serving(data, options, listening)
        serving.run(ready=lambda: _tell(serving))
    say("Stopped.")


def _tell_upgrade(names: list[str], copy: object) -> None:
    if names:
        say(f"The database was brought to this version: {len(names)} steps.")
    if copy is not None:
        say(f"As it was before, it is kept in {copy}.")


def _tell(serving: "Serving") -> None:
    from pledgebook_site.opening import opened

    here, public = _address(serving), serving.options.public_url
    address = here if public is None else public
    through = "" if public is None else f", through {here}"
    with opened(serving.data):
        from pledgebook_site.web.firstrun import is_due, new_token

        token = new_token(serving.data) if is_due() else None
    click.echo(f"The tracker is open at {address}/ and its desk at {address}/desk/{through}; Ctrl-C ends it.")
    if token is not None:
        click.echo(f"Nobody can sign in yet. Set it up, once, at {address}/{SETUP}{token}")


def _address(serving: "Serving") -> str:
    host, port = serving.listening.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
