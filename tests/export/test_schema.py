"""The JSON Schemas fit what we print, and nothing less."""

import copy
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pledgebook.export import reading_json
from pledgebook.export.schema import check_schema, reading_schema

READING = Draft202012Validator(reading_schema())
CHECK = Draft202012Validator(check_schema())
CHECKED = {
    "schema": "pledgebook/check/1",
    "quote": "sixty nurses",
    "found": "absent",
    "places": [],
    "differences": [{"quote": "sixty", "source": "sixteen", "kind": "number", "start": 0, "end": 7}],
    "nearest": {"start": 0, "end": 14, "text": "sixteen nurses"},
}


def objects(record, path=()):
    """The path of every dict in a record."""
    children = record.items() if isinstance(record, dict) else enumerate(record) if isinstance(record, list) else ()
    own = [path] if isinstance(record, dict) else []
    return own + [found for key, child in children for found in objects(child, (*path, key))]


def at(record, path):
    for key in path:
        record = record[key]
    return record


def test_schemas_are_schemas():
    """Both files are valid JSON Schema, draft 2020-12."""
    for schema in (reading_schema(), check_schema()):
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_readings_fit(reading, bare):
    """A full reading and an empty one satisfy the schema."""
    READING.validate(reading_json(reading))
    READING.validate(reading_json(bare))


def test_every_key_is_required(reading):
    """Whichever key is taken out of a reading, the schema misses it."""
    record = reading_json(reading)
    for path in objects(record):
        for key in at(record, path):
            lacking = copy.deepcopy(record)
            del at(lacking, path)[key]
            assert not READING.is_valid(lacking), (path, key)


def test_further_keys_are_allowed(reading):
    """A later version may add keys anywhere and still fit."""
    record = reading_json(reading)
    for path in objects(record):
        at(record, path)["added_later"] = 1
    READING.validate(record)


@pytest.mark.parametrize(
    ("path", "bad"),
    [
        (["schema"], "pledgebook/reading/2"),
        (["document", "published"], "09/01/2026"),
        (["document", "published"], "2026-13"),
        (["document", "genre"], "poem"),
        (["document", "text_sha256"], "abc"),
        (["document", "pages"], [[1]]),
        (["statements", 0, "score"], 1.2),
        (["statements", 0, "start"], -1),
        (["pledges", 0, "firmness"], "rather"),
        (["pledges", 0, "missing"], ["colour"]),
        (["pledges", 0, "spans", "action"], [[1, 2, 3]]),
    ],
)
def test_wrong_values_do_not_fit(reading, path, bad):
    """A value outside the contract is refused."""
    record = reading_json(reading)
    at(record, path[:-1])[path[-1]] = bad
    assert not READING.is_valid(record)


def test_checks_fit():
    """A line of check satisfies its schema, and does not without one of its keys."""
    CHECK.validate(CHECKED)
    for key in CHECKED:
        assert not CHECK.is_valid({name: value for name, value in CHECKED.items() if name != key})


def test_every_field_is_told_in_the_docs():
    """The reference page has a row for every field of a reading, with what the schema says of it."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "reading-json.md").read_text("utf-8")
    schema = reading_schema()
    parts = [schema, *schema["$defs"].values()]
    told = set(re.findall(r"^\| `([a-z_0-9]+)` \|", page, re.MULTILINE))
    fields = {name for part in parts for name in part.get("properties", {})} - {"start", "end"}
    assert fields - told == set()
    descriptions = [field.get("description", "") for part in parts for field in part.get("properties", {}).values()]
    assert [text for text in descriptions if text not in page and text != "pledgebook"] == []
