"""Likely promises among many."""

from itertools import product

import pytest

from pledgebook.compare import Candidates, Wording, same
from tests.work import calls

THINGS = ["harbour tunnel", "school meals", "water tax", "river ferry", "old bridge", "night buses", "forest road"]
PLACES = ["Velmar", "Lindane", "Orrin", "Tessaly", "Marrow", "Quillon", "Brant"]


def said(text):
    return Wording(text=text, promisor="Henrike Voss", language="en")


@pytest.fixture
def known():
    items = [
        (f"{thing} {place}", said(f"We will renew the {thing} in {place}.")) for thing in THINGS for place in PLACES
    ]
    return Candidates(items)


def test_the_likeliest_comes_first(known):
    """The promise on the same thing in the same place is found first, with its reasons."""
    found = known.find(said("Voss wants to see the school meals of Orrin renewed."), limit=3)
    assert found[0][0] == "school meals Orrin"
    assert len(found) == 3
    assert [sameness.score for _, sameness in found] == sorted((s.score for _, s in found), reverse=True)
    assert found[0][1].why


def test_nothing_in_common_is_no_candidate(known):
    """A wording that shares no content word with any finds none, and neither does one without any."""
    assert known.find(said("Pensions shall double.")) == []
    assert known.find(said("We will.")) == []
    assert Candidates[str]().find(said("We will renew the ferry.")) == []


def test_an_id_with_several_wordings_comes_once(known):
    """The best of its wordings speaks for an id, and one that is added later is found."""
    known.add("water tax Orrin", said("The Orrin tax on water goes."))
    keys = [key for key, _ in known.find(said("The tax on water goes in Orrin."), limit=50)]
    assert keys[0] == "water tax Orrin"
    assert len(keys) == len(set(keys))


def test_the_score_is_that_of_same(known):
    """What is found is scored as by `same`, with the rarity of the collection."""
    sought = said("We will renew the river ferry in Brant.")
    key, found = known.find(sought)[0]
    assert key == "river ferry Brant"
    assert found.why[0].name == same(sought, sought).why[0].name
    assert found.score > 0.9


@pytest.mark.soak
def test_most_of_ten_thousand_are_not_compared():
    """To look for a wording among 10,000 is less work than to compare it with a fiftieth of them."""
    syllables = ["ba", "de", "fi", "go", "lu", "me", "no", "pi", "ra", "su"]
    names = ["".join(parts) for parts in product(syllables, repeat=4)]
    known = Candidates((name, said(f"We will renew the road and the school of {name}.")) for name in names)
    sought = said("The school of lumenopi will be renewed.")
    one = calls(lambda: same(sought, said("We will renew the road and the school of lumenopi.")))
    assert known.find(sought)[0][0] == "lumenopi"
    assert calls(lambda: known.find(sought)) < one * len(names) / 50
