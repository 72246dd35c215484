"""Transcripts as text: who speaks where, told by labels at the beginnings of lines whose form repeats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.documents import from_bytes, from_text
from pledgebook.records import Genre
from pledgebook.settings import DocumentOptions
from tests.documents.conftest import saved

CONFERENCE = """Government of Norland: press conference
12 March 2026

JANE DOE (Minister of Health): Good morning, and thank you. We will build five hospitals by 2028. [Applause]
We will also hire 3,000 nurses.

Q: Minister, will you resign if that fails?

DOE: No. I promise to publish a report every year.

MR PIKE: We will cut the fuel tax.
"""


def transcript(text: str, **told):
    return from_text(text, options=DocumentOptions(genre=Genre.TRANSCRIPT, language="en", **told))


def said(document) -> list[tuple[str, str | None, str]]:
    return [(turn.speaker, turn.role, document.text[turn.start : turn.end]) for turn in document.turns]


def speakers(document) -> list[str]:
    return [turn.speaker for turn in document.turns]


def test_labels_make_turns():
    """A turn is what stands behind a label, without label and notes; a short label means the full name before it."""
    document = from_text(CONFERENCE)
    assert document.genre is Genre.TRANSCRIPT
    assert said(document) == [
        (
            "Jane Doe",
            "Minister of Health",
            "Good morning, and thank you. We will build five hospitals by 2028.",
        ),
        ("Jane Doe", "Minister of Health", "We will also hire 3,000 nurses."),
        ("Q", None, "Minister, will you resign if that fails?"),
        ("Jane Doe", "Minister of Health", "No. I promise to publish a report every year."),
        ("Pike", None, "We will cut the fuel tax."),
    ]


def test_the_text_stays_as_it_is():
    """Turns are found in a text and change no character of it."""
    document = from_bytes(CONFERENCE.replace("\n", "\r\n").encode())
    assert document.text == CONFERENCE.replace("\n", "\r\n")
    assert speakers(document) == speakers(from_text(CONFERENCE))


def test_that_it_is_a_transcript_is_noted():
    """Whoever looks at the document is told what made a transcript of it."""
    assert any("transcript" in note for note in from_text(CONFERENCE).notes)


@pytest.mark.parametrize("genre", [Genre.NEWS, Genre.SPEECH, Genre.MANIFESTO])
def test_another_genre_that_is_told_wins(genre):
    """A text that is told to be no transcript has no turns."""
    document = from_text(CONFERENCE, options=DocumentOptions(genre=genre))
    assert (document.genre, document.turns) == (genre, ())


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (("MS SMITH:", "MR JONES:", "MS SMITH:"), ["Smith", "Jones", "Smith"]),
        (("Interviewer:", "Prime Minister:", "Interviewer:"), ["Interviewer", "Prime Minister", "Interviewer"]),
        (("QUESTION:", "THE PRESIDENT:", "QUESTION:"), ["Question", "President", "Question"]),
        (("SPEAKER 1:", "SPEAKER 2:", "SPEAKER 1:"), ["Speaker 1", "Speaker 2", "Speaker 1"]),
        (("Mr. Doe (Leeds) (Lab):", "The Minister for Health (Jane Roe):", "Mr. Doe:"), ["Doe", "Jane Roe", "Doe"]),
        (("Q35 Chair:", "Jane Roe MP:", "Q36 Chair:"), ["Chair", "Jane Roe", "Chair"]),
        (("**Q:**", "**Dr Jane O’Brien:**", "**Q:**"), ["Q", "Jane O’Brien", "Q"]),
        (("> Moderator:", "> SEN. McCALL:", "> Moderator:"), ["Moderator", "McCall", "Moderator"]),
        (("[00:01] HOST:", "[00:12] PRESIDENT ROE:", "[01:00:02] HOST:"), ["Host", "Roe", "Host"]),
        (("MR KING:", "LARRY KING:", "MR KING:"), ["Larry King", "Larry King", "Larry King"]),
    ],
)
def test_labels_of_many_kinds(labels, names):
    """Forms of address, offices, numbers, brackets, marks of style and times are known in the labels of transcripts."""
    text = "\n\n".join(f"{label} We will say what you asked." for label in labels)
    document = transcript(text)
    assert speakers(document) == names
    assert all(words == "We will say what you asked." for _, _, words in said(document))


def test_times_of_labels_are_kept():
    """A time in a label, also without a colon as meeting software writes it, is that of its turn."""
    text = "Jane Doe  0:03\nWelcome. What will you do?\n\nJohn Roe  1:12\nWe will build.\n\nJane Doe  1:20\nWhen?\n"
    text += "\nJohn Roe  1:22\nI say: in May.\n"
    document = from_text(text)
    assert document.genre is Genre.TRANSCRIPT
    timed = [(text[one.start : one.end], one.from_ms, one.to_ms) for one in document.timecodes]
    assert timed[:2] == [("Welcome. What will you do?", 3000, 72_000), ("We will build.", 72_000, 80_000)]
    assert timed[-1] == ("I say: in May.", 82_000, 82_000)


def test_short_labels_take_the_full_name():
    """A last name, an office or a first name alone is he who has it, where only one has."""
    labels = ("THE MINISTER:", "JANE DOE (Minister of Health):", "DOE:", "Jane:", "MINISTER:")
    text = "\n\n".join(f"{label} We will." for label in labels)
    assert set(speakers(transcript(text))) == {"Jane Doe"}
    assert {turn.role for turn in transcript(text).turns} == {"Minister of Health"}


def test_namesakes_stay_apart():
    """Two people of one last name are not united, and no short label is given to one of them by chance."""
    text = "MR DOE: Good day.\n\nMS DOE: We will.\n\nMR DOE: Yes.\n"
    assert speakers(transcript(text)) == ["Mr Doe", "Ms Doe", "Mr Doe"]
    text = "JANE DOE: Good day.\n\nJOHN DOE: We will.\n\nDOE: Yes.\n"
    assert speakers(transcript(text)) == ["Jane Doe", "John Doe", "Doe"]


def test_a_told_speaker_answers():
    """Who is told to speak is behind "A", and behind a label with his last name."""
    text = "Q: Will you resign?\n\nA: I will not.\n\nROE: Nor I.\n\nDOE: We will stay.\n"
    assert speakers(transcript(text, speaker="Jane Doe")) == ["Q", "Jane Doe", "Roe", "Jane Doe"]


def test_notes_are_not_spoken():
    """Notes that stand by themselves are in no turn; what editors put into a sentence stays in it."""
    text = (
        "MS DOE: Thank you. (Applause) We will build. (Many of them.) [00:03:10]\n[We] will [inaudible] pay.\n"
        "(END OF RECORDING)\n"
    )
    assert [words for _, _, words in said(transcript(text))] == [
        "Thank you.",
        "We will build. (Many of them.)",
        "[We] will [inaudible] pay.",
    ]


def test_names_in_capitals_are_written_as_names():
    """A name in capitals is written as the text writes it elsewhere, else with small letters."""
    text = (
        "Anne de Groot and Ian McAdam met.\n\nANNE DE GROOT: I will.\n\nJOHN O'NEIL-ROE: We will.\n\nIAN MCADAM: Yes.\n"
    )
    assert speakers(transcript(text)) == ["Anne de Groot", "John O'Neil-Roe", "Ian McAdam"]


def test_a_headline_is_no_label():
    """Words before a form of address that are no office make no label of a headline."""
    text = "NB Gov Roe: We Will Build.\n\nHOST: Will you?\n\nGOV. ROE: We will.\n\nHOST: When?\n\nGOV. ROE: Soon.\n"
    assert speakers(from_text(text)) == ["Host", "Roe", "Host", "Roe"]


def test_a_letter_asks_also_without_a_colon():
    """Press offices write "Q" and blanks: so it is a label beside others, and nowhere else."""
    text = "THE PRESIDENT: We will build.\n\n     Q    Will you?\n\nTHE PRESIDENT: I said so.\n\nQ “When?”\n"
    assert speakers(from_text(text)) == ["President", "Q", "President", "Q"]
    assert transcript("Q Magazine met Jane.\n\nDOE: We will build.\n").turns[0].speaker == "Doe"


HEADINGS = ("Health", "Education", "Health Care", "Climate Change", "Jobs and Growth", "Our Pledge")
NO_TRANSCRIPTS = {
    "headings of a manifesto": "\n\n".join(f"{one}: We will do more for you. Will you join us?" for one in HEADINGS),
    "headings in capitals": "\n\n".join(f"{one.upper()}: We will build it. Will you join us?" for one in HEADINGS),
    "promises and their state": "\n\n".join(f"PROMISE: We will build {n}.\nSTATUS: You ask us when." for n in range(5)),
    "a list of tasks": "\n".join(f"Owner: Minister of Health\nAction: we build {n}.\nDeadline: 2027" for n in range(5)),
    "scripture": "John 3:16\nFor you we came.\n\nMark 1:2 And they said: Let us go.\n\nJohn 3:17\nWe will go.\n\n" * 3,
    "a recipe": "INGREDIENTS: flour, two eggs.\n\nMETHOD: Mix them until you see gold.\n\nTIP: You can use milk.\n\n"
    * 3,
    "questions and answers": "Q: How do I apply?\n\nA: You can do so here. We will answer in ten days.\n\n" * 4,
    "letters": "From: Jane Doe\nTo: John Roe\nSubject: we will meet\n\nDear John, we will meet you soon.\n\n" * 3,
    "results": "Jane Doe: 34 per cent\nJohn Roe: 22 per cent\nAnn Poe: 1 per cent\n" * 3,
    "news of many places": "PARIS: You will pay more, ministers said.\n\nROME: They met.\n\nBERN: It rained.\n\n" * 3,
    "a cast": "DIRECTOR: Jane Doe\nEDITOR: Ann Poe\nDIRECTOR: Jane Doe\nEDITOR: Ann Poe\n",
    "a label or two": "The minister spoke.\n\nMR DOE: We will build.\n\nMS ROE: When?\n\nThey left.\n",
    "a report": 'Jane Doe: "We will."\n\nHe asked: will you?\n\nThe premier said: "We will build."\n',
}


@pytest.mark.parametrize("text", NO_TRANSCRIPTS.values(), ids=NO_TRANSCRIPTS)
def test_other_lines_with_colons_make_no_transcript(text):
    """Headings, lists, scripture, recipes, letters, tables and news are none, however many lines have a colon."""
    document = from_text(text, options=DocumentOptions(language="en"))
    assert (document.genre, document.turns) == (Genre.NEWS, ())


def test_an_interview_without_names_is_one():
    """Questions and answers are an interview where those who answer speak of themselves."""
    text = "Q: Will you resign?\n\nA: No, I will not.\n\nQ: When do you publish it?\n\nA: I will do so in May.\n"
    assert from_text(text).genre is Genre.TRANSCRIPT


def test_a_page_is_a_transcript_too():
    """Labels at the beginning of a page's paragraphs make turns as those of a text do."""
    parts = [one.replace("\n", " ") for one in CONFERENCE.split("\n\n")[1:]]
    parts = [part.replace("Q:", "<b>Q:</b>") for part in parts]
    page = "<html><body><article>" + "".join(f"<p>{part}</p>" for part in parts) + "</article></body></html>"
    document = from_bytes(page.encode())
    assert document.media_type == "text/html"
    assert speakers(document) == speakers(from_text(CONFERENCE))


def test_a_letter_processor_s_transcript_is_one_too(new_docx):
    """So do the paragraphs of a DOCX."""
    for part in CONFERENCE.split("\n\n"):
        new_docx.add_paragraph(part)
    document = from_bytes(saved(new_docx))
    assert speakers(document) == speakers(from_text(CONFERENCE))


WORDS = st.sampled_from(
    (
        "MS DOE:",
        "Q:",
        "A:",
        "John Roe:",
        "DOE (Minister):",
        "we will",
        "I",
        "[Applause]",
        "(Laughter)",
        "1:20",
        "x.",
        "?",
    )
)


@given(st.lists(st.tuples(WORDS, st.sampled_from((" ", "\n", "\r\n", "\n\n", "\t"))), max_size=40))
def test_turns_are_in_order_and_hold_words(parts):
    """Whatever is labelled how: turns stand in order, apart, in bounds, and begin and end with no blank."""
    text = "".join(word + blank for word, blank in parts) + "."
    document = transcript(text)
    assert document.text == text
    places = [place for turn in document.turns for place in (turn.start, turn.end)]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(text) for place in places)
    assert all(words == words.strip() != "" for _, _, words in said(document))


RECOGNISED = """{0}0: Good evening. Will you fix the port?
{0}1: We will fix the port by 2030.
{0}0: Are you sure?
{0}1: I will open it myself.
"""


@pytest.mark.parametrize("label", ["SPEAKER_0", "Speaker ", "speaker ", "speaker_"])
@pytest.mark.parametrize("marks", ["{}:", "[{}]:"])
def test_numbered_speakers_are_labels_as_recognition_writes_them(label, marks):
    """Speakers by number are labels with a line or a blank before it, in small letters, and in square brackets."""
    text = "".join(
        marks.format(line[: len(label) + 1]) + line[len(label) + 2 :] + "\n"
        for line in RECOGNISED.format(label).splitlines()
    )
    document = from_text(text, options=DocumentOptions(language="en"))
    assert document.genre is Genre.TRANSCRIPT
    assert len(document.turns) == 4
    assert speakers(document)[1].casefold() == f"{label}1".casefold()


def test_small_labels_that_return_are_taken_where_a_transcript_is_told():
    """In a told transcript names in small letters are labels if they return, and nothing is one in any other text."""
    text = "anna holt: will you?\nben crane: I will.\nnote: he waved.\nanna holt: when?\nben crane: I will say soon.\n"
    assert speakers(transcript(text)) == ["Anna Holt", "Ben Crane", "Anna Holt", "Ben Crane"]
    assert from_text(text, options=DocumentOptions(language="en")).turns == ()


@pytest.mark.parametrize("word", ["First", "Vice", "Prime"])
def test_a_word_that_only_describes_an_office_is_no_label(word):
    """What stands before "minister" or "president" is nobody by itself: the turn before it goes on."""
    text = (
        f"ANN LEE: We act. Here is how.\n{word}: We will paint.\nBOB RAY: Will you?\nANN LEE: I will.\nBOB RAY: Good.\n"
    )
    assert set(speakers(from_text(text, options=DocumentOptions(language="en")))) == {"Ann Lee", "Bob Ray"}


def test_initials_are_the_name_that_they_begin():
    """ "JD" is Jane Doe where she alone has these initials, and stays itself where two have."""
    assert speakers(transcript("Jane Doe: Hello.\nBOB RAY: Will you?\nJD: I will.\n")) == [
        "Jane Doe",
        "Bob Ray",
        "Jane Doe",
    ]
    both = "Jane Doe: Hello.\nJack Dean: Will you?\nJD: I will.\nJack Dean: Good.\nJD: Yes.\n"
    assert len(set(speakers(transcript(both)))) == 3
