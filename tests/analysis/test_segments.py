"""Text is cut into paragraphs, words and sentences by rules."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.analysis.segments import Segmenter, paragraphs, words
from pledgebook.languages import language
from pledgebook.records import Span

SEGMENTER = Segmenter(language("en"))
PIECES = st.sampled_from(
    ["The mayor", " will ", "build", ". ", "U.S. ", "Dr. ", "“", "”", '"', "\n", "\n\n", "\r\n", "1.46", "?!", "…", " "]
)


def blocks(text):
    return [text[s.start : s.end] for s in paragraphs(text)]


def tokens(text):
    return [t.text for t in words(text, Span(0, len(text)))]


def sentences(text):
    return [text[s.start : s.end] for s in SEGMENTER.segment(text)[2]]


def test_blank_lines_part_paragraphs():
    """A blank line ends a paragraph, whatever the line ends and whatever blanks stand on it."""
    assert blocks("One line.\n\nTwo lines.\r\n \t\r\nThree.\fFour.") == ["One line.", "Two lines.", "Three.", "Four."]


def test_hard_wrapped_lines_are_one_paragraph():
    """Lines that were broken at a column belong to one paragraph."""
    text = (
        "The council of Port Lindane has decided that the old\n"
        "customs house by the river is to become a library for\n"
        "the children of the harbour and of the upper town."
    )
    assert blocks(text) == [text]


@pytest.mark.parametrize("width", [140, 200])
def test_lines_wider_than_a_page_are_one_paragraph_where_they_go_on(width):
    """A text wrapped at any width is one paragraph; items of a list, as long and without full stops, are several."""
    said = " ".join(f"we will build {n} houses and {n} schools in the valley of the river," for n in range(2, 20))
    assert len(paragraphs(textwrap.fill(said, width))) == 1
    items = "\n".join(f"Build {n} " + "houses beside the river and " * (width // 28) + "a school" for n in range(2, 6))
    assert len(paragraphs(items)) == 4


def test_lines_of_their_own_are_paragraphs():
    """Lines of very different lengths, as in lists and headings, each stand alone."""
    lines = ["Our programme", "A tram line from the harbour to the upper town", "More trees", "A library"]
    assert blocks("\n".join(lines)) == lines


def test_full_sentences_on_lines_are_paragraphs():
    """Lines that each end a sentence were not broken at a column."""
    lines = [
        "The council will open a library by the river this year.",
        "The council will plant a thousand trees in the old town.",
        "The council will lower the fees for small market stalls.",
    ]
    assert blocks("\n".join(lines)) == lines


@pytest.mark.parametrize("mark", ["• ", "- ", "– ", "* ", "1. ", "2) ", "(a) "])
def test_items_of_a_list_are_paragraphs(mark):
    """Each item of a list stands alone, though its lines are as long as those of a wrapped text."""
    lines = [
        "build two schools in the old town of Lindane",
        "open a library in every village by the river",
        "plant trees",
    ]
    assert blocks("\n".join(mark + line for line in lines)) == [mark + line for line in lines]


def test_an_item_keeps_the_lines_that_hang_under_it():
    """The further lines of an item belong to it where they stand further in, or are broken at a column."""
    first = "• build two schools\n  in the old town"
    second = "• open a library for the children of the harbour\nand of the upper town, and keep it open"
    assert blocks(f"We will:\n{first}\n{second}") == ["We will:", first, second]


def test_a_dash_alone_is_no_list():
    """One line of a wrapped text that begins with a dash does not part it."""
    text = (
        "The council of Port Lindane has decided that the old\n"
        "- and much loved - customs house by the river is to be\n"
        "a library for the children of the upper town."
    )
    assert blocks(text) == [text]


def test_blank_texts_have_nothing():
    """A text of blanks has no paragraph, no word and no sentence."""
    assert SEGMENTER.segment(" \n\n\t\u00a0\n") == ([], [], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It wouldn’t, couldn't", ["It", "wouldn’t", ",", "couldn't"]),
        ("a well-known 12-year plan", ["a", "well-known", "12", "-", "year", "plan"]),
        ("$1.46bn, 10,000 and 26th", ["$", "1.46bn", ",", "10,000", "and", "26th"]),
        ("the U.S. and the E.U.", ["the", "U.S.", "and", "the", "E.U."]),
        ("“Yes!” (he)", ["“", "Yes", "!", "”", "(", "he", ")"]),
        ("9:30, 3/4 and 50%", ["9:30", ",", "3/4", "and", "50", "%"]),
        ("Астана қаласы", ["Астана", "қаласы"]),
    ],
)
def test_words(text, expected):
    """Words keep their apostrophes and hyphens, numbers their marks, abbreviations their stops."""
    assert tokens(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Aldo Vance spoke.",
        "Dr. J. R. Tolvar of St. Agnes spoke.",
        "The U.S. Senate met.",
        "It rose by 3.5 percent.",
        "See No. 7 on the list.",
        "They met at 9 a.m. on Friday.",
        "The firm, Bruno Co. of Velmar, closed.",
        "“Will you come?” she asked.",
        "They waited … and waited.",
    ],
)
def test_no_sentence_ends_here(text):
    """Titles, initials, abbreviations, decimals and a question that is asked go on."""
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["The hall is old.", "It will be sold."],
        ["“We will come.”", "She smiled."],
        ["Who pays?", "Nobody!", "Why?"],
        ["It was 1999.", "The bridge fell."],
        ["He moved to the U.S.", "The rest stayed."],
        ["They met at 9 p.m.", "The doors were shut."],
        ["So said I.", "Nobody heard."],
        ["“Stop!”", "“Why?”", "“Because.”"],
        ["(It was late.)", "They left."],
    ],
)
def test_sentences_end_here(parts):
    """A stop ends a sentence, with the quotation marks and brackets that close behind it."""
    assert sentences(" ".join(parts)) == parts


def test_a_heading_is_no_part_of_a_sentence():
    """No sentence goes from one paragraph into the next."""
    text = "A plan for the harbour\n\nThe mayor spoke on Monday"
    assert sentences(text) == text.split("\n\n")
    assert [s.paragraph for s in SEGMENTER.segment(text)[2]] == [0, 1]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_nothing_is_lost(text):
    """Every visible character is in one word, every word in one sentence, every sentence in one paragraph."""
    spans, found, cut = SEGMENTER.segment(text)
    assert all(text[t.start : t.end] == t.text for t in found)
    covered = {i for t in found for i in range(t.start, t.end)}
    assert len(covered) == sum(t.end - t.start for t in found)
    assert all(i in covered for i, c in enumerate(text) if c.isalnum() or c in ".,!?“”\"'-—")
    assert [n for s in cut for n in range(s.first, s.last)] == list(range(len(found)))
    assert all(Span(s.start, s.end) in spans[s.paragraph] for s in cut)
    assert [(s.start, s.end) for s in cut] == [(found[s.first].start, found[s.last - 1].end) for s in cut]
