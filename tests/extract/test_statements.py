"""Who said what, how, and when."""

import pytest

from pledgebook.records import Act, Manner


def only(reading):
    (statement,) = reading.statements
    return statement


def contents(reading):
    return [q.text for q in only(reading).content]


def speakers(reading):
    return [s.speaker.name if s.speaker else None for s in reading.statements]


def test_direct_speech(read):
    """What stands in quotation marks as a whole is direct, and its content leaves the marks out."""
    text = "“We have opened three schools in the old town,” said Mayor Aldo Vance."
    statement = only(read(text))
    assert statement.manner is Manner.DIRECT
    assert [q.text for q in statement.content] == ["We have opened three schools in the old town,"]
    assert [text[s.start : s.end] for s in statement.quoted] == ["We have opened three schools in the old town,"]
    assert (statement.cue.text, statement.speaker.name, statement.speaker.role) == ("said", "Aldo Vance", "Mayor")


def test_indirect_speech(read):
    """What is told in other words is indirect; its content begins behind "that" and leaves the full stop out."""
    statement = only(read("Mayor Vera Aldane said that the city had opened three schools."))
    assert statement.manner is Manner.INDIRECT
    assert [q.text for q in statement.content] == ["the city had opened three schools"]
    assert statement.quoted == ()


def test_mixed_speech(read):
    """What is told with some quoted words is mixed, and those words alone are quoted."""
    text = "Mayor Vera Aldane said that the city had opened “a library for every child” near the park."
    statement = only(read(text))
    assert statement.manner is Manner.MIXED
    assert [text[s.start : s.end] for s in statement.quoted] == ["a library for every child"]


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_marks_inside_stay(read, marks):
    """Punctuation inside of the marks is kept, whatever kind of marks they are."""
    text = f"Mayor Aldo Vance said: {marks[0]}We have waited too long; now we are here!{marks[1]}"
    assert contents(read(text)) == ["We have waited too long; now we are here!"]


def test_a_quotation_around_its_cue(read):
    """A quotation that its cue interrupts is one statement with two contents."""
    text = "“We have opened the school,” said Mayor Aldo Vance. “The teachers have arrived.”"
    assert contents(read(text)) == ["We have opened the school,", "The teachers have arrived."]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vera Aldane is the mayor of Port Lindane. She said that the city had opened a school.", "Vera Aldane"),
        ("President Davo Kerr visited the port. He said that the harbour had been repaired.", "Davo Kerr"),
        (
            "Orla Tenby, the health minister, opened a clinic on Tuesday. The minister said that it had cost too much.",
            "Orla Tenby",
        ),
        ("Prime Minister Marta Lind met farmers. Lind said that the harvest had been good.", "Marta Lind"),
        ("Mr. Tomas Brandel runs the bakery. Mr. Brandel said that the road was closed.", "Tomas Brandel"),
    ],
)
def test_speakers_have_their_full_names(read, text, name):
    """He, she, an office and a last name are the person whom the text named in full."""
    assert speakers(read(text)) == [name]


@pytest.mark.parametrize("cue", ["said", "told us", "repeated", "added"])
def test_a_time_is_no_part_of_a_name(read, cue):
    """When somebody spoke belongs neither to his name nor to the words that name him."""
    statement = only(read(f"“The bridge has been closed for a year,” {cue} Mayor Aldo Vance on Monday."))
    assert (statement.speaker.name, statement.source.text) == ("Aldo Vance", "Mayor Aldo Vance")


def test_two_offices_are_told_apart(read):
    """Each office means the person who holds it."""
    text = (
        "Vera Aldane, the mayor of Port Lindane, and President Davo Kerr met on Monday. "
        "The president promised to build a harbour. The mayor promised to build a park."
    )
    assert speakers(read(text)) == ["Davo Kerr", "Vera Aldane"]


def test_he_and_she_are_told_apart(read):
    """A pronoun skips the person whom it cannot mean."""
    text = (
        "Mr. Aldo Vance met Mrs. Vera Aldane in the town hall. She said that the school had been sold. "
        "He said that nobody had told him."
    )
    assert speakers(read(text)) == ["Vera Aldane", "Aldo Vance"]


@pytest.mark.parametrize(
    ("text", "words", "earliest"),
    [
        ("Mayor Aldo Vance said on 3 May 2024 that the bridge was closed.", "3 May 2024", "2024-05-03"),
        ("In March 2024 Mayor Aldo Vance promised to open a library.", "March 2024", "2024-03"),
        ("Mayor Aldo Vance said on Monday that the bridge was closed.", "Monday", None),
    ],
)
def test_when_it_was_said(read, text, words, earliest):
    """The date beside the cue is when it was said; without a date of publication a weekday stays open."""
    said = only(read(text)).said
    assert (said.text, said.earliest) == (words, earliest)


def test_a_weekday_is_reckoned_from_the_publication(read):
    """With a date of publication a weekday has a date."""
    said = only(read("Mayor Aldo Vance said on Monday that the bridge was closed.", published="2024-10-09")).said
    assert (said.earliest, said.latest) == ("2024-10-07", "2024-10-07")


def test_a_date_inside_of_the_words_is_not_when_they_were_said(read):
    """A date in the content tells nothing about the saying."""
    assert only(read("Mayor Aldo Vance said that the bridge was closed in March 2024.")).said is None


def test_a_report_in_a_report(read):
    """Somebody's promise in somebody else's mouth is his own statement, within the other."""
    reading = read("The guests said that the premier vowed to step down.")
    outer, inner = reading.statements
    assert (outer.source.text, inner.source.text) == ("The guests", "the premier")
    assert (outer.within, inner.within) == (None, outer.id)
    (pledge,) = reading.pledges
    assert (pledge.statement, pledge.action, pledge.text) == (inner.id, "step down", "to step down")


def test_a_past_perfect_in_a_report(read):
    """What somebody is said to have promised is his promise."""
    reading = read("Mayor Vera Aldane said that the president had promised to build a harbour.")
    assert [(p.action, p.object) for p in reading.pledges] == [("build", "a harbour")]
    assert reading.pledges[0].promisor.name == "president"


def test_told_whom(read):
    """The one who is told something is the addressee, and the one who speaks never is."""
    assert only(read("Mayor Aldo Vance told reporters that the bridge was closed.")).addressee.text == "reporters"
    assert only(read("“Is the bridge closed?” asked Mayor Aldo Vance.")).addressee is None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Mayor Aldo Vance asked whether the ministry would pay for the bridge.", Act.QUESTION),
        ("“Who will pay for the bridge?” asked Mayor Aldo Vance.", Act.QUESTION),
        ("Mayor Aldo Vance urged the government to build a bridge.", Act.DEMAND),
        ("Mayor Aldo Vance promised to build a bridge.", Act.PLEDGE),
    ],
)
def test_acts(read, text, act):
    """A question, a demand and a promise are told apart."""
    assert only(read(text)).act is act


def test_own_words_are_no_statements_in_news(read):
    """The author of a report does not speak in it: the same words are a statement in a speech only."""
    text = "We will build a bridge. The old one is closed."
    assert read(text).statements == ()
    own = read(text, genre="speech", speaker="Ilmara Tennholt").statements
    assert [(s.manner, s.speaker.name) for s in own] == [(Manner.OWN, "Ilmara Tennholt")] * 2
    assert [q.text for s in own for q in s.content] == ["We will build a bridge.", "The old one is closed."]


def test_a_place_that_somebody_governs_promises_nothing(read):
    """In "the mayor of Port Ansel, Lena Marsh" the place is nobody, and "she" is the mayor."""
    (pledge,) = read("The mayor of Port Ansel, Lena Marsh, spoke of water. She has promised a new pier.").pledges
    assert pledge.promisor.name == "Lena Marsh"


def test_a_role_that_is_all_somebody_is_known_by_is_told_once(read):
    """ "The chancellor" is called so, and has no second role of that name."""
    person = only(read("The chancellor said the basic rate would stay at 20% until 2028.")).speaker
    assert (person.name, person.role) == ("chancellor", None)


def test_the_writer_who_quotes_himself_is_not_called_by_a_pronoun(read):
    """ "I told him" has a speaker whom nothing names."""
    reading = read("He met the mayor at noon. “I will build a pier,” I told him.")
    assert all(one.speaker is None for one in reading.statements)
    assert all(one.promisor is None for one in reading.pledges)
