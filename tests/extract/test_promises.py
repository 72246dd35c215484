"""What is promised, by whom, under which condition, and how much of it."""

from itertools import pairwise

import pytest

from pledgebook.extract.rules import Rule
from pledgebook.records import Basis, Firmness, Manner, Polarity

REPORTED = [
    ("Mayor Aldo Vance pledged to build two schools.", "build", "two schools"),
    ("Mayor Aldo Vance promised to rebuild the harbour.", "rebuild", "the harbour"),
    ("Mayor Aldo Vance vowed to repair the bridge.", "repair", "the bridge"),
    ("Mayor Aldo Vance promised that the city would open a library.", "open", "a library"),
    ("Mayor Aldo Vance said that the city would open a library.", "open", "a library"),
    ("Mayor Aldo Vance announced that the city would open a library.", "open", "a library"),
    ("Mayor Aldo Vance said that two schools would be built by 2027.", "build", "two schools"),
    ("Mayor Aldo Vance said that his council was committed to building two schools.", "build", "two schools"),
    ("Mayor Aldo Vance said that the council had decided to build two schools.", "build", "two schools"),
    ("Mayor Aldo Vance said he wanted to repair the bridge.", "repair", "the bridge"),
    ("Mayor Aldo Vance said that the city planned to open a library.", "open", "a library"),
    ("Mayor Aldo Vance repeated his promise to repair the bridge.", "repair", "the bridge"),
    ("Mayor Aldo Vance said that the city was scrapping the fare from January.", "scrap", "the fare"),
    ("Mayor Aldo Vance said that his party was doubling the grant from next year.", "double", "the grant"),
    ("The city council said it would close the old baths.", "close", "the old baths"),
    ("The Harbour Party announced that it would hold a referendum.", "hold", "a referendum"),
    ("Mayor Aldo Vance said that no worker would lose his pension.", "lose", "his pension"),
    ("Mayor Aldo Vance said that there would be no new taxes.", "be", "no new taxes"),
]
QUOTED = [
    ("We will build a new harbour", "build", "a new harbour"),
    ("I will open a library", "open", "a library"),
    ("Our government will build a bridge", "build", "a bridge"),
    ("The new school will be built in the old town", "build", "The new school in the old town"),
    ("We are going to repair the bridge", "repair", "the bridge"),
    ("We're going to repair the bridge", "repair", "the bridge"),
    ("I’m going to open a library", "open", "a library"),
    ("We aren't going to close the library", "close", "the library"),
    ("We pledge a new harbour", "pledge", "a new harbour"),
    ("I guarantee a desk for every child", "guarantee", "a desk for every child"),
    ("I promise to repair the bridge", "repair", "the bridge"),
    ("We are committed to building two schools", "build", "two schools"),
    ("We remain firmly committed to building two schools", "build", "two schools"),
    ("We have committed ourselves to building two schools", "build", "two schools"),
    ("We commit to building two schools", "build", "two schools"),
    ("We are determined to repair the bridge", "repair", "the bridge"),
    ("We have decided to open a library", "open", "a library"),
    ("I repeat my promise to repair the bridge", "repair", "the bridge"),
    ("It is our firm intention to repair the bridge", "repair", "the bridge"),
    ("By 2030 we will have built two schools", "build", "two schools"),
    ("If elected, we would build two schools", "build", "two schools"),
    ("From the first day, if elected, we will repair the bridge", "repair", "the bridge"),
    ("We are scrapping the fare from January", "scrap", "the fare"),
    ("We’re doubling the grant from next year", "double", "the grant"),
    ("I'm not closing the library from May", "close", "the library"),
    ("From 2028 we pay every carer a wage", "pay", "every carer a wage"),
    ("Our government is abolishing the toll as of June", "abolish", "the toll"),
    ("No pensioner will pay more for the ferry", "pay", "more for the ferry"),
    ("Every child will have a desk by 2028", "have", "a desk"),
    ("There will be no new taxes", "be", "no new taxes"),
    ("We will better manage the harbour", "manage", "the harbour"),
    ("We will further widen the road", "widen", "the road"),
    ("There won't be any new taxes", "be", "any new taxes"),
    ("What we will do is repair the bridge", "repair", "the bridge"),
    ("We plan on opening ten libraries", "open", "ten libraries"),
    ("Never will we sell the harbour", "sell", "the harbour"),
    ("Nor will the city close the library", "close", "the library"),
    ("We, the people of the harbour, pledge to repair the bridge", "repair", "the bridge"),
    ("We will meet our target on 1 May 2027", "meet", "our target"),
    ("The government and the unions will repair the bridge", "repair", "the bridge"),
    ("Our initiative aims to repair the bridge", "repair", "the bridge"),
    ("Nobody will be sent home", "send", "Nobody home"),
]


def things(pledges):
    return [(p.action, p.object) for p in pledges]


def condition_of(pledge):
    return pledge.condition.text if pledge.condition else None


@pytest.mark.parametrize(("text", "action", "thing"), REPORTED)
def test_reported_promises(read, text, action, thing):
    """A verb of promising, and "would" in a report, tell of a promise: of its action and its object."""
    reading = read(text)
    assert things(reading.pledges) == [(action, thing)]
    assert reading.pledges[0].statement == reading.statements[0].id


@pytest.mark.parametrize(("words", "action", "thing"), QUOTED)
def test_quoted_promises(promise, words, action, thing):
    """What the speaker says he, his government or nobody named will do is a promise, cut without its marks."""
    found = promise(words)
    assert (found.text, found.action, found.object) == (words, action, thing)
    assert any(r.speaks_for for r in found.why)


def test_a_programme_lists_what_it_will_do(read):
    """The lines of a programme that begin with a bare verb are promises; its heading is none."""
    lines = ["Build two schools in the old town", "Open a library in every village", "Repair the northern breakwater"]
    reading = read("Our programme for Velmar\n\n" + "\n".join(lines) + "\n", genre="manifesto")
    assert [p.text for p in reading.pledges] == lines
    assert {s.manner for s in reading.statements} == {Manner.OWN}


def test_a_list_of_what_will_be_done(read):
    """Each item of a list is a promise of its own, though small letters begin it and no stop ends it."""
    items = ["build two schools in the old town", "open a library in every village", "repair the northern breakwater"]
    text = "A Harbour Party government will:\n" + "\n".join(f"• {item}" for item in items)
    assert [p.text for p in read(text, genre="manifesto").pledges] == items


def test_a_goal_is_an_aspiration(read):
    """Who names a goal binds himself to no more than an aspiration."""
    (pledge,) = read("Our goal is to open a library in every town.", genre="speech", speaker="Ilmara Tennholt").pledges
    assert (pledge.firmness, pledge.action) == (Firmness.ASPIRATION, "open")


@pytest.mark.parametrize("price", ["$40 million", "£250 million", "€5 billion", "£5m", "$200"])
def test_money_that_is_promised_keeps_its_sign(read, price):
    """A promise that begins with an amount begins with its currency."""
    (pledge,) = read(f"Mayor Aldo Vance pledged {price} for a new library.").pledges
    assert pledge.text == f"{price} for a new library"
    assert pledge.amount.text.startswith(price)


@pytest.mark.parametrize("will", ["’ll", "'ll", "'s going to"])
def test_a_promisor_has_no_auxiliary_in_his_name(read, will):
    """Who promises is named without the auxiliary that is drawn into the name."""
    (pledge,) = read(f"Lindane{will} repair the bridge.", genre="speech", speaker="Ilmara Tennholt").pledges
    assert (pledge.promisor.name, pledge.promisor.text) == ("Lindane", "Lindane")


@pytest.mark.parametrize(
    "words",
    [
        "There will be no cuts",
        "No pensioner will pay more",
        "Nobody will lose a job",
        "Not a single school will close",
        "We aren’t closing the library next year",
    ],
)
def test_what_will_not_be_is_negated(read, words):
    """Who says that none of a thing will be, or that nobody will undergo it, promises that it is not done."""
    (pledge,) = read(words + ".", genre="manifesto", speaker="Harbour Party").pledges
    assert pledge.polarity is Polarity.NEGATED


@pytest.mark.parametrize(
    "words", ["Everyone over 65 will travel free", "Fares will be frozen", "There will be no new charges"]
)
def test_a_programme_says_what_will_be(read, words):
    """In a programme what all will have, what will be done and what there will be is promised, also without a "we"."""
    assert [p.text for p in read(words + ".", genre="manifesto", speaker="Harbour Party").pledges] == [words]


@pytest.mark.parametrize("words", ["and I am asking for your help", "but he is against it", "and it’s a good thing"])
def test_a_clause_of_its_own_is_no_part_of_the_promise(read, words):
    """A promise ends where a clause with a pronoun for its subject is joined to it."""
    found = read(f"We will repair the bridge {words}.", genre="speech", speaker="Ilmara Tennholt").pledges
    assert [p.text for p in found] == ["We will repair the bridge"]


def test_a_month_that_is_over_lies_ahead_of_the_present(read):
    """What somebody is doing "in December" is to come, also when it is said in spring and a past tense follows."""
    text = "“We are bringing back the night train in December,” said Mayor Aldo Vance."
    assert [p.action for p in read(text, published="2026-03-10").pledges] == ["bring back"]


def test_a_promise_after_what_was_done(read):
    """Who has done something and will do more promises the second alone, and is named for it."""
    (pledge,) = read(
        "Our city has built a school and will open a library.", genre="speech", speaker="Ilmara Tennholt"
    ).pledges
    assert (pledge.text, pledge.promisor.name) == ("will open a library", "city")


def test_what_is_said_of_a_body_is_promised_by_what_it_does(read):
    """What a body will never be, or what its plan will do, is promised, though what it will be is only foretold."""
    said = ["The council will never be for sale", "The mayor’s government will repair the bridge"]
    found = read(". ".join(said) + ".", genre="speech", speaker="Ilmara Tennholt").pledges
    assert [p.text for p in found] == said


def test_a_programme_says_what_its_government_will_be(read):
    """In a programme what a government will be is promised like what it will do."""
    said = "Our government will be open to everybody"
    assert [p.text for p in read(said + ".", genre="manifesto", speaker="Harbour Party").pledges] == [said]


def test_who_described_a_thing_still_promises(read):
    """A plan that is only described before "and will" leaves the promise to who speaks."""
    (pledge,) = read(
        "We have backed the plan that was made and will repair the bridge.", genre="speech", speaker="Ilmara Tennholt"
    ).pledges
    assert (pledge.text, pledge.promisor.name) == ("will repair the bridge", "Ilmara Tennholt")


def test_it_in_a_relative_clause_is_not_who_spoke_before(read):
    """Who speaks of himself and then of an age "in which it will" is no subject of the second."""
    text = "I say that Lindane is entering a new era in which it will build a harbour."
    found = read(text, genre="speech", speaker="Ilmara Tennholt").pledges
    assert [p.promisor.name for p in found if p.promisor and p.promisor.basis is Basis.SPEAKER] == []


@pytest.mark.parametrize(
    ("words", "rule"),
    [("Our city will not be sold", Rule.BODY_WILL), ("The city will be rebuilt by 2030", Rule.PASSIVE_WILL)],
)
def test_what_is_done_to_a_body_is_not_what_it_does(promise, words, rule):
    """What will be done to a body counts as done by nobody named; what will not be done to one's own is its promise."""
    assert rule.value in {r.rule for r in promise(words).why}


def test_a_proviso_is_no_part_of_the_promise(read):
    """Words like "where required" stand before the promise, not in it."""
    (pledge,) = read("However, where required we will repair the bridge.", genre="speech", speaker="Jan Nowak").pledges
    assert pledge.text == "we will repair the bridge"


def test_a_participle_after_a_comma_is_no_promise_of_its_own(read):
    """What a thing that will be done is "based on" is no second thing that will be done."""
    said = "Fares will be frozen in a fair way for all, based on a promise to the young"
    assert [p.text for p in read(said + ".", genre="manifesto", speaker="Harbour Party").pledges] == [said]


def test_an_aside_is_no_subject(read):
    """Who promises stands before the aside between commas, not in it."""
    (pledge,) = read("Lindane, a small country, will repair the bridge.", genre="speech", speaker="Jan Nowak").pledges
    assert pledge.promisor.name == "Lindane"


@pytest.mark.parametrize(("opened", "closed"), ["“”", '""'])
def test_a_promise_begins_after_the_quotation_before_it(read, opened, closed):
    """What is quoted before the subject, and ends with its comma there, is no part of what is promised after it."""
    text = f"{opened}In the face of pressure,{closed} Velmaria would keep its embassy open, minister Ada Roth said."
    assert [p.text for p in read(text).pledges] == ["Velmaria would keep its embassy open"]


@pytest.mark.parametrize("verbs", ["build and staff", "recruit, train and pay", "repair or rebuild"])
def test_verbs_with_one_object_are_one_promise(promise, verbs):
    """Verbs that share their object are kept together, so that no promise lacks what it is about."""
    assert promise(f"We will {verbs} ten clinics").text == f"We will {verbs} ten clinics"


def test_and_that_it_would(read):
    """Of two reported clauses each is a promise, neither has the other's "and that", and "it" is the body before."""
    found = read(
        "Mayor Aldo Vance said that the city would open a library, and that it would repair the bridge."
    ).pledges
    assert [p.text for p in found] == ["the city would open a library", "it would repair the bridge"]
    assert [p.action for p in found] == ["open", "repair"]


def test_a_straight_quotation_mark_ends_what_was_said(read):
    """In a speaker's own text too, a promise ends where the quotation marks do, though they are straight."""
    text = '"We will open a library," the mayor said. "And we will repair the bridge."'
    found = read(text, genre="speech", speaker="Ilmara Tennholt").pledges
    assert [p.text for p in found] == ["We will open a library", "we will repair the bridge"]


@pytest.mark.parametrize("condition", ["once the council agrees", "as soon as the loan is paid", "only when dues fall"])
def test_conditions_of_time(promise, condition):
    """What will be done only once something else has happened is promised under a condition."""
    found = promise(f"We will repair the bridge {condition}")
    assert (condition_of(found), found.firmness) == (condition, Firmness.CONDITIONAL)


def test_a_commitment_is_firm(read):
    """Who names his promise or commitment binds himself; who is determined has no more than the aspiration."""
    told = {"genre": "speech", "speaker": "Ilmara Tennholt"}
    texts = [
        "Our commitment is to open a library.",
        "My promise is to open a library.",
        "We are committed to opening one.",
    ]
    assert {read(text, **told).pledges[0].firmness for text in texts} == {Firmness.FIRM}
    assert read("We are determined to open a library.", **told).pledges[0].firmness is Firmness.ASPIRATION


@pytest.mark.parametrize(
    "words",
    [
        "We will end hunger in the harbour by 2030",
        "We will start work on two schools by May",
        "We will share the costs",
    ],
)
def test_verbs_that_speeches_use_otherwise_still_promise(promise, words):
    """A verb by which speakers announce what they say next is a promise where it does something else."""
    assert promise(words).text == words


@pytest.mark.parametrize("opening", ["That is why", "That’s why", "This is why"])
def test_what_follows_from_a_reason_is_promised(read, opening):
    """ "That is why we will" tells a promise, and no question."""
    (pledge,) = read(f"{opening} we will repair the bridge.", genre="speech", speaker="Ilmara Tennholt").pledges
    assert (pledge.action, pledge.object) == ("repair", "the bridge")


def test_verbs_in_ing_are_split(read):
    """What somebody is committed to doing is one promise a verb, with no aside cut off."""
    told = {"genre": "speech", "speaker": "Ilmara Tennholt"}
    found = read("We are committed to building schools, hiring teachers and paying nurses.", **told).pledges
    assert things(found) == [("build", "schools"), ("hire", "teachers"), ("pay", "nurses")]
    assert len(read("We will be building schools, giving every child a desk.", **told).pledges) == 1


def test_wanting_is_an_aspiration(promise):
    """Who only wants something binds himself to no more than an aspiration."""
    assert promise("We want to build a bridge").firmness is Firmness.ASPIRATION


def test_promisors(read, promise):
    """The promisor is the speaker, or the body he speaks for; where a passive names nobody he is inferred."""
    spoken = promise("We will build a new harbour").promisor
    assert (spoken.name, spoken.role, spoken.basis) == ("Aldo Vance", "Mayor", Basis.SPEAKER)
    named = read("Mayor Aldo Vance said that the city would open a library.").pledges[0].promisor
    assert (named.name, named.basis) == ("city", Basis.NAMED)
    inferred = promise("The new school will be built in the old town").promisor
    assert (inferred.name, inferred.basis, inferred.start) == ("Aldo Vance", Basis.INFERRED, None)


def test_coordinated_verbs(read):
    """Each of several verbs is a promise of its own; they share their statement."""
    reading = read("Mayor Aldo Vance promised to repair the bridge, open a library and publish the figures.")
    assert things(reading.pledges) == [("repair", "the bridge"), ("open", "a library"), ("publish", "the figures")]
    assert {p.statement for p in reading.pledges} == {reading.statements[0].id}
    assert [p.id for p in reading.pledges] == ["p1", "p2", "p3"]


def test_coordinated_verbs_after_will(promises):
    """The first of several verbs keeps the subject, and the others begin with their verb."""
    found = promises("We will repair the bridge and open a library")
    assert [p.text for p in found] == ["We will repair the bridge", "open a library"]


def test_coordinated_objects(promises):
    """Objects that each stand alone are each promised."""
    found = promises("We will improve the quality of the schools and the pay of the teachers")
    assert things(found) == [("improve", "the quality of the schools"), ("improve", "the pay of the teachers")]


def test_a_pair_is_one_thing(promises):
    """Two nouns that share their words are one object."""
    assert len(promises("We will build new schools and hospitals")) == 1


def test_measures_for_several_things(promises):
    """Who says that measures will be taken promises what they are taken for."""
    found = promises("Measures will be taken to repair the port, build a fleet and train the crews")
    assert things(found) == [("repair", "the port"), ("build", "a fleet"), ("train", "the crews")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We will open a library if the council agrees", "if the council agrees"),
        ("If the council agrees, we will open a library", "If the council agrees"),
        ("We will open a library unless the council refuses", "unless the council refuses"),
        ("We will open a library provided that the council agrees", "provided that the council agrees"),
        ("Should the council agree, we will open a library", "Should the council agree"),
    ],
)
def test_conditions(promise, words, expected):
    """A condition is cut from its opener to its end, and makes the promise conditional."""
    found = promise(words)
    assert (condition_of(found), found.firmness) == (expected, Firmness.CONDITIONAL)
    assert (found.action, found.object) == ("open", "a library")


def test_a_time_is_no_condition(promise):
    """A promise without a condition is firm."""
    found = promise("We will open a library by 2027")
    assert (found.condition, found.firmness) == (None, Firmness.FIRM)
    assert (found.deadline.text, found.deadline.earliest, found.deadline.latest) == ("by 2027", "2027", "2027")


@pytest.mark.parametrize(
    "text",
    [
        "“We will not close the school,” said Mayor Aldo Vance.",
        "“We will never close the school,” said Mayor Aldo Vance.",
        "“We won’t close the school,” said Mayor Aldo Vance.",
        "Mayor Aldo Vance promised not to close the school.",
        "Mayor Aldo Vance promised that the city would never close the school.",
    ],
)
def test_what_will_not_be_done(read, text):
    """A promise not to do something is a promise, with negated polarity."""
    (pledge,) = read(text).pledges
    assert (pledge.polarity, pledge.action, pledge.object) == (Polarity.NEGATED, "close", "the school")


@pytest.mark.parametrize(
    ("words", "amount", "value", "unit"),
    [
        ("We will plant 2,000 trees", "2,000 trees", 2000, "trees"),
        ("We will hire sixty nurses", "sixty nurses", 60, "nurses"),
        ("We will spend $4 million on the park", "$4 million", 4_000_000, "$"),
        ("We will reduce the tax by 20 percent", "20 percent", 20, "percent"),
        ("We will build 25,00,000 homes", "25,00,000 homes", 2_500_000, "homes"),
        ("We will spend 3 crore rupees on the park", "3 crore rupees", 30_000_000, "rupees"),
        ("We will repeal section 1.5.2 of the law", None, None, None),
        ("We will build a bridge by 2027", None, None, None),
    ],
)
def test_amounts(promise, words, amount, value, unit):
    """How much is promised is cut with its number's value and its unit; a year is no amount."""
    found = promise(words).amount
    assert ((found.text, found.value, found.unit) if found else (None, None, None)) == (amount, value, unit)


def test_what_is_missing(promise):
    """What a promise does not say is told, and nothing else."""
    assert [str(m) for m in promise("We will repair the bridge").missing] == ["date", "number"]
    assert [str(m) for m in promise("We will plant 2,000 trees by 2027").missing] == []


def test_a_promise_stands_once(read):
    """No two promises share a character, and their parts lie within them."""
    text = (
        "Mayor Aldo Vance promised to repair the bridge. “We will repair the bridge by 2027 and open a library,” he "
        "said. He added that the city would plant 2,000 trees if the council agreed."
    )
    pledges = read(text).pledges
    assert len(pledges) == 4
    assert all(a.end <= b.start for a, b in pairwise(pledges))
    for p in pledges:
        inside = [p.amount, p.deadline, p.condition, *p.action_spans, *p.object_spans]
        assert all(x is None or p.start <= x.start < x.end <= p.end for x in inside)


@pytest.mark.parametrize("aside", ["mark my words", "make no mistake", "believe me"])
def test_words_that_call_on_who_listens_are_nothing_promised(promises, aside):
    """What only asks to be believed is neither a promise beside another nor a part of it."""
    assert [one.text for one in promises(f"We will close the old mine, {aside}")] == ["We will close the old mine"]
    found = [one.text for one in promises(f"We will repair roads, {aside}, and open pools by May")]
    assert len(found) == 2
    assert found[1].startswith("open pools")
