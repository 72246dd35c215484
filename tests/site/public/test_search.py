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


@pytest.fixture
def found(store):
    """A function that gives what strangers find by words."""
    from pledgebook_site.ledger.selectors.public.chosen import the_scale
    from pledgebook_site.ledger.selectors.public.days import day
    from pledgebook_site.ledger.selectors.public.listing import Wanted, listed

    return lambda text: listed(Wanted(text=text), day(), the_scale()).keys


def test_words_that_may_not_be_shown_find_nothing(filled, found, read):
    """Words of a source without rights lead no stranger to their promise; its title does, and the desk finds it."""
    from pledgebook_site.ledger.selectors.desk.pledges import listed

    assert found("NONEQUOTED") == []
    assert found("fishing ban NONEQUOTED") == []
    assert found("fishing ban") == [filled.fish]
    assert found("sefa") == [filled.fish]
    assert "0 of 2 promises" in read("/pledges/?q=nonequoted")
    assert [one["id"] for one in listed(words="NONEQUOTED", page=1, size=9)] == [filled.fish]


def test_search_follows_the_rights(at_desk, filled, found):
    """What may no longer be shown is no longer found, and found again once it may be; nothing else has changed."""
    from pledgebook_site.ledger.models import PledgeRow
    from pledgebook_site.ledger.projections import rebuild
    from pledgebook_site.ledger.services import documents

    def rows():
        return sorted(PledgeRow.objects.values_list("pk", "shown_words", "words", "changed_at"))

    before = rows()
    assert found("thirty") == found("open forty") == [filled.clinics]
    documents.change_rights(filled.excerpt, author=at_desk.author, rights="none")
    assert found("thirty") == []
    assert found("open forty") == [filled.clinics]
    now = rows()
    rebuild()
    assert rows() == now
    documents.change_rights(filled.excerpt, author=at_desk.author, rights="excerpt")
    assert found("thirty") == [filled.clinics]
    assert rows() == before


def test_a_join_brings_no_hidden_words(at_desk, filled, found):
    """A wording joined to a promise is found by its words only where they may be shown."""
    from pledgebook_site.ledger.services import sightings

    hidden = at_desk.take("They will open HIDDENWORD clinics soon.", "none", published="2026-03", title="More")
    again = at_desk.propose(hidden, "They will open HIDDENWORD clinics")
    sightings.join(again, filled.clinics, author=at_desk.author)
    assert found("hiddenword") == []
    assert found("forty clinics") == [filled.clinics]


def test_the_migration_fills_the_rows(at_desk, filled):
    """On a tracker of before, what strangers may find and which parts have no verdict of their own is told as well."""
    from importlib import import_module

    from django.apps import apps

    from pledgebook.ledger.events import PledgeParted
    from pledgebook.ledger.values import VerdictsOf
    from pledgebook_site.ledger.models import PledgeRow, StatusSpan

    at_desk.say(filled.fish, PledgeParted(part_of=filled.clinics, verdicts=VerdictsOf.PARENT))

    def rows():
        spans = sorted(StatusSpan.objects.filter(until=None).values_list("pledge", "in_whole"))
        return sorted(PledgeRow.objects.values_list("pk", "in_whole", "shown_words")), spans

    before = rows()
    PledgeRow.objects.update(in_whole=False, shown_words=None)
    StatusSpan.objects.update(in_whole=False)
    import_module("pledgebook_site.ledger.migrations.0005_shown").fill(apps, None)
    assert rows() == before


def test_an_empty_choice_is_none(filled, read):
    """An address with a facet and no choice gives the whole list and offers nothing more than the list does."""
    from pledgebook_site.ledger.selectors.public.listing import FACETS

    boxes = read("/pledges/").count('type="checkbox"')
    for facet in FACETS:
        page = read(f"/pledges/?{facet}=")
        assert (page.count('type="checkbox"'), "Forty clinics" in page) == (boxes, True), facet
