"""The list is searched and narrowed in the same way on both databases."""

import pytest

from pledgebook_site.ledger.folding import folded
from tests.site.public.conftest import PROMISOR

WORDINGS = {
    "school": "Жаңа мектеп Қарағандыда салынады",
    "fir": "Ёлки посадят у дома Королёва",
    "rail": "We’ll lay 20,000 km of rail — for the north",
    "clinic": "Clinics will be opened in every district",
}


@pytest.fixture
def known(at_desk) -> dict[str, str]:
    """Pledges by a short name."""
    document = at_desk.take("\n\n".join(WORDINGS.values()), "full", published="2025", title="All")
    return {
        name: at_desk.accept(at_desk.propose(document, words, promisor=PROMISOR)) for name, words in WORDINGS.items()
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("мект", "school"),
        ("караганды", "school"),
        ("елки", "fir"),
        ("ЁЛКИ королев", "fir"),
        ("20,000", "rail"),
        ("rail north", "rail"),
        ("we ll", "rail"),
        ("CLIN district", "clinic"),
        ("linic", ""),
        ("rail clinics", ""),
        ("verrin", "school fir rail clinic"),
        ("100%", ""),
        ("_", "school fir rail clinic"),
        ("", "school fir rail clinic"),
    ],
)
def test_words_are_found_by_their_beginnings(known, query, found):
    """Each word of a query has to begin a word of the promise, whatever the letters, marks and signs around it."""
    from pledgebook_site.ledger.selectors.public.chosen import the_scale
    from pledgebook_site.ledger.selectors.public.days import day
    from pledgebook_site.ledger.selectors.public.listing import Wanted, listed

    keys = listed(Wanted(text=query), day(), the_scale()).keys
    assert {name for name, key in known.items() if key in keys} == set(found.split())


def test_facets_count_what_each_choice_would_leave(at_desk, filled, read):
    """Choices of one facet are either, of several facets both; a chosen facet still counts its other choices."""
    from pledgebook_site.ledger.selectors.public.chosen import the_scale
    from pledgebook_site.ledger.selectors.public.days import day
    from pledgebook_site.ledger.selectors.public.listing import Wanted, listed

    def told(**chosen):
        return listed(Wanted(chosen={name: tuple(some) for name, some in chosen.items()}), day(), the_scale())

    everything = told()
    assert {one.value: one.count for one in everything.facets["person"]} == {"ilsa-verrin": 1, "sefa-marrable": 1}
    assert told(person=["ilsa-verrin"]).keys == [filled.clinics]
    assert told(person=["ilsa-verrin", "sefa-marrable"]).count == 2
    assert told(person=["sefa-marrable"], topic=["health"]).count == 0
    narrowed = told(status=["in-the-works"])
    assert {one.value: one.count for one in narrowed.facets["status"]} == {"in-the-works": 1, "not-yet-rated": 1}
    assert [one.value for one in narrowed.facets["topic"]] == ["health"]
    assert told(due=["2027"]).keys == [filled.clinics]
    assert told(programme=[filled.programme]).keys == [filled.clinics]
    page = read("/pledges/?person=ilsa-verrin&topic=health&q=clin")
    assert "1 of 2 promises" in page
    assert "?person=ilsa-verrin&amp;topic=health" in page


def test_folding_is_a_table():
    """Kazakh letters and ё are found by whoever types the Russian letter; folding twice changes nothing."""
    assert folded("Әлібек, Ғалым; ҚЫЗ-жібек Өңір үйі һәм «Ёж»") == "алибек галым кыз жибек онир уии хам еж"
    for text in WORDINGS.values():
        assert folded(folded(text)) == folded(text)
