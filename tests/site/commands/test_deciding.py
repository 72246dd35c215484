"""`mark`, `accept`, `reject`, `put-off`, `join` and `split`."""

import pytest


def test_mark(desk):
    """A person marks words by quoting them or by their place, with promisor and deadline; proposed_by says so."""
    document = desk.take()
    told = ("--promisor", "Ilmara Tennholt", "--role", "Minister", "--deadline", "2026/2027-05")
    made = desk.json("mark", document, "--quote", "We will build the bridge by 2027", *told)
    assert (made["start"], made["end"], made["state"]) == (1, 33, "waiting")
    assert made["proposed_by"] == {"kind": "person", "reader": None}
    assert made["promisor"] == {"name": "Ilmara Tennholt", "role": "Minister", "person": None}
    assert made["deadline"] == {"earliest": "2026", "latest": "2027-05", "text": None}
    again = desk.json("mark", document[:6], "--start", "4", "--end", "14")
    assert again["text"] == "will build"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "say which words"),
        (("--quote", "We will build two bridges"), "do not stand in the document"),
        (("--quote", "the"), "more than once"),
        (("--start", "4"), "go together"),
        (("--start", "4", "--end", "4000"), "is no place in a text"),
        (("--quote", "We", "--start", "4", "--end", "9"), "give one of the two"),
        (("--quote", "We", "--role", "Minister"), "--role goes with --promisor"),
        (("--quote", "We", "--deadline", "soon"), "is no deadline"),
        (("--quote", "We", "--deadline", "2027/2026"), "ends before it begins"),
        (("--quote", "We", "--promisor", " "), "--promisor is empty"),
    ],
)
def test_mark_refused(desk, words, complaint):
    """What cannot be marked is refused in one line, and nothing is recorded."""
    document = desk.take()
    assert complaint in desk.refused("mark", document, *words)
    assert desk.json("list") == []


def test_marking_twice(desk):
    """The same words are marked once."""
    document = desk.take()
    sighting = desk.mark(document)
    assert sighting in desk.refused("mark", document, "--quote", "We will build the bridge by 2027")


def test_accept(desk):
    """An accepted sighting begins a tracked pledge with its promisor confirmed and a title."""
    sighting = desk.mark(desk.take(), "We will build the bridge by 2027", "--promisor", "Somebody")
    (done,) = desk.json(
        "accept", sighting, "--title", "A bridge", "--promisor", "Ilmara Tennholt", "--role", "Minister"
    )
    assert (done["id"], done["kind"], done["state"]) == (sighting, "sighting", "accepted")
    (pledge,) = desk.json("list", "pledges")
    assert pledge["id"] == done["pledge"]
    assert (pledge["title"], pledge["tracked"], pledge["sightings"]) == ("A bridge", True, 1)
    assert pledge["promisor"]["name"] == "Ilmara Tennholt"
    assert desk.json("show", sighting)["state"] == "accepted"


def test_accept_for_a_known_pledge(desk):
    """A sighting is accepted for a known pledge, which the id of another accepted sighting may name."""
    document = desk.take()
    first, second = desk.mark(document), desk.mark(document, "Nobody pays for the ferry")
    pledge = desk.accept(first)
    assert desk.accept(second, "--pledge", first) == pledge
    assert desk.json("list", "pledges")[0]["sightings"] == 2


def test_recorded_only(desk):
    """A pledge may be kept without verdicts, with the reason."""
    pledge = desk.pledge("--recorded-only", "too vague")
    told = desk.json("show", pledge)
    assert (told["tracked"], told["why_tracked"]) == (False, "too vague")
    assert desk.json("track", pledge, "--reason", "on second thoughts")["tracked"] is True
    assert desk.json("track", pledge, "--recorded-only", "vague after all")["reason"] == "vague after all"
    assert "leave out --reason" in desk.refused("track", pledge, "--reason", "x", "--recorded-only", "y")


def test_several(desk):
    """Of several ids the good ones are decided and the bad ones named; one that is nobody's refuses all."""
    document = desk.take()
    first, second = desk.mark(document), desk.mark(document, "Nobody pays for the ferry")
    desk.accept(first)
    done = desk.store.run("accept", first, second, "--format", "json")
    assert done.exit_code == 2
    assert f"{first[:8]}: refused: the sighting is accepted already." in done.stderr
    assert {one["state"] for one in desk.json("list")} == {"accepted"}
    assert "there is no sighting or evidence 'ffff'" in desk.refused("reject", "ffff", first)


def test_reject_and_put_off(desk):
    """Rejected and put-off sightings are listed by their state, with the reason."""
    document = desk.take()
    first, second = desk.mark(document), desk.mark(document, "Nobody pays for the ferry")
    assert desk.json("reject", first, "--reason", "a forecast")[0]["state"] == "rejected"
    assert desk.json("put-off", second, "--reason", "ask")[0]["state"] == "put_off"
    assert [(one["id"], one["reason"]) for one in desk.json("list", "--state", "rejected")] == [(first, "a forecast")]
    assert [(one["id"], one["reason"]) for one in desk.json("list", "--state", "put_off")] == [(second, "ask")]
    assert "rejected already" in desk.refused("reject", first)


def test_join_and_split(desk):
    """A waiting sighting and a whole pledge can be joined to a pledge, and a sighting split off again."""
    document = desk.take()
    words = ("We will build the bridge by 2027", "Nobody pays for the ferry", "until then")
    first, second, third = (desk.mark(document, one) for one in words)
    pledge, other = desk.accept(first), desk.accept(third)
    assert desk.json("join", second, pledge) == {"id": second, "pledge": pledge}
    assert desk.json("join", other, first)["pledge"] == pledge
    (joined,) = desk.json("list", "pledges")
    assert (joined["id"], joined["sightings"]) == (pledge, 3)
    made = desk.json("split", second)["pledge"]
    assert made not in (pledge, other)
    assert {one["id"] for one in desk.json("list", "pledges")} == {pledge, made}
    assert "with that pledge already" in desk.refused("join", second, made)


def test_a_sighting_that_waits_is_no_pledge(desk):
    """Where a pledge is asked for, a sighting that is not accepted is refused."""
    sighting = desk.mark(desk.take())
    assert "has no pledge: it is waiting" in desk.refused("track", sighting)
    assert "too short" in desk.refused("track", sighting[:3])
