"""Real processes: many writers keep one log, and one that is killed loses nothing that was committed."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
KILLED, KILLED_IN_A_SOAK = 4, 50


def worker(store, name: str) -> subprocess.Popen[str]:
    """A writer in a process of its own, once it is about to write."""
    return ready(begun(store, name))


WHOLE = re.compile(r"(documents|sightings|pledges|evidence|verdicts) [0-9a-f]{32}")


def begun(store, name: str) -> subprocess.Popen[str]:
    told = {key: value for key, value in {**os.environ, **store.environment}.items() if value is not None}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.site.proof.worker", str(store.data.path), name],
        cwd=ROOT,
        env=told,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ready(process: subprocess.Popen[str]) -> subprocess.Popen[str]:
    assert process.stdout.readline() == "ready\n", process.stderr.read()
    return process


def killed(process) -> list[list[str]]:
    """Kill a writer; what it had printed of what is committed."""
    process.kill()
    printed, _ = process.communicate(timeout=30)
    # What was read ahead of a line is lost to `communicate`, so that the first line may lack its beginning.
    return [line.split() for line in printed.splitlines() if WHOLE.fullmatch(line)]


def there(told) -> bool:
    from pledgebook_site.ledger.selectors.record import noun

    return all(noun(kind, key) is not None for kind, key in told)


def test_writers_keep_one_log(store, exported):
    """Three processes write at once, others change the key and export meanwhile: one log, and it holds."""
    from pledgebook_site.ledger.models import EntryRow
    from pledgebook_site.ledger.selectors.log import the_log

    meanwhile = store.data.path.parent / "meanwhile"
    writers = [begun(store, name) for name in ("Ada", "Bo", "Cid")]
    others = [store.started("ledger", *words) for words in (("rotate",), ("export", str(meanwhile)))]
    for writer in writers:
        ready(writer)
    said = [other.communicate(timeout=60)[1] for other in others]
    first = [[writer.stdout.readline().split() for _ in range(6)] for writer in writers]
    told = [some + killed(writer) for some, writer in zip(first, writers, strict=True)]
    assert [other.returncode for other in others] == [0, 0], said
    assert all(map(there, told))
    assert EntryRow.objects.count() == the_log().size
    exported()
    assert store.run("verify", str(meanwhile)).exit_code == 0


def soak(store, exported, times: int) -> None:
    """Kill a writer again and again, each time after some more of its operations and a moment."""
    chance = random.Random()
    for number in range(times):
        process = worker(store, f"W{number}")
        done = [process.stdout.readline().split() for _ in range(chance.randrange(12))]
        time.sleep(chance.uniform(0, 0.1))
        assert there(done + killed(process))
        if number % 10 == 9 or number + 1 == times:
            exported()


def test_a_killed_writer_loses_nothing(store, exported):
    """Killed at random moments, a writer leaves every event that was committed, none by half, and a log that holds."""
    soak(store, exported, KILLED)
    assert store.run("ledger", "rebuild").exit_code == 0


@pytest.mark.soak
def test_a_writer_is_killed_fifty_times(store, exported):
    """As before, fifty times."""
    soak(store, exported, KILLED_IN_A_SOAK)


def test_rows_of_a_killed_writer_are_whole(store):
    """After a kill the rows of the record are those that a rebuild makes of the log."""
    from tests.site.ledger.test_projections import by_replay, whole

    process = worker(store, "Eve")
    time.sleep(random.Random().uniform(0, 0.5))
    assert there(killed(process))
    assert whole() == by_replay()
