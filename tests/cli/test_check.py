"""`pledgebook check` on real files, as a command of its own process."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pledgebook.export.schema import check_schema

ROOT = Path(__file__).parents[2]
CHECK = Draft202012Validator(check_schema())
SOURCE = (
    "Marit Solvang opened the school of Nordheim.\n\n“We will not close it; we’ll hire 20,000 teachers by 2031.”\n\n"
    "She thanked the parents. “The roof will be new before winter.”\n"
)
TRUE, FORM, LIE = "will be new before winter", "we'll hire\u00a020,000 teachers", "We will close it"


def check(*words, **more):
    command = [sys.executable, "-m", "pledgebook", "check", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf8", timeout=60, check=False, **more)


@pytest.fixture
def source(tmp_path):
    """The source as a plain text file."""
    path = tmp_path / "speech.txt"
    path.write_text(SOURCE, encoding="utf8")
    return path


@pytest.fixture
def quotes(tmp_path):
    """A function that writes a file of quotations."""

    def write(content, name="quotes"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def lines(result):
    """The records of a JSON Lines output, taken apart as a careless reader does it."""
    records = [json.loads(line) for line in result.stdout.splitlines()]
    for record in records:
        CHECK.validate(record)
    return records


def test_true_quotations_end_well(source, quotes):
    """If all are exact or folded the status is 0, and stderr is silent."""
    result = check(quotes(f"{TRUE}\n\n{FORM}\n"), source)
    assert (result.returncode, result.stderr) == (0, "")
    assert "2 quotations: 1 exact, 1 folded" in result.stdout
    assert "no-break space" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("bad", [LIE, "We will not close it … The roof will be new before winter", "—"])
def test_one_lie_is_enough(source, quotes, bad):
    """If one is stitched or absent the status is 1, and all are still told."""
    result = check(quotes(f"{TRUE}\n{bad}\n"), source, "--format", "jsonl")
    assert (result.returncode, result.stderr) == (1, "")
    assert lines(result)[0]["found"] == "exact"
    assert lines(result)[1]["found"] in ("stitched", "absent")


def test_the_table_says_what_differs(source, quotes):
    """The table names the denial that a quotation lost, and shows the nearest passage with its place."""
    result = check(quotes(LIE), source)
    assert result.returncode == 1
    assert "negation: left out: not" in " ".join(result.stdout.split())
    assert "47–67" in result.stdout


def test_records_follow_the_contract(source, quotes):
    """Each line is one object under the contract, in the order given, with the quotation as it was given."""
    given = [f"“{TRUE}”", LIE, FORM]
    result = check(
        quotes("\n".join(json.dumps({"id": 7, "quote": quote}) for quote in given)), source, "--format", "jsonl"
    )
    records = lines(result)
    assert [record["quote"] for record in records] == given
    assert [record["found"] for record in records] == ["exact", "absent", "folded"]
    assert records[0]["places"] == [{"start": SOURCE.index(TRUE), "end": SOURCE.index(TRUE) + len(TRUE), "text": TRUE}]
    assert records[0]["differences"] == []
    assert records[0]["nearest"] is None
    assert records[1]["nearest"]["text"] == "We will not close it"
    assert records[1]["differences"] == [{"quote": "", "source": "not", "kind": "negation", "start": 55, "end": 58}]


def test_line_ends_within_records_are_escaped(tmp_path, quotes):
    """No record breaks in two for a reader that takes Unicode's line ends for ends of lines."""
    source = tmp_path / "source.txt"
    source.write_text("We will\u2028build\u2029a\x85school.", encoding="utf8")
    result = check(quotes("We will build a school\n"), source, "--format", "jsonl")
    assert len(result.stdout.splitlines()) == 1
    assert lines(result)[0]["places"][0]["text"] == "We will\u2028build\u2029a\x85school"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"quote": "a, b"}\n\n{"quote": "c", "who": 1}\n', ["a, b", "c"]),
        ('\ufeff{"quote": ""}\r\n{"quote": "c"}\r\n', ["", "c"]),
        ('{"quote": "a\u2028b"}\n', ["a\u2028b"]),
        ('who,quote\nA,"b, ""c"""\nB,d\n', ['b, "c"', "d"]),
        ('\ufeffQuote;Who\n"two\nlines";A\n', ["two\nlines"]),
        ("id\tquote\n1\tWe will, yes\n", ["We will, yes"]),
        ("who,quote\nA,\nB,d\n", ["", "d"]),
        ("quote\nWe will\n\nbuild\n", ["We will", "build"]),
        ("We will, yes\r\n\r\n  build it\r\n", ["We will, yes", "  build it"]),
        ("Yes, we will\nNo, we won't\n", ["Yes, we will", "No, we won't"]),
        ("“Quote me, please”\nWe will\n", ["“Quote me, please”", "We will"]),
        ("Мы построим школу\n".encode("utf-16"), ["Мы построим школу"]),
        ('[\n  "a, b",\n  "c"\n]\n', ["a, b", "c"]),
        ('["a", {"quote": "b"}]', ["a", "b"]),
        ('[{"quote": "a", "who": 1},\n {"quote": "b"}]\n', ["a", "b"]),
        ('"quote\nus"\nWe will\n', ['"quote', 'us"', "We will"]),
        ("[We] will build it\n[…] and soon\n", ["[We] will build it", "[…] and soon"]),
        ("We will build " * 10_000 + "\n", ["We will build " * 10_000]),
    ],
)
def test_quotations_are_read_by_what_is_there(source, quotes, content, expected):
    """JSON, CSV with any usual delimiter and plain lines are told apart by content; blank lines are skipped."""
    result = check(quotes(content), source, "--format", "jsonl")
    assert [record["quote"] for record in lines(result)] == expected


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"quote": "a"}\n{"quote": \n', ["line 2", "JSON"]),
        ('{"quote": "a"}\n["b"]\n', ["line 2", '"quote"']),
        ('{"quote": "a"}\n\n{"text": "b"}\n', ["line 3", '"quote"']),
        ('{"quote": 5}\n', ["line 1", "string"]),
        ("id,text\n1,We will\n2,build\n", ['"quote"', "id, text"]),
        ("who,quote\nA,b,c\n", ["line 2", "3 cells"]),
        ("who,quote\nA,b\nA\n", ["line 3", "1 cells"]),
        ("who,quote\n", ["no quotation"]),
        ('[\n  "a",\n  "b"\n', ["line 4", "JSON array"]),
        ('["a", 5]', ["item 2", '"quote"']),
        ('["a"]\n["b"]\n', ["line 2", "JSON array"]),
        ("[\n", ["JSON array"]),
        ("[]", ["no quotation"]),
        ("who,quote\nA,b\nA," + "c" * 140_000 + "\n", ["line 3", "131,072 characters"]),
        ("\n \n", ["no quotation"]),
        ("", ["no quotation"]),
    ],
)
def test_bad_quotations_are_named(source, quotes, content, told):
    """What is wrong with the quotations is said in one line, with file and place; the status is 2."""
    path = quotes(content)
    result = check(path, source)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert all(words in result.stderr for words in [path.name, *told])
    assert "Traceback" not in result.stderr


def test_a_csv_file_needs_its_column(source, quotes):
    """A file called .csv without a column `quote` is no list of plain lines."""
    result = check(quotes("Who said it,What was said\nA,We will\n", name="q.csv"), source)
    assert (result.returncode, result.stdout) == (2, "")
    assert '"quote"' in result.stderr


def test_files_that_are_not_there(source, quotes, tmp_path):
    """A missing file of quotations or a missing source is said in one line, with status 2."""
    for pair in ((tmp_path / "none", source), (quotes("a"), tmp_path / "none"), (tmp_path, source)):
        result = check(*pair)
        assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


def test_standard_input(source, quotes):
    """Either of the two may be standard input, not both."""
    assert check("-", source, input=TRUE).returncode == 0
    assert check(quotes(TRUE), "-", input=SOURCE).returncode == 0
    result = check("-", "-", input=TRUE)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


def test_output_goes_to_a_file(source, quotes, tmp_path):
    """`-o` writes the same to a file, and nothing to standard output; the status tells of lies as before."""
    out = tmp_path / "out.jsonl"
    result = check(quotes(LIE), source, "--format", "jsonl", "-o", out)
    assert (result.returncode, result.stdout) == (1, "")
    assert out.read_text(encoding="utf8") == check(quotes(LIE), source, "--format", "jsonl").stdout


def test_a_page(quotes, tmp_path):
    """Quotations are found in the main text of a web page, over the tags in it."""
    page = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in SOURCE.split("\n\n"))
    page.write_text(
        f"<html><head><title>Nordheim</title></head><body><article>{paragraphs.replace('new', '<b>new</b>')}"
        f"<p>{'The village has waited long for its school. ' * 5}</p></article></body></html>",
        encoding="utf8",
    )
    result = check(quotes(f"{TRUE}\n{FORM}\n"), page, "--format", "jsonl")
    assert [record["found"] for record in lines(result)] == ["exact", "folded"]


def test_any_language(quotes, tmp_path):
    """No model is needed: a source in a language that cannot be read is checked like any other."""
    source = tmp_path / "talk.txt"
    source.write_text("Дәулет Сейітұлы: «Біз 2031 жылға дейін 20 000 пәтер саламыз». Бұл оның уәдесі.", encoding="utf8")
    result = check(
        quotes("Біз 2031 жылға дейін 20 000 пәтер саламыз\nБіз 2031 жылға дейін 20\n"), source, "--format", "jsonl"
    )
    assert [record["found"] for record in lines(result)] == ["exact", "absent"]


def test_nothing_commands_the_terminal(quotes, tmp_path):
    """Control characters of a quotation or a source are shown as escapes in the table."""
    source = tmp_path / "source.txt"
    source.write_text("We will build \u202ea school\u202c today.", encoding="utf8")
    result = check(quotes("We will build \x1b[31ma school\n"), source)
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_what_the_how_to_shows(quotes):
    """The quotations of the how-to page give the table and the record that the page shows."""
    page = (ROOT / "docs" / "how-to" / "check-quotes.md").read_text(encoding="utf8")
    blocks = [block.removeprefix("\n") for block in page.split("```")[1::2]]
    given = quotes(next(block for block in blocks if block.startswith("{")))
    sample = ROOT / "samples" / "minister_speech.txt"
    assert any(check(given, sample).stdout in block for block in blocks)
    assert any(check(given, sample, "--format", "jsonl").stdout.splitlines()[1] in block for block in blocks)
