"""Offers: known pledges that a new sighting may belong to."""

import pytest

from tests.site.commands.conftest import Desk

FIRST = "We will build a stone bridge over the Lindane by 2027"
SECOND = "The harbour tram shall reach every northern school"
OTHERS = ("We will plant a hundred oaks in Marrow Street", "Nobody shall pay for the evening ferry again")


@pytest.fixture
def desk(store, tmp_path):
    """The command line of a tracker with some pledges of one sighting each, and one of two that share no word."""
    made = Desk(store, tmp_path)
    for number, words in enumerate(OTHERS):
        made.accept(made.mark(made.take(f"{words}.\n", name=f"other{number}.txt"), words))
    return made


def offered(words: str, desk) -> list:
    from pledgebook_site.ledger.selectors.offers import offers

    key = desk.mark(desk.take(f"{words}, she said once more.\n", name="new.txt"), words)
    desk.store.boot()
    return offers([key])[key]


@pytest.mark.parametrize("words", [FIRST, SECOND])
def test_either_wording_is_found(desk, words):
    """A sighting is offered the pledge that one of its first two wordings is like, whichever of them it is."""
    pledge = desk.accept(desk.mark(desk.take(f"{FIRST}.\n", name="first.txt"), FIRST))
    desk.accept(desk.mark(desk.take(f"{SECOND}.\n", name="second.txt"), SECOND), "--pledge", pledge)
    (offer,) = offered(words, desk)
    assert (offer.pledge, offer.score > 0.5) == (pledge, True)
    assert offer.sameness.score == offer.score


def test_nothing_alike_is_offered_nothing(desk):
    """A sighting that shares no words with what is known, and one of a withdrawn pledge, are offered nothing."""
    assert offered("Every lamp in the valley will burn all night", desk) == []
    pledge = desk.accept(desk.mark(desk.take(f"{FIRST}.\n", name="first.txt"), FIRST))
    desk.says("withdraw", pledge, "--reason", "no promise")
    assert offered(FIRST, desk) == []


def test_an_empty_tracker_offers_nothing(store, tmp_path):
    """Where there is no pledge yet there is nothing to offer."""
    assert offered(FIRST, Desk(store, tmp_path)) == []
