"""`pledgebook check-deploy`: is a tracker fit to be reached by the public?"""

import os
import stat
from collections.abc import Iterator

import click

from pledgebook.cli.frame import CHECK_FAILED, FINE, data_flag, told_data
from pledgebook_site.config import DataFolder, data_folder
from pledgebook_site.web.options import WebOptions, checked_url


@click.command()
@data_flag
@click.option("--public-url", metavar="URL", help="Where the public will reach it, as told to serve.")
@click.pass_context
def command(ctx: click.Context, *, public_url: str | None) -> int:
    """Check that a tracker is fit to be reached by the public at --public-url; exit status 1 if it is not."""
    from pledgebook_site.opening import opened

    options = WebOptions(None if public_url is None else checked_url(public_url))
    os.environ.update(options.environment())
    data = data_folder(told_data(ctx))
    with opened(data):
        found = list(_found(data, options))
    for line in found:
        click.echo(f"- {line}")
    click.echo(f"{len(found)} to mend before the public comes." if found else "Fit for the public.")
    return CHECK_FAILED if found else FINE


def _found(data: DataFolder, options: WebOptions) -> Iterator[str]:
    from pledgebook_site.web.firstrun import is_due

    if options.public_url is None:
        yield "No public address is told: give --public-url https://HOST, here and to serve."
    elif not options.secure:
        yield f"{options.public_url} is not HTTPS: passwords could be read on the way."
    if is_due():
        yield "Nobody can sign in: open /setup/, or run 'pledgebook user add NAME'."
    yield from _open_to_others(data)
    yield from _of_django()


def _open_to_others(data: DataFolder) -> Iterator[str]:
    for path in (data.secrets, *sorted(data.secrets.iterdir())):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield f"{path} can be read by other users of the machine: run 'chmod go= {path}'."


def _of_django() -> Iterator[str]:
    from django.core.checks import WARNING, run_checks

    for message in run_checks(include_deployment_checks=True):
        if message.level >= WARNING:
            yield f"{message.id}: {' '.join(message.msg.split())}"
