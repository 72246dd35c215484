"""What is signed while the key changes."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

ROTATIONS, ROTATIONS_IN_A_SOAK = 12, 300


def heads() -> None:
    from pledgebook_site.ledger.selectors.log import head

    assert head()


def exports() -> None:
    from pledgebook_site.ledger.selectors.export import contents

    with contents() as log:
        assert log.checkpoint


def proofs(pledge: str) -> None:
    from pledgebook.ledger.folder.proving import prove_within
    from pledgebook_site.ledger.selectors.bearing import bearing_on
    from pledgebook_site.ledger.selectors.log import signable

    with signable():
        assert prove_within(bearing_on(pledge), pledge, public=True)


def until(stop: threading.Event, act) -> int:
    """Do something again and again until it is enough; how often."""
    from django.db import connection

    done = 0
    while not stop.is_set() or done == 0:
        act()
        done += 1
    connection.close()
    return done


def rotated(pledge: str, times: int) -> None:
    """Change the key so many times, while others sign heads, exports and proofs."""
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services.continuing.keys import rotate

    stop, author = threading.Event(), account("local").author
    with ThreadPoolExecutor(max_workers=3) as pool:
        asked = [pool.submit(until, stop, act) for act in (heads, exports, lambda: proofs(pledge))]
        try:
            for _ in range(times):
                rotate(author=author)
        finally:
            stop.set()
        assert all(one.result(timeout=60) > 0 for one in asked)


def test_a_rotation_takes_the_key_from_nobody(store, filled):
    """Heads, exports and proofs are signed without a fault however often the key changes meanwhile."""
    rotated(filled.pledge, ROTATIONS)


@pytest.mark.soak
def test_many_rotations_take_the_key_from_nobody(store, filled):
    """As before, three hundred times."""
    rotated(filled.pledge, ROTATIONS_IN_A_SOAK)
