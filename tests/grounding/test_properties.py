"""What holds of every text and every quotation, shown on random ones."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.grounding import ground
from pledgebook.records import DifferenceKind, Found

LETTERS = "abcdeёйқңәіéАБаб"
WORDS = st.text(LETTERS, min_size=1, max_size=6) | st.sampled_from(["2030", "10,000", "не", "can’t", "well-made", "5%"])
GAPS = st.sampled_from([" ", " ", " ", ", ", " — ", "… ", ". “", "” ", ": «", "» ", "\n\n", "; "])
ANY = st.text(st.characters(codec="utf-8"), max_size=60)
SOUP = st.text("ab1 0.,-–—“”'’«»…%$\u00ad\u200d\u00a0\u0301e\u0308\n5", max_size=40)


@st.composite
def texts(draw, least=4):
    """A text of words, and where each of its words begins and ends."""
    words = draw(st.lists(WORDS, min_size=least, max_size=25))
    text, spans = "", []
    for word in words:
        spans.append((len(text), len(text) + len(word)))
        text += word + draw(GAPS)
    return text, spans


@st.composite
def slices(draw):
    """A text and a slice of it that begins and ends with whole words."""
    text, spans = draw(texts())
    first = draw(st.integers(0, len(spans) - 1))
    last = draw(st.integers(first, len(spans) - 1))
    return text, spans[first][0], spans[last][1]


def mangle(text, number):
    """The text as some word processor would write it."""
    pairs = [("“", '"'), ("”", '"'), ("«", '"'), ("»", '"'), ("’", "'"), ("…", "..."), (" — ", "–")]
    for place, (old, new) in enumerate(pairs):
        if number >> place & 1:
            text = text.replace(old, new)
    text = text.replace(" ", "\u00a0") if number & 128 else text
    text = "\u00ad".join(text) if number & 256 else text
    return unicodedata.normalize("NFD", text) if number & 512 else text


@settings(max_examples=100, deadline=None)
@given(slices())
def test_whole_words_are_exact(sliced):
    """A slice that begins and ends with whole words is exact, and its place is among those told."""
    text, start, end = sliced
    grounding = ground(text, text[start:end])
    assert grounding.found is Found.EXACT
    assert (start, end) in [(place.start, place.end) for place in grounding.places]
    assert all(place.text == text[start:end] for place in grounding.places)


@settings(max_examples=100, deadline=None)
@given(slices(), st.integers(0, 1023))
def test_mangled_words_are_found(sliced, number):
    """The same slice in other typography is found at the same place, and what differs is typography."""
    text, start, end = sliced
    grounding = ground(text, mangle(text[start:end], number))
    assert grounding.found in (Found.EXACT, Found.FOLDED)
    assert (start, end) in [(place.start, place.end) for place in grounding.places] or grounding.found is Found.EXACT
    assert {difference.kind for difference in grounding.differences} <= {DifferenceKind.TYPOGRAPHY}


@settings(max_examples=100, deadline=None)
@given(slices(), st.integers(0, 1000), st.sampled_from("xyzЖщ79ａ１²"))
def test_a_changed_letter_is_never_found(sliced, number, letter):
    """A quotation with one letter or digit put for another, which no text here has, is refused."""
    text, start, end = sliced
    quote = text[start:end]
    places = [place for place, char in enumerate(quote) if char.isalnum()]
    place = places[number % len(places)]
    lie = quote[:place] + letter + quote[place + 1 :]
    assert ground(text, lie).found in (Found.STITCHED, Found.ABSENT)


@settings(max_examples=100, deadline=None)
@given(slices(), st.integers(1, 1000))
def test_half_a_word_is_never_found(sliced, number):
    """A quotation that ends within a word is refused, unless the half is a whole word elsewhere."""
    text, start, end = sliced
    cut = start + number % (end - start)
    if not (text[cut - 1 : cut].isalnum() and text[cut : cut + 1].isalnum()):
        return
    quote = text[start:cut]
    for place in ground(text, quote).places:
        assert not (text[place.end - 1].isalnum() and text[place.end : place.end + 1].isalnum())


@settings(max_examples=100, deadline=None)
@given(ANY | SOUP, ANY | SOUP)
def test_whatever_is_shown_stands_there(text, quote):
    """Of any text and any quotation: nothing breaks, and whatever is shown of the text stands in it at its place."""
    for source in (text, text + " " + quote + " " + text):
        grounding = ground(source, quote)
        shown = [*grounding.places, *([grounding.nearest] if grounding.nearest else [])]
        assert all(source[place.start : place.end] == place.text for place in shown)
        assert all(source[found.start : found.end] == found.source for found in grounding.differences)
        assert (grounding.found is Found.ABSENT) == (grounding.places == ())
        assert grounding.nearest is None or grounding.found is Found.ABSENT


@settings(max_examples=100, deadline=None)
@given(SOUP, SOUP)
def test_letters_never_fold(text, quote):
    """Whatever is found has the very letters and digits of the quotation, in canonical form."""
    grounding = ground(text + " " + quote, quote)
    if grounding.found in (Found.EXACT, Found.FOLDED):
        assert {bare(place.text) for place in grounding.places} == {bare(quote)}


def bare(text):
    composed = unicodedata.normalize("NFC", "".join(c for c in text if c not in "\u00ad\u200d"))
    return "".join(char for char in composed if char.isalnum())
