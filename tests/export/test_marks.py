"""Marks that nest, cross and touch become tags that nest."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.export.marks import RANKS, Mark, Paragraph, after_marks, allotted, clean, paragraphs, woven


class Walk(HTMLParser):
    """The text of some HTML, and for each character the kinds of the marks around it."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.stack, self.letters, self.firsts, self.lasts = [], [], 0, 0
        self.feed(html)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        classes = dict(attrs)["class"].split()
        self.firsts += "first" in classes
        self.lasts += "last" in classes
        self.stack.append((tag, classes[1]))

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        self.letters += [(letter, sorted({kind for _, kind in self.stack})) for letter in data]


def whole(text):
    return Paragraph(0, len(text), False)


@st.composite
def marked(draw):
    text = draw(st.text(alphabet="ab <&\"'>é", min_size=1, max_size=24))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)), st.sampled_from(RANKS))
    drawn = draw(st.lists(spans, max_size=7))
    return text, [Mark(min(a, b), max(a, b), kind) for a, b, kind in drawn if a != b]


@given(marked())
@settings(max_examples=100, deadline=None)
def test_marks_cover_just_their_words(made):
    """However marks lie, tags nest, each character stands in its marks, and each mark begins and ends once."""
    text, marks = made
    walk = Walk(woven(text, whole(text), marks=marks, refs={}))
    expected = [
        (letter, sorted({mark.kind for mark in marks if mark.start <= place < mark.end}))
        for place, letter in enumerate(text)
    ]
    assert walk.letters == expected
    assert (walk.firsts, walk.lasts) == (len(marks), len(marks))


def test_crossing_marks_are_split():
    """Of two crossing marks, one is cut where the other ends."""
    html = woven("abcdef", whole("abcdef"), marks=[Mark(0, 4, "statement"), Mark(2, 6, "pledge")], refs={})
    assert html == (
        '<span class="mk statement first last">ab<mark class="mk pledge first">cd</mark></span>'
        '<mark class="mk pledge last">ef</mark>'
    )


def test_references_stand_behind_their_words():
    """HTML for a place stands after the tags that close there and before those that open."""
    html = woven("abcd", whole("abcd"), marks=[Mark(0, 2, "due"), Mark(2, 4, "if")], refs={2: "<i></i>", 4: "<b></b>"})
    assert html == ('<mark class="mk due first last">ab</mark><i></i><mark class="mk if first last">cd</mark><b></b>')


def test_references_follow_closing_punctuation():
    """A reference to words stands behind the comma and the quotation mark that close them."""
    assert after_marks("this year,” she said", 9) == 11
    assert after_marks("this year", 9) == 9


def test_marks_go_over_paragraphs():
    """A mark that spans two paragraphs is shown in both, begun in the first and ended in the second."""
    text = "one two\n\nthree four"
    mark = Mark(4, 14, "pledge", "p1")
    shown = [woven(text, part, marks=marks, refs={}) for part, marks in allotted(paragraphs(text), [mark])]
    assert shown == [
        'one <mark class="mk pledge first" id="p1">two</mark>',
        '<mark class="mk pledge last">three</mark> four',
    ]


def test_paragraphs_of_text():
    """Blank lines part paragraphs; long lines are paragraphs; short lines stay lines, wrapped ones do not."""
    long = "word " * 30 + "end"
    wrapped = ("w" * 60 + "\n") * 2 + "rest"
    text = f"  one\ntwo\n \nthree\n\n{long}\n{long}\n\n\n{wrapped}\n"
    found = [(text[part.start : part.end], part.lined) for part in paragraphs(text)]
    assert found == [("one\ntwo", True), ("three", False), (long, False), (long, False), (wrapped, False)]


@given(st.text(alphabet="ab \n\t\f", max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_word_is_outside_a_paragraph(text):
    """Every character that is not blank stands in exactly one paragraph."""
    shown = [place for part in paragraphs(text) for place in range(part.start, part.end)]
    assert len(shown) == len(set(shown))
    assert {place for place, letter in enumerate(text) if letter.strip()} <= set(shown)


def test_what_html_forbids_is_replaced():
    """Control characters and lone surrogates become U+FFFD, and markup is escaped."""
    assert clean("a\x00\x1b\ud800<b>\"'&") == "a\ufffd\ufffd\ufffd&lt;b&gt;&quot;&#x27;&amp;"
