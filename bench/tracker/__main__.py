"""`python -m bench.tracker PLACE [PART…]`: measure parts of the task ledger alone, on a tracker that was left at PLACE.

PLACE is a folder such as `bench ledger --data` leaves (`…/sqlite`); where no tracker is in it, one is made and filled
first. Its database is the one that DATABASE_URL names, as for every command.
"""

import json
import os
from pathlib import Path

import click

from bench.tracker.invented import World
from bench.tracker.ledger import PARTS, settle
from bench.tracker.making import Size, fill


@click.command()
@click.argument("place", type=click.Path(path_type=Path, file_okay=False))
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--times", default=1, show_default=True, help="Measure so many times, one after the other.")
def main(place: Path, parts: tuple[str, ...], times: int) -> None:
    """Print the figures of these parts, or of all, as a line of JSON each time."""
    from pledgebook_site.config import DATABASE, DataFolder
    from pledgebook_site.opening import opened

    data, world = DataFolder((place / "data").absolute(), os.environ.get(DATABASE)), World(Size().pledges)
    new = not data.path.exists()
    if new:
        made(data)
    with opened(data):
        if new:
            fill(world, Size())
            settle()
        for _ in range(times):
            figures = {name: value for part in parts or PARTS for name, value in PARTS[part](world, place).items()}
            click.echo(json.dumps(figures))


def made(data: object) -> None:
    """An empty tracker."""
    from pledgebook_site.making import make_tracker

    make_tracker(data, name="An invented tracker")


if __name__ == "__main__":
    main()
