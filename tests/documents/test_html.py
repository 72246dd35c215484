"""Web pages: the chosen main text, with every visible character as the page has it."""

import pytest

from pledgebook.documents import from_bytes
from pledgebook.errors import SourceError
from pledgebook.records import PublishedFrom

FILLER = (
    "The council met for three hours in the old town hall, and nobody left the room before the last vote was counted. "
    "Reporters had waited since the morning, and the square in front of the hall was full of people by noon."
)


def page(body: str, head: str = "") -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>'
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/p">Politics</a></li></ul></nav>'
        f"<article><h1>Council votes</h1><p>{FILLER}</p>{body}<p>{FILLER[::-1]}</p></article>"
        "<footer><p>© The Invented Courier. All rights reserved.</p></footer></body></html>"
    ).encode()


def paragraphs(body: str) -> list[str]:
    """The paragraphs between the two fillers."""
    found = from_bytes(page(body)).text.split("\n\n")
    return found[found.index(FILLER) + 1 : found.index(FILLER[::-1])]


@pytest.mark.parametrize(
    "words",
    [
        "“We will build it,” she said — it’s ‘final’… and «точно», „genau“.",
        "Café, naïve, Zażółć gęślą jaźń, e\u0301 beside é, й beside и\u0306.",
        "Правительство построит школы. Қазақстан Республикасының Үкіметі.",
        "A family 👨\u200d👩\u200d👧\u200d👦 waved a 🏳️\u200d🌈 and a ❤️, 👍🏽 too.",
        "A pro\u00admise with soft hy\u00adphens and zero\u200bwidth space and word\u2060joiner.",
        "می\u200cخواهم builds — Persian needs its non-joiner.",
        "Fractions ½, H₂O, m², 20\u202f000, 5 €, §7, № 3, ©, ™ and • in the middle.",
        "Lines that | look * like _ markup # and - bars stay as they are.",
        "One character alone in angle quotes ‹x› and a minus −5 stay.",
    ],
)
def test_every_visible_character_stays(words):
    """Quotes, accents, Cyrillic, emoji with their joiners and soft hyphens stand in the text as in the page."""
    document = from_bytes(page(f"<p>{words}</p>"))
    assert " ".join(words.split()) in document.text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>He said <b>ten</b> <i>schools</i>, <em>not</em> nine.</p>", ["He said ten schools, not nine."]),
        ("<p>A <a href='/x'>link</a>, <span>a span</span>and H<sub>2</sub>O.</p>", ["A link, a spanand H2O."]),
        ("<p>  Many \n\t blanks&nbsp;&nbsp;fold  </p>", ["Many blanks fold"]),
        ("<p>one<br>two<br><br>three</p>", ["one\ntwo", "three"]),
        ("<p>&ldquo;Entities&rdquo; &amp; &#147;old ones&#148; &lt;b&gt;</p>", ["“Entities” & “old ones” <b>"]),
        ("<blockquote><p>First quoted.</p><p>Second quoted.</p></blockquote>", ["First quoted.", "Second quoted."]),
        ("<ul><li>Build schools</li><li>Open <b>five</b> clinics</li></ul>", ["Build schools", "Open five clinics"]),
        ("<h2>What comes next</h2><p>A vote comes next.</p>", ["What comes next", "A vote comes next."]),
        ("<p>Not <del>nine</del> <ins>ten</ins> schools.</p>", ["Not nine ten schools."]),
        ("<p>Seen.<script>var x = 'unseen'</script><style>p{}</style></p>", ["Seen."]),
        ("<p>Seen<span style='display:none'>unseen</span> twice.</p>", ["Seen twice."]),
        ("<p>Before<!-- a comment -->after it.</p>", ["Beforeafter it."]),
    ],
)
def test_markup_goes_and_words_stay(markup, text):
    """Tags leave no trace, blanks fold to one, and nothing is glued or parted that the page does not glue or part."""
    assert paragraphs(markup) == text


def test_repeated_paragraphs_stay():
    """A paragraph that stands twice in the page stands twice in the text."""
    again = "<p>We will do it, and we will do it this year.</p>"
    between = "<p>Another paragraph stands between the two, which are equal.</p>"
    assert from_bytes(page(again + between + again)).text.count("We will do it, and we will do it this year.") == 2


@pytest.mark.parametrize(
    "tail",
    [
        "<p>He said: <q>we will</q>, and <time datetime='2020-01-02'>2 January</time> is the day for it.</p>",
        "<p>He <cite>cited</cite> a <mark>marked</mark> <u>line</u><sup>1</sup> and <kbd>typed</kbd> it.</p>",
        f"<p>{FILLER[::-1]}</p><p>{FILLER[::-1]}</p><p>{FILLER[::-1]}</p>",
    ],
)
def test_a_paragraph_is_taken_whole(tail):
    """Words that trafilatura loses inside a paragraph, and paragraphs that repeat the last, come from the page."""
    shown = page("").replace(b"</article>", f"{tail}</article>".encode())
    words = tail.replace("</p>", " ").replace("<p>", "")
    for tag in ("q", "time datetime='2020-01-02'", "cite", "mark", "u", "sup", "kbd"):
        words = words.replace(f"<{tag}>", "").replace(f"</{tag.split()[0]}>", "")
    assert " ".join(from_bytes(shown).text.split()).endswith(words.strip())


def test_linked_paragraphs_stay():
    """A paragraph that is one whole link is kept like any other."""
    linked = "<p><a href='/x'>The minister will open ten schools before the end of the year, his office wrote.</a></p>"
    assert paragraphs(linked) == ["The minister will open ten schools before the end of the year, his office wrote."]


def test_captions_stay():
    """Captions of pictures and tables are text of the page."""
    figure = "<figure><img src='a.jpg' alt='x'><figcaption>The hall at noon. Photo: A. Nobody</figcaption></figure>"
    table = "<table><caption>Votes by ward</caption><tr><td>North</td><td>12</td></tr></table>"
    found = paragraphs(figure + table)
    assert "The hall at noon. Photo: A. Nobody" in found
    assert found[-3:] == ["Votes by ward", "North", "12"]


def test_a_table_has_no_bars():
    """The cells of a table stand as they are, without bars or bullets."""
    found = paragraphs("<table><tr><th>Promise</th><th>Due</th></tr><tr><td>Ten schools</td><td>2027</td></tr></table>")
    assert found == ["Promise", "Due", "Ten schools", "2027"]


def test_what_is_around_the_article_goes():
    """Navigation and footer are not main text."""
    text = from_bytes(page("<p>We will build ten schools, the mayor said.</p>")).text
    assert "Politics" not in text
    assert "All rights reserved" not in text


def test_a_page_with_one_paragraph_is_read():
    """A page of one sentence gives that sentence."""
    document = from_bytes(b"<html><body><p>We will build ten schools.</p></body></html>")
    assert document.text == "We will build ten schools."


def test_a_page_of_divisions_is_read():
    """A page that knows no paragraphs is read by its divisions."""
    body = "".join(f"<div>Sentence number {number} says that we shall build a school.</div>" for number in range(9))
    assert from_bytes(f"<html><body>{body}</body></html>".encode()).text.count("build a school.") == 9


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<html><body><script>x()</script></body></html>", "<p></p><p> </p>"]
)
def test_a_page_without_text_is_refused(markup):
    """A page that shows nothing is refused in one line."""
    with pytest.raises(SourceError, match="text"):
        from_bytes(markup.encode())


def test_deep_nesting_is_read():
    """A page nested some hundred elements deep is read to its bottom."""
    deep = "<div>" * 700 + f"<p>{FILLER}</p>" + "</div>" * 700
    assert FILLER in from_bytes(f"<html><body>{deep}</body></html>".encode()).text


HEAD = (
    "<title>Council votes on schools | The Invented Courier</title>"
    '<meta property="og:title" content="Council votes on schools">'
    '<meta property="og:site_name" content="The Invented Courier"><meta name="author" content="Ann Invented">'
    '<meta property="article:published_time" content="2022-10-26T08:00:00+05:00">'
    '<link rel="canonical" href="https://courier.example/a">'
)


def test_metadata_is_read():
    """Title, author, site, date and canonical address come from the page's head."""
    document = from_bytes(page("", HEAD))
    assert document.title == "Council votes on schools"
    assert (document.author, document.publisher) == ("Ann Invented", "The Invented Courier")
    assert (document.published, document.published_from) == ("2022-10-26", PublishedFrom.METADATA)
    assert document.url == "https://courier.example/a"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="date" content="2022-10">', "2022-10"),
        ('<meta name="dcterms.issued" content="2022">', "2022"),
        ('<meta name="date" content="20221026T0800">', "2022-10-26"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2022-10-26"}]}</script>', "2022-10-26"),
        ('<script type="application/ld+json">{broken</script><meta name="date" content="2022-10-26">', "2022-10-26"),
        ('<meta name="date" content="2022-13-45">', None),
        ('<meta property="article:modified_time" content="2022-10-26">', None),
        ("", None),
    ],
)
def test_a_date_is_taken_as_far_as_it_goes(head, published):
    """A month stays a month and a year a year; without a date of publication there is none."""
    assert from_bytes(page("", head)).published == published


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ('<time datetime="2022-10-26">Wednesday</time>', "2022-10-26"),
        ('<time datetime="2022-10-26" pubdate>x</time><time datetime="2023-01-01">y</time>', "2022-10-26"),
        ('<time datetime="2022-10-26">x</time><time datetime="2023-01-01">y</time>', None),
        ('<span itemprop="datePublished" content="2022-10-26">x</span>', "2022-10-26"),
    ],
)
def test_a_date_in_the_body_is_read(body, published):
    """A `time` element tells the date if it is marked or alone."""
    assert from_bytes(page(body)).published == published


@pytest.mark.parametrize("byline", ["By our staff, 27 Feb 2024", "Published 27 February 2024", "27.02.2024 | Town"])
def test_the_dateline_of_a_page_is_read(byline):
    """Without metadata the line between heading and text tells the date, whether or not it is main text."""
    shown = page("").replace(b"</h1>", f"</h1><div class='meta'>{byline}</div>".encode())
    document = from_bytes(shown)
    assert (document.published, document.published_from) == ("2024-02-27", PublishedFrom.DATELINE)


def test_the_date_of_today_above_the_heading_is_no_dateline():
    """What a masthead shows above the heading dates the visit, not the article."""
    assert from_bytes(page("").replace(b"<article>", b"<div>27 February 2024</div><article>")).published is None


def test_an_address_in_the_page_counts_only_if_canonical():
    """A saved page that names no canonical address has none; a fetched one has the address it came from."""
    assert from_bytes(page("")).url is None
    assert from_bytes(page(""), url="https://courier.example/b?x=1").url == "https://courier.example/b?x=1"
