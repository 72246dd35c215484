"""What may be shown of a source: the whole, the quoted words with a little around them, or nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.errors import LedgerError
from pledgebook.ledger.showing import AROUND, excerpt
from pledgebook.ledger.values import Rights

TEXT = (
    "The hall was full.\n\n"
    + "Long before that evening people had spoken of nothing else in the streets of Nordheim, and in its inns. "
    + "“We will build the bridge by 2027,” said Ilmara Tennholt, and the hall was silent for as long as it takes. "
    + "Nobody had expected that, least of all the men who had come to hear something else altogether.\n\n"
    + "Then she left."
)
QUOTE = "We will build the bridge by 2027,"
START = TEXT.index(QUOTE)
END = START + len(QUOTE)
texts = st.text(alphabet="ab c.\n\r\u2028ё", min_size=1, max_size=500)


def test_full_shows_all():
    """With full rights the whole text is shown around the quoted words."""
    found = excerpt(Rights.FULL, TEXT, START, END)
    assert found.before + found.quote + found.after == TEXT
    assert (found.more_before, found.more_after) == (False, False)


def test_none_shows_nothing():
    """Without rights nothing is shown, not even the quoted words."""
    assert excerpt(Rights.NONE, TEXT, START, END) is None


def test_an_excerpt_is_cut_between_words():
    """An excerpt begins and ends with a whole word, and says that the source goes on."""
    found = excerpt(Rights.EXCERPT, TEXT, START, END)
    assert found.before.startswith("before that evening")
    assert found.after.endswith("for as long as it takes. Nobody had expected that,")
    assert (found.quote, found.more_before, found.more_after) == (QUOTE, True, True)


@pytest.mark.parametrize(("rights", "start", "end"), [(Rights.FULL, 5, 5), (Rights.NONE, -1, 3), ("excerpt", 0, 9999)])
def test_words_that_are_not_there_are_refused(rights, start, end):
    """An empty stretch, and one outside of the text, is an error whatever the rights."""
    with pytest.raises(LedgerError, match="no words at"):
        excerpt(Rights(rights), TEXT, start, end)


@settings(max_examples=60)
@given(texts, st.data())
def test_an_excerpt_keeps_its_limits(text, data):
    """An excerpt is cut from the text, short on both sides, cuts no word, and never leaves the paragraph."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = excerpt(Rights.EXCERPT, text, start, end)
    assert text[found.start : found.end] == found.before + found.quote + found.after
    assert text[start:end] == found.quote
    assert max(len(found.before), len(found.after)) <= AROUND
    assert not set(found.before + found.after) & set("\n\r\u2028")
    for part, place in ((found.before, found.start), (found.after, found.end)):
        assert not part or place in (0, len(text)) or text[place - 1].isspace() or text[place].isspace()
