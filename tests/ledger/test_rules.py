"""What the ledger refuses, and what it then says."""

import pytest

from pledgebook.ledger.events import (
    AuthorRoleChanged,
    EvidenceAccepted,
    EvidenceRejected,
    PledgeParted,
    PledgeProgrammeGiven,
    PledgeRecordedOnly,
    PledgeWithdrawn,
    ProgrammeClosed,
    ProgrammeOpened,
    ReplyReceived,
    SettingChanged,
    SightingAccepted,
    SightingBoundsChanged,
    SightingJoined,
    SightingRejected,
    SightingSplit,
    VerdictSigned,
    VerdictWithdrawn,
)
from pledgebook.ledger.replay import replay
from tests.ledger.logs import (
    ANNA,
    BERIK,
    LOCAL,
    TRACKER,
    begun,
    evidence,
    identity,
    proposed,
    supported,
    verdict,
)

PLEDGE, SIGHTING, OTHER = identity(1), identity(20), identity(21)


def problems(memory):
    return [problem.text for problem in replay(memory.log).problems]


def test_an_initial_verdict_needs_no_evidence():
    """Not yet rated is said without evidence."""
    memory = begun()
    memory.record(verdict("not-yet", phase="initial", evidence=[]), identity(40))
    state = replay(memory.log)
    assert state.problems == []
    assert state.pledges[PLEDGE].status == "not-yet"


@pytest.mark.parametrize(("status", "phase"), [("started", "progress"), ("kept", "final")])
def test_any_other_verdict_needs_accepted_evidence(status, phase):
    """A progress or final verdict is refused without accepted evidence, and holds with it."""
    memory = begun()
    memory.record(verdict(status, phase=phase, evidence=[]), identity(40))
    memory.record(evidence(), identity(30))
    memory.record(verdict(status, phase=phase, evidence=[identity(30)]), identity(41))
    refused = problems(memory)
    assert "needs accepted evidence" in refused[0]
    assert "is not accepted" in refused[1]
    memory.record(EvidenceAccepted(), identity(30))
    memory.record(verdict(status, phase=phase, evidence=[identity(30)]), identity(42))
    assert replay(memory.log).pledges[PLEDGE].verdict == identity(42)


def test_a_search_record_is_evidence():
    """That nothing was found supports a verdict."""
    memory = begun()
    search = {"who": "Anna", "where": "the gazette", "from": "2026", "to": "2027", "terms": "schools"}
    memory.record(evidence(kind="search", bearing="against", url=None, search=search), identity(30))
    memory.record(EvidenceAccepted(), identity(30))
    memory.record(verdict("kept", phase="final", evidence=[identity(30)]), identity(40))
    assert problems(memory) == []


def test_evidence_about_another_pledge():
    """Evidence supports the pledge that it is about, and no other."""
    memory = begun()
    memory.record(SightingAccepted(pledge=identity(2), promisor=None, confirmed=False), OTHER)
    key = supported(memory)
    memory.record(verdict("kept", phase="final", evidence=[key], pledge=identity(2)), identity(40))
    assert problems(memory) == [f"the evidence {key} is about another pledge"]


def test_a_recorded_pledge_gets_no_verdict():
    """Only tracked pledges get verdicts."""
    memory = begun()
    memory.record(PledgeRecordedOnly(reason="too vague"), PLEDGE)
    memory.record(verdict("not-yet", phase="initial", evidence=[]), identity(40))
    assert problems(memory) == ["the pledge is recorded only: track it first"]


@pytest.mark.parametrize(
    ("status", "phase", "said"),
    [
        ("done", "final", "has no done"),
        ("kept", "initial", "kept is final"),
        ("started", "final", "started is progress"),
    ],
)
def test_the_scale_in_force(status, phase, said):
    """A verdict is an entry of the tracker's scale, with the phase that this entry has."""
    memory = begun()
    key = supported(memory)
    memory.record(verdict(status, phase=phase, evidence=[key]), identity(40))
    assert said in problems(memory)[0]


def test_two_signatures():
    """Where two must sign, a verdict counts only once a second person has signed it."""
    memory = begun(two_signatures=True)
    key = supported(memory)
    memory.record(verdict("kept", phase="final", evidence=[key], needed=2), identity(40))
    assert replay(memory.log).pledges[PLEDGE].status is None
    memory.record(VerdictSigned(), identity(40), author=BERIK)
    state = replay(memory.log)
    assert state.problems == []
    assert state.pledges[PLEDGE].status == "kept"
    assert state.verdicts[identity(40)].signed_by == [ANNA, BERIK]


@pytest.mark.parametrize("signer", [ANNA, LOCAL, "9" * 32])
def test_who_cannot_sign(signer):
    """Neither the giver, nor an account without password, nor somebody unknown is a second signature."""
    memory = begun(two_signatures=True)
    key = supported(memory)
    memory.record(verdict("kept", phase="final", evidence=[key], needed=2), identity(40))
    memory.record(VerdictSigned(), identity(40), author=signer)
    state = replay(memory.log)
    assert len(state.problems) == 1
    assert state.pledges[PLEDGE].status is None


def test_a_verdict_by_local_needs_two_more():
    """What the account without password gives needs the signatures of two persons."""
    memory = begun(two_signatures=True)
    key = supported(memory)
    memory.record(verdict("kept", phase="final", evidence=[key], needed=2), identity(40), author=LOCAL)
    memory.record(VerdictSigned(), identity(40), author=BERIK)
    assert replay(memory.log).pledges[PLEDGE].status is None
    memory.record(VerdictSigned(), identity(40), author=ANNA)
    assert replay(memory.log).pledges[PLEDGE].status == "kept"


def test_the_rule_in_force_when_it_was_given():
    """A verdict must ask for the signatures of its moment, and turning the rule off later signs nothing."""
    memory = begun(two_signatures=True)
    key = supported(memory)
    memory.record(verdict("kept", phase="final", evidence=[key], needed=1), identity(40))
    memory.record(verdict("kept", phase="final", evidence=[key], needed=2), identity(41))
    memory.record(SettingChanged(key="two_signatures", value=False), TRACKER)
    state = replay(memory.log)
    assert [one.text for one in state.problems] == ["2 signatures are needed at this moment, not 1"]
    assert state.pledges[PLEDGE].status is None


def test_withdrawing_brings_the_verdict_before_back():
    """Of several verdicts the last in force counts; withdrawing it lets the one before count again."""
    memory = begun()
    memory.record(verdict("not-yet", phase="initial", evidence=[]), identity(40))
    memory.record(verdict("kept", phase="final", evidence=[supported(memory)]), identity(41))
    assert replay(memory.log).pledges[PLEDGE].status == "kept"
    memory.record(VerdictWithdrawn(reason="a mistake"), identity(41))
    assert replay(memory.log).pledges[PLEDGE].status == "not-yet"


def test_what_a_verdict_rests_on_stays():
    """Evidence under a verdict and the only sighting of a judged pledge cannot be rejected."""
    memory = begun()
    key = supported(memory)
    memory.record(verdict("kept", phase="final", evidence=[key]), identity(40))
    memory.record(EvidenceRejected(reason=None), key)
    memory.record(SightingRejected(reason=None), SIGHTING)
    assert ["rests on it" in problems(memory)[0], "only sighting" in problems(memory)[1]] == [True, True]


@pytest.mark.parametrize(
    ("event", "subject", "said"),
    [
        (proposed(0, 30), SIGHTING, "on record already"),
        (SightingBoundsChanged(start=3, end=300, text="x"), SIGHTING, "is no place"),
        (SightingAccepted(pledge=identity(5), promisor=None, confirmed=False), SIGHTING, "accepted already"),
        (SightingJoined(pledge=identity(5)), SIGHTING, "there is no pledge"),
        (SightingJoined(pledge=PLEDGE), OTHER, "is not accepted"),
        (SightingSplit(pledge=PLEDGE), SIGHTING, "with that pledge already"),
        (SightingRejected(reason=None), identity(99), "there is no sighting"),
        (PledgeParted(part_of=PLEDGE, verdicts="own"), PLEDGE, "a part of itself"),
        (PledgeParted(part_of=identity(9), verdicts="own"), PLEDGE, "there is no pledge"),
        (PledgeProgrammeGiven(programme=identity(9)), PLEDGE, "there is no programme"),
        (ReplyReceived(pledge=identity(9), by="x", text="y", date=None, url=None), identity(70), "there is no pledge"),
    ],
)
def test_what_cannot_be(event, subject, said):
    """Each event that contradicts the record is refused in words that name what is wrong."""
    memory = begun()
    memory.record(event, subject)
    assert said in problems(memory)[0]


def test_a_withdrawn_pledge_takes_nothing_in():
    """A withdrawn pledge gets no sightings and no verdicts."""
    memory = begun()
    memory.record(PledgeWithdrawn(reason="twice on record"), PLEDGE)
    memory.record(SightingAccepted(pledge=PLEDGE, promisor=None, confirmed=False), OTHER)
    memory.record(verdict("not-yet", phase="initial", evidence=[]), identity(40))
    assert problems(memory) == ["that pledge is withdrawn", "the pledge is withdrawn"]


def test_a_reader_records_nothing():
    """Whoever may only read drafts records nothing, from the moment at which that is so."""
    memory = begun()
    memory.record(AuthorRoleChanged(role="reader"), ANNA, author=LOCAL)
    memory.record(SightingRejected(reason=None), OTHER, author=ANNA)
    memory.record(SightingRejected(reason=None), OTHER, author=BERIK)
    assert problems(memory) == ["an account of the role reader records nothing"]


def test_a_closed_programme():
    """No pledge joins a programme that is closed."""
    memory = begun()
    memory.record(ProgrammeOpened(name="A programme", kind=None, start="2026", end=None), identity(50))
    memory.record(ProgrammeClosed(reason=None), identity(50))
    memory.record(PledgeProgrammeGiven(programme=identity(50)), PLEDGE)
    assert problems(memory) == ["that programme is closed"]


def test_a_part_judged_with_its_whole():
    """A part whose whole carries the verdict gets none of its own."""
    memory = begun()
    memory.record(SightingAccepted(pledge=identity(2), promisor=None, confirmed=False), OTHER)
    memory.record(PledgeParted(part_of=PLEDGE, verdicts="parent"), identity(2))
    memory.record(verdict("not-yet", phase="initial", evidence=[], pledge=identity(2)), identity(40))
    assert problems(memory) == [f"its verdicts are those of the whole, {PLEDGE}"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"url": None, "note": "  "}, "needs a document"),
        ({"url": "javascript:alert(1)"}, "begins with http"),
        ({"kind": "search", "url": None, "search": None}, "who looked"),
        (
            {"kind": "search", "url": None, "search": {"who": "", "where": "a", "from": "2026", "to": "2026"}},
            "who looked",
        ),
    ],
)
def test_evidence_that_says_nothing(told, said):
    """Evidence is somewhere, and a search says who looked, where and when."""
    memory = begun()
    memory.record(evidence(**told), identity(30))
    assert said in problems(memory)[0]


def test_nothing_takes_effect_before_it_is_recorded():
    """A verdict cannot be dated ahead; the year in which it is recorded is no future."""
    memory = begun()
    memory.record(verdict("not-yet", phase="initial", evidence=[]), identity(40), effective="2026")
    memory.record(verdict("not-yet", phase="initial", evidence=[]), identity(41), effective="2099-01")
    assert problems(memory) == ["2099-01 is still to come: nothing takes effect before it is recorded"]
