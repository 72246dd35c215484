"""Captions, SubRip and WebVTT: one running text, with the time of each stretch and who speaks where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.documents import expand, from_bytes
from pledgebook.errors import SourceError
from pledgebook.records import Genre
from pledgebook.settings import DocumentOptions

INTERVIEW = """1
00:00:01,000 --> 00:00:03,500
<i>JANE DOE (Minister of Health):</i> Good evening.
{\\an8}We will build

2
00:00:03,600 --> 00:00:06,000
five hospitals
by 2028.

3
00:00:06,100 --> 00:00:07,000
[applause]

4
00:12:31,200 --> 00:12:33,000
- Will you resign?
- No. I promise to publish

5
00:12:33,000 --> 00:12:35,000
a report every year.

6
00:12:36,000 --> 00:12:38,000
>> DOE: We will hire 3,000 nurses.
"""
VOICES = """WEBVTT - Norland

STYLE
::cue { color: red }

NOTE
an --> arrow in a note

intro
00:01.000 --> 00:03.500 align:start position:0%
<v.loud Jane Doe>Good evening. We will build</v>

00:03.500 --> 00:05.000
<v Jane Doe>five hospitals &amp; schools by 2028.</v>

00:05.000 --> 01:00:07.000
<v Host>Will you?</v>
"""
ROLLING = """WEBVTT
Kind: captions

00:00:00.080 --> 00:00:02.389 align:start position:0%
·
good<00:00:00.320><c> evening</c><00:00:00.719><c> everyone</c>

00:00:02.389 --> 00:00:02.399 align:start position:0%
good evening everyone
·

00:00:02.399 --> 00:00:05.110 align:start position:0%
good evening everyone
we<00:00:02.560><c> will</c><00:00:02.800><c> build</c><00:00:03.000><c> five</c>

00:00:05.110 --> 00:00:05.120 align:start position:0%
we will build five
·

00:00:05.120 --> 00:00:07.510 align:start position:0%
we will build five
hospitals<00:00:05.520><c> by</c><00:00:05.839><c> 2028</c>
""".replace("·", " ")


def srt(*shown: str) -> bytes:
    """Captions of one second each, one behind the other, at most sixty."""
    cues = (f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},999\n{words}\n" for n, words in enumerate(shown))
    return "\n".join(cues).encode()


def said(document) -> list[tuple[str, str | None, str]]:
    return [(turn.speaker, turn.role, document.text[turn.start : turn.end]) for turn in document.turns]


def timed(document) -> list[tuple[str, int, int]]:
    return [(document.text[code.start : code.end], code.from_ms, code.to_ms) for code in document.timecodes]


def test_subrip_is_a_running_text():
    """Cues are joined to sentences, marks of style and sounds left out, and another speaker begins a paragraph."""
    document = from_bytes(INTERVIEW.encode())
    assert document.text.split("\n\n") == [
        "JANE DOE (Minister of Health): Good evening. We will build five hospitals by 2028.",
        "Will you resign?",
        "No. I promise to publish a report every year.",
        "DOE: We will hire 3,000 nurses.",
    ]
    assert (document.genre, document.media_type) == (Genre.TRANSCRIPT, "application/x-subrip")
    assert document.extractor == "pledgebook-srt/1"


def test_a_label_speaks_until_another_one_does():
    """Turns end where a dash or a mark tells of somebody else, also of one whom nobody names."""
    assert said(from_bytes(INTERVIEW.encode())) == [
        ("Jane Doe", "Minister of Health", "Good evening. We will build five hospitals by 2028."),
        ("Jane Doe", "Minister of Health", "We will hire 3,000 nurses."),
    ]


def test_every_stretch_has_its_time():
    """Times are in milliseconds, one for what a cue shows of one speaker."""
    assert timed(from_bytes(INTERVIEW.encode()))[1:5] == [
        ("five hospitals by 2028.", 3600, 6000),
        ("Will you resign?", 751_200, 753_000),
        ("No. I promise to publish", 751_200, 753_000),
        ("a report every year.", 753_000, 755_000),
    ]


def test_webvtt_names_its_voices():
    """A voice stands before its words as a label; notes, styles, identifiers and settings are no words."""
    document = from_bytes(VOICES.encode())
    assert document.text == (
        "Jane Doe: Good evening. We will build five hospitals & schools by 2028.\n\nHost: Will you?"
    )
    assert said(document) == [
        ("Jane Doe", None, "Good evening. We will build five hospitals & schools by 2028."),
        ("Host", None, "Will you?"),
    ]
    assert timed(document)[-1] == ("Will you?", 5_000, 3_607_000)
    assert (document.media_type, document.extractor) == ("text/vtt", "pledgebook-vtt/1")


@pytest.mark.parametrize("name", ["J@ne", "jane", "Speaker_1", "Dr. Doe, in the studio"])
def test_a_voice_need_not_look_like_a_name(name):
    """Whatever a tag names is a speaker."""
    document = from_bytes(f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {name}>We will build it.".encode())
    assert said(document) == [(name, None, "We will build it.")]


def test_bytes_tell_what_captions_are():
    """No ending is needed, and byte order mark, line ends and encoding change nothing but the fingerprint."""
    plain = from_bytes(INTERVIEW.encode())
    windows = INTERVIEW.replace("\n", "\r\n")
    for data in (
        b"\xef\xbb\xbf" + windows.encode(),
        windows.encode("utf-16"),
        INTERVIEW.replace("\n", "\r").encode(),
        INTERVIEW.encode("cp1252"),
    ):
        document = from_bytes(data, path="captions.txt")
        assert (document.text, document.turns, document.timecodes) == (plain.text, plain.turns, plain.timecodes)
    assert from_bytes(b"\xef\xbb\xbf" + VOICES.encode()).media_type == "text/vtt"


def test_words_that_roll_stand_once():
    """Automatic captions, which repeat the line before and show words one by one, give each word once."""
    document = from_bytes(ROLLING.encode())
    assert document.text == "good evening everyone we will build five hospitals by 2028"
    assert timed(document) == [
        ("good evening everyone", 80, 2389),
        ("we will build five", 2399, 5110),
        ("hospitals by 2028", 5120, 7510),
    ]


def test_captions_that_grow_stand_once():
    """Where each cue shows the one before with more words, only what is new is taken."""
    document = from_bytes(srt("We will", "We will build five", "We will build five hospitals."))
    assert document.text == "We will build five hospitals."


def test_what_is_said_twice_stays():
    """A line that comes again in captions which do not roll was said again."""
    document = from_bytes(
        srt("We can.", "Yes, we can.", "Yes, we can.", "We will build.", "All of us.", "By May.", "Bye.")
    )
    assert document.text == "We can. Yes, we can. Yes, we can. We will build. All of us. By May. Bye."


def test_a_pause_begins_a_paragraph():
    """After a sentence two seconds of silence part paragraphs; in the middle of one nothing does."""
    early, late = "1\n00:00:01,000 --> 00:00:02,000\n", "2\n00:00:09,000 --> 00:00:10,000\n"
    assert from_bytes(f"{early}We won.\n\n{late}We will build.\n".encode()).text == "We won.\n\nWe will build."
    assert from_bytes(f"{early}We will\n\n{late}build schools.\n".encode()).text == "We will build schools."


def test_a_sentence_is_not_parted_by_a_sound():
    """Applause in the middle of a sentence leaves it whole."""
    assert from_bytes(srt("We will build", "[applause]", "five schools.")).text == "We will build five schools."


def test_an_empty_line_inside_of_a_subrip_cue_is_none():
    """SubRip files hold empty lines among the words of a cue; what follows still is said."""
    document = from_bytes(b"1\n00:00:01,000 --> 00:00:02,000\nWe will build\n\nfive schools.\n")
    assert document.text == "We will build five schools."


def test_who_speaks_throughout_may_be_told():
    """Captions that name nobody take the speaker that is told, and stay a transcript."""
    document = from_bytes(srt("We will build."), options=DocumentOptions(speaker="Jane Doe"))
    assert (document.genre, document.speaker, document.turns) == (Genre.TRANSCRIPT, "Jane Doe", ())


def test_another_genre_keeps_the_times():
    """Captions that are told to be a speech have no turns, and their times still."""
    document = from_bytes(INTERVIEW.encode(), options=DocumentOptions(genre=Genre.SPEECH))
    assert (document.genre, document.turns, len(document.timecodes)) == (Genre.SPEECH, (), 6)


@pytest.mark.parametrize(
    ("data", "said_of_it"),
    [
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi.\n\n2\n00:00:04,000 -->\nHo.\n", "line 6: .* no two times; write"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi.\n\n2\n00:00:04,000\nHo.\n", "line 5: .* without its two times; write"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi.\n00:00:04,000 - 00:00:05,000\nHo.\n", "line 4: .* two times; write"),
        (b"1\n00:00:05,000 --> 00:00:02,000\nHi.\n", "line 2: .* ends before it begins; correct"),
        (b"1\n00:00:01,000 --> 00:00:02,000\n[Applause]\n", "no words that are spoken; give"),
        (b"WEBVTT\n\n", "no words that are spoken; give"),
        (b"WEBVTT\n\n00:01 --> soon\nHi.\n", "line 3: .* no two times; write"),
        (b"1\n00:00:01,000 -> 00:00:02,000\nHi.\n", "no subtitles; SubRip begins with"),
        (b"Dear Sir, we will build five schools.\n", "no subtitles; SubRip begins with"),
    ],
)
def test_a_broken_file_is_told_by_its_line(data, said_of_it):
    """Captions that cannot be read are refused in one line: which file, where, and what to do."""
    with pytest.raises(SourceError, match=rf"^talk\.srt: .*{said_of_it}") as refused:
        from_bytes(data, path="talk.srt")
    assert "\n" not in str(refused.value)


def test_prose_with_an_arrow_is_no_captions():
    """A text that only speaks of times and arrows stays a text."""
    text = "From 10:00 --> 11:00 we meet.\n1\nThen we go."
    assert from_bytes(text.encode()).text == text


def test_captions_in_a_folder_are_read(tmp_path):
    """A folder's captions are among its readable files."""
    (tmp_path / "talk.srt").write_text(INTERVIEW)
    (tmp_path / "talk.vtt").write_text(VOICES)
    assert len(expand([tmp_path])) == 2


LINES = st.lists(st.from_regex(r"[A-Za-z]{1,8}( [a-z,é]{1,8}){0,5}[.?!]?", fullmatch=True), min_size=1, max_size=3)


@given(st.lists(LINES, min_size=1, max_size=8), st.booleans())
def test_no_word_is_lost_or_added(cues, is_vtt):
    """Of captions that do not repeat one another every word stands in the text, in order, at its time."""
    cues = [[f"{line[:-1]}x{n}y{m}" for m, line in enumerate(lines)] for n, lines in enumerate(cues)]
    data = srt(*("\n".join(lines) for lines in cues))
    if is_vtt:
        data = b"WEBVTT\n\n" + data.replace(b",000", b".000")
    document = from_bytes(data, options=DocumentOptions(language="en"))
    assert document.text.split() == [word for lines in cues for line in lines for word in line.split()]
    assert [words.split() for words, _, _ in timed(document)] == [" ".join(lines).split() for lines in cues]
    assert [begins for _, begins, _ in timed(document)] == [1000 * n for n in range(len(cues))]


@given(st.binary(max_size=200))
def test_whatever_follows_a_header_is_read_or_refused(data):
    """No bytes behind a header break the reader: there is a document, or one line that says why not."""
    for head in (b"WEBVTT\n\n", b"1\n00:00:01,000 --> 00:00:02,000\n"):
        try:
            document = from_bytes(head + data, options=DocumentOptions(language="en"))
        except SourceError:
            continue
        assert all(0 <= one.start < one.end <= len(document.text) for one in (*document.turns, *document.timecodes))
