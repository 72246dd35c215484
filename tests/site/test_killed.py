"""Killed at any moment, a process loses nothing that it said was written and leaves nothing half written."""

import random
import subprocess
import time

import pytest


def kill_a_writer(store, delay: float) -> int:
    """Kill a process some seconds after it has begun to write; the last length of the log that it spoke of."""
    writer = subprocess.Popen(**store.writing("Doomed", 10_000))
    told = [int(writer.stdout.readline())]
    time.sleep(delay)
    writer.kill()
    told += [int(line) for line in writer.communicate(timeout=60)[0].splitlines(keepends=True) if line.endswith("\n")]
    return told[-1]


def kill_an_init(place, delay: float) -> None:
    """Kill a process while it makes a tracker."""
    maker = place.started("init")
    time.sleep(delay)
    maker.kill()
    maker.communicate(timeout=60)


def assert_verified(store, folder) -> None:
    for words in (["ledger", "export", str(folder)], ["verify", str(folder)]):
        told = store.run(*words)
        assert told.exit_code == 0, told.output


@pytest.mark.parametrize("delay", [0.0, 0.007, 0.017])
def test_killed_while_writing(store, checked_log, tmp_path, delay):
    """What was said to be written is there, in whole operations, and the log verifies."""
    before = len(checked_log())
    said = kill_a_writer(store, delay)
    size = len(checked_log())
    assert size >= said
    assert (size - before) % 3 == 0
    assert_verified(store, tmp_path / "export")


@pytest.mark.parametrize("delay", [0.5, 0.9])
def test_killed_while_made(nowhere, checked_log, delay):
    """A tracker whose making was killed is there whole, or is made by making it again."""
    kill_an_init(nowhere, delay)
    made_again(nowhere)
    checked_log()


def made_again(place) -> None:
    again = place.run("init")
    assert again.exit_code == 0 or "is a tracker already" in again.stderr, again.stderr
    assert place.run("user", "list").exit_code == 0


@pytest.mark.soak
def test_killed_fifty_times(store, checked_log, tmp_path):
    """Fifty times killed at a random moment, one log goes on, and verifies each time."""
    chance = random.Random(20_26)
    before = len(checked_log())
    for _ in range(50):
        said = kill_a_writer(store, chance.uniform(0, 0.15))
        size = len(checked_log())
        assert size >= said
        assert (size - before) % 3 == 0
        assert_verified(store, tmp_path / "export")


@pytest.mark.soak
@pytest.mark.parametrize("number", range(25))
def test_making_killed_at_any_moment(nowhere, checked_log, number):
    """Killed at any moment of its making, a tracker is there whole or can be made."""
    kill_an_init(nowhere, 0.2 + number * 0.05)
    made_again(nowhere)
    checked_log()
