"""The contract `pledgebook/reading/1` as plain JSON."""

import json
from dataclasses import replace

import pytest

from pledgebook.export import dumps, reading_json

READER = "name version model settings_sha256"
DOCUMENT = (
    "text_sha256 source_sha256 extractor title text language genre published published_from publisher author "
    "retrieved url path media_type speaker pages turns timecodes"
)
STATEMENT = "id start end manner act source cue content quoted speaker speakers addressee occasion said within score"
PLEDGE = (
    "id statement start end text promisor action object spans beneficiary amount deadline condition polarity kind "
    "firmness specificity testable missing score why"
)


def quotes(record):
    """Every dict below that has start, end and text."""
    if isinstance(record, list):
        return [found for item in record for found in quotes(item)]
    if not isinstance(record, dict):
        return []
    own = [record] if {"start", "end", "text"} <= set(record) and record["start"] is not None else []
    return own + [found for item in record.values() for found in quotes(item)]


def test_a_file_name_that_is_no_text(reading):
    """Bytes of a file's name that are no UTF-8 are U+FFFD in the record, which every reader of JSON takes."""
    named = replace(reading, document=replace(reading.document, path="a\udcff.txt"))
    assert reading_json(named)["document"]["path"] == "a\ufffd.txt"


def test_keys_are_those_of_the_contract(reading):
    """Every key of the contract is there, in its order, whatever was found."""
    record = reading_json(reading)
    assert " ".join(record) == "schema reader document times statements pledges refused"
    assert " ".join(record["reader"]) == READER
    assert " ".join(record["document"]) == DOCUMENT
    assert {" ".join(statement) for statement in record["statements"]} == {STATEMENT}
    assert {" ".join(pledge) for pledge in record["pledges"]} == {PLEDGE}
    assert " ".join(record["times"][0]) == "id start end text type value mod earliest latest"
    assert " ".join(record["pledges"][0]["why"][0]) == "rule for start end weight"
    assert " ".join(record["refused"][0]) == "start end text why"


def test_what_is_absent_is_null_or_empty(bare):
    """A document without anything has all keys, with null and []."""
    record = reading_json(bare)
    assert record["times"] == record["statements"] == record["pledges"] == record["refused"] == []
    assert record["document"]["title"] is None
    assert record["document"]["published_from"] is None
    assert record["document"]["pages"] == []


def test_spans_are_pairs(reading):
    """Places without words are [start, end] pairs, time codes are lists of four, values are plain strings."""
    record = reading_json(reading)
    text = record["document"]["text"]
    assert record["document"]["pages"] == [[0, 200], [200, len(text)]]
    assert record["document"]["timecodes"] == [[0, 100, 0, 4000]]
    assert record["document"]["turns"] == [{"start": 0, "end": 10, "speaker": "Orla Tenby", "role": None}]
    (start, end), *others = record["pledges"][0]["spans"]["object"]
    assert (text[start:end], others) == ("twenty-five clinics", [])
    assert type(record["pledges"][0]["firmness"]) is str


def test_scores_have_two_decimals(reading):
    """Scores and weights are rounded to two decimals."""
    record = reading_json(reading)
    assert [pledge["score"] for pledge in record["pledges"]] == [0.88, 0.95, 0.6]
    assert record["statements"][0]["score"] == 0.97


def test_quotes_are_cut_from_the_text(reading):
    """Wherever words stand with a place, they are the words of that place."""
    record = reading_json(reading)
    text = record["document"]["text"]
    found = quotes([record[part] for part in ("times", "statements", "pledges", "refused")])
    assert len(found) > 20
    assert [quote for quote in found if text[quote["start"] : quote["end"]] != quote["text"]] == []


def test_bytes_are_the_same_each_time(reading):
    """The same reading gives the same bytes."""
    assert dumps(reading_json(reading)) == dumps(reading_json(reading))


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\r", "\n"])
def test_a_line_is_one_line(mark):
    """No character that str.splitlines takes for the end of a line stands raw in a line of JSON."""
    line = dumps({"text": f"before{mark}after"})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": f"before{mark}after"}


def test_letters_stay_letters():
    """Letters of any script stand as they are; what cannot be encoded or commands a terminal is escaped."""
    assert dumps("Қазақстан “é”") == '"Қазақстан “é”"'
    assert dumps("\x1b[31m \x9b \udcff") == '"\\u001b[31m \\u009b \\udcff"'
    dumps("\ud800").encode()
