"""Parts that are judged with their whole are counted apart, and the numbers add up."""

import re

import pytest

from tests.site.public.conftest import PROMISOR

TEXT = "We will mend the army. We will buy forty boats. We will raise the pay. We will teach every recruit."


@pytest.fixture
def army(at_desk) -> dict[str, str]:
    """A promise of which two are parts judged with it, one is a part judged by itself, and one is recorded only."""
    from pledgebook.ledger.events import PledgeParted, PledgeProgrammeGiven, ProgrammeOpened
    from pledgebook.ledger.values import VerdictsOf
    from pledgebook_site.ledger.services import pledges, recording

    source = at_desk.take(TEXT, "full", published="2025", title="A speech")
    words = {"army": "We will mend the army", "boats": "We will buy forty boats", "pay": "We will raise the pay"}
    words |= {"teach": "We will teach every recruit"}
    made = {name: at_desk.accept(at_desk.propose(source, told, promisor=PROMISOR)) for name, told in words.items()}
    opened = ProgrammeOpened(name="The army programme", kind=None, start=None, end=None)
    made["programme"] = recording.open_programme(opened, author=at_desk.author)
    for name in words:
        at_desk.say(made[name], PledgeProgrammeGiven(programme=made["programme"]))
    for name, verdicts in (("boats", VerdictsOf.PARENT), ("pay", VerdictsOf.OWN)):
        at_desk.say(made[name], PledgeParted(part_of=made["army"], verdicts=verdicts))
    pledges.record_only(made["teach"], author=at_desk.author, reason="Nobody could test it")
    return made


def told(day: str | None = None):
    from pledgebook_site.ledger.models import PledgeRow
    from pledgebook_site.ledger.selectors.public.chosen import the_scale
    from pledgebook_site.ledger.selectors.public.days import day as day_of
    from pledgebook_site.ledger.selectors.public.tally import tallies

    return tallies(PledgeRow.objects.all(), day_of(day), the_scale())


def test_the_numbers_add_up(at_desk, army):
    """Tracked are those with a status of their own and those judged with their whole, in all and in a programme."""
    at_desk.evidence(army["army"], note="Seen.")
    at_desk.judge(army["army"], "kept", "It is.")
    for tally in told().values():
        assert (tally.recorded, tally.tracked, tally.in_whole, tally.counted) == (4, 3, 1, 2)
        assert {name: many for name, many in tally.by_status.items() if many} == {"kept": 1, "not-yet-rated": 1}
        assert sum(tally.by_status.values()) + tally.in_whole == tally.tracked


def test_the_tally_is_that_of_the_rates(at_desk, army):
    """The pages count parts as the rates of the library do."""
    from pledgebook.ledger.rates import rates
    from pledgebook.ledger.rating import scale
    from pledgebook_site.ledger.selectors import record

    nouns = record.nouns("pledges", [key for name, key in army.items() if name != "programme"])
    politifact = scale("politifact")
    wanted = rates(nouns.values(), verdicts={}, scales={"politifact": politifact}, scale=politifact, found=4)
    found = told()[None]
    assert (found.tracked, found.in_whole, found.counted) == (wanted.tracked, wanted.in_whole, wanted.counted)


def test_a_page_names_them(army, read):
    """The tally has a line of its own for them, which leads to a list of just as many."""
    for path in ("/", f"/programmes/{army['programme']}/"):
        page = read(path)
        assert "Judged with its whole" in page
        assert "1 of these is a part that is judged with its whole; the shares are of the other 2." in page
    assert "1 of 4 promises" in read("/pledges/?status=in_whole")
    assert "2 of 4 promises" in read("/pledges/?status=not-yet-rated")
    assert "1 of 4 promises" in read("/pledges/?status=recorded_only")
    entry = re.search(rf"<li>(?:(?!</li>).)*{army['boats']}.*?</li>", read("/pledges/"), re.S)[0]
    assert "Judged with its whole" in entry
    assert "Not yet rated" not in entry


def test_the_counts_of_an_earlier_day(at_desk, army, monkeypatch):
    """As of a day on which it had verdicts of its own, a part is counted by itself."""
    from pledgebook.ledger.events import PledgeParted
    from pledgebook.ledger.values import VerdictsOf
    from pledgebook_site.ledger.selectors.public import days
    from pledgebook_site.ledger.services import log

    monkeypatch.setattr(log, "moment_after", lambda last: "2030-05-01T10:00:00.000000Z")
    at_desk.say(army["boats"], PledgeParted(part_of=army["army"], verdicts=VerdictsOf.OWN))
    monkeypatch.setattr(days, "today", lambda: "2031-01-01")
    assert (told("2030-04")[None].in_whole, told()[None].in_whole) == (1, 0)


def test_what_is_due_of_a_part(at_desk, army):
    """A part is waited for until its whole has a final verdict, now and on an earlier day."""
    from pledgebook.ledger.events import PledgeDeadlineGiven
    from pledgebook_site.ledger.models import PledgeRow
    from pledgebook_site.ledger.selectors.public.chosen import the_scale
    from pledgebook_site.ledger.selectors.public.days import day
    from pledgebook_site.ledger.selectors.public.front import dues

    at_desk.say(army["boats"], PledgeDeadlineGiven(earliest=None, latest="2020", text=None))

    def late() -> int:
        return dues(PledgeRow.objects.all(), day(), the_scale())[2]

    assert late() == 1
    at_desk.evidence(army["army"], note="Seen.")
    at_desk.judge(army["army"], "kept", "It is.")
    assert late() == 0


def test_rows_say_it_after_a_rebuild(army):
    """Making the rows anew from the log gives the same ones."""
    from pledgebook_site.ledger.models import PledgeRow, StatusSpan
    from pledgebook_site.ledger.projections import rebuild

    def rows():
        spans = StatusSpan.objects.order_by("pledge", "since").values_list("pledge", "since", "until", "in_whole")
        return sorted(PledgeRow.objects.values_list("pk", "in_whole", "shown_words", "changed_at")), list(spans)

    before = rows()
    rebuild()
    assert rows() == before
