"""The gold's definitions, on one invented document."""

import pytest

from bench.gold_score import dates, names
from bench.gold_score.assign import assign
from bench.gold_score.score import Gold, score
from bench.gold_score.spans import overlap, respan

TEXT = "“We will dig by 2027,” Voss said. She must not stop. Rain is expected."


def span(words, **more):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, **more}


def gold():
    pledge = span(
        "We will dig by 2027",
        promisor={"name": "Henrike Voss", "accept": ["city"]},
        action="dig",
        object="",
        deadline=span("by 2027", earliest="2027", latest="2027"),
        condition=None,
        amount=None,
        polarity="affirmed",
        kind="action",
        firmness="firm",
        specificity="vague",
        accept={"specificity": ["specific"]},
    )
    statement = {
        "manner": "direct",
        "act": "pledge",
        "source": span("Voss"),
        "cue": span("said"),
        "content": [span("We will dig by 2027,")],
        "speaker": {"name": "Henrike Voss"},
        "said": None,
    }
    time = span("2027", type="DATE", value="2027", earliest="2027", latest="2027")
    negatives = [span("She must not stop"), span("Rain is expected")]
    data = {"pledges": [pledge], "statements": [statement], "times": [time], "not_pledges": negatives}
    return Gold("one", TEXT, data)


def test_gold_against_itself_is_perfect():
    """The gold as its own reading has every figure that it can have at 100, and no alarm."""
    document = gold()
    figures = score([document], {"one": document.data})
    assert {figures[f"{name}_f1"] for name in ("pledge", "sure_pledge", "statement", "sure_statement", "time")} == {
        100.0
    }
    assert {
        figures[name] for name in ("promisor", "deadline_exact", "speaker", "act", "time_value", "quotes_true")
    } == {100.0}
    assert (figures["false_alarms"], figures["not_pledges"], figures["invented_deadlines"]) == (0, 2, 0)


def test_an_empty_reading_finds_nothing():
    """Without a reading every rate is 0 and the document is named as missing."""
    figures = score([gold()], {})
    assert figures["pledge_f1"] == figures["statement_f1"] == figures["promisor"] == 0.0
    assert figures["missing_readings"] == ["one"]


def test_a_false_alarm():
    """A prediction that pairs with no pledge and covers a negative is an alarm and costs precision."""
    document = gold()
    reading = {"pledges": [*document.data["pledges"], span("She must not stop")]}
    figures = score([document], {"one": reading})
    assert (figures["false_alarms"], figures["false_alarm_rate"]) == (1, 50.0)
    assert (figures["pledge_precision"], figures["pledge_recall"], figures["pledge_f1"]) == (50.0, 100.0, 66.7)


def test_other_right_values_are_right():
    """What the gold accepts beside its own value counts; what it does not, does not."""
    document = gold()
    other = {
        **document.data["pledges"][0],
        "specificity": "specific",
        "kind": "outcome",
        "promisor": {"name": "the city"},
    }
    figures = score([document], {"one": {"pledges": [other]}})
    assert (figures["specificity"], figures["kind"], figures["promisor"]) == (100.0, 0.0, 100.0)


def test_doubtful_pledges():
    """What pairs with a doubtful pledge is neither right nor wrong among the sure."""
    document = gold()
    document.data["pledges"][0]["doubtful"] = "who knows"
    figures = score([document], {"one": {"pledges": document.data["pledges"]}})
    assert figures["pledge_f1"] == 100.0
    assert figures["sure_pledge_f1"] == 0.0
    assert figures["counts"]["sure_precision"] == [0, 0]


def test_an_invented_deadline():
    """A dated deadline where the gold has none is counted."""
    document = gold()
    document.data["pledges"][0]["deadline"] = None
    reading = {"pledges": [{**document.data["pledges"][0], "deadline": {"earliest": None, "latest": "2026"}}]}
    assert score([document], {"one": reading})["invented_deadlines"] == 1


def test_false_quotations_are_counted_and_moved():
    """A quotation at the wrong offsets is no true one, yet it is scored where its words stand."""
    document = gold()
    moved = {**document.data["pledges"][0], "start": 30, "end": 49}
    figures = score([document], {"one": {"pledges": [moved]}})
    assert (figures["quotes_true"], figures["pledge_f1"]) == (0.0, 100.0)
    assert respan({"start": 0, "end": 1, "text": "nowhere"}, TEXT)["start"] == 0


def test_items_without_places_count_as_found():
    """A prediction without usable offsets matches nothing and costs precision."""
    assert score([gold()], {"one": {"pledges": [{"text": "We will dig"}]}})["pledge_precision"] == 0.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Henrike Voss", "Voss", True),
        ("President Voss", "Voss", True),
        ("Voss", "Ekwall", False),
        ("Voss", "Voss's aides", False),
        ("Velmar government", "government", False),
        ("Lindane city council", "city council", True),
        ("the minister", "minister", True),
        ("", "Voss", False),
    ],
)
def test_names(one, other, same):
    """Last names and heads decide; somebody's people are somebody else; what everybody has decides nothing."""
    assert names.same_name(one, other) is same
    assert names.same_name(other, one) is same


def test_nobody_is_nobody():
    """Without a promisor in the gold only no promisor is right."""
    assert names.same_person(None, None)
    assert not names.same_person(None, {"name": "Voss"})
    assert not names.same_person({"name": "Voss"}, None)


def test_partial_dates():
    """A partial date begins on its first day and ends on its last; open ends reach everywhere, unknown ones nowhere."""
    assert dates.interval({"earliest": "2024-02", "latest": "2024-02"}) == ("2024-02-01", "2024-02-29")
    assert dates.accepted({"earliest": None, "latest": "2027", "accept": [["2027", "2027"]]}) == [
        (None, "2027-12-31"),
        ("2027-01-01", "2027-12-31"),
    ]
    assert dates.meets((None, "2027-12-31"), ("2027-05-01", None))
    assert not dates.meets(("2027-01-01", None), (None, "2026-12-31"))
    assert not dates.meets(("2027-01-01", None), dates.UNKNOWN)


def test_the_best_pairs():
    """The greatest total wins over the greedy choice, and 0 allows no pair."""
    assert sorted(assign([[9.0, 8.0], [8.0, 0.0]])) == [(0, 1), (1, 0)]
    assert assign([[0.0]]) == []
    assert assign([]) == []
    assert sorted(assign([[1.0, 2.0, 3.0]])) == [(0, 2)]


def test_overlap():
    """Overlap is told as a share of the smaller and of both together."""
    assert overlap([(0, 10)], [(5, 7)]) == (1.0, 0.2)
    assert overlap([(0, 2)], []) == (0.0, 0.0)
