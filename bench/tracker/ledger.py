"""How quickly a large tracker answers, is added to and is proved: 10,000 pledges, 100,000 sightings, 1,000 documents.

It is invented and made anew through the site's services, on SQLite and on PostgreSQL; figures are told for each.
Medians, in milliseconds. `list_ms`: the first 50 sightings that wait, or the first 50 pledges, whichever is slower.
`filter_ms`: the first 50 pledges by promisor, by status, by a deadline or by words, or sightings by words; the slowest.
`history_ms`: all about one pledge. `as_of_ms`: the first 50 pledges as of a moment half way. `add_ms`: taking in a
document with 20 sightings and offering known pledges for each, without the reading itself. `export_s`: seconds of a
private export. `verify_events_per_second`: of that export, quotes cut anew. `fill_s`: seconds of making the tracker.
`mb`: database, texts and sources. Without `--data` it is made in a temporary folder, else there, and is left there.
"""

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import astuple
from pathlib import Path
from statistics import median
from typing import Any

from bench.data import DataError
from bench.options import Options
from bench.tracker.invented import SEED, World
from bench.tracker.making import Size, fill, knowing
from bench.tracker.servers import NoServerError, postgresql

HOME = None
PINNED = ("list_ms", "filter_ms", "history_ms", "as_of_ms", "add_ms", "verify_events_per_second")
FIGURES = (*PINNED, "export_s", "fill_s", "mb", "events")
PAGE, TIMES, VERIFIED = 50, 21, 3
IN_A_NEW_DOCUMENT, FIRST_NEW = 20, 1_000_000
Call = Callable[[], object]


def run(data: Path | None, options: Options, *, size: Size | None = None) -> dict[str, object]:
    """The figures of both databases; null, with the reason, where there is no PostgreSQL."""
    size = Size() if size is None else size
    world, skipped = World(size.pledges), {}
    with ExitStack() as open_places:
        place = Path(open_places.enter_context(tempfile.TemporaryDirectory())) if data is None else data
        if place.exists() and any(place.iterdir()):
            raise DataError(f"{place} is not empty: name an empty folder or a new one.")
        figures = {"sqlite": measured(place / "sqlite", None, world, size)}
        try:
            url = open_places.enter_context(postgresql())
            figures["postgresql"] = measured(place / "postgresql", url, world, size)
        except NoServerError as reason:
            skipped["postgresql"], figures["postgresql"] = str(reason), dict.fromkeys(FIGURES)
    return {
        **figures,
        "skipped": skipped,
        "documents": size.documents,
        "measured": size.documents,
        "seen": 0,
        "data": hashlib.sha256(repr((SEED, astuple(size))).encode()).hexdigest()[:16],
    }


def measured(place: Path, url: str | None, world: World, size: Size) -> dict[str, float | None]:
    """Make a tracker on one database, and measure it."""
    from pledgebook_site.config import DataFolder
    from pledgebook_site.making import make_tracker
    from pledgebook_site.opening import opened

    data = DataFolder((place / "data").absolute(), url)
    make_tracker(data, name="An invented tracker")
    with opened(data):
        began = time.perf_counter()
        fill(world, size)
        fill_s = time.perf_counter() - began
        settle()
        told = {name: value for part in PARTS.values() for name, value in part(world, place).items()}
        return {**told, "fill_s": round(fill_s, 1), "mb": megabytes(data.path)}


def settle() -> None:
    """Let the database know what it holds, as its own housekeeping would in time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def asked(world: World, place: Path) -> dict[str, float]:
    """The medians of what is asked of the selectors."""
    from pledgebook_site.ledger.models import PledgeRow
    from pledgebook_site.ledger.selectors import lists
    from pledgebook_site.ledger.selectors.lists import Filters
    from pledgebook_site.ledger.selectors.whole import whole

    some = spread(world.promises, TIMES)
    pledges = list(PledgeRow.objects.order_by("made_at", "pk").values_list("pk", flat=True))
    half_way = moment_half_way()
    pages = [
        [lambda: lists.sightings(Filters(state="waiting", limit=PAGE))] * TIMES,
        [lambda: lists.pledges(Filters(limit=PAGE))] * TIMES,
    ]
    return {
        "list_ms": slowest(pages),
        "filter_ms": slowest(filters(lists, some)),
        "history_ms": slowest([[lambda key=key: whole("pledges", key) for key in spread(pledges, TIMES)]]),
        "as_of_ms": slowest([[lambda: lists.pledges(Filters(as_of=half_way, limit=PAGE))] * TIMES]),
    }


def filters(lists: Any, some: list[Any]) -> list[list[Call]]:
    """Each filter with what it is asked for: of promises spread over all, so common and rare ones."""

    def calls(listed: Callable[[Any], object], told: Iterable[dict[str, str]]) -> list[Call]:
        return [lambda one=one: listed(lists.Filters(**one, limit=PAGE)) for one in told]

    statuses = ("kept", "broken", "stalled")
    return [
        calls(lists.pledges, ({"promisor": one.promisor} for one in some)),
        calls(lists.pledges, ({"status": statuses[place % len(statuses)]} for place in range(TIMES))),
        calls(lists.pledges, ({"due_before": str(one.year)} for one in some)),
        calls(lists.pledges, ({"text": f"{one.many} {one.thing}"} for one in some)),
        calls(lists.pledges, ({"text": one.place} for one in some)),
        calls(lists.sightings, ({"state": "waiting", "text": f"{one.many} {one.thing}"} for one in some)),
    ]


def added(world: World, place: Path) -> dict[str, float]:
    """The median of adding new documents, each with its offers, whose reading is known."""
    from pledgebook_site import reading
    from pledgebook_site.ledger.models import DocumentRow
    from pledgebook_site.ledger.selectors.accounts import LOCAL, account
    from pledgebook_site.ledger.selectors.offers import offers
    from pledgebook_site.ledger.services import documents

    author = account(LOCAL).author
    first = FIRST_NEW + DocumentRow.objects.count()
    new = world.texts(TIMES, sightings=IN_A_NEW_DOCUMENT, first=first)
    texts = [(text.document(), text) for text in new]

    def add(document: Any) -> None:
        source = reading.Source(document, document.text.encode())
        offers(documents.add(source, author=author).proposed)

    with knowing({document.text_sha256: text for document, text in texts}):
        return {"add_ms": slowest([[lambda document=document: add(document) for document, _ in texts]])}


def proved(world: World, place: Path) -> dict[str, float]:
    """How long a private export takes, and how many of its events are verified in a second."""
    from pledgebook.ledger.folder.verifying import verify_folder
    from pledgebook.ledger.folder.writing import write_folder
    from pledgebook_site.ledger.selectors.export import contents

    with contents() as log:
        export_s = seconds(lambda: write_folder(log, place / "export"))
    reports = []
    verify_s = median(seconds(lambda: reports.append(verify_folder(place / "export"))) for _ in range(VERIFIED))
    if not all(report.holds for report in reports):
        raise DataError(f"the export does not verify: {reports[0].fault.line()}")
    events = reports[0].size
    return {
        "verify_events_per_second": round(events / verify_s),
        "export_s": round(export_s, 1),
        "events": events,
    }


PARTS = {"asked": asked, "added": added, "proved": proved}


def moment_half_way() -> str:
    """The clock of the entry in the middle of the log."""
    from pledgebook_site.ledger.selectors.log import entries, the_log

    middle = the_log().size // 2
    return next(entry.recorded_at for entry, _ in entries(middle, stop=middle + 1))


def megabytes(folder: Path) -> float:
    """What a tracker takes on the disk."""
    from django.db import connection

    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            size += cursor.fetchone()[0]
    return round(size / 1e6)


def spread(things: list[Any], number: int) -> list[Any]:
    """So many of these at even distances; the same one again where there are fewer."""
    return [things[place * len(things) // number] for place in range(number)]


def slowest(calls: list[list[Call]]) -> float:
    """The largest of the medians of these calls, in milliseconds."""
    return round(1000 * max(median(seconds(call) for call in some) for some in calls), 1)


def seconds(call: Call) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
