"""The main path: whatever is read, every word is cut from its source, and the reading never depends on company."""

import os
import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import pledgebook
from pledgebook.documents import from_text
from pledgebook.errors import LanguageError, ModelError, OptionError, PledgebookError, SourceError
from pledgebook.export import dumps, reading_json
from pledgebook.export.schema import reading_schema
from pledgebook.languages import language
from pledgebook.reader import Reader, read_file, read_text, read_url
from pledgebook.records import Genre, PublishedFrom
from pledgebook.settings import DocumentOptions

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
CORPORA = Path(os.environ.get("PLEDGEBOOK_CORPORA") or SHARED / "corpora")
SEED = Path(os.environ.get("PLEDGEBOOK_SEED") or SHARED / "seed" / "tokayev-army-2022-10-26.txt")
SAMPLES = sorted(p for p in (ROOT / "samples").iterdir() if p.suffix in (".txt", ".html"))
SCHEMA = Draft202012Validator(reading_schema())

REPORT = """PORT LINDANE, 14 March 2025 — Mayor Aldo Vance promised on Friday to rebuild the harbour by 2027.

“We will spend $4 million on the quay if the council agrees,” he told reporters. “And we won’t raise the fees.”

The opposition’s leader, Vera Aldane, was not persuaded. She said that the mayor had promised the same in 2021 and \
that the city must first repair the bridge 🌉."""
SPEECH = """Dear friends! We will open a library in every village, plant 2,000 trees and lower the fees by 20 percent.

Our goal is to end poverty. Unless parliament refuses, I promise that each child will have a warm meal a day.
“Never again,” said my father — and he was right. Should we wait? We must not."""
PIECES = [
    "Mayor Aldo Vance", "she", " said ", " promised ", "that ", "to ", "will ", "would ", "not ", "build ", "open ",
    "a bridge", "2,000 trees", "by 2027", " if ", "unless ", "Should ", "“", "”", '"', "‘", "’s", "we ", "I ", ". ",
    ", ", "? ", "; ", " — ", "\n", "\n\n", "\r\n", "\u00a0", "\u200d", "🇰🇿", "é", "ё", "$4 million", "…", "(", ")",
    "and ",
]  # fmt: skip
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
WORDED = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def spans(record: object) -> Iterator[tuple[int, int, str | None]]:
    """Every place in a record, with the words that are said to stand there."""
    if isinstance(record, dict):
        if isinstance(record.get("start"), int):
            yield record["start"], record["end"], record.get("text")
        for value in record.values():
            yield from spans(value)
    elif isinstance(record, list):
        if len(record) == 2 and all(type(x) is int for x in record):
            yield record[0], record[1], None
        for value in record:
            yield from spans(value)


def see(reading: object) -> dict:
    """The JSON of a reading, whose every span is exact and which fits the schema."""
    record = reading_json(reading)
    text = record["document"]["text"]
    for start, end, words in spans({k: v for k, v in record.items() if k != "document"}):
        assert 0 <= start < end <= len(text)
        assert words is None or text[start:end] == words
    assert [e.message for e in SCHEMA.iter_errors(record)] == []
    ids = {s["id"] for s in record["statements"]}
    assert len(ids) == len(record["statements"])
    assert {s["within"] for s in record["statements"]} <= ids | {None}
    assert {p["statement"] for p in record["pledges"]} <= ids | {None}
    return record


@settings(max_examples=40, deadline=None)
@given(
    text=st.one_of(LETTERS, WORDED), genre=st.sampled_from(list(Genre)), speaker=st.sampled_from([None, "Vera Aldane"])
)
def test_any_text(reader, text, genre, speaker):
    """Any text is read, with every span exact, or is refused as empty or as what no text file holds."""
    try:
        reading = reader.read(from_text(text, options=DocumentOptions(language="en", genre=genre, speaker=speaker)))
    except SourceError:
        assert "\x00" in text or not any(c.isalnum() for c in text)
        return
    assert reading.document.text == text
    see(reading)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_samples(reader, path):
    """Each sample holds promises and statements, and every span in its reading is exact."""
    record = see(reader.read(path, explain=True))
    assert record["pledges"]
    assert record["statements"]


def test_a_report(reader):
    """A report's promises have their speaker, deadline, amount, condition and polarity."""
    reading = reader.read(REPORT, language="en")
    see(reading)
    assert (reading.document.published, reading.document.published_from) == ("2025-03-14", PublishedFrom.DATELINE)
    first, second, third = reading.pledges[:3]
    assert {p.promisor.name for p in (first, second, third)} == {"Aldo Vance"}
    assert (first.deadline.text, second.amount.text, third.polarity) == ("by 2027", "$4 million", "negated")
    assert second.condition.text == "if the council agrees"


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_company_changes_nothing(reader, threads):
    """The JSON is the same, byte by byte, alone and among others, in any order and on any number of threads."""
    items = [REPORT, SPEECH, "A short text. Nothing is promised."]
    alone = {item: dumps(reading_json(reader.read(item, language="en"))) for item in items}
    many = Reader(threads=threads)
    for order in list(permutations(items)) if threads == 2 else [items, items[::-1]]:
        found = [dumps(reading_json(reading)) for reading in many.read_many(order, language="en")]
        assert found == [alone[item] for item in order]


def test_long_texts_on_many_threads(reader):
    """A text of many windows is read alike with one thread and with eight."""
    text = "\n\n".join([REPORT, SPEECH] * 6)
    one, eight = (dumps(reading_json(r.read(text, language="en"))) for r in (reader, Reader(threads=8)))
    assert one == eight


def test_reading_twice(reader):
    """A reader keeps nothing of what it has read."""
    assert reader.read(SPEECH, language="en") == reader.read(SPEECH, language="en")


def test_all_doors_lead_to_one_reading(reader, tmp_path):
    """A document, a path, a path as a str, and the functions of the public face give the same statements."""
    path = tmp_path / "report.txt"
    path.write_bytes(REPORT.encode())
    told = {"language": "en", "title": "A report"}
    document = from_text(REPORT, options=DocumentOptions(**told))
    by_file = [
        reader.read(path, **told),
        reader.read(str(path), **told),
        read_file(path, **told),
        read_file(str(path), **told),
    ]
    by_text = [reader.read(document), reader.read(REPORT, **told), read_text(REPORT, **told)]
    found = [(r.statements, r.pledges, r.times, r.reader) for r in [*by_file, *by_text]]
    assert all(other == found[0] for other in found)
    assert {r.document.path for r in by_file} == {str(path)}
    assert {r.document.path for r in by_text} == {None}


def test_the_public_face():
    """The names of the package itself are those of the reader."""
    assert pledgebook.read_text is read_text
    assert pledgebook.Reader is Reader


def test_options_are_kept(reader):
    """What is told of a document is in its record, and a speaker makes it a speech of his."""
    reading = reader.read(
        SPEECH, published="2025-03", title="A speech", speaker="Ilmara Tennholt", language="en", genre="speech"
    )
    document = reading.document
    assert (document.published, document.published_from, document.title) == (
        "2025-03",
        PublishedFrom.OPTION,
        "A speech",
    )
    assert (document.genre, document.speaker, document.language) == (Genre.SPEECH, "Ilmara Tennholt", "en")
    assert "Ilmara Tennholt" in {p.promisor.name for p in reading.pledges}


def test_a_speaker_makes_a_speech(reader):
    """A document with one speaker is a speech unless another genre is told."""
    told = {"speaker": "Ilmara Tennholt", "language": "en"}
    assert reader.read(SPEECH, **told).document.genre is Genre.SPEECH
    assert reader.read(SPEECH, genre="manifesto", **told).document.genre is Genre.MANIFESTO


def test_a_date_makes_times_whole(reader):
    """The date of publication, once told, gives a weekday its date, and nothing else changes."""
    text = "Mayor Aldo Vance said on Monday that the city would open a library."
    open_, whole = reader.read(text, language="en"), reader.read(text, language="en", published="2024-10-09")
    assert [s.said.earliest for s in (*open_.statements, *whole.statements)] == [None, "2024-10-07"]
    assert [p.text for p in open_.pledges] == [p.text for p in whole.pledges]


def test_explaining(reader):
    """What was refused is told on request only, with its reasons."""
    text = "Mayor Aldo Vance said that the city could open a library."
    assert reader.read(text, language="en").refused == ()
    (refused,) = reader.read(text, language="en", explain=True).refused
    assert "open a library" in refused.text
    assert any(not r.speaks_for for r in refused.why)


@pytest.mark.parametrize("text", ["The bridge is old. Many cars cross it.", "?", "1950", "Hello", "…\n\n—"])
def test_nothing_promised(reader, text):
    """A text without a promise has an empty list and is no error."""
    assert see(reader.read(text, language="en"))["pledges"] == []


@pytest.mark.parametrize(
    ("call", "kind", "named"),
    [
        (lambda r: r.read("A text.", colour="red"), OptionError, "colour"),
        (lambda r: r.read("A text.", genre="poem"), OptionError, "poem"),
        (lambda r: r.read("A text.", language="tlh"), LanguageError, "tlh"),
        (lambda r: r.read("Мы построим новый мост через реку.", language="ru"), LanguageError, "ru"),
        (lambda r: r.read("A text.", published="soon"), OptionError, "soon"),
        (lambda r: r.read("A text.", published="2024-02-31"), OptionError, "2024-02-31"),
        (lambda r: r.read(""), SourceError, "empty"),
        (lambda r: r.read(" \n\t "), SourceError, "empty"),
        (lambda r: r.read("A lone \ud800 surrogate."), SourceError, ""),
        (lambda r: r.read(Path("no/such/file.txt")), SourceError, "no/such/file.txt"),
        (lambda r: r.read("A text of some length.", max_characters=5), SourceError, "5"),
        (lambda r: Reader(threads=0), OptionError, "0"),
        (lambda r: Reader(model="no-such-model"), ModelError, "no-such-model"),
        (lambda r: read_url("ftp://example.org/speech.txt"), OptionError, "ftp://example.org/speech.txt"),
    ],
)
def test_bad_input(reader, call, kind, named):
    """Bad input is answered with one line that names it."""
    with pytest.raises(PledgebookError) as caught:
        call(reader)
    assert isinstance(caught.value, kind)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_bad_item_stops_only_itself(reader):
    """What was read before a bad item was read; the bad one is named when its turn comes."""
    readings = reader.read_many([REPORT, "", SPEECH], language="en")
    assert next(readings).pledges
    with pytest.raises(SourceError):
        next(readings)


@pytest.mark.skipif(not SEED.is_file(), reason="the seed article is not here: name it in PLEDGEBOOK_SEED")
def test_the_seed_article(reader):
    """A smoke test on a real article: its date, its speakers, most of its promises, and none of its needs."""
    reading = reader.read(SEED, explain=True)
    see(reading)
    assert reading.document.published == "2022-10-26"
    assert all(s.speaker is not None and s.speaker.name for s in reading.statements)
    assert len(reading.pledges) >= 9
    needs = {need for need in language("en").data("pledging")["needs"] if " " not in need}
    assert not [p.text for p in reading.pledges if needs & set(re.findall(r"\w+", p.text.lower()))]


@pytest.mark.skipif(
    not CORPORA.is_dir(), reason="the public corpora are not here: name their folder in PLEDGEBOOK_CORPORA"
)
@pytest.mark.parametrize(
    ("folder", "pattern", "genre"),
    [("polnear/dev", "*.txt", "news"), ("tempeval3/timebank", "*.tml", "news"), ("ungdc", "*.txt", "speech")],
)
def test_corpora(reader, folder, pattern, genre):
    """In the readings of public texts of three kinds every span is exact."""
    paths = sorted((CORPORA / folder).glob(pattern))
    assert paths
    for path in paths[:: max(1, len(paths) // 3)][:3]:
        text = re.sub(r"</?[A-Z][^<>]*>", "", path.read_text(encoding="utf8"))[:12_000]
        see(reader.read(from_text(text, options=DocumentOptions(language="en", genre=Genre(genre))), explain=True))
