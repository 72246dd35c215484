"""`pledgebook read` on real files, with the real model."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pledgebook.errors import MissingExtraError, ModelError
from pledgebook.export.schema import reading_schema

SAMPLES = Path(__file__).parents[2] / "samples"
SPEECH, NEWS = SAMPLES / "minister_speech.txt", SAMPLES / "army_programme.txt"
READING = Draft202012Validator(reading_schema())


@pytest.fixture(scope="module", autouse=True)
def model():
    """The installed model; without it nothing here can be shown."""
    reader = pytest.importorskip("pledgebook.reader", exc_type=ImportError)
    try:
        reader.Reader().read("We will build a school.")
    except (MissingExtraError, ModelError) as error:
        pytest.skip(str(error))


def read(*words, **more):
    command = [sys.executable, "-m", "pledgebook", "read", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **more)


def test_table_is_the_default():
    """Without a format there is a plain table with the promises, and stderr is silent."""
    result = read(SPEECH, "--speaker", "Ilmara Tennholt")
    assert (result.returncode, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    assert "Ilmara Tennholt" in result.stdout
    assert "By when" in result.stdout


def test_json_is_one_object():
    """`--format json` prints one object under the contract, the same each time."""
    result = read(SPEECH, "--format", "json", "--speaker", "Ilmara Tennholt")
    record = json.loads(result.stdout)
    READING.validate(record)
    assert (result.returncode, result.stderr) == (0, "")
    assert record["document"]["genre"] == "speech"
    assert record["pledges"] != []
    assert record["refused"] == []
    assert read(SPEECH, "--format", "json", "--speaker", "Ilmara Tennholt").stdout == result.stdout


def test_json_takes_one_document():
    """Several sources as one object are refused in one line."""
    result = read(SPEECH, NEWS, "--format", "json")
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert "--format jsonl" in result.stderr


def test_lines_are_readings_alone():
    """Each line of many is what the document gives alone."""
    alone = [json.loads(read(path, "--format", "json").stdout) for path in (NEWS, SPEECH)]
    lines = read(NEWS, SPEECH, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == alone


def test_bad_sources_are_named_and_good_ones_printed(tmp_path):
    """One bad source among good ones is named on stderr with status 2; the good ones are printed."""
    (tmp_path / "empty.txt").write_text("")
    result = read(NEWS, tmp_path / "empty.txt", tmp_path / "missing.txt", SPEECH, "--format", "jsonl")
    assert (result.returncode, len(result.stdout.splitlines())) == (2, 2)
    assert [name for name in ("empty.txt", "missing.txt") if name not in result.stderr] == []
    assert len(result.stderr.splitlines()) == 2


def test_an_unreadable_language_is_named_with_its_source(tmp_path):
    """Which of several sources is in a language that nothing reads is told, as for every other refusal."""
    (tmp_path / "talk.txt").write_text("Министр обещала построить новый мост через реку. " * 5, encoding="utf8")
    result = read(NEWS, tmp_path / "talk.txt", "--format", "jsonl")
    assert (result.returncode, len(result.stdout.splitlines()), len(result.stderr.splitlines())) == (2, 1, 1)
    assert result.stderr.startswith(f'pledgebook: {tmp_path / "talk.txt"}: language "ru" cannot be read yet')


def test_where_all_is_bad_nothing_is_written(tmp_path):
    """Where no source can be read, no output file comes to be."""
    result = read(tmp_path / "missing.txt", "-o", tmp_path / "out.txt")
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_standard_input_and_what_is_told():
    """A document may come on standard input, and what the options tell stands in the record."""
    told = ["--title", "Harbour", "--published", "2025-03", "--genre", "manifesto", "--language", "en"]
    result = read("-", "--format", "json", *told, input="We will build a new pier by 2027.")
    document = json.loads(result.stdout)["document"]
    assert result.returncode == 0
    assert [document[key] for key in ("title", "published", "published_from", "genre", "language", "text")] == [
        "Harbour",
        "2025-03",
        "option",
        "manifesto",
        "en",
        "We will build a new pier by 2027.",
    ]


def test_guesses_are_told_on_demand():
    """With --verbose the guesses are told on stderr, and stdout holds data only."""
    result = read(NEWS, "--format", "jsonl", "--verbose")
    assert "army_programme.txt: " in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_no_promise_is_no_error():
    """A document without promises says so, with status 0."""
    result = read("-", input="The harbour lies in the north. It rained all day, and the ferry was late again.")
    assert result.returncode == 0
    assert "No promise was found in this document." in result.stdout


def test_explaining_shows_refusals():
    """With --explain the reasons are told, and refusals stand in the record under its schema."""
    record = json.loads(read(SPEECH, "--format", "json", "--explain", "--genre", "speech").stdout)
    READING.validate(record)
    assert record["refused"] != []
    assert "for: " in read(SPEECH, "--explain", "--genre", "speech").stdout


def test_page_is_written(tmp_path):
    """`--format html -o` writes one page, also of several documents."""
    one, many = tmp_path / "one.html", tmp_path / "many.html"
    assert read(SPEECH, "--format", "html", "-o", one, "--genre", "speech").returncode == 0
    assert read(SPEECH, NEWS, "--format", "html", "-o", many).returncode == 0
    assert 'class="mk pledge' in one.read_text("utf-8")
    assert many.read_text("utf-8").count("<article") == 2
    HTMLParser().feed(many.read_text("utf-8"))


def test_a_folder_is_its_documents():
    """A folder is read as its readable files."""
    result = read(SAMPLES, "--format", "jsonl")
    paths = [Path(json.loads(line)["document"]["path"]).name for line in result.stdout.splitlines()]
    assert {SPEECH.name, NEWS.name} <= set(paths)


def test_threads_change_nothing():
    """The output is the same with one thread and with several."""
    assert read(NEWS, "--format", "json").stdout == read(NEWS, "--format", "json", "--threads", "3").stdout


def test_a_private_address_is_refused():
    """An address of this machine is refused in one line unless it is allowed."""
    result = read("http://127.0.0.1:9/speech.html")
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert "--allow-private" in result.stderr


SUBTITLES = """1
00:00:01,000 --> 00:00:03,000
>> JANE DOE (Minister of Health): The government will build

2
00:00:03,000 --> 00:00:05,000
five hospitals by 2028.

3
00:12:31,000 --> 00:12:33,000
>> PRESIDENT ROE: We will hire 3,000 nurses.
"""


@pytest.fixture
def subtitles(tmp_path):
    path = tmp_path / "talk.srt"
    path.write_text(SUBTITLES)
    return path


def test_subtitles_keep_the_contract(subtitles):
    """A reading of subtitles is one under the contract, with turns and times, and the same each time."""
    result = read(subtitles, "--format", "json", "--language", "en")
    record = json.loads(result.stdout)
    READING.validate(record)
    document = record["document"]
    assert (document["genre"], document["media_type"]) == ("transcript", "application/x-subrip")
    assert [(one["speaker"], one["role"]) for one in document["turns"]] == [
        ("Jane Doe", "Minister of Health"),
        ("Roe", "President"),
    ]
    assert [one[2:] for one in document["timecodes"]] == [[1000, 3000], [3000, 5000], [751_000, 753_000]]
    assert [document["text"][one["start"] : one["end"]] for one in record["pledges"]] == [
        one["text"] for one in record["pledges"]
    ]
    assert read(subtitles, "--format", "json", "--language", "en").stdout == result.stdout


@pytest.mark.parametrize(("labels", "told"), [("en", "at 00:12:31"), ("ru", "на отметке 00:12:31")])
def test_times_and_speakers_are_shown(subtitles, labels, told):
    """Table and page tell when a promise is made, and who says it where somebody else promises."""
    for style in ("table", "html"):
        shown = " ".join(read(subtitles, "--format", style, "--labels", labels, "--language", "en").stdout.split())
        assert told.split()[-1] in shown
        assert {"en": "Said by", "ru": "Чьи слова"}[labels] in shown
    assert told in read(subtitles, "--format", "html", "--labels", labels, "--language", "en").stdout


def test_broken_subtitles_are_told_in_one_line(subtitles):
    """Subtitles that break are refused with file, line and remedy, and status 2."""
    subtitles.write_text(SUBTITLES.replace("--> 00:12:33,000", "-->"))
    result = read(subtitles)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert "talk.srt: line 10: " in result.stderr
    assert "write them as" in result.stderr
