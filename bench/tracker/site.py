"""How quickly the pages of a large tracker come: 10,000 promises, 100,000 suggestions that wait, on SQLite.

It is invented and made anew through the site's services; each page goes through the whole site but its server. Medians
of different pages of a kind, in milliseconds. `queue_ms`: pages of the queue. `review_ms`: a suggestion beside its
source, with the known promises that are like it. `list_ms`: the public list, its further pages, and narrowed to a
status. `search_ms`: the list searched for words, rare and common ones. `pledge_ms`: a promise's public page.
`front_ms`: the front page. Where a kind is asked in several ways, the slowest. `largest_kb`: the largest of these
pages. `fill_s`: seconds of making the tracker. Without `--data` it is made in a temporary folder, else there, and is
left there.
"""

import hashlib
import tempfile
import time
from contextlib import ExitStack
from dataclasses import astuple, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from bench.data import DataError
from bench.options import Options
from bench.tracker.invented import World
from bench.tracker.ledger import FIRST_NEW, TIMES, settle, spread
from bench.tracker.making import Size, fill, let_wait

HOME = None
PINNED = ("queue_ms", "review_ms", "list_ms", "search_ms", "pledge_ms")
DECIDED = Size(sightings=20_000, documents=200)
WAITING, IN_A_DOCUMENT, QUEUE_PAGES = 100_000, 100, 1_000
FINE = 200


def run(data: Path | None, options: Options, *, size: Size = DECIDED, waiting: int = WAITING) -> dict[str, object]:
    """The figures on SQLite."""
    with ExitStack() as open_places:
        place = Path(open_places.enter_context(tempfile.TemporaryDirectory())) if data is None else data
        if place.exists() and any(place.iterdir()):
            raise DataError(f"{place} is not empty: name an empty folder or a new one.")
        figures = measured(place, size, waiting)
    return {
        **figures,
        "skipped": {},
        "documents": size.documents,
        "measured": size.documents,
        "seen": 0,
        "data": hashlib.sha256(repr((astuple(size), waiting)).encode()).hexdigest()[:16],
    }


def measured(place: Path, size: Size, waiting: int) -> dict[str, float]:
    """Make a tracker, and ask for its pages."""
    from pledgebook_site.config import DataFolder
    from pledgebook_site.making import make_tracker
    from pledgebook_site.opening import opened

    data = DataFolder(place.absolute() / "data", None)
    make_tracker(data, name="An invented tracker")
    with opened(data):
        began, world = time.perf_counter(), World(size.pledges)
        pledges = fill(world, size)
        let_wait(world, waiting // IN_A_DOCUMENT, sightings=IN_A_DOCUMENT, first=FIRST_NEW)
        fill_s = time.perf_counter() - began
        settle()
        return {**asked(world, list(pledges.values())), "fill_s": round(fill_s, 1)}


@dataclass
class Reader:
    """Somebody at the desk, who may see all; how large the largest page was that came."""

    client: Any = field(default_factory=lambda: signed_in())
    largest: int = 0

    def ms(self, addresses: list[str]) -> float:
        """The median of these pages; DataError if one does not come. The first is asked for twice, to warm up."""
        times = [self._seconds(address) for address in (addresses[0], *addresses)][1:]
        return round(1000 * median(times), 1)

    def _seconds(self, address: str) -> float:
        began = time.perf_counter()
        answer = self.client.get(address)
        took = time.perf_counter() - began
        if answer.status_code != FINE:
            raise DataError(f"{address} answers {answer.status_code}.")
        self.largest = max(self.largest, len(answer.content))
        return took


def signed_in() -> Any:
    """A browser in which a publisher has signed in."""
    from django.test import Client

    from pledgebook.ledger.values import AccountRole
    from pledgebook_site.ledger.selectors.accounts import LOCAL, account
    from pledgebook_site.ledger.services.accounts import add_account

    password = "a reader of many pages"
    made = add_account("Bench", password=password, role=AccountRole.PUBLISHER, by=account(LOCAL))
    client = Client(headers={"host": "localhost"})
    client.force_login(made, backend="pledgebook_site.web.signing.Accounts")
    return client


def asked(world: World, pledges: list[str]) -> dict[str, float]:
    """The medians of each kind of page."""
    reader = Reader()
    kinds = {
        "queue_ms": [queue_pages()],
        "review_ms": [[f"/desk/queue/{key}/" for key in spread(waiting(), TIMES)]],
        "list_ms": lists(),
        "search_ms": searches(spread(world.promises, TIMES)),
        "pledge_ms": [[f"/pledges/{key}/" for key in spread(pledges, TIMES)]],
        "front_ms": [["/"] * TIMES],
    }
    figures = {name: max(reader.ms(pages) for pages in several) for name, several in kinds.items()}
    return {**figures, "largest_kb": round(reader.largest / 1000, 1)}


def queue_pages() -> list[str]:
    return [f"/desk/queue/?page={1 + number * QUEUE_PAGES // TIMES}" for number in range(TIMES)]


def waiting() -> list[str]:
    """Ids of suggestions that wait."""
    from pledgebook_site.ledger.models import SightingRow

    return list(SightingRow.objects.filter(state="waiting").order_by("id").values_list("id", flat=True))


def lists() -> list[list[str]]:
    """The list as it is first seen, page by page, and narrowed."""
    statuses = ("kept", "broken", "stalled")
    narrowed = [f"/pledges/?{urlencode({'status': statuses[number % 3]})}" for number in range(TIMES)]
    return [["/pledges/"] * TIMES, [f"/pledges/?page={1 + number}" for number in range(TIMES)], narrowed]


def searches(some: list[Any]) -> list[list[str]]:
    """Words that few promises have, words that many have, and the beginning of one."""
    few = [f"{one.many} {one.thing}" for one in some]
    many = [one.thing.split()[-1] for one in some]
    begun = [one.place[:4] for one in some]
    return [[f"/pledges/?{urlencode({'q': words})}" for words in group] for group in (few, many, begun)]
