"""Own words in transcripts: whose they are, and what of a transcript is nobody's."""

import pytest

from pledgebook.records import Basis, Manner

PRESS = """Health Minister Jane Doe and Ian Pike, the mayor of Velmar, met the press. “We will win,” said Aldo Vance.

DOE: Good morning. We will build five hospitals by 2028. [Applause] I promise to publish a report every year.

Q: Will you resign? We will come back to that, and we will publish what you say.

MR PIKE: The government will hire 3,000 nurses. “We will never pay,” said Orla Tenby. We will cut the fuel tax.

DOE: Thank you.
"""
TIMED = """1
00:00:01,000 --> 00:00:03,000
>> JANE DOE (Minister of Health): We will build

2
00:00:03,000 --> 00:00:05,000
five hospitals by 2028.

3
00:12:31,000 --> 00:12:33,000
>> I will hire 3,000 nurses.
"""


@pytest.fixture
def press(read):
    return read(PRESS)


def promised(reading) -> dict[str, str | None]:
    return {one.text: one.promisor.name if one.promisor is not None else None for one in reading.pledges}


def test_promises_are_those_of_whoever_has_the_turn(press):
    """I and we are the speaker of the turn, by the full name that stands before the first one."""
    found = promised(press)
    assert found["We will build five hospitals by 2028"] == "Jane Doe"
    assert found["I promise to publish a report every year"] == "Jane Doe"
    assert found["We will cut the fuel tax"] == "Ian Pike"
    by_speaker = [one.promisor for one in press.pledges if one.promisor and one.promisor.name == "Jane Doe"]
    assert {(one.role, one.basis) for one in by_speaker} == {("Health Minister", Basis.SPEAKER)}


def test_own_statements_are_those_of_the_turn(press):
    """Each sentence of a turn is a statement of its speaker, and neither labels nor notes are part of one."""
    own = [one for one in press.statements if one.manner is Manner.OWN]
    assert [(one.content[0].text, one.speaker.name) for one in own[:3]] == [
        ("Good morning.", "Jane Doe"),
        ("We will build five hospitals by 2028.", "Jane Doe"),
        ("I promise to publish a report every year.", "Jane Doe"),
    ]
    assert not any(mark in one.content[0].text for one in own for mark in ("DOE", "PIKE", "Q:", "Applause"))


def test_who_asks_promises_nothing(press):
    """What an interviewer says he will do is refused, and the reason is told."""
    asked = [one for one in press.refused if "publish what you say" in one.text]
    assert "asking" in [reason.rule for one in asked for reason in one.why]
    assert not any("come back" in text or "resign" in text for text in promised(press))


def test_others_keep_their_words_inside_of_a_turn(press):
    """Who is quoted in a turn is the speaker of what he said, and its promisor."""
    quoted = next(one for one in press.statements if "never pay" in one.content[0].text)
    assert (quoted.manner, quoted.speaker.name) == (Manner.DIRECT, "Orla Tenby")


def test_what_stands_before_the_turns_is_a_report(press):
    """An introduction is nobody's own words; who is quoted in it is heard."""
    before = [one for one in press.statements if one.start < PRESS.index("DOE:")]
    assert [(one.manner, one.speaker.name) for one in before] == [(Manner.DIRECT, "Aldo Vance")]


def test_an_answer_is_that_of_the_speaker_who_is_told(read):
    """Behind "A" speaks who is told to; nobody where nobody is told."""
    text = "Q: Will you resign?\n\nA: I will not. We will build five hospitals.\n"
    assert promised(read(text, genre="transcript"))["We will build five hospitals"] is None
    told = read(text, genre="transcript", speaker="Jane Doe")
    assert promised(told)["We will build five hospitals"] == "Jane Doe"


def test_a_sentence_runs_over_captions(reader, tmp_path):
    """A promise that several captions share is one, found at its time, and who is not named is nobody."""
    (tmp_path / "talk.srt").write_text(TIMED)
    reading = reader.read(tmp_path / "talk.srt", language="en")
    assert promised(reading) == {"We will build five hospitals by 2028": "Jane Doe", "I will hire 3,000 nurses": None}
    times = {code.start: code.from_ms for code in reading.document.timecodes}
    assert times[reading.pledges[1].start] == 751_000


def test_a_transcript_reads_the_same_twice(reader):
    """The same words give the same reading, also of a transcript."""
    assert reader.read(PRESS) == reader.read(PRESS)


def test_an_office_is_he_who_is_introduced_in_it(read):
    """An office alone is whoever holds it by the words before the first turn; a last name of two is neither."""
    text = "Mayor Aldo Vance met the press.\n\nMAYOR: We will build a school.\n\nQ: When?\n\nMAYOR: I say: in May.\n"
    assert promised(read(text, genre="transcript"))["We will build a school"] == "Aldo Vance"
    text = "Aldo Vance and Orla Vance met the press.\n\nVANCE: We will build a school.\n"
    assert promised(read(text, genre="transcript"))["We will build a school"] == "Vance"


HOUSE = """House of Norland, with President Orla Tenby

THE SPEAKER: Order. I will call the next member.

THE PRESIDENT: I told the mayor, “We will keep the ferries.” We will build a school.

MR PIKE: Will she?

THE SPEAKER: We will now move on.
"""


def test_who_chairs_promises_nothing(read):
    """The chair of a house says whom he will call, and promises nobody anything; why it is refused is told."""
    reading = read(HOUSE)
    assert not any("call" in text or "move on" in text for text in promised(reading))
    assert any("asking" in [reason.rule for reason in one.why] for one in reading.refused)


def test_who_quotes_himself_is_who_speaks(read):
    """What a speaker says that he said is his, by the name of who has the turn."""
    found = promised(read(HOUSE))
    assert set(found.values()) == {"Orla Tenby"}
    assert {"We will keep the ferries", "We will build a school"} <= set(found)


UNNAMED = "Q: When?\n\nA: I will repay it. As I said: “I will repay the tolls.”\n\nQ: Sure?\n\nA: I am.\n"


def test_who_quotes_himself_unnamed_stays_unnamed(read):
    """A promise that somebody unnamed quotes of himself is nobody's by name: "I" is no name."""
    assert promised(read(UNNAMED)) == {"I will repay it": None, "I will repay the tolls": None}


RADIO = """HOST: Welcome. With me is the energy secretary, Ivo Brandt. Will bills fall?

BRANDT: We will publish the plan in May.

HOST: Really? Karl Voss calls.

CALLER 1: I will vote for you.

BRANDT: I will keep it. Ask Lena Voss.

VOSS: I will write to you.
"""


def test_who_is_introduced_by_who_asks_gets_his_full_name(read):
    """The host's words before somebody's first turn name him, those of others do not; a caller promises nothing."""
    found = promised(read(RADIO))
    assert found["We will publish the plan in May"] == "Ivo Brandt"
    assert found["I will write to you"] == "Karl Voss"
    assert "I will vote for you" not in found


def test_you_is_nobodys_name(read):
    """Who is reminded of his own words by who asks is not called "you"."""
    text = "Q: You said in May, “I will double the army.” Will you?\n\nRAY: I will see.\n\nQ: So?\n\nRAY: I know.\n"
    assert "you" not in {str(name).casefold() for name in promised(read(text)).values()}
