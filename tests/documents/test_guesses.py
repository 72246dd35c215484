"""What is guessed of a document, how it is noted, and how it is overridden."""

import pytest

from pledgebook.documents import from_text
from pledgebook.errors import OptionError
from pledgebook.records import Genre, PublishedFrom
from pledgebook.settings import DocumentOptions

ENGLISH = "The minister said that the government will build ten schools in the north before the end of the year."
RUSSIAN = "Министр сказал, что правительство построит десять новых школ на севере страны до конца этого года."
KAZAKH = (
    "Министр үкімет жыл соңына дейін елдің солтүстігінде он жаңа мектеп салатынын айтты және ұстаздарға алғыс айтты."
)
GERMAN = "Der Minister sagte, dass die Regierung vor dem Ende des Jahres zehn neue Schulen im Norden bauen werde."
KYRGYZ = (
    "Министр өкмөт жыл аягына чейин өлкөнүн түндүгүндө он жаңы мектеп курарын айтып, мугалимдерге ыраазычылык билдирди."
)
UKRAINIAN = "Міністр сказав, що уряд до кінця року збудує на півночі країни десять нових шкіл і подякував учителям."


@pytest.mark.parametrize(
    ("text", "code"),
    [(ENGLISH, "en"), (RUSSIAN, "ru"), (KAZAKH, "kk"), (GERMAN, "de"), (KYRGYZ, "ky"), (UKRAINIAN, "uk")],
)
def test_a_language_is_told(text, code):
    """English, Russian, Kazakh and their neighbours are told from each other, and the note says so."""
    document = from_text(text)
    assert document.language == code
    assert f"Language: {code}, identified from the text." in document.notes


def test_names_do_not_turn_russian_into_kazakh():
    """Russian text with a Kazakh name in it stays Russian, and Kazakh with a Russian quotation stays Kazakh."""
    assert from_text(f"{RUSSIAN} Об этом сообщил Қасым Әлиев. {RUSSIAN}").language == "ru"
    assert from_text(f"{KAZAKH} «До конца года», {KAZAKH}").language == "kk"


@pytest.mark.parametrize("text", ["Wir bauen Schulen.", "12 345", "Мы построим школы."])
def test_a_short_text_is_taken_for_english(text):
    """Under forty letters the language is English unless told, and the note says so."""
    document = from_text(text)
    assert document.language == "en"
    assert any("fewer than 40 letters" in note for note in document.notes)
    assert from_text(text, options=DocumentOptions(language="de")).language == "de"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"{ENGLISH}\n\nThe end.,\nOct. 26, 2022", "2022-10-26"),
        (f"Title\n\nBy our political staff, 27 Feb 2024\n\n{ENGLISH}", "2024-02-27"),
        (f"Title\nStandfirst\nBy our political staff, 27 Feb 2024\n{ENGLISH}", "2024-02-27"),
        (f"MALEMBA, Oct. 9, 2023 (KNA) — {ENGLISH}", "2023-10-09"),
        (f"MALEMBA, Monday, October 9, 2023 – {ENGLISH}", "2023-10-09"),
        (f"Published on 26 October 2022 at 10:15\n{ENGLISH}", "2022-10-26"),
        (f"2022-10-26\n{ENGLISH}", "2022-10-26"),
        (f"Wednesday, 26 October 2022\n\n{ENGLISH}", "2022-10-26"),
        (f"{ENGLISH}\n(26 October 2022)", "2022-10-26"),
        (f"{ENGLISH}\nOctober 2022", "2022-10"),
        (f"{ENGLISH}\r\n\r\nMalemba, 1 September 2023\r\n", "2023-09-01"),
    ],
)
def test_a_dateline_is_read(text, published):
    """A date that stands by itself in the first lines or the last is the day of publication, as far as it goes."""
    document = from_text(text)
    assert (document.published, document.published_from) == (published, PublishedFrom.DATELINE)
    assert any("dateline" in note for note in document.notes)


@pytest.mark.parametrize(
    "text",
    [
        f"MALEMBA, Oct 9 (KNA) — {ENGLISH}",
        f"Ministry vows ten schools by December 2027\n\n{ENGLISH}",
        f"Vote set for 5 May 2024\n\n{ENGLISH}",
        f"On 5 May 2024 the minister said this. {ENGLISH}",
        f"{ENGLISH}\nThe work will be finished by Friday, 5 May 2028.",
        f"{ENGLISH}\nBudget 2024",
        ENGLISH.replace("the end of the year", "31 December 2025"),
        f"{ENGLISH}\n" * 6 + "26 October 2022\n" + f"{ENGLISH}\n" * 3,
    ],
)
def test_no_date_is_invented(text):
    """A date without a year, in a sentence, after a preposition or amid the text is no dateline."""
    document = from_text(text)
    assert (document.published, document.published_from) == (None, None)


@pytest.mark.parametrize("told", ["2022-10-26", "2022-10", "2022"])
def test_a_told_date_wins(told):
    """A date given as an option is taken as it is, also a partial one."""
    document = from_text(f"{ENGLISH}\nOct. 26, 2021", options=DocumentOptions(published=told))
    assert (document.published, document.published_from) == (told, PublishedFrom.OPTION)


@pytest.mark.parametrize("told", ["2022-13", "2022-02-30", "yesterday", "26.10.2022", "", "0000", "2022-1-1"])
def test_a_told_date_must_be_one(told):
    """A date that is none is refused in one line that shows how to write it."""
    with pytest.raises(OptionError, match="YYYY-MM-DD"):
        from_text(ENGLISH, options=DocumentOptions(published=told))


@pytest.mark.parametrize(
    ("options", "genre", "speaker"),
    [
        (DocumentOptions(), Genre.NEWS, None),
        (DocumentOptions(speaker="A. Nobody"), Genre.SPEECH, "A. Nobody"),
        (DocumentOptions(speaker="A. Nobody", genre=Genre.MANIFESTO), Genre.MANIFESTO, "A. Nobody"),
        (DocumentOptions(genre=Genre.SPEECH), Genre.SPEECH, None),
    ],
)
def test_genre_and_speaker(options, genre, speaker):
    """A document is news unless told; one speaker is never guessed, and a told one means a speech."""
    document = from_text(ENGLISH, options=options)
    assert (document.genre, document.speaker) == (genre, speaker)
