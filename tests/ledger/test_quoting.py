"""Which words of a text stand in quotation marks."""

import pytest

from pledgebook.ledger.quoting import in_marks
from pledgebook.records import Genre

WORDS = "we will build"


@pytest.mark.parametrize(
    "text",
    [
        "He said: “Yes, we will build it.”",
        'He said: "Yes, we will build it."',
        "Он сказал: «Да, we will build it».",
        "Er sagte: „Ja, we will build it.“",
        "Il a dit : « Oui, we will build it ».",
        "He said: ‘Yes, the people’s hall we will build.’",
        "“First,” he said, “we will build it.”",
        "“First we will build it.\n\n“Then we rest,” he said.",
    ],
)
def test_within_one_pair(text):
    """The words are quoted where one pair of marks of any usual kind is around them, or opens anew below."""
    start = text.index(WORDS)
    assert in_marks(text, start, start + len(WORDS))


@pytest.mark.parametrize(
    "text",
    [
        "He said that we will build it.",
        "“Yes,” he said, we will build it, “soon.”",
        "“Yes,” he said.\n\nNow we will build it, says he. “No,” she said.",
        "“Yes, he said, we will build it.\n\nNobody closed this.",
        'A screen of 6" it is, we will build it, and one of 7".',
        "It is the farmers' hall we will build, the miners' too.",
    ],
)
def test_outside_of_them(text):
    """Words are not quoted between two quotations, behind a mark that opens nothing, or in another paragraph."""
    start = text.index(WORDS)
    assert not in_marks(text, start, start + len(WORDS))


def test_words_that_reach_further():
    """Words of which only some are in quotation marks are not quoted."""
    text = "He said “we will build” it."
    assert in_marks(text, 9, 22)
    assert not in_marks(text, 9, 26)
    assert not in_marks(text, 0, 12)


def test_the_genres_of_own_words():
    """Speeches, manifestos and transcripts are their author's own, for the reader and for the record."""
    assert {one for one in Genre if one.is_own} == {Genre.SPEECH, Genre.MANIFESTO, Genre.TRANSCRIPT}
