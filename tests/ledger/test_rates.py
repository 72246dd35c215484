"""Rates over tracked pledges, with all counts beside them."""

from pledgebook.ledger.rates import rates
from pledgebook.ledger.rating import known, scale
from pledgebook.ledger.state import PledgeNoun, VerdictNoun

SCALES = {name: scale(name) for name in known()}
CLOCK = "2024-01-01T00:00:00.000000Z"


def pledge(number, *, verdict=None, sightings=("s",), **more):
    return PledgeNoun(id=f"p{number}", made_at=CLOCK, sightings=list(sightings), verdict=verdict, **more)


def verdict(name, *, on, status):
    return VerdictNoun(id=name, given_at=CLOCK, effective_at=CLOCK, given_by="a", scale=on, status=status)


def counted(pledges, verdicts=(), *, on="politifact"):
    return rates(pledges, verdicts={one.id: one for one in verdicts}, scales=SCALES, scale=SCALES[on], found=9)


def test_counts_stand_beside_percentages():
    """Kept, unjudged, recorded only, withdrawn and no longer accepted ones are counted where they belong."""
    found = counted(
        [
            pledge(1, verdict="v1"),
            pledge(2, verdict="v2"),
            pledge(3),
            pledge(4, tracked=False),
            pledge(5, withdrawn="a mistake"),
            pledge(6, sightings=()),
        ],
        [verdict("v1", on="politifact", status="kept"), verdict("v2", on="politifact", status="broken")],
    )
    assert (found.found, found.recorded, found.tracked, found.counted) == (9, 4, 3, 3)
    assert (found.without_verdict, found.unmapped, found.in_whole) == (1, 0, 0)
    assert {one.entry.id: (one.count, one.percent) for one in found.rates if one.count} == {
        "kept": (1, 33.3),
        "broken": (1, 33.3),
    }
    assert found.counted == sum(one.count for one in found.rates) + found.without_verdict + found.unmapped


def test_other_scales_are_mapped():
    """A verdict on another scale counts as its counterpart, and as unmapped where there is none."""
    verdicts = [
        verdict("v1", on="polimetre", status="partly-kept"),
        verdict("v2", on="delivery", status="green"),
        verdict("v3", on="lost", status="kept"),
        verdict("v4", on="politifact", status=None),
    ]
    found = counted([pledge(n, verdict=f"v{n}") for n in (1, 2, 3, 4)], verdicts, on="comparative-pledges")
    assert {one.entry.id: one.count for one in found.rates if one.count} == {"partly-fulfilled": 1}
    assert found.unmapped == 3


def test_parts_count_once():
    """Parts whose whole carries the verdict do not count beside it; parts with verdicts of their own do."""
    found = counted([pledge(1), pledge(2, part_of="p1", verdicts_of="parent"), pledge(3, part_of="p1")])
    assert (found.tracked, found.in_whole, found.counted) == (3, 1, 2)


def test_no_pledge_no_percentage():
    """Where nothing is counted there are no percentages."""
    assert {one.percent for one in counted([]).rates} == {None}
